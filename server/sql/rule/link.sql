-- The hash that binds a log entry to the one before it in its desk's chain. Lines: a jsonb text has no line break.
-- `kelaseh-server audit verify` computes the same without this routine.
create function rule.link(previous bytea, entry court.command_log) returns bytea
language sql stable as $$
    select sha256(previous || convert_to(format(
        E'%s\n%s\n%s\n%s\n%s\n%s\n%s\n%s\n%s\n%s\n%s\n%s\n%s\n%s\n%s\n%s\n%s',
        entry.id, entry.desk, entry.n, entry.actor, entry.substituting, entry.kind, entry.version, entry.payload,
        entry.workstation, entry.sequence, (extract(epoch from entry.issued_at) * 1000000)::bigint, entry.mends,
        (extract(epoch from entry.received_at) * 1000000)::bigint, entry.status, entry.result, entry.incarnation,
        entry.position), 'UTF8'))
$$;
