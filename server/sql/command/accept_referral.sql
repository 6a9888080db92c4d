-- The branch takes the case up: its stay there begins, and the branch holds it from now on.
create function command.accept_referral(act rule.act, payload jsonb) returns jsonb
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
    taken court.court_case;
    accepted court.referral;
    entry court.docket_entry;
begin
    payload := rule.keys(payload, '{case,referral,entry,received_on,next_on,next_kind}');
    taken := rule.open_case(act, rule.uuid(payload, 'case'), 1);
    update court.referral r
       set state = 'accepted', accepted_at = statement_timestamp(), accepted_by = act.actor, changed = default
     where r.id = rule.uuid(payload, 'referral') and r.case_id = taken.id
       and r.to_desk = act.desk and r.state = 'waiting'
    returning * into accepted;
    if not found then
        perform rule.reject('referral_not_waiting', 'referral');
    end if;
    entry := rule.open_entry(act, taken, payload, 'transferred');
    perform rule.set_access(taken.id, accepted.from_desk, 1);
    return jsonb_build_object('ordinal', entry.ordinal, 'archive_year', entry.archive_year,
                              'archive_row', entry.archive_row);
end
$$;
