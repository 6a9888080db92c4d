-- The answer to an enquiry that was committed before; once. Where the case is and when it is looked at again, no parties.
create function api.answer(request text) returns jsonb
language plpgsql security definer
set search_path = pg_catalog, pg_temp as $$
declare
    asked jsonb := rule.parsed(request);
    enquiry court.enquiry;
    answer jsonb;
    code text;
    field text;
    parameters text;
begin
    perform rule.keys(asked, '{ticket}');
    update court.enquiry e set answered_at = clock_timestamp()
     where e.id = rule.uuid(asked, 'ticket') and e.login = session_user::text
       and e.answered_at is null and e.made <> pg_current_xact_id()
    returning * into enquiry;
    if not found then
        perform rule.reject('ticket_unknown', 'ticket');
    end if;
    perform rule.enquiry_desk(enquiry.desk);
    select jsonb_build_object('found', true, 'number', c.number, 'kind', c.kind, 'subject', c.subject,
            'received_on', c.received_on, 'desk', c.holder, 'since', coalesce(e.in_on, p.disposed_on, c.received_on),
            'state', case
                when c.withdrawn then 'withdrawn'
                when exists (select from court.seal s where s.case_id = c.id and s.state in ('sealed', 'locked')) then 'sent_up'
                when exists (select from court.referral r where r.case_id = c.id and r.state = 'waiting') then 'referred'
                when e.id is null then 'waiting'
                when e.disposed_on is null then 'running'
                else 'disposed' end,
            'archive_year', e.archive_year, 'archive_row', e.archive_row, 'next_on', e.next_on)
      into answer
      from court.court_case c
      left join lateral (select * from court.docket_entry e
                          where e.case_id = c.id and e.desk = c.holder and not e.void
                          order by e.ordinal desc limit 1) e on true
      -- A case that came back to a referral desk has no stay there: it waits since its last stay ended.
      cross join lateral (select max(p.disposed_on) as disposed_on from court.docket_entry p
                   where p.case_id = c.id and not p.void) p
     where c.number = enquiry.question ->> 'number';
    return coalesce(answer, jsonb_build_object('found', false, 'number', enquiry.question -> 'number'));
exception
    when sqlstate 'KR001' then
        get stacked diagnostics code = message_text, field = column_name, parameters = pg_exception_detail;
        return rule.refusal(code, field, parameters);
    when data_exception or program_limit_exceeded then
        return '{"code": "malformed"}'::jsonb;
end
$$;
