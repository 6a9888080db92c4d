-- A code of the payload that its list holds on the given day.
create function rule.code(payload jsonb, key text, list text, day date, place text default '') returns text
language plpgsql as $$
begin
    if jsonb_typeof(payload -> key) is distinct from 'string' then
        perform rule.reject('malformed', place || key);
    end if;
    perform from court.code c
      where c.kind = list and c.code = payload ->> key and c.merged_into is null
        and (c.valid_from is null or c.valid_from <= day) and (c.valid_to is null or day < c.valid_to);
    if not found then
        perform rule.reject('unknown_code', place || key);
    end if;
    return payload ->> key;
end
$$;
