-- All that desks at level 1 are told of cases, given as pairs of case and desk: of a sealed case no more than that it
-- comes. One query for a whole page: a referral desk keeps all it ever referred.
create function rule.announcements(announced uuid[], announced_to int[]) returns jsonb
language sql stable as $$
    select jsonb_agg(coalesce(sealed.told, referred.told))
      from unnest(announced, announced_to) as a (case_id, desk)
      join court.court_case c on c.id = a.case_id
      left join lateral (
        select jsonb_build_array(c.id || '/' || a.desk, c.id, a.desk, c.number, 'seal', s.id, s.from_desk, s.to_desk,
                                 s.sent_on, s.state, null, s.serial, encode(s.salt, 'hex'), s.tries) as told
          from court.seal s
         where s.case_id = a.case_id and s.to_desk = a.desk
         order by (s.state <> 'void') desc, s.sent_at desc, s.id desc limit 1) sealed on true
      left join lateral (
        select jsonb_build_array(c.id || '/' || a.desk, c.id, a.desk, c.number, 'referral', r.id, r.from_desk,
                                 r.to_desk, r.referred_on, r.state, c.subject, null, null, null) as told
          from court.referral r
         where sealed.told is null and r.case_id = a.case_id and a.desk in (r.from_desk, r.to_desk)
         order by (r.state <> 'withdrawn') desc, r.referred_at desc, r.id desc limit 1) referred on true
$$;
