-- The number of this incarnation of the centre; null until somebody has said hello since its start.
create function rule.incarnation() returns int
language sql stable as $$
    select a.incarnation from court.alive a where a.started = pg_postmaster_start_time()
$$;
