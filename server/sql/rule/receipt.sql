-- What the client keeps as proof that the centre gave this result: HMAC-like, so that it can be offered again to a
-- centre restored from an older backup.
create function rule.receipt(key bytea, entry court.command_log) returns bytea
language sql stable as $$
    select sha256(key || sha256(key || convert_to(format(
        E'%s\n%s\n%s\n%s\n%s\n%s', entry.id, entry.actor, entry.kind, entry.payload, entry.result, entry.position),
        'UTF8')))
$$;
