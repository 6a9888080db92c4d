-- Whether numbers of a Jalali year are leased today: of this year, and from 15 Esfand on also of the next.
create function rule.leasable_year(of_year int) returns boolean
language sql stable as $$
    select of_year = m.month / 12 or of_year = m.month / 12 + 1 and m.month % 12 = 11 and rule.today() >= m.starts + 14
      from court.calendar_month m
     where m.starts <= rule.today()
     order by m.starts desc
     limit 1
$$;
