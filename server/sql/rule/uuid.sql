-- An id of the payload in its usual form; null if the key is absent.
create function rule.uuid(payload jsonb, key text, place text default '') returns uuid
language plpgsql as $$
begin
    if not payload ? key then
        return null;
    end if;
    if jsonb_typeof(payload -> key) <> 'string'
       or payload ->> key !~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then
        perform rule.reject('malformed', place || key);
    end if;
    return (payload ->> key)::uuid;
end
$$;
