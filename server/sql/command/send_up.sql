-- After an objection the case goes to an appeal branch, sealed until its password is presented there.
-- Nothing open stays behind.
create function command.send_up(act rule.act, payload jsonb) returns jsonb
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
    sent court.court_case;
    ended_on date;
    receiver int;
begin
    payload := rule.keys(payload, '{case,seal,serial,salt,verifier,expires_on,to_desk,objection,filed_on}', '{carry}');
    sent := rule.held_case(act, rule.uuid(payload, 'case'));
    select max(e.disposed_on) into ended_on
      from court.docket_entry e where e.case_id = sent.id and e.desk = act.desk and not e.void;
    if ended_on is null or exists (select from court.docket_entry e where e.case_id = sent.id and e.desk = act.desk
                                    and e.disposed_on is null and not e.void) then
        perform rule.reject('not_decided', 'case');
    elsif exists (select from court.seal s where s.case_id = sent.id and s.state in ('sealed', 'locked')) then
        perform rule.reject('already_sealed', 'case');
    elsif act.branch_kind in ('appeal', 'investigator', 'assistant_prosecutor', 'criminal_enforcement',
                              'civil_enforcement') then
        perform rule.reject('wrong_branch_kind', 'case');
    end if;
    perform rule.carry(sent, 'send', payload);
    select d.id into receiver from court.desk d
     where d.id = rule.integer(payload, 'to_desk', 0, 2147483647) and d.branch_kind = 'appeal' and d.active;
    if not found then
        perform rule.reject('wrong_branch_kind', 'to_desk');
    end if;
    if rule.date(payload, 'filed_on', act.today) < ended_on then
        perform rule.reject('date_before', 'filed_on');
    end if;
    perform rule.new_seal(act, payload, sent.id, receiver, rule.code(payload, 'objection', 'objection', act.today),
                          rule.date(payload, 'filed_on'));
    perform rule.set_access(sent.id, receiver, 1);
    return '{}'::jsonb;
end
$$;
