-- What every login of PostgreSQL can do by default and ours cannot: each item was a way to hold others up or to learn
-- what happens in cases one may not see. Superusers are not affected; the owner gets back what its code needs.
do $$
declare
    statement text;
begin
    -- Other databases, temporary tables.
    for statement in
        select format('revoke all on database %I from public', d.datname)
          from pg_database d
         where d.datname in (current_database(), 'postgres', 'template1')
    loop
        execute statement;
    end loop;
    execute format('grant connect on database %I to kelaseh_user', current_database());

    -- Transaction numbers (each burns one), large objects, messages into the log of changes, exported snapshots,
    -- advisory locks (20,000 in one query), sleeping, running queries by name, the server's control data, sizes, and
    -- the statistics that count rows fetched inside our functions.
    for statement in
        select format('revoke execute on function %s from public', p.oid::regprocedure)
          from pg_proc p
         where p.pronamespace = 'pg_catalog'::regnamespace
           and p.prokind = 'f'
           and (p.proname ~ '^(txid_current|lo_|lowrite|loread|pg_logical_emit_message|pg_export_snapshot|pg_sleep)'
                or p.proname ~ '^pg_(try_)?advisory'
                or p.proname ~ '^(query|table|schema|database|cursor)_to_xml'
                or p.proname ~ '^pg_(control_|stat_get_|current_wal|lock_status|prepared_xact|notification_queue)'
                or p.proname ~ '^pg_(relation|table|total_relation|indexes|database|tablespace)_size$'
                or p.proname in ('pg_current_xact_id', 'pg_current_xact_id_if_assigned', 'pg_blocking_pids',
                                 'pg_safe_snapshot_blocking_pids', 'pg_xact_status', 'pg_postmaster_start_time'))
    loop
        execute statement;
    end loop;

    -- Who does what just now, and how often each table was read.
    for statement in
        select format('revoke select on pg_catalog.%I from public', c.relname)
          from pg_class c
         where c.relnamespace = 'pg_catalog'::regnamespace
           and (c.relkind = 'v' and c.relname ~ '^pg_(stat|locks$|roles$|user$|group$|prepared_xacts$|replication)'
                or c.relname in ('pg_auth_members', 'pg_db_role_setting'))
    loop
        execute statement;
    end loop;
end
$$;
revoke all on schema public from public;
-- DO blocks; functions already made run on.
revoke usage on language plpgsql from public;

grant execute on function pg_current_xact_id(), pg_current_xact_id_if_assigned(), pg_advisory_xact_lock(int, int),
    pg_postmaster_start_time() to kelaseh_owner;
