-- The rows of the given cases, table by table, as arrays in the order of common.read_models.FEED_COLUMNS: all rows of
-- a case whose `since` is null, else those not visible in that snapshot. `announced` are pairs of case and desk.
-- Notes are told to their desk alone, while it has the case; a judge's private ones to him alone until he shares them.
-- A decision is told to all once it is signed: until then to the desk that writes it and the one that holds the case.
create function rule.case_rows(ids uuid[], since pg_snapshot[], announced uuid[], announced_to int[]) returns jsonb
language sql stable as $$
    with k as materialized (select * from unnest(ids, since) as k (case_id, since)),
    mine as materialized (select array_agg(t.desk) as desks from rule.today_desks() t)
    select rule.without_nulls(jsonb_build_object(
        'court_case', (select jsonb_agg(jsonb_build_array(
                c.id, c.number, c.kind, c.subject, c.received_on, c.holder, rule.instant(c.registered_at),
                c.registered_by, c.paper_number, c.paper_on, c.offence_on, c.offence_place, c.marriage_on,
                c.marriage_number, c.basis_number, c.basis_on, c.file_place, c.file_note, c.double_of, c.double_reason,
                c.withdrawn))
            from k join court.court_case c on c.id = k.case_id
           where k.since is null or not pg_visible_in_snapshot(c.changed, k.since)),
        'party', (select jsonb_agg(jsonb_build_array(
                p.id, p.case_id, p.ordinal, p.role, p.kind, p.national_id, p.given, p.family, p.sort_key,
                p.search_key, p.father, p.birth_on, p.nationality, p.address, p.postal_code, p.mobile, p.phone,
                p.id_reason, p.struck))
            from k join court.party p using (case_id)
           where k.since is null or not pg_visible_in_snapshot(p.changed, k.since)),
        'claim', (select jsonb_agg(jsonb_build_array(
                c.id, c.case_id, c.ordinal, c.code_kind, c.code, c.amount, c.struck))
            from k join court.claim c using (case_id)
           where k.since is null or not pg_visible_in_snapshot(c.changed, k.since)),
        'representation', (select jsonb_agg(jsonb_build_array(
                r.id, r.case_id, r.representative, r.client, r.document, r.granted_on, r.struck))
            from k join court.representation r using (case_id)
           where k.since is null or not pg_visible_in_snapshot(r.changed, k.since)),
        'party_flag', (select jsonb_agg(jsonb_build_array(
                f.id, f.case_id, f.party, f.flag, f.detail, f.struck))
            from k join court.party_flag f using (case_id)
           where k.since is null or not pg_visible_in_snapshot(f.changed, k.since)),
        'amendment', (select jsonb_agg(jsonb_build_array(
                a.id, a.case_id, a.entity, a.row_id, a.field, a.old, a.new, a.desk, rule.instant(a.at), a.by, a.behalf,
                a.reason))
            from k join court.amendment a using (case_id)
           where k.since is null or not pg_visible_in_snapshot(a.changed, k.since)),
        'note', (select jsonb_agg(jsonb_build_array(
                n.id, n.case_id, n.desk, n.scope, n.body, n.shared, n.withdrawn, rule.instant(n.written_at), n.written_by,
                n.behalf))
            from k join court.note n using (case_id)
           where (k.since is null or not pg_visible_in_snapshot(n.changed, k.since))
             and (n.scope = 'branch' or n.shared or n.written_by = session_user)
             and n.desk = any ((select m.desks from mine m)::int[])
             and exists (select from court.case_access a where (a.case_id, a.desk, a.level) = (n.case_id, n.desk, 2))),
        'step', (select jsonb_agg(jsonb_build_array(
                s.id, s.case_id, s.desk, s.decision, s.kind, s.title, s.due_on, s.state, rule.instant(s.opened_at),
                s.opened_by, rule.instant(s.settled_at), s.settled_by, s.remark))
            from k join court.step s using (case_id)
           where k.since is null or not pg_visible_in_snapshot(s.changed, k.since)),
        'event', (select jsonb_agg(jsonb_build_array(
                l.id, l.case_id, l.position, l.desk, l.kind, rule.target(l.payload), l.actor, l.substituting,
                rule.instant(l.issued_at), rule.instant(l.received_at)))
            from k join court.command_log l using (case_id)
           where l.status = 'applied' and (k.since is null or not pg_visible_in_snapshot(l.changed, k.since))
             and rule.is_told(l.kind, l.payload)),
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
                rule.instant(d.signed_at), d.signed_by, d.kind, d.corrects))
            from k join court.decision d using (case_id) join court.court_case c on c.id = d.case_id
           where (k.since is null or not pg_visible_in_snapshot(d.changed, k.since))
             and (d.state = 'signed' or array[d.desk, c.holder] && (select m.desks from mine m))),
        'outcome', (select jsonb_agg(jsonb_build_array(
                o.id, o.case_id, o.decision, o.claim, o.party, o.disposition))
            from k join court.outcome o using (case_id) join court.decision d on d.id = o.decision
            join court.court_case c on c.id = o.case_id
           where (k.since is null or not pg_visible_in_snapshot(o.changed, k.since))
             and (d.state = 'signed' or array[d.desk, c.holder] && (select m.desks from mine m))),
        'seal', (select jsonb_agg(jsonb_build_array(
                s.id, s.case_id, s.serial, s.from_desk, s.to_desk, s.objection, s.filed_on, s.state, s.tries,
                s.expires_on, s.sent_on, rule.instant(s.sent_at), s.sent_by, rule.instant(s.printed_at), s.printed_by,
                rule.instant(s.opened_at), s.opened_by))
            from k join court.seal s using (case_id)
           where k.since is null or not pg_visible_in_snapshot(s.changed, k.since)),
        'announcement', rule.announcements(announced, announced_to)))
$$;
