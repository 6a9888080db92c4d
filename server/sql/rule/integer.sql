-- A whole number of the payload between two bounds; null if the key is absent.
create function rule.integer(payload jsonb, key text, lowest bigint, highest bigint, place text default '') returns bigint
language plpgsql as $$
declare
    value numeric;
begin
    if not payload ? key then
        return null;
    end if;
    if jsonb_typeof(payload -> key) <> 'number' then
        perform rule.reject('malformed', place || key);
    end if;
    value := (payload ->> key)::numeric;
    if value <> trunc(value) or value not between lowest and highest then
        perform rule.reject(case when key = 'amount' then 'amount_too_large' else 'malformed' end, place || key,
                            jsonb_build_object('limit', highest));
    end if;
    return value::bigint;
end
$$;
