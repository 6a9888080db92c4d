-- Count a guess of a seal's password; says nothing about right or wrong. The answer comes from the command open_seal in a
-- later transaction, so a guess whose answer was seen cannot be rolled back. The last try locks the seal; a right guess
-- among those counted still opens it.
create function api.present(request text) returns jsonb
language plpgsql security definer
set search_path = pg_catalog, pg_temp set lock_timeout = '5s' as $$
declare
    asked jsonb := rule.parsed(request);
    act rule.act;
    of_case uuid;
    sealed court.seal;
    most int := rule.setting('seal_tries')::int;
    guess bytea;
    code text;
    field text;
    parameters text;
begin
    if current_setting('transaction_isolation') <> 'read committed' then
        perform rule.reject('not_read_committed');
    end if;
    perform rule.keys(asked, '{seal,desk,guess}');
    guess := sha256(rule.bytes(asked, 'guess', 32));
    act.desk := rule.own_desk(asked);
    act.actor := session_user;
    if not exists (select from rule.today_desks() t
                    where t.desk = act.desk and rule.permitted(t.role, t.kind, 'open_seal')) then
        perform rule.reject('forbidden', 'desk');
    end if;
    perform set_config('synchronous_commit', 'on', true);
    select s.case_id into of_case from court.seal s where s.id = rule.uuid(asked, 'seal') and s.to_desk = act.desk;
    if not found then
        perform rule.reject('seal_unknown', 'seal');
    end if;
    perform rule.open_case(act, of_case, 1);
    select * into sealed from court.seal s where s.id = rule.uuid(asked, 'seal');
    if sealed.state <> 'sealed' then
        perform rule.reject('seal_' || sealed.state, 'seal');
    elsif sealed.expires_on < rule.today() then
        perform rule.reject('seal_expired', 'seal');
    elsif sealed.tries >= most then
        perform rule.reject('seal_locked', 'seal');
    end if;
    insert into court.seal_attempt (seal, n, guess, login, desk)
    values (sealed.id, sealed.tries + 1, guess, act.actor, act.desk);
    -- The last try locks, right or wrong: EXPLAIN (ANALYZE, WAL) shows what we write, and the caller may roll it back.
    update court.seal s
       set tries = sealed.tries + 1, changed = default,
           state = case when sealed.tries + 1 >= most then 'locked' else s.state end
     where s.id = sealed.id;
    return jsonb_build_object('attempt', sealed.tries + 1, 'left', most - sealed.tries - 1);
exception
    when sqlstate 'KR001' then
        get stacked diagnostics code = message_text, field = column_name, parameters = pg_exception_detail;
        return rule.refusal(code, field, parameters);
    when data_exception or program_limit_exceeded then
        return '{"code": "malformed"}'::jsonb;
end
$$;
