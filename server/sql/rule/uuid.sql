-- An id of the payload in its usual form of 36 characters; null if the key is absent.
create function rule.uuid(payload jsonb, key text, place text default '') returns uuid
language plpgsql as $$
begin
    if jsonb_typeof(payload -> key) <> 'string' or length(payload ->> key) <> 36 then
        perform rule.reject('malformed', place || key);
    end if;
    return (payload ->> key)::uuid;
end
$$;
