-- A case enters the system at a referral desk, which holds it until a branch takes it up.
create function command.register_case(act rule.act, payload jsonb) returns jsonb
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
    of_case uuid;
    look boolean;
    wrong record;
begin
    payload := rule.keys(payload, '{case,number,kind,received_on,subject,claims,parties}',
        '{representations,paper_number,paper_on,offence_on,offence_place,marriage_on,marriage_number,basis_number,basis_on,double_of,double_reason}');
    of_case := rule.uuid(payload, 'case');
    perform set_config('court.opened', of_case::text, true);
    perform rule.check_head(payload, act.today);
    insert into court.court_case (id, number, kind, subject, received_on, holder, registered_by, paper_number, paper_on,
                                  offence_on, offence_place, marriage_on, marriage_number, basis_number, basis_on,
                                  double_of, double_reason)
    values (of_case,
            rule.leased_number(act, payload, 'number', 'case'),
            rule.code(payload, 'kind', 'case_kind', act.today),
            payload ->> 'subject', rule.date(payload, 'received_on'), act.desk, act.actor,
            payload ->> 'paper_number', rule.date(payload, 'paper_on'), rule.date(payload, 'offence_on'),
            payload ->> 'offence_place', rule.date(payload, 'marriage_on'), payload ->> 'marriage_number',
            payload ->> 'basis_number', rule.date(payload, 'basis_on'),
            rule.double_of(act, payload), payload ->> 'double_reason');
    insert into court.case_access (case_id, desk, level) values (of_case, act.desk, 2);

    if payload -> 'parties' = '[]' then
        perform rule.reject('no_parties', 'parties');
    elsif payload -> 'claims' = '[]' then
        perform rule.reject('no_claims', 'claims');
    end if;
    look := rule.check_parties(act, payload);
    perform rule.add_parties(of_case, payload);
    perform rule.check_claims(act, payload);
    perform rule.add_claims(of_case, payload);
    if payload ? 'representations' then
        perform rule.add_representations(act, of_case, payload);
    end if;
    if look then
        select p.code, p.field, i.ordinality - 1 as place into wrong
          from rule.case_problems(of_case) p
          join jsonb_array_elements(payload -> 'parties') with ordinality i on (i.value ->> 'id')::uuid = p.party
         order by i.ordinality limit 1;
        if found then
            perform rule.reject(wrong.code, 'parties[' || wrong.place || '].' || wrong.field);
        end if;
    end if;
    return '{}'::jsonb;
end
$$;
