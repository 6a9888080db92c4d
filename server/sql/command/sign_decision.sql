-- A judge signs: the decision enters the branch's register; a final disposition ends the stay.
create function command.sign_decision(act rule.act, payload jsonb) returns jsonb
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
    decided court.court_case;
    signed court.decision;
    entry court.docket_entry;
    outcome jsonb;
begin
    payload := rule.keys(payload, '{case,decision}');
    decided := rule.held_case(act, rule.uuid(payload, 'case'));
    select * into signed from court.decision d
     where d.id = rule.uuid(payload, 'decision') and d.case_id = decided.id and d.desk = act.desk;
    if not found then
        perform rule.reject('unknown_decision', 'decision');
    elsif signed.state <> 'prepared' then
        perform rule.reject('already_signed', 'decision');
    end if;
    entry := rule.running_entry(act, decided, signed.entry);

    -- The desk's chain head, locked by the door, keeps the register gap-free.
    signed.register_year := rule.year_of(signed.decided_on);
    select coalesce(max(d.register_row), 0) + 1 into signed.register_row
      from court.decision d where d.desk = act.desk and d.register_year = signed.register_year;
    update court.decision d
       set state = 'signed', signed_at = statement_timestamp(), signed_by = act.actor,
           register_year = signed.register_year, register_row = signed.register_row, changed = default
     where d.id = signed.id;

    select c.attributes into outcome from court.code c where c.kind = 'disposition' and c.code = signed.disposition;
    if (outcome ->> 'ends')::boolean then
        update court.docket_entry e
           set disposed_on = signed.decided_on, out_class = outcome ->> 'out_class',
               next_on = null, next_kind = null, changed = default
         where e.id = entry.id;
    end if;
    return jsonb_build_object('register_year', signed.register_year, 'register_row', signed.register_row);
end
$$;
