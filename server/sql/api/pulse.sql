-- Whether api.changes would bring anything for these cursors. Asked about once a second by everybody: it costs one
-- probe of the index on (desk, changed) for each desk.
create function api.pulse(cursors text) returns jsonb
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp as $$
declare
    asked jsonb := rule.parsed(cursors);
    code text;
    field text;
    parameters text;
begin
    if jsonb_typeof(asked -> 'desks') is distinct from 'object' then
        perform rule.reject('malformed', 'desks');
    end if;
    return jsonb_build_object('incarnation', rule.incarnation(), 'news',
        exists (select from rule.today_desks() t where asked -> 'desks' -> t.desk::text is null)
        or (select count(*) from jsonb_object_keys(asked -> 'desks')) <> (select count(*) from rule.today_desks())
        or exists (select from rule.cursors(asked) c
                     join rule.today_desks() t using (desk)
                     join court.case_access a using (desk)
                    where a.changed >= pg_snapshot_xmin(c.since) and not pg_visible_in_snapshot(a.changed, c.since))
        or rule.reference_is_new((asked ->> 'reference')::pg_snapshot));
exception
    when sqlstate 'KR001' then
        get stacked diagnostics code = message_text, field = column_name, parameters = pg_exception_detail;
        return rule.refusal(code, field, parameters);
    when data_exception or program_limit_exceeded then
        return '{"code": "malformed"}'::jsonb;
end
$$;
