-- A judge signs: the decision enters the branch's register; a final disposition ends the stay, unless something of the
-- case is open. A correction takes its own row of the register and ends nothing.
create function command.sign_decision(act rule.act, payload jsonb) returns jsonb
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
    decided court.court_case;
    signed court.decision;
    outcome jsonb := jsonb_build_object();
begin
    payload := rule.keys(payload, '{case,decision}', '{carry}');
    decided := rule.held_case(act, rule.uuid(payload, 'case'));
    signed := rule.prepared_decision(decided, payload);
    if signed.desk <> act.desk then
        perform rule.reject('unknown_decision', 'decision');
    elsif exists (select from court.outcome o
                   where o.case_id = decided.id and o.decision = signed.id
                     and (exists (select from court.claim c where c.id = o.claim and c.struck)
                          or exists (select from court.party p where p.id = o.party and p.struck))) then
        perform rule.reject('outcome_struck', 'decision');  -- taken out of the case since it was prepared
    elsif signed.kind <> 'correction' then
        perform rule.running_entry(act, decided, signed.entry);
        select c.attributes into outcome from court.code c
         where c.kind = 'disposition' and c.code = signed.disposition;
    end if;
    if (outcome ->> 'ends')::boolean then
        perform rule.carry(decided, 'close', payload, signed.id);
        update court.docket_entry e
           set disposed_on = signed.decided_on, out_class = outcome ->> 'out_class',
               next_on = null, next_kind = null, changed = default
         where e.id = signed.entry;
    elsif rule.uuids(payload, 'carry', 1000) <> '{}' then  -- nothing leaves
        perform rule.reject('not_carryable', 'carry');
    end if;

    -- The desk's chain head, locked by the door, keeps the register gap-free.
    signed.register_year := rule.year_of(signed.decided_on);
    select coalesce(max(d.register_row), 0) + 1 into signed.register_row
      from court.decision d where d.desk = act.desk and d.register_year = signed.register_year;
    update court.decision d
       set state = 'signed', signed_at = statement_timestamp(), signed_by = act.actor,
           register_year = signed.register_year, register_row = signed.register_row, changed = default
     where d.id = signed.id;
    -- Who was not told of the draft is told of the decision with what it says of each claim.
    update court.outcome o set changed = default where o.case_id = decided.id and o.decision = signed.id;
    return jsonb_build_object('register_year', signed.register_year, 'register_row', signed.register_row);
end
$$;
