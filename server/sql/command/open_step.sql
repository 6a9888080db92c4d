-- Something of the case is under way that must be settled, or carried along, before the case leaves.
create function command.open_step(act rule.act, payload jsonb) returns jsonb
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
    of_case court.court_case;
    due_on date;
    ordered_by court.decision;
begin
    payload := rule.keys(payload, '{case,step,kind,title}', '{due_on,decision}');
    of_case := rule.case_here(act, rule.uuid(payload, 'case'));
    due_on := rule.date(payload, 'due_on');
    if due_on < act.today then
        perform rule.reject('date_before', 'due_on');
    end if;
    if payload ? 'decision' then
        select * into ordered_by from court.decision d
         where d.id = rule.uuid(payload, 'decision') and d.case_id = of_case.id and d.state <> 'withdrawn';
        if not found then
            perform rule.reject('unknown_decision', 'decision');
        elsif ordered_by.state <> 'signed' then
            perform rule.reject('unsigned_decision', 'decision');
        end if;
    -- After the stay only what a decision orders is still to be done; else signing would not see what it leaves open.
    elsif not exists (select from court.docket_entry e where e.case_id = of_case.id and e.desk = act.desk
                                                         and e.disposed_on is null and not e.void) then
        perform rule.reject('entry_ended', 'case');
    end if;
    insert into court.step (id, case_id, desk, decision, kind, title, due_on, state, opened_by)
    values (rule.uuid(payload, 'step'), of_case.id, act.desk, ordered_by.id,
            rule.code(payload, 'kind', 'step_kind', act.today), rule.text(payload, 'title', 200), due_on, 'open',
            act.actor);
    return '{}'::jsonb;
end
$$;
