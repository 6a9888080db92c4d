-- The rows of the given cases, table by table, as arrays in the order of common.read_models.FEED_COLUMNS: all rows of
-- a case whose `since` is null, else those not visible in that snapshot. `announced` are pairs of case and desk.
create function rule.case_rows(ids uuid[], since pg_snapshot[], announced uuid[], announced_to int[]) returns jsonb
language sql stable as $$
    with k as materialized (select * from unnest(ids, since) as k (case_id, since))
    select rule.without_nulls(jsonb_build_object(
        'court_case', (select jsonb_agg(jsonb_build_array(
                c.id, c.number, c.kind, c.subject, c.received_on, c.holder, rule.instant(c.registered_at),
                c.registered_by))
            from k join court.court_case c on c.id = k.case_id
           where k.since is null or not pg_visible_in_snapshot(c.changed, k.since)),
        'party', (select jsonb_agg(jsonb_build_array(
                p.id, p.case_id, p.ordinal, p.role, p.kind, p.national_id, p.given, p.family, p.sort_key,
                p.search_key))
            from k join court.party p using (case_id)
           where k.since is null or not pg_visible_in_snapshot(p.changed, k.since)),
        'claim', (select jsonb_agg(jsonb_build_array(
                c.id, c.case_id, c.ordinal, c.code_kind, c.code, c.amount))
            from k join court.claim c using (case_id)
           where k.since is null or not pg_visible_in_snapshot(c.changed, k.since)),
        'referral', (select jsonb_agg(jsonb_build_array(
                r.id, r.case_id, r.from_desk, r.to_desk, r.state, r.method, r.referred_on,
                rule.instant(r.referred_at), r.referred_by, rule.instant(r.accepted_at), r.accepted_by))
            from k join court.referral r using (case_id)
           where k.since is null or not pg_visible_in_snapshot(r.changed, k.since)),
        'docket_entry', (select jsonb_agg(jsonb_build_array(
                e.id, e.case_id, e.desk, e.ordinal, e.archive_year, e.archive_row, e.received_on, e.in_on, e.in_class,
                e.disposed_on, e.out_class, e.void, e.next_on, e.next_kind, rule.instant(e.opened_at), e.opened_by))
            from k join court.docket_entry e using (case_id)
           where k.since is null or not pg_visible_in_snapshot(e.changed, k.since)),
        'decision', (select jsonb_agg(jsonb_build_array(
                d.id, d.case_id, d.entry, d.desk, d.number, d.disposition, d.decided_on, d.body, d.state,
                d.register_year, d.register_row, rule.instant(d.prepared_at), d.prepared_by,
                rule.instant(d.signed_at), d.signed_by))
            from k join court.decision d using (case_id)
           where k.since is null or not pg_visible_in_snapshot(d.changed, k.since)),
        'seal', (select jsonb_agg(jsonb_build_array(
                s.id, s.case_id, s.serial, s.from_desk, s.to_desk, s.objection, s.filed_on, s.state, s.tries,
                s.expires_on, s.sent_on, rule.instant(s.sent_at), s.sent_by, rule.instant(s.printed_at), s.printed_by,
                rule.instant(s.opened_at), s.opened_by))
            from k join court.seal s using (case_id)
           where k.since is null or not pg_visible_in_snapshot(s.changed, k.since)),
        'announcement', rule.announcements(announced, announced_to)))
$$;
