-- A clerk or judge writes the decision of a running stay.
create function command.prepare_decision(act rule.act, payload jsonb) returns jsonb
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
    decided court.court_case;
    entry court.docket_entry;
    decided_on date;
begin
    payload := rule.keys(payload, '{case,decision,entry,number,disposition,decided_on,body}');
    decided := rule.held_case(act, rule.uuid(payload, 'case'));
    entry := rule.running_entry(act, decided, rule.uuid(payload, 'entry'));
    decided_on := rule.date(payload, 'decided_on', act.today);
    if decided_on < entry.in_on then
        perform rule.reject('date_before', 'decided_on');
    end if;
    insert into court.decision (id, case_id, entry, desk, number, disposition, decided_on, body, state, prepared_by)
    values (rule.uuid(payload, 'decision'), decided.id, entry.id, act.desk,
            rule.leased_number(act, payload, 'number', 'decision'),
            rule.code(payload, 'disposition', 'disposition', decided_on),
            decided_on,
            rule.text(payload, 'body', 20000, multiline => true),
            'prepared', act.actor);
    return '{}'::jsonb;
end
$$;
