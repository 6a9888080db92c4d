-- The author of the last command on a case takes it back, from the same desk and within the setting's minutes. What came
-- after it and was itself taken back does not count, nor do notes and prints.
create function command.undo_command(act rule.act, payload jsonb) returns jsonb
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
    of_case court.court_case;
    wanted uuid;
    undone court.command_log;
begin
    payload := rule.keys(payload, '{case,command}');
    of_case := rule.open_case(act, rule.uuid(payload, 'case'), 1);
    wanted := rule.uuid(payload, 'command');
    select * into undone from court.command_log l
     where l.id = wanted and l.case_id = of_case.id and l.status = 'applied'
       and l.actor = act.actor and l.desk = act.desk;
    if not found then
        perform rule.reject('undo_not_yours', 'command');
    elsif undone.kind not in ('register_case', 'refer_case', 'accept_referral', 'prepare_decision', 'amend_case', 'write_note')
          or rule.is_undone(undone) then
        perform rule.reject('undo_impossible', 'command');
    elsif undone.received_at + make_interval(mins => rule.setting('undo_minutes')::int) < clock_timestamp() then
        perform rule.reject('undo_too_late', 'command');
    elsif exists (select from court.command_log l
                   where l.case_id = of_case.id and l.status = 'applied' and l.position > undone.position
                     and l.kind not in ('write_note', 'share_note', 'record_print', 'undo_command')
                     and not rule.is_undone(l)) then
        perform rule.reject('undo_not_last', 'command');
    end if;
    case undone.kind
        when 'register_case' then
            update court.court_case c set withdrawn = true, changed = default where c.id = of_case.id;
        when 'refer_case' then perform rule.undo_referral(of_case.id, (undone.payload ->> 'referral')::uuid);
        when 'accept_referral' then perform rule.undo_acceptance(act, of_case.id, undone.payload);
        when 'prepare_decision' then
            update court.decision d set state = 'withdrawn', changed = default
             where d.id = (undone.payload ->> 'decision')::uuid;
        when 'amend_case' then perform rule.undo_amendment(act, of_case.id, undone);
        when 'write_note' then perform rule.undo_note((undone.payload ->> 'note')::uuid);
    end case;
    return '{}'::jsonb;
end
$$;
