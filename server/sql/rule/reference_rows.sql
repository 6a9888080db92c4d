-- Words, desks, people, months and settings not visible in `since`, all if it is null; columns as in
-- common.read_models.FEED_COLUMNS.
create function rule.reference_rows(since pg_snapshot) returns jsonb
language sql stable as $$
    select rule.without_nulls(jsonb_build_object(
        'district', (select jsonb_agg(jsonb_build_array(r.id, r.title))
            from court.district r where since is null or not pg_visible_in_snapshot(r.changed, since)),
        'body', (select jsonb_agg(jsonb_build_array(r.id, r.district, r.kind, r.title))
            from court.body r where since is null or not pg_visible_in_snapshot(r.changed, since)),
        'desk', (select jsonb_agg(jsonb_build_array(
                r.id, r.code, r.kind, r.branch_kind, r.body, r.district, r.number, r.title, r.sort_key, r.active))
            from court.desk r where since is null or not pg_visible_in_snapshot(r.changed, since)),
        'account', (select jsonb_agg(jsonb_build_array(
                r.login, r.given, r.family, r.sort_key, encode(r.public_key, 'hex'), r.locked))
            from court.account r where since is null or not pg_visible_in_snapshot(r.changed, since)),
        'code', (select jsonb_agg(jsonb_build_array(
                r.kind, r.code, r.title, r.class, r.attributes::text, r.valid_from, r.valid_to, r.merged_into,
                r.sort_key, r.search_key))
            from court.code r where since is null or not pg_visible_in_snapshot(r.changed, since)),
        'calendar_month', (select jsonb_agg(jsonb_build_array(r.month, r.label, r.starts, r.ends, r.days))
            from court.calendar_month r where since is null or not pg_visible_in_snapshot(r.changed, since)),
        'setting', (select jsonb_agg(jsonb_build_array(r.key, r.value::text))
            from court.setting r where since is null or not pg_visible_in_snapshot(r.changed, since))))
$$;
