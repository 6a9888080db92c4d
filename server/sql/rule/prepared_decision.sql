-- A decision of an opened case that was prepared and that nobody has signed or put away.
create function rule.prepared_decision(of_case court.court_case, payload jsonb) returns court.decision
language plpgsql as $$
declare
    prepared court.decision;
begin
    select * into prepared from court.decision d
     where d.id = rule.uuid(payload, 'decision') and d.case_id = of_case.id;
    if not found or prepared.state = 'withdrawn' then
        perform rule.reject('unknown_decision', 'decision');
    elsif prepared.state = 'signed' then
        perform rule.reject('already_signed', 'decision');
    end if;
    return prepared;
end
$$;
