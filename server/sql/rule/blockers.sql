-- What keeps a case from being closed ('close': the decision that ends its stay is signed) or sent on ('send'), until
-- it is settled or, where it may, carried along. The one table of common/blockers.py: a later kind of open thing adds
-- its lines here. `decision` is the one being signed.
create function rule.blockers(of_case uuid, act text, decision uuid default null)
returns table (kind text, row_id uuid, carryable boolean)
language sql stable as $$
    select 'open_step', s.id, true
      from court.step s where s.case_id = of_case and s.state = 'open'
    union all
    select 'live_seal', s.id, false
      from court.seal s where s.case_id = of_case and s.state in ('sealed', 'locked')
    union all
    select 'unsigned_decision', d.id, false
      from court.decision d
     where d.case_id = of_case and d.state = 'prepared' and d.id is distinct from blockers.decision
    union all
    select 'waiting_referral', r.id, false
      from court.referral r where r.case_id = of_case and r.state = 'waiting'
    union all
    select 'undecided_claim', c.id, false
      from court.claim c
     where blockers.act = 'close' and c.case_id = of_case and not c.struck
       and exists (select from court.outcome o where o.case_id = of_case and o.decision = blockers.decision)
       and not exists (select from court.outcome o where o.case_id = of_case and o.decision = blockers.decision
                                                     and o.claim = c.id)
$$;
