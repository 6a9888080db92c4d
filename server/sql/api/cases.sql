-- The named cases as one of the caller's desks sees them; what it does not see is left out. At most 500.
create function api.cases(request text) returns jsonb
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp as $$
declare
    asked jsonb := rule.parsed(request);
    of_desk int;
    code text;
    field text;
    parameters text;
begin
    if rule.feed_obstacle() is not null then
        perform rule.reject(rule.feed_obstacle());
    end if;
    perform rule.keys(asked, '{desk,ids}');
    of_desk := rule.own_desk(asked);
    if jsonb_typeof(asked -> 'ids') <> 'array' or jsonb_array_length(asked -> 'ids') > 500 then
        perform rule.reject('malformed', 'ids');
    end if;
    return rule.delivery(of_desk, (select array_agg(distinct e.id::uuid) from jsonb_array_elements_text(asked -> 'ids') e (id)));
exception
    when sqlstate 'KR001' then
        get stacked diagnostics code = message_text, field = column_name, parameters = pg_exception_detail;
        return rule.refusal(code, field, parameters);
    when data_exception or program_limit_exceeded then
        return '{"code": "malformed"}'::jsonb;
end
$$;
