-- Every committed row the caller may see that was not visible in his cursors, in one snapshot that is the next cursor.
-- There is no upper bound, so nobody's open transaction holds anyone back. STABLE: rows and cursor are of one snapshot.
-- 
-- A desk of today without a cursor is named in `fill`. An access line is [case, desk, level, stamp, whole]; level 0 is
-- withdrawn, `whole` says that all rows of the case are in `rows`. A case of several desks with different cursors
-- comes whole.
create function api.changes(cursors text) returns jsonb
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp as $$
declare
    asked jsonb := rule.parsed(cursors);
    answer jsonb;
    code text;
    field text;
    parameters text;
begin
    if rule.feed_obstacle() is not null then
        perform rule.reject(rule.feed_obstacle());
    elsif jsonb_typeof(asked -> 'desks') is distinct from 'object' then
        perform rule.reject('malformed', 'desks');
    end if;
    with mine as materialized (
        select t.desk, t.role, c.since from rule.today_desks() t left join rule.cursors(asked) c using (desk)
    ),
    changed as materialized (
        select a.case_id, a.desk, a.level, a.stamp, m.since, not pg_visible_in_snapshot(a.gained, m.since) as gained
          from mine m join court.case_access a using (desk)
         where a.changed >= pg_snapshot_xmin(m.since) and not pg_visible_in_snapshot(a.changed, m.since)
    ),
    touched as materialized (
        select c.case_id, bool_or(c.gained) or count(distinct c.since::text) > 1 as whole, min(c.since::text)::pg_snapshot as since
          from changed c group by c.case_id
    ),
    seen as materialized (
        select a.case_id, a.desk, a.level
          from touched t join court.case_access a using (case_id)
         where a.desk in (select m.desk from mine m) and a.level > 0
    ),
    held as materialized (
        select t.case_id, case when not t.whole then t.since end as since
          from touched t where exists (select from seen s where s.case_id = t.case_id and s.level = 2)
    )
    select jsonb_build_object(
        'incarnation', rule.incarnation(),
        'snapshot', pg_current_snapshot()::text,
        'today', rule.today(),
        'desks', coalesce((select jsonb_agg(jsonb_build_array(m.desk, m.role) order by m.desk) from mine m), '[]'),
        'fill', coalesce((select jsonb_agg(m.desk order by m.desk) from mine m where m.since is null), '[]'),
        'access', coalesce((select jsonb_agg(jsonb_build_array(c.case_id, c.desk, c.level, c.stamp, t.whole))
                              from changed c join touched t using (case_id)), '[]'),
        'rows', case when exists (select from touched) then rule.case_rows(
            (select array_agg(h.case_id order by h.case_id) from held h),
            (select array_agg(h.since order by h.case_id) from held h),
            (select array_agg(s.case_id order by s.case_id, s.desk) from seen s where s.level = 1),
            (select array_agg(s.desk order by s.case_id, s.desk) from seen s where s.level = 1))
            else '{}' end,
        'reference', case when not asked ? 'reference' or rule.reference_is_new((asked ->> 'reference')::pg_snapshot)
            then rule.reference_rows((asked ->> 'reference')::pg_snapshot) else '{}' end)
      into answer;
    return answer;
exception
    when sqlstate 'KR001' then
        get stacked diagnostics code = message_text, field = column_name, parameters = pg_exception_detail;
        return rule.refusal(code, field, parameters);
    when data_exception or program_limit_exceeded then
        return '{"code": "malformed"}'::jsonb;
end
$$;
