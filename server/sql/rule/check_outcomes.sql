-- Refuse outcomes that are not stated as common.commands.decisions.OutcomeStated demands: each is of a claim of the
-- opened case, for all its parties or for one, with a disposition that was in force on the day of the decision.
create function rule.check_outcomes(of_case court.court_case, payload jsonb, decided_on date) returns void
language plpgsql as $$
declare
    stated jsonb;
    place text;
    id uuid;
    about jsonb;
    seen jsonb := jsonb_build_object();
    disposition text;
begin
    if not payload ? 'outcomes' then
        return;
    end if;
    perform rule.check_list(payload -> 'outcomes', 'outcomes', 500);
    for i in 0 .. jsonb_array_length(payload -> 'outcomes') - 1 loop
        stated := payload -> 'outcomes' -> i;
        place := 'outcomes[' || i || '].';
        stated := rule.keys(stated, '{id,claim,disposition}', '{party}', place);
        id := rule.uuid(stated, 'id', place);
        perform from court.claim c
          where c.id = rule.uuid(stated, 'claim', place) and c.case_id = of_case.id and not c.struck;
        if not found then
            perform rule.reject('unknown_claim', place || 'claim');
        end if;
        if stated ? 'party' then
            perform from court.party p
              where p.id = rule.uuid(stated, 'party', place) and p.case_id = of_case.id and not p.struck;
            if not found then
                perform rule.reject('unknown_party', place || 'party');
            end if;
        end if;
        disposition := rule.code(stated, 'disposition', 'disposition', decided_on, place);
        about := jsonb_build_object(rule.uuid(stated, 'claim') || '/' || coalesce(rule.uuid(stated, 'party')::text, ''),
                                    true);
        if seen @> about then
            perform rule.reject('outcome_twice', place || 'claim');
        end if;
        seen := seen || about;
    end loop;
end
$$;
