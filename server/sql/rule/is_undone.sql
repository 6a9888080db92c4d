-- Whether a logged command was taken back; nothing is taken back twice.
create function rule.is_undone(entry court.command_log) returns boolean
language sql stable as $$
    select exists (select from court.command_log l
                    where l.case_id = entry.case_id and l.status = 'applied' and l.kind = 'undo_command'
                      and l.payload ->> 'command' = entry.id::text)
$$;
