-- An enquiry is written down before it is answered: {desk, number, reason}. api.answer tells, once this is committed.
create function api.ask(request text) returns jsonb
language plpgsql security definer
set search_path = pg_catalog, pg_temp as $$
declare
    asked jsonb := rule.parsed(request);
    of_desk int;
    ticket uuid := gen_random_uuid();
    code text;
    field text;
    parameters text;
begin
    perform rule.keys(asked, '{desk,number,reason}');
    of_desk := rule.enquiry_desk(rule.own_desk(asked));
    if asked ->> 'number' !~ '^[0-9]{16}([0-9]{2})?$' or jsonb_typeof(asked -> 'number') <> 'string' then
        perform rule.reject('number_malformed', 'number');
    end if;
    perform rule.text(asked, 'reason', 300);
    perform set_config('synchronous_commit', 'on', true);
    insert into court.enquiry (id, login, desk, question) values (ticket, session_user, of_desk, asked - 'desk');
    return jsonb_build_object('ticket', ticket);
exception
    when sqlstate 'KR001' then
        get stacked diagnostics code = message_text, field = column_name, parameters = pg_exception_detail;
        return rule.refusal(code, field, parameters);
    when data_exception or program_limit_exceeded then
        return '{"code": "malformed"}'::jsonb;
end
$$;
