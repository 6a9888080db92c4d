-- Fields of a held case are changed and rows added, all of it or nothing. A change names the value its author saw, so two
-- people's changes of different fields merge and none is overwritten unseen; the old value is kept.
-- An amendment answers for what it breaks, not for what was wrong with the case before it.
create function command.amend_case(act rule.act, payload jsonb) returns jsonb
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
    amended court.court_case;
    reason text;
    known text[];
    keys jsonb;
    wrong record;
begin
    payload := rule.keys(payload, '{case}', '{changes,keys,parties,claims,representations,flags,reason}');
    amended := rule.held_case(act, rule.uuid(payload, 'case'));
    payload := '{"changes": []}' || payload;
    reason := rule.text(payload, 'reason', 200);
    if not exists (select from jsonb_each(payload - '{keys,reason}'::text[]) l
                    where l.value <> '[]' and l.key <> 'case') then
        perform rule.reject('nothing_changed', 'changes');
    end if;
    perform rule.check_changes(amended.id, payload -> 'changes'), rule.check_seen(amended.id, payload -> 'changes');
    select array_agg(format('%s of %s', p.code, p.party)) into known from rule.case_problems(amended.id) p;
    keys := rule.amend(act, amended.id, payload);
    perform rule.add_rows(act, amended.id, payload);
    select p.* into wrong
      from rule.case_problems(amended.id) p
     where format('%s of %s', p.code, p.party) <> all (coalesce(known, '{}')) limit 1;
    if found then
        perform rule.reject(wrong.code, rule.change_to_blame(payload, wrong.party, wrong.field));
    end if;
    return case when keys = '[]' then '{}' else jsonb_build_object('keys', keys) end;
end
$$;
