-- What a desk's page of cases brings: `access` lines and the rows. A case that any desk of the caller holds open comes
-- in full; one that is only announced brings its announcement. `desks` are those of the caller
-- today: what is open to him through a desk that is missing among them does not come.
create function rule.delivery(to_desk int, ids uuid[]) returns jsonb
language sql stable as $$
    with mine as materialized (select t.desk from rule.today_desks() t),
    page as materialized (
        select a.case_id, a.level, a.stamp
          from unnest(ids) as i (case_id)
          join court.case_access a on a.case_id = i.case_id and a.desk = to_desk and a.level > 0
    ),
    seen as materialized (
        select a.case_id, a.desk, a.level
          from page p join court.case_access a on a.case_id = p.case_id
         where a.desk in (select m.desk from mine m) and a.level > 0
    ),
    held as materialized (select distinct s.case_id from seen s where s.level = 2)
    select jsonb_build_object(
        'desks', coalesce((select jsonb_agg(m.desk order by m.desk) from mine m), '[]'),
        'access', coalesce((select jsonb_agg(jsonb_build_array(p.case_id, to_desk, p.level, p.stamp, true)
                                             order by p.case_id) from page p), '[]'),
        'rows', rule.case_rows(
            (select array_agg(h.case_id) from held h),
            (select array_agg(null::pg_snapshot) from held h),
            (select array_agg(s.case_id order by s.case_id, s.desk) from seen s where s.level = 1),
            (select array_agg(s.desk order by s.case_id, s.desk) from seen s where s.level = 1)))
$$;
