-- How many entries of each branch stood open at the beginning of a day: come in before it, and disposed of since or not
-- at all. Found among the disposed of since and those still open, or among all that had come in before: whichever reads
-- fewer years of the book.
create function rule.stock_before(branches int[], day date) returns table (desk int, n bigint)
language sql stable as $$
    with way as materialized (
        select day - min(o.first) > rule.today() - day as back
          from unnest(branches) as b (id)
         cross join lateral (select e.in_on as first from court.docket_entry e
                              where e.desk = b.id and not e.void order by e.in_on limit 1) o
    )
    select f.desk, sum(f.n)::bigint
      from (select e.desk, count(*) as n from court.docket_entry e
             where (select w.back from way w)
               and e.desk = any (branches) and not e.void and e.disposed_on is null and e.in_on < day group by e.desk
            union all
            select e.desk, count(*) from court.docket_entry e
             where (select w.back from way w)
               and e.desk = any (branches) and not e.void and e.disposed_on >= day and e.in_on < day group by e.desk
            union all
            select e.desk, count(*) from court.docket_entry e
             where (select not w.back from way w)
               and e.desk = any (branches) and not e.void and e.in_on < day
               and (e.disposed_on is null or e.disposed_on >= day) group by e.desk) f
     group by f.desk
$$;
