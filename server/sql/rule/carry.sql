-- See that nothing open keeps an opened case from `leaving` ('close' or 'send'), but for the steps that the payload
-- carries along: they are open again where the case arrives. A step settled meanwhile needs no carrying.
create function rule.carry(of_case court.court_case, leaving text, payload jsonb, decision uuid default null)
returns void
language plpgsql as $$
declare
    carried uuid[] := rule.uuids(payload, 'carry', 1000);
    blocking jsonb;
begin
    perform from unnest(carried) as c (id)
      where not exists (select from court.step s where s.id = c.id and s.case_id = of_case.id);
    if found then
        perform rule.reject('not_carryable', 'carry');
    end if;
    select jsonb_agg(jsonb_build_array(b.kind, b.row_id)) into blocking
      from rule.blockers(of_case.id, leaving, carry.decision) b
     where not (b.carryable and b.row_id = any (carried));
    if blocking is not null then
        perform rule.reject('case_has_blockers', 'case', jsonb_build_object('blockers', blocking));
    end if;
    update court.step s set state = 'carried', changed = default
     where s.case_id = of_case.id and s.state = 'open' and s.id = any (carried);
end
$$;
