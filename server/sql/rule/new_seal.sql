-- Write the seal that send_up and reissue_seal describe: a leased serial and the verifier of a password nobody stores.
create function rule.new_seal(act rule.act, payload jsonb, of_case uuid, to_desk int, objection text, filed_on date)
returns void
language plpgsql as $$
declare
    expires_on date := rule.date(payload, 'expires_on');
begin
    if expires_on < act.today then
        perform rule.reject('date_before', 'expires_on');
    elsif expires_on > act.today + rule.setting('seal_days')::int then
        perform rule.reject('date_after', 'expires_on');
    end if;
    insert into court.seal (id, case_id, serial, from_desk, to_desk, objection, filed_on, salt, verifier, state,
                            expires_on, sent_on, sent_by)
    values (rule.uuid(payload, 'seal'), of_case, rule.leased_number(act, payload, 'serial', 'seal'), act.desk, to_desk,
            objection, filed_on, rule.bytes(payload, 'salt', 16), rule.bytes(payload, 'verifier', 32), 'sealed',
            expires_on, act.today, act.actor);
end
$$;
