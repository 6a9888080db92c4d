-- Count and digest of what a desk sees, and the snapshot they were taken in: a cache that has the same may take it as
-- its cursor.
create function api.verify(request text) returns jsonb
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
                              'count', count(*), 'digest', coalesce(bit_xor(a.stamp), 0)::text)
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
