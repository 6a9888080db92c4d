-- A new desk's chain of log entries begins empty.
create function rule.begin_chain() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    insert into court.chain_head (desk) values (new.id) on conflict do nothing;
    return null;
end
$$;
