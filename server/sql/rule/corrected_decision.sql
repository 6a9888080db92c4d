-- The signed decision of a stay that a correction mends. A correction changes no result (Civil Procedure Code art.
-- 309): it bears the same disposition, and says of claims and parties only what the corrected decision says.
create function rule.corrected_decision(act rule.act, entry court.docket_entry, payload jsonb) returns court.decision
language plpgsql as $$
declare
    corrected court.decision;
    differing int;
begin
    select * into corrected from court.decision d
     where d.id = rule.uuid(payload, 'corrects') and d.case_id = entry.case_id and d.entry = entry.id
       and d.desk = act.desk and d.state = 'signed';
    if not found then
        perform rule.reject('unknown_decision', 'corrects');
    elsif payload -> 'disposition' <> to_jsonb(corrected.disposition) then
        perform rule.reject('correction_differs', 'disposition');
    end if;
    select min(stated.place) - 1 into differing
      from rows from (jsonb_to_recordset(payload -> 'outcomes') as (claim uuid, party uuid, disposition text))
           with ordinality as stated (claim, party, disposition, place)
     where case when exists (select from court.outcome o
                              where o.case_id = corrected.case_id and o.decision = corrected.id)
                then not exists (select from court.outcome o
                                  where o.case_id = corrected.case_id and o.decision = corrected.id
                                    and o.claim = stated.claim and o.party is not distinct from stated.party
                                    and o.disposition = stated.disposition)
                else stated.disposition <> corrected.disposition end;
    if differing is not null then
        perform rule.reject('correction_differs', 'outcomes[' || differing || '].disposition');
    end if;
    return corrected;
end
$$;
