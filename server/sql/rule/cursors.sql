-- The desks' cursors of a request: {"desks": {"12": "<snapshot>", …}}. Raises for what is none.
create function rule.cursors(asked jsonb) returns table (desk int, since pg_snapshot)
language sql stable as $$
    select e.key::int, e.value::pg_snapshot from jsonb_each_text(asked -> 'desks') e
$$;
