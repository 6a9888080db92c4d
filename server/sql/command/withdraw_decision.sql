-- A decision nobody has signed is put away; its number stays used and void. The holder does so also with a draft that
-- another desk left in the case before drafts kept a case from leaving.
create function command.withdraw_decision(act rule.act, payload jsonb) returns jsonb
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
    decided court.court_case;
    withdrawn court.decision;
begin
    payload := rule.keys(payload, '{case,decision}');
    decided := rule.held_case(act, rule.uuid(payload, 'case'));
    withdrawn := rule.prepared_decision(decided, payload);
    update court.decision d set state = 'withdrawn', changed = default where d.id = withdrawn.id;
    return '{}'::jsonb;
end
$$;
