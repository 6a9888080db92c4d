-- An enquiry desk where the caller is an enquiry officer today; refuses any other.
create function rule.enquiry_desk(wanted int) returns int
language plpgsql stable as $$
begin
    perform from rule.today_desks() t where t.desk = wanted and t.kind = 'enquiry' and t.role = 'enquiry_officer';
    if not found then
        perform rule.reject('forbidden', 'desk');
    end if;
    return wanted;
end
$$;
