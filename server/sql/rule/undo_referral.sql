-- A referral is taken back: the branch is told nothing of the case any more.
create function rule.undo_referral(of_case uuid, wanted uuid) returns void
language plpgsql as $$
declare
    withdrawn court.referral;
begin
    update court.referral r set state = 'withdrawn', changed = default where r.id = wanted and r.state = 'waiting'
    returning * into withdrawn;
    if not found then
        perform rule.reject('undo_not_last', 'command');
    end if;
    perform rule.set_access(of_case, withdrawn.to_desk, 0);
end
$$;
