-- A step is done, or dropped for a reason. One carried past the end of the stay may still be settled before it leaves.
create function command.settle_step(act rule.act, payload jsonb) returns jsonb
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
    of_case court.court_case;
    settled court.step;
begin
    payload := rule.keys(payload, '{case,step,outcome}', '{remark}');
    of_case := rule.held_case(act, rule.uuid(payload, 'case'));
    select * into settled from court.step s where s.id = rule.uuid(payload, 'step') and s.case_id = of_case.id;
    if not found then
        perform rule.reject('unknown_step', 'step');
    elsif settled.state in ('done', 'dropped') then
        perform rule.reject('step_settled', 'step');
    elsif jsonb_typeof(payload -> 'outcome') <> 'string' or payload ->> 'outcome' not in ('done', 'dropped') then
        perform rule.reject('unknown_code', 'outcome');
    elsif payload ->> 'outcome' = 'dropped' and not payload ? 'remark' then
        perform rule.reject('missing_field', 'remark');
    end if;
    update court.step s
       set state = payload ->> 'outcome', settled_at = statement_timestamp(), settled_by = act.actor,
           remark = rule.text(payload, 'remark', 200), changed = default
     where s.id = settled.id;
    return '{}'::jsonb;
end
$$;
