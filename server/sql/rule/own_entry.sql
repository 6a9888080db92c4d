-- A stay of an opened case at the acting branch, running or ended.
create function rule.own_entry(act rule.act, of_case court.court_case, wanted uuid) returns court.docket_entry
language plpgsql as $$
declare
    entry court.docket_entry;
begin
    select * into entry from court.docket_entry e
     where e.id = wanted and e.case_id = of_case.id and e.desk = act.desk and not e.void;
    if not found then
        perform rule.reject('unknown_entry', 'entry');
    end if;
    return entry;
end
$$;
