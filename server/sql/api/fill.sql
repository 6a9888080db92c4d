-- A page of all cases of one of the caller's desks, in the order of their ids, after the case `after`.
-- `after` of the answer is the page's last case, null at the end. The cursor is that of an api.changes asked before.
create function api.fill(request text) returns jsonb
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp as $$
declare
    asked jsonb := rule.parsed(request);
    of_desk int;
    after_case uuid;
    most int;
    ids uuid[];
    code text;
    field text;
    parameters text;
begin
    if rule.feed_obstacle() is not null then
        perform rule.reject(rule.feed_obstacle());
    end if;
    perform rule.keys(asked, '{desk}', '{after,limit}');
    of_desk := rule.own_desk(asked);
    after_case := rule.uuid(asked, 'after');
    most := coalesce(rule.integer(asked, 'limit', 1, 500), 500);
    select array_agg(p.case_id) into ids
      from (select a.case_id from court.case_access a
             where a.desk = of_desk and a.level > 0 and (after_case is null or a.case_id > after_case)
             order by a.case_id limit most) p;
    return rule.delivery(of_desk, ids)
        || jsonb_build_object('after', case when cardinality(ids) = most then ids[most] end);
exception
    when sqlstate 'KR001' then
        get stacked diagnostics code = message_text, field = column_name, parameters = pg_exception_detail;
        return rule.refusal(code, field, parameters);
    when data_exception or program_limit_exceeded then
        return '{"code": "malformed"}'::jsonb;
end
$$;
