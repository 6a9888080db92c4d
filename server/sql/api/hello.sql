-- The first call of a connection: is this client young enough, who is it for the centre, what may it do today.
-- Registers the workstation, and begins a new incarnation after a start, crash or restore.
create function api.hello(request text) returns jsonb
language plpgsql security definer
set search_path = pg_catalog, pg_temp set lock_timeout = '5s' as $$
declare
    asked jsonb := rule.parsed(request);
    person court.account;
    station uuid;
    this_incarnation int;
    code text;
    field text;
    parameters text;
begin
    if current_setting('transaction_isolation') <> 'read committed' then
        perform rule.reject('not_read_committed');
    elsif pg_is_in_recovery() then
        perform rule.reject('standby');
    end if;
    perform rule.keys(asked, '{client_version,schema_version,workstation,machine}');
    if jsonb_typeof(asked -> 'client_version') <> 'string'
       or asked ->> 'client_version' !~ '^[0-9]{1,6}(\.[0-9]{1,6}){0,3}$' then
        perform rule.reject('malformed', 'client_version');
    elsif string_to_array(asked ->> 'client_version', '.')::int[]
          < string_to_array(rule.setting('client_minimum'), '.')::int[] then
        perform rule.reject('client_too_old', 'client_version',
                            jsonb_build_object('minimum', rule.setting('client_minimum')));
    end if;
    perform rule.text(asked, 'machine', 200), rule.integer(asked, 'schema_version', 0, 1000000);
    select * into person from court.account a where a.login = session_user::text;
    if not found or person.locked then
        perform rule.reject('account_locked');
    end if;
    perform set_config('synchronous_commit', 'on', true);
    station := rule.uuid(asked, 'workstation');
    insert into court.workstation as w (id, login, machine) values (station, person.login, asked ->> 'machine')
    on conflict (id) do update set seen_at = statement_timestamp(), machine = excluded.machine
     where w.login = excluded.login;
    if not found then
        perform rule.reject('unknown_workstation', 'workstation');
    end if;
    this_incarnation := rule.begin_incarnation();
    -- After a dump and restore every row lies in the future of the new cluster's counter and would come for ever.
    if exists (select from court.case_access a
                where a.desk in (select t.desk from rule.today_desks() t)
                  and a.changed > pg_current_xact_id() and a.changed >= pg_snapshot_xmax(pg_current_snapshot())) then
        perform rule.reject('counter_behind');
    end if;
    return jsonb_build_object(
        'incarnation', this_incarnation, 'schema_version', 1, 'server_version', '0.1.0',
        'login', person.login, 'given', person.given, 'family', person.family,
        'now', rule.instant(clock_timestamp()), 'today', rule.today(),
        'settings', (select jsonb_object_agg(s.key, s.value) from court.setting s),
        'sequence', coalesce((select max(l.sequence) from court.command_log l where l.workstation = station), 0),
        'desks', coalesce((select jsonb_agg(rule.without_nulls(jsonb_build_object(
                        'desk', t.desk, 'role', t.role, 'kinds', rule.kinds(t.role, t.kind),
                        'substitute_for', t.substitute_for)) order by t.desk)
                    from rule.today_desks() t), '[]'));
exception
    when sqlstate 'KR001' then
        get stacked diagnostics code = message_text, field = column_name, parameters = pg_exception_detail;
        return rule.refusal(code, field, parameters);
    when data_exception or program_limit_exceeded then
        return '{"code": "malformed"}'::jsonb;
end
$$;
