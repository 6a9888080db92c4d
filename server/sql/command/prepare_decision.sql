-- A clerk or judge writes the decision of a running stay, or the correction of one that was signed.
create function command.prepare_decision(act rule.act, payload jsonb) returns jsonb
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
    decided court.court_case;
    prepared court.decision;
    earliest date;
begin
    -- A client of the first release states no kind.
    payload := rule.keys(payload, '{case,decision,entry,number,disposition,decided_on,body}',
                         '{kind,corrects,outcomes}');
    decided := rule.case_here(act, rule.uuid(payload, 'case'));
    prepared.id := rule.uuid(payload, 'decision');
    prepared.decided_on := rule.date(payload, 'decided_on', act.today);
    prepared.kind := case when payload ? 'kind' then rule.code(payload, 'kind', 'decision_kind', prepared.decided_on)
                          else 'verdict' end;
    prepared.corrects := rule.uuid(payload, 'corrects');
    if (prepared.kind = 'correction') <> (prepared.corrects is not null) then
        perform rule.reject('missing_field', case prepared.kind when 'correction' then 'corrects' else 'kind' end);
    end if;
    perform rule.check_outcomes(decided, payload, prepared.decided_on);
    if prepared.kind = 'correction' then
        select d.entry, d.disposition, d.decided_on into prepared.entry, prepared.disposition, earliest
          from rule.corrected_decision(act, rule.own_entry(act, decided, rule.uuid(payload, 'entry')), payload) d;
    else
        select e.id, e.in_on into prepared.entry, earliest
          from rule.running_entry(act, decided, rule.uuid(payload, 'entry')) e;
        prepared.disposition := rule.code(payload, 'disposition', 'disposition', prepared.decided_on);
    end if;
    if prepared.decided_on < earliest then
        perform rule.reject('date_before', 'decided_on');
    elsif exists (select from court.decision d where d.case_id = decided.id and d.entry = prepared.entry
                                                 and d.state = 'prepared') then
        perform rule.reject('unsigned_decision', 'decision');
    end if;
    insert into court.decision (id, case_id, entry, desk, number, kind, corrects, disposition, decided_on, body, state,
                                prepared_by)
    values (prepared.id, decided.id, prepared.entry, act.desk, rule.leased_number(act, payload, 'number', 'decision'),
            prepared.kind, prepared.corrects, prepared.disposition, prepared.decided_on,
            rule.text(payload, 'body', 20000, multiline => true), 'prepared', act.actor);
    insert into court.outcome (id, case_id, decision, claim, party, disposition)
    select o.id, decided.id, prepared.id, o.claim, o.party, o.disposition
      from jsonb_to_recordset(payload -> 'outcomes') as o (id uuid, claim uuid, party uuid, disposition text);
    return '{}'::jsonb;
end
$$;
