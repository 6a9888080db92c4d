-- Open a case that the acting desk holds and has not sent on its way: under seal nothing new begins.
create function rule.case_here(act rule.act, id uuid) returns court.court_case
language plpgsql as $$
declare
    opened court.court_case := rule.held_case(act, id);
begin
    if exists (select from court.seal s where s.case_id = opened.id and s.state in ('sealed', 'locked')) then
        perform rule.reject('already_sealed', 'case');
    end if;
    return opened;
end
$$;
