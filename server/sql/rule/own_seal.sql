-- A seal of an opened case that the acting desk has issued.
create function rule.own_seal(act rule.act, of_case court.court_case, wanted uuid, field text) returns court.seal
language plpgsql as $$
declare
    own court.seal;
begin
    select * into own from court.seal s where s.id = wanted and s.case_id = of_case.id and s.from_desk = act.desk;
    if not found then
        perform rule.reject('seal_unknown', field);
    end if;
    return own;
end
$$;
