-- Open a case that the acting desk holds; only the holder writes in a case.
create function rule.held_case(act rule.act, id uuid) returns court.court_case
language plpgsql as $$
declare
    opened court.court_case := rule.open_case(act, id);
begin
    if opened.holder <> act.desk then
        perform rule.reject('not_holder', 'case');
    end if;
    return opened;
end
$$;
