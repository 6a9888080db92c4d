-- Opening, incoming, disposed and closing of branches between two dates. An entry counts from the day it came in to the
-- day it was disposed of; a void one never.
create function rule.month_figures(branches int[], starts date, ends date)
returns table (desk int, opening bigint, incoming bigint, disposed bigint, closing bigint)
language sql stable as $$
    select b.id,
           coalesce(o.n, 0), coalesce(i.n, 0), coalesce(d.n, 0), coalesce(o.n, 0) + coalesce(i.n, 0) - coalesce(d.n, 0)
      from unnest(branches) as b (id)
      left join (select e.desk, count(*) as n from court.docket_entry e
                  where e.desk = any (branches) and not e.void and e.in_on < starts
                    and (e.disposed_on is null or e.disposed_on >= starts) group by e.desk) o on o.desk = b.id
      left join (select e.desk, count(*) as n from court.docket_entry e
                  where e.desk = any (branches) and not e.void and e.in_on >= starts and e.in_on < ends
                  group by e.desk) i on i.desk = b.id
      left join (select e.desk, count(*) as n from court.docket_entry e
                  where e.desk = any (branches) and not e.void and e.disposed_on >= starts and e.disposed_on < ends
                  group by e.desk) d on d.desk = b.id
$$;
