-- Write the parties of the payload, which rule.check_parties has passed, with their flags; the first one's place in the
-- case is after `last`.
create function rule.add_parties(of_case uuid, payload jsonb, last int default 0) returns void
language plpgsql as $$
begin
    insert into court.party (id, case_id, ordinal, role, kind, national_id, given, family, sort_key, search_key, father,
                             birth_on, nationality, address, postal_code, mobile, phone, id_reason)
    select p.id, of_case, last + ordinality, p.role, p.kind, p.national_id, p.given, p.family, p.sort_key, p.search_key,
           p.father, p.birth_on, p.nationality, p.address, p.postal_code, p.mobile, p.phone, p.id_reason
      from rows from (jsonb_to_recordset(payload -> 'parties') as (id uuid, role text, kind text, national_id text,
                      given text, family text, sort_key text, search_key text, father text, birth_on date,
                      nationality text, address text, postal_code text, mobile text, phone text, id_reason text))
           with ordinality as p (id, role, kind, national_id, given, family, sort_key, search_key, father, birth_on,
                                 nationality, address, postal_code, mobile, phone, id_reason);
    if payload @? '$.parties[*].flags' then
        insert into court.party_flag (id, case_id, party, flag, detail)
        select f.id, of_case, (p ->> 'id')::uuid, f.flag, f.detail
          from jsonb_array_elements(payload -> 'parties') p,
               jsonb_to_recordset(coalesce(p -> 'flags', '[]')) as f (id uuid, flag text, detail text);
    end if;
end
$$;
