-- How many entries of each branch stood open at the beginning of a day: those that had come in less those disposed of
-- before it, or, the same number, those open now plus the disposed of since less the come in since; for no entry is
-- disposed of before it came in. Of these two the one that reads fewer years of the book is reckoned.
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
               and e.desk = any (branches) and not e.void and e.disposed_on is null group by e.desk
            union all
            select e.desk, count(*) from court.docket_entry e
             where (select w.back from way w)
               and e.desk = any (branches) and not e.void and e.disposed_on >= day group by e.desk
            union all
            select e.desk, -count(*) from court.docket_entry e
             where (select w.back from way w)
               and e.desk = any (branches) and not e.void and e.in_on >= day group by e.desk
            union all
            select e.desk, count(*) from court.docket_entry e
             where (select not w.back from way w)
               and e.desk = any (branches) and not e.void and e.in_on < day group by e.desk
            union all
            select e.desk, -count(*) from court.docket_entry e
             where (select not w.back from way w)
               and e.desk = any (branches) and not e.void and e.disposed_on < day group by e.desk) f
     group by f.desk
$$;
