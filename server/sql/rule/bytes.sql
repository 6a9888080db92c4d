-- Bytes of the payload, written in lower-case hex, exactly `count` of them.
create function rule.bytes(payload jsonb, key text, count int) returns bytea
language plpgsql as $$
begin
    if jsonb_typeof(payload -> key) <> 'string' or payload ->> key !~ '^([0-9a-f]{2})*$'
       or length(payload ->> key) <> 2 * count then
        perform rule.reject('malformed', key);
    end if;
    return decode(payload ->> key, 'hex');
end
$$;
