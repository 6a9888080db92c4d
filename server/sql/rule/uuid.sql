-- An id of the payload, written as the log and the feed write it; null if the key is absent. In any other spelling that
-- PostgreSQL reads it would be the same row, but another text where texts are compared: a command would be undone twice.
create function rule.uuid(payload jsonb, key text, place text default '') returns uuid
language plpgsql as $$
begin
    if jsonb_typeof(payload -> key) <> 'string' or payload ->> key !~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then
        perform rule.reject('malformed', place || key);
    end if;
    return (payload ->> key)::uuid;
end
$$;
