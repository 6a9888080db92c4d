-- Opening, incoming, disposed and closing of branches between two dates. An entry counts from the day it came in to the
-- day it was disposed of; a void one never. Opening is closing less the flows between: so each day is read once.
create function rule.month_figures(branches int[], starts date, ends date)
returns table (desk int, opening bigint, incoming bigint, disposed bigint, closing bigint)
language sql stable as $$
    select b.id,
           coalesce(s.n, 0) - coalesce(i.n, 0) + coalesce(d.n, 0), coalesce(i.n, 0), coalesce(d.n, 0), coalesce(s.n, 0)
      from unnest(branches) as b (id)
      left join rule.stock_before(branches, ends) s on s.desk = b.id
      left join (select e.desk, count(*) as n from court.docket_entry e
                  where e.desk = any (branches) and not e.void and e.in_on >= starts and e.in_on < ends
                  group by e.desk) i on i.desk = b.id
      left join (select e.desk, count(*) as n from court.docket_entry e
                  where e.desk = any (branches) and not e.void and e.disposed_on >= starts and e.disposed_on < ends
                  group by e.desk) d on d.desk = b.id
$$;
