-- Write new values, by column, into a row of an opened case.
create function rule.change_row(entity text, wanted uuid, fresh jsonb) returns void
language plpgsql as $$
begin
    case entity
        when 'court_case' then
            update court.court_case r
               set (subject, received_on, paper_number, paper_on, offence_on, offence_place, marriage_on, marriage_number,
                    basis_number, basis_on, file_place, file_note, changed)
                   = (select n.subject, n.received_on, n.paper_number, n.paper_on, n.offence_on, n.offence_place,
                             n.marriage_on, n.marriage_number, n.basis_number, n.basis_on, n.file_place, n.file_note,
                             pg_current_xact_id()
                        from jsonb_populate_record(r, fresh) n)
             where r.id = wanted;
        when 'party' then
            update court.party r
               set (role, kind, national_id, given, family, sort_key, search_key, father, birth_on, nationality, address,
                    postal_code, mobile, phone, id_reason, struck, changed)
                   = (select n.role, n.kind, n.national_id, n.given, n.family, n.sort_key, n.search_key, n.father,
                             n.birth_on, n.nationality, n.address, n.postal_code, n.mobile, n.phone, n.id_reason, n.struck,
                             pg_current_xact_id()
                        from jsonb_populate_record(r, fresh) n)
             where r.id = wanted;
        when 'claim' then
            update court.claim r
               set (code, amount, struck, changed)
                   = (select n.code, n.amount, n.struck, pg_current_xact_id() from jsonb_populate_record(r, fresh) n)
             where r.id = wanted;
        when 'representation' then
            update court.representation r
               set (document, granted_on, struck, changed)
                   = (select n.document, n.granted_on, n.struck, pg_current_xact_id()
                        from jsonb_populate_record(r, fresh) n)
             where r.id = wanted;
        when 'party_flag' then
            update court.party_flag r
               set (detail, struck, changed)
                   = (select n.detail, n.struck, pg_current_xact_id() from jsonb_populate_record(r, fresh) n)
             where r.id = wanted;
    end case;
end
$$;
