-- Whether a command belongs to the story that everybody with the case reads: notes are their desk's own, and so is taking
-- one back.
create function rule.is_told(kind text, payload jsonb) returns boolean
language sql stable as $$
    select kind not in ('write_note', 'share_note')
       and (kind <> 'undo_command' or not exists (select from court.command_log l
                                                   where l.id = (is_told.payload ->> 'command')::uuid and l.kind = 'write_note'))
$$;
