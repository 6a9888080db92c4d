-- What the door tells of a logged command.
create function rule.answer(entry court.command_log, applied_as text) returns jsonb
language sql stable as $$
    select case entry.status
        when 'applied' then jsonb_build_object('id', entry.id, 'status', applied_as, 'result', entry.result,
            'incarnation', entry.incarnation, 'position', entry.position, 'receipt', encode(entry.receipt, 'hex'))
        else jsonb_build_object('id', entry.id, 'status', 'rejected') || entry.result
        end
$$;
