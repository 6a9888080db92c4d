-- All that a desk at level 1 is told of a case: of a sealed case no more than that it comes.
create function rule.announcement(of_case uuid, to_desk int) returns jsonb
language sql stable as $$
    select coalesce(
        (select jsonb_build_array(c.id || '/' || announcement.to_desk, c.id, announcement.to_desk, c.number, 'seal', s.id,
                s.from_desk, s.to_desk, s.sent_on, s.state, null, s.serial, encode(s.salt, 'hex'), s.tries)
           from court.seal s
          where s.case_id = c.id and s.to_desk = announcement.to_desk
          order by (s.state <> 'void') desc, s.sent_at desc, s.id desc limit 1),
        (select jsonb_build_array(c.id || '/' || announcement.to_desk, c.id, announcement.to_desk, c.number, 'referral',
                r.id, r.from_desk, r.to_desk, r.referred_on, r.state, c.subject, null, null, null)
           from court.referral r
          where r.case_id = c.id and announcement.to_desk in (r.from_desk, r.to_desk)
          order by r.referred_at desc, r.id desc limit 1))
      from court.court_case c
     where c.id = of_case
$$;
