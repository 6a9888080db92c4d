-- A judge lets his desk read a private note of his; this cannot be taken back.
create function command.share_note(act rule.act, payload jsonb) returns jsonb
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
    noted court.court_case;
begin
    payload := rule.keys(payload, '{case,note}');
    noted := rule.held_case(act, rule.uuid(payload, 'case'));
    update court.note n set shared = true, changed = default
     where n.id = rule.uuid(payload, 'note') and n.case_id = noted.id and n.desk = act.desk
       and n.scope = 'private' and n.written_by = act.actor and not n.withdrawn;
    if not found then
        perform rule.reject('unknown_note', 'note');
    end if;
    return '{}'::jsonb;
end
$$;
