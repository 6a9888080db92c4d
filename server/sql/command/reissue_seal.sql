-- A new password for a case under way: the old slip is void from now on, also when it was locked by wrong guesses.
create function command.reissue_seal(act rule.act, payload jsonb) returns jsonb
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
    sent court.court_case;
    old court.seal;
begin
    payload := rule.keys(payload, '{case,seal,serial,salt,verifier,expires_on,replaces}');
    sent := rule.open_case(act, rule.uuid(payload, 'case'));
    old := rule.own_seal(act, sent, rule.uuid(payload, 'replaces'), 'replaces');
    if old.state not in ('sealed', 'locked') then
        perform rule.reject('seal_' || old.state, 'replaces');
    end if;
    update court.seal s set state = 'void', changed = default where s.id = old.id;
    perform rule.new_seal(act, payload, sent.id, old.to_desk, old.objection, old.filed_on);
    return '{}'::jsonb;
end
$$;
