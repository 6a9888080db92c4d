-- A note is taken back, unless it was shared: what others were shown stays.
create function rule.undo_note(wanted uuid) returns void
language plpgsql as $$
begin
    update court.note n set withdrawn = true, changed = default where n.id = wanted and not n.shared;
    if not found then
        perform rule.reject('undo_impossible', 'command');
    end if;
end
$$;
