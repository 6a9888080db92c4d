-- A stay of an opened case at the acting desk that has not ended.
create function rule.running_entry(act rule.act, of_case court.court_case, wanted uuid) returns court.docket_entry
language plpgsql as $$
declare
    entry court.docket_entry;
begin
    select * into entry from court.docket_entry e
     where e.id = wanted and e.case_id = of_case.id and e.desk = act.desk and not e.void;
    if not found then
        perform rule.reject('unknown_entry', 'entry');
    elsif entry.disposed_on is not null then
        perform rule.reject('entry_ended', 'entry');
    end if;
    return entry;
end
$$;
