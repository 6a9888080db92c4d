-- A row of the case by the table it is in; null if the case has none of that id.
create function rule.case_row(of_case uuid, entity text, wanted uuid) returns jsonb
language plpgsql stable as $$
begin
    return case entity
        when 'court_case' then (select to_jsonb(r) from court.court_case r where r.id = wanted and r.id = of_case)
        when 'party' then (select to_jsonb(r) from court.party r where r.id = wanted and r.case_id = of_case)
        when 'claim' then (select to_jsonb(r) from court.claim r where r.id = wanted and r.case_id = of_case)
        when 'representation' then
            (select to_jsonb(r) from court.representation r where r.id = wanted and r.case_id = of_case)
        when 'party_flag' then (select to_jsonb(r) from court.party_flag r where r.id = wanted and r.case_id = of_case)
        end;
end
$$;
