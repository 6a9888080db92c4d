-- A page of the entries of a branch that a figure counts, after a place: those that came in (incoming) or were disposed
-- of (disposed) between two dates, by that day, or those open at the end of the day before `ends` (stock), by the day
-- they came in. Each part is a walk along one index that stops at `most`: what one does not see is not sorted.
create function rule.entries_behind(branch int, figure text, starts date, ends date, after_day date, after_id uuid, most int)
returns table (day date, id uuid)
language sql stable as $$
    (select e.in_on, e.id from court.docket_entry e
      where figure = 'incoming' and e.desk = branch and not e.void and e.in_on >= starts and e.in_on < ends
        and (e.in_on, e.id) > (after_day, after_id)
      order by e.in_on, e.id limit most)
    union all
    (select e.disposed_on, e.id from court.docket_entry e
      where figure = 'disposed' and e.desk = branch and not e.void and e.disposed_on >= starts and e.disposed_on < ends
        and (e.disposed_on, e.id) > (after_day, after_id)
      order by e.disposed_on, e.id limit most)
    union all
    (select e.in_on, e.id from court.docket_entry e
      where figure = 'stock' and e.desk = branch and not e.void and e.disposed_on is null and e.in_on < ends
        and (e.in_on, e.id) > (after_day, after_id)
      order by e.in_on, e.id limit most)
    union all
    (select e.in_on, e.id from court.docket_entry e
      where figure = 'stock' and e.desk = branch and not e.void and e.disposed_on >= ends and e.in_on < ends
        and (e.in_on, e.id) > (after_day, after_id)
      order by e.in_on, e.id limit most)
    order by 1, 2 limit most
$$;
