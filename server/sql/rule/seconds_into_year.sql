-- Whole seconds since the first midnight of a Jalali year in Tehran; 0 before it.
create function rule.seconds_into_year(of_year int) returns bigint
language sql stable as $$
    select greatest(0, floor(extract(epoch from clock_timestamp() - d.starts)))::bigint
      from court.calendar_month m
      join court.calendar_day d on d.day = m.starts
     where m.month = of_year * 12
$$;
