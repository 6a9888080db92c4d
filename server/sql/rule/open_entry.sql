-- Begin a stay of an opened case at the acting branch, which holds it from now on. Its first stay is new, a later one
-- of class `later`. The desk's chain head, locked by the door, keeps the archive numbers gap-free.
create function rule.open_entry(act rule.act, of_case court.court_case, payload jsonb, later text)
returns court.docket_entry
language plpgsql as $$
declare
    entry court.docket_entry;
begin
    entry.id := rule.uuid(payload, 'entry');
    entry.received_on := rule.date(payload, 'received_on', act.today);
    entry.next_on := rule.date(payload, 'next_on');
    entry.next_kind := rule.text(payload, 'next_kind', 40);
    entry.archive_year := rule.year_of(entry.received_on);
    -- A year of null is before the calendar; a stay begun before an earlier one ended would count the case twice.
    if entry.received_on < of_case.received_on or entry.archive_year is null
       or exists (select from court.docket_entry e
                   where e.case_id = of_case.id and not e.void and e.disposed_on > entry.received_on) then
        perform rule.reject('date_before', 'received_on');
    elsif entry.next_on < entry.received_on then
        perform rule.reject('date_before', 'next_on');
    elsif entry.next_kind !~ '^[a-z_]+$' then
        perform rule.reject('unknown_code', 'next_kind');
    end if;
    select coalesce(max(e.ordinal), 0) + 1 into entry.ordinal from court.docket_entry e where e.case_id = of_case.id;
    select coalesce(max(e.archive_row), 0) + 1 into entry.archive_row
      from court.docket_entry e where e.desk = act.desk and e.archive_year = entry.archive_year;
    insert into court.docket_entry (id, case_id, desk, ordinal, archive_year, archive_row, received_on, in_on, in_class,
                                    next_on, next_kind, opened_by)
    values (entry.id, of_case.id, act.desk, entry.ordinal, entry.archive_year, entry.archive_row, entry.received_on,
            entry.received_on,
            case when exists (select from court.docket_entry e where e.case_id = of_case.id and not e.void)
                 then later else 'new' end, entry.next_on, entry.next_kind,
            act.actor);
    update court.court_case c set holder = act.desk, changed = default where c.id = of_case.id;
    -- What came along is to be done here.
    update court.step s set state = 'open', desk = act.desk, changed = default
     where s.case_id = of_case.id and s.state = 'carried';
    perform rule.set_access(of_case.id, act.desk, 2);
    return entry;
end
$$;
