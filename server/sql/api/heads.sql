-- [case, level, stamp] of all that a desk sees: a cache whose digest differs finds what to fetch.
create function api.heads(request text) returns jsonb
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp as $$
declare
    asked jsonb := rule.parsed(request);
    of_desk int;
    answer jsonb;
    code text;
    field text;
    parameters text;
begin
    if rule.feed_obstacle() is not null then
        perform rule.reject(rule.feed_obstacle());
    end if;
    perform rule.keys(asked, '{desk}');
    of_desk := rule.own_desk(asked);
    select jsonb_build_object('incarnation', rule.incarnation(), 'snapshot', pg_current_snapshot()::text,
                              'heads', coalesce(jsonb_agg(jsonb_build_array(a.case_id, a.level, a.stamp)), '[]'))
      into answer
      from court.case_access a where a.desk = of_desk and a.level > 0;
    return answer;
exception
    when sqlstate 'KR001' then
        get stacked diagnostics code = message_text, field = column_name, parameters = pg_exception_detail;
        return rule.refusal(code, field, parameters);
    when data_exception or program_limit_exceeded then
        return '{"code": "malformed"}'::jsonb;
end
$$;
