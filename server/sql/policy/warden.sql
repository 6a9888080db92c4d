-- Who may end connections that hold others up. Only api.unblock belongs to this role.
grant pg_signal_backend, pg_read_all_stats to kelaseh_warden;
grant select on pg_stat_activity to kelaseh_warden;
grant execute on function pg_stat_get_activity(int) to kelaseh_warden;
grant usage on schema court to kelaseh_warden;
grant select (login) on court.account to kelaseh_warden;
alter function api.unblock(text) owner to kelaseh_warden;
