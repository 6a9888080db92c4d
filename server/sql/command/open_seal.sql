-- The receiving branch opens the case by a guess that api.present counted in an earlier transaction.
create function command.open_seal(act rule.act, payload jsonb) returns jsonb
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
    received court.court_case;
    opened court.seal;
    guess court.seal_attempt;
    entry court.docket_entry;
begin
    payload := rule.keys(payload, '{case,seal,attempt,entry,received_on,next_on,next_kind}');
    received := rule.open_case(act, rule.uuid(payload, 'case'), 1);
    select * into opened from court.seal s
     where s.id = rule.uuid(payload, 'seal') and s.case_id = received.id and s.to_desk = act.desk;
    if not found then
        perform rule.reject('seal_unknown', 'seal');
    elsif opened.state in ('opened', 'void') then
        perform rule.reject('seal_' || opened.state, 'seal');
    end if;
    -- A guess of this very transaction could be rolled back after its answer was seen.
    select * into guess from court.seal_attempt t
     where t.seal = opened.id and t.n = rule.integer(payload, 'attempt', 1, 1000)
       and t.login = act.actor and t.desk = act.desk and t.made <> pg_current_xact_id();
    if not found then
        perform rule.reject('attempt_unknown', 'attempt');
    elsif guess.guess <> opened.verifier then
        perform rule.reject('wrong_password', 'attempt',
            jsonb_build_object('left', greatest(0, rule.setting('seal_tries')::int - opened.tries)));
    elsif opened.expires_on < act.today then
        perform rule.reject('seal_expired', 'seal');
    end if;
    update court.seal s
       set state = 'opened', opened_at = statement_timestamp(), opened_by = act.actor, changed = default
     where s.id = opened.id;
    entry := rule.open_entry(act, received, payload, 'appeal');
    return jsonb_build_object('ordinal', entry.ordinal, 'archive_year', entry.archive_year,
                              'archive_row', entry.archive_row);
end
$$;
