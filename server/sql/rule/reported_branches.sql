-- The branches on which the caller reports when acting at one of his desks of today; refuses one that reports on none.
create function rule.reported_branches(acting int) returns int[]
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
    branches int[];
begin
    select array_agg(b.id order by b.id) into branches
      from rule.today_desks() t
      join court.desk b on b.kind = 'branch' and case
           when t.role = 'district_head' and t.kind = 'province' then true
           when t.role = 'district_head' and t.kind = 'district' then t.district = coalesce(b.district, (select y.district from court.body y where y.id = b.body))
           else t.role in ('judge', 'branch_manager') and b.id = t.desk end
     where t.desk = acting;
    if branches is null then
        perform rule.reject('forbidden', 'desk');
    end if;
    return branches;
end
$$;
