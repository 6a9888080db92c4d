-- The desk a request is about, one of the caller's desks of today; refuses any other, be it or not.
create function rule.own_desk(asked jsonb) returns int
language plpgsql stable as $$
declare
    wanted int := rule.integer(asked, 'desk', 0, 2147483647);
begin
    perform from rule.today_desks() t where t.desk = wanted;
    if not found then
        perform rule.reject('forbidden', 'desk');
    end if;
    return wanted;
end
$$;
