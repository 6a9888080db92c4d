-- Whether a reference row has changed since a snapshot: seven probes of indexes on `changed`.
create function rule.reference_is_new(since pg_snapshot) returns boolean
language sql stable as $$
    select exists (select from court.code r where r.changed >= pg_snapshot_xmin(since) and not pg_visible_in_snapshot(r.changed, since))
        or exists (select from court.account r where r.changed >= pg_snapshot_xmin(since) and not pg_visible_in_snapshot(r.changed, since))
        or exists (select from court.desk r where r.changed >= pg_snapshot_xmin(since) and not pg_visible_in_snapshot(r.changed, since))
        or exists (select from court.setting r where r.changed >= pg_snapshot_xmin(since) and not pg_visible_in_snapshot(r.changed, since))
        or exists (select from court.calendar_month r where r.changed >= pg_snapshot_xmin(since) and not pg_visible_in_snapshot(r.changed, since))
        or exists (select from court.body r where r.changed >= pg_snapshot_xmin(since) and not pg_visible_in_snapshot(r.changed, since))
        or exists (select from court.district r where r.changed >= pg_snapshot_xmin(since) and not pg_visible_in_snapshot(r.changed, since))
$$;
