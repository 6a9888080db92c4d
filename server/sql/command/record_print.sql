-- The slip was printed. It is printed once: a second slip takes a new password.
create function command.record_print(act rule.act, payload jsonb) returns jsonb
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
    sent court.court_case;
    printed court.seal;
begin
    payload := rule.keys(payload, '{case,seal}');
    sent := rule.open_case(act, rule.uuid(payload, 'case'));
    printed := rule.own_seal(act, sent, rule.uuid(payload, 'seal'), 'seal');
    if printed.printed_at is not null then
        perform rule.reject('already_printed', 'seal');
    elsif printed.state = 'void' then
        perform rule.reject('seal_void', 'seal');
    end if;
    update court.seal s
       set printed_at = statement_timestamp(), printed_by = act.actor, changed = default
     where s.id = printed.id;
    return '{}'::jsonb;
end
$$;
