-- An acceptance is taken back: its stay is void, its archive number stays used; the referral waits again at the desk that
-- made it. Steps that had come along with the case are under way again.
create function rule.undo_acceptance(act rule.act, of_case uuid, payload jsonb) returns void
language plpgsql as $$
declare
    waiting court.referral;
begin
    update court.docket_entry e set void = true, changed = default where e.id = (payload ->> 'entry')::uuid;
    update court.referral r
       set state = 'waiting', accepted_at = null, accepted_by = null, changed = default
     where r.id = (payload ->> 'referral')::uuid
    returning * into waiting;
    update court.step s set state = 'carried', changed = default
     where s.case_id = of_case and s.desk = act.desk and s.state = 'open';
    update court.court_case c set holder = waiting.from_desk, changed = default where c.id = of_case;
    perform rule.set_access(of_case, waiting.from_desk, 2);
    perform rule.set_access(of_case, act.desk, 1);
end
$$;
