-- A code of the payload that its list holds on the given day.
create function rule.code(payload jsonb, key text, list text, day date, place text default '') returns text
language plpgsql as $$
begin
    return (rule.code_row(payload, key, list, day, place)).code;
end
$$;
