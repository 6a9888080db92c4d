-- Books and log are append-only.
create function rule.kept() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    raise exception 'court.% is append-only', tg_table_name;
end
$$;
