-- A note of the desk, or a judge's own until he shares it. rule.case_rows delivers it to nobody else.
create function command.write_note(act rule.act, payload jsonb) returns jsonb
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
    noted court.court_case;
begin
    payload := rule.keys(payload, '{case,note,scope,body}');
    noted := rule.held_case(act, rule.uuid(payload, 'case'));
    if jsonb_typeof(payload -> 'scope') <> 'string' or payload ->> 'scope' not in ('branch', 'private') then
        perform rule.reject('unknown_code', 'scope');
    elsif payload ->> 'scope' = 'private' and act.role <> 'judge' then
        perform rule.reject('only_a_judge', 'scope');
    end if;
    insert into court.note (id, case_id, desk, scope, body, written_by, behalf)
    values (rule.uuid(payload, 'note'), noted.id, act.desk, payload ->> 'scope',
            rule.text(payload, 'body', 4000, multiline => true), act.actor, act.substituting);
    return '{}'::jsonb;
end
$$;
