-- The branches whose figures the caller may see today, for the policies: his own as judge or manager, as district head
-- those of the district, or all at the province's desk.
create function rule.my_desks() returns int[]
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select coalesce(array_agg(distinct b.id), '{}')
      from rule.today_desks() t
      join court.desk b on b.kind = 'branch' and case
           when t.role = 'district_head' and t.kind = 'province' then true
           when t.role = 'district_head' and t.kind = 'district' then t.district = coalesce(b.district, (select y.district from court.body y where y.id = b.body))
           else t.role in ('judge', 'branch_manager') and b.id = t.desk end
$$;
