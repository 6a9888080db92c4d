-- A stay of an opened case at the acting desk that has not ended.
create function rule.running_entry(act rule.act, of_case court.court_case, wanted uuid) returns court.docket_entry
language plpgsql as $$
declare
    entry court.docket_entry := rule.own_entry(act, of_case, wanted);
begin
    if entry.disposed_on is not null then
        perform rule.reject('entry_ended', 'entry');
    end if;
    return entry;
end
$$;
