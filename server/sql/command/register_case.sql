-- A case enters the system at a referral desk, which holds it until a branch takes it up.
create function command.register_case(act rule.act, payload jsonb) returns jsonb
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
    of_case uuid;
begin
    payload := rule.keys(payload, '{case,number,kind,received_on,subject,claims,parties}');
    of_case := rule.uuid(payload, 'case');
    perform set_config('court.opened', of_case::text, true);
    insert into court.court_case (id, number, kind, subject, received_on, holder, registered_by)
    values (of_case,
            rule.leased_number(act, payload, 'number', 'case'),
            rule.code(payload, 'kind', 'case_kind', act.today),
            rule.text(payload, 'subject', 200),
            rule.date(payload, 'received_on', act.today),
            act.desk, act.actor);
    insert into court.case_access (case_id, desk, level) values (of_case, act.desk, 2);

    perform rule.check_parties(act, payload);
    insert into court.party (id, case_id, ordinal, role, kind, national_id, given, family, sort_key, search_key)
    select p.id, of_case, ordinality, p.role, p.kind, p.national_id, p.given, p.family, p.sort_key, p.search_key
      from rows from (jsonb_to_recordset(payload -> 'parties') as (id uuid, role text, kind text, national_id text,
                      given text, family text, sort_key text, search_key text)) with ordinality
           as p (id, role, kind, national_id, given, family, sort_key, search_key);

    perform rule.check_claims(act, payload);
    insert into court.claim (id, case_id, ordinal, code_kind, code, amount)
    select c.id, of_case, ordinality, c.code_kind, c.code, c.amount::bigint  -- 5.0 is whole, but no text of a bigint
      from rows from (jsonb_to_recordset(payload -> 'claims') as (id uuid, code_kind text, code text, amount numeric))
           with ordinality as c (id, code_kind, code, amount);
    return '{}'::jsonb;
end
$$;
