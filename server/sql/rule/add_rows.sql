-- Write the parties, claims, representations and flags that an amendment adds, each with its line among the amendments.
create function rule.add_rows(act rule.act, of_case uuid, payload jsonb) returns void
language plpgsql as $$
declare
    moment timestamptz := clock_timestamp();
    last int;
begin
    if payload ? 'parties' then
        perform rule.check_parties(act, payload);
        select max(p.ordinal) into last from court.party p where p.case_id = of_case;
        perform rule.add_parties(of_case, payload, last);
    end if;
    if payload ? 'claims' then
        perform rule.check_claims(act, payload);
        select max(c.ordinal) into last from court.claim c where c.case_id = of_case;
        perform rule.add_claims(of_case, payload, last);
    end if;
    if payload ? 'representations' then
        perform rule.add_representations(act, of_case, payload);
    end if;
    if payload ? 'flags' then
        perform rule.add_flags(act, of_case, payload);
    end if;
    insert into court.amendment (id, case_id, entity, row_id, desk, command, at, by, behalf, reason)
    select (a.value ->> 'id')::uuid, of_case, t.entity, (a.value ->> 'id')::uuid, act.desk, act.id, moment,
           act.actor, act.substituting, payload ->> 'reason'
      from (values ('parties', 'party'), ('claims', 'claim'), ('representations', 'representation'),
                   ('flags', 'party_flag')) as t (list, entity)
     cross join jsonb_array_elements(coalesce(payload -> t.list, '[]')) a;
    if (select count(*) from court.party p where p.case_id = of_case and not p.struck) > 200 then
        perform rule.reject('too_many', 'parties', '{"limit": 200}');
    elsif (select count(*) from court.claim c where c.case_id = of_case and not c.struck) > 50 then
        perform rule.reject('too_many', 'claims', '{"limit": 50}');
    end if;
end
$$;
