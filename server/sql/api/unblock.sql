-- End the logins that hold others up: idle in an open transaction for 3 seconds, or running for 60. Whoever waited in
-- vain for a lock asks for it. It belongs to a role that may end connections and see what they do, and that owns
-- nothing else; whom it ended is in the server's log. A login that comes back and holds on is ended again.
create function api.unblock(request text) returns jsonb
language plpgsql security definer
set search_path = pg_catalog, pg_temp as $$
declare
    holder record;
    ended int := 0;
begin
    for holder in
        select a.pid, a.usename, a.state, floor(extract(epoch from clock_timestamp() - a.state_change))::int as seconds
          from pg_stat_activity a
          join court.account p on p.login = a.usename
         where a.datname = current_database() and a.pid <> pg_backend_pid()
           and a.state_change < clock_timestamp()
                                - case when a.state like 'idle in transaction%' then interval '3 s'
                                       when a.state = 'active' then interval '60 s' end
    loop
        if pg_terminate_backend(holder.pid) then
            ended := ended + 1;
            raise log 'ended % (%), % for % s, as % asked', holder.usename, holder.pid, holder.state, holder.seconds,
                session_user;
        end if;
    end loop;
    return jsonb_build_object('ended', ended);
end
$$;
