-- A block of serials of one Jalali year and type for a workstation of the caller, which gives them out, online or not.
-- 
-- The first lease of an incarnation starts at a bound that only the clock moves (slack + 100 a second since 1 Farvardin): above
-- whatever a lost history, restored from an older backup, had given. What is skipped is void for ever. Nothing is given
-- further ahead of that bound than another slack.
create function api.lease(request text) returns jsonb
language plpgsql security definer
set search_path = pg_catalog, pg_temp set lock_timeout = '5s' as $$
declare
    asked jsonb := rule.parsed(request);
    station uuid;
    of_year int;
    of_type text;
    size int;
    this_incarnation int;
    bound bigint;
    slack bigint;
    newest court.lease;
    begins bigint;
    code text;
    field text;
    parameters text;
begin
    if current_setting('transaction_isolation') <> 'read committed' then
        perform rule.reject('not_read_committed');
    end if;
    perform rule.keys(asked, '{workstation,year,type,size}');
    station := rule.uuid(asked, 'workstation');
    of_year := rule.integer(asked, 'year', 1300, 1600);
    of_type := rule.text(asked, 'type', 20);
    size := rule.integer(asked, 'size', 1, 1000);
    perform from court.workstation w where w.id = station and w.login = session_user::text;
    if not found or not exists (select from rule.today_desks()) then
        perform rule.reject('unknown_workstation', 'workstation');
    elsif of_type not in ('case', 'decision', 'seal') then
        perform rule.reject('unknown_code', 'type');
    elsif not rule.leasable_year(of_year) then
        perform rule.reject('lease_year', 'year');
    end if;
    perform set_config('synchronous_commit', 'on', true);
    this_incarnation := rule.begin_incarnation();
    -- A clock that went back would give numbers of a lost history again.
    if (select l.received_at from court.command_log l order by l.position desc limit 1)
       > clock_timestamp() + interval '1 minute' then
        perform rule.reject('clock_behind');
    end if;
    perform pg_advisory_xact_lock(hashtext('lease ' || of_type), of_year);
    slack := rule.setting('number_slack')::bigint;
    bound := slack + 100 * rule.seconds_into_year(of_year);
    select * into newest from court.lease l
     where l.year = of_year and l.type = of_type order by l.last desc limit 1;
    begins := coalesce(newest.last, 0) + 1;
    if newest.incarnation is distinct from this_incarnation and begins < bound then
        insert into court.void_range (year, type, first, last, reason)
        values (of_year, of_type, begins, bound - 1, 'incarnation ' || this_incarnation);
        begins := bound;
    end if;
    -- One login could else take the province's numbers away in a second: fifty thousand an hour are enough for anybody.
    if begins + size - 1 > bound + slack
       or size + (select coalesce(sum(l.last - l.first + 1), 0)
                    from court.workstation w join court.lease l on l.workstation = w.id
                   where w.login = session_user::text and l.type = of_type and l.year = of_year
                     and l.issued_at > statement_timestamp() - interval '1 hour') > 50000 then
        perform rule.reject('lease_too_fast');
    end if;
    insert into court.lease (workstation, year, type, first, last, incarnation)
    values (station, of_year, of_type, begins, begins + size - 1, this_incarnation);
    return jsonb_build_object('year', of_year, 'type', of_type, 'first', begins, 'last', begins + size - 1);
exception
    when sqlstate 'KR001' then
        get stacked diagnostics code = message_text, field = column_name, parameters = pg_exception_detail;
        return rule.refusal(code, field, parameters);
    when data_exception or program_limit_exceeded then
        return '{"code": "malformed"}'::jsonb;
end
$$;
