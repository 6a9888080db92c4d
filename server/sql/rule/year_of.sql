-- The Jalali year of a date, 1405 for instance.
create function rule.year_of(day date) returns int
language sql stable as $$
    select m.month / 12 from court.calendar_month m where m.starts <= year_of.day order by m.starts desc limit 1
$$;
