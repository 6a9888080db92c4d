-- A command wrote in a case it had not opened, or left the row's `changed` as it was: the feed would miss it.
create function rule.forgotten() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    raise exception 'row of court.% written without rule.open_case or without changed = default', tg_table_name;
end
$$;
