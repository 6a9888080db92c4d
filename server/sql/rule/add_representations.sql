-- Write the representations of the payload; their parties are written already.
create function rule.add_representations(act rule.act, of_case uuid, payload jsonb) returns void
language plpgsql as $$
declare
    stated jsonb;
    place text;
begin
    perform rule.check_list(payload -> 'representations', 'representations', 400);
    for i in 0 .. jsonb_array_length(payload -> 'representations') - 1 loop
        place := 'representations[' || i || '].';
        stated := rule.keys(payload -> 'representations' -> i, '{id,representative,client}', '{document,granted_on}', place);
        perform rule.check_representation(act, of_case, stated, place);
        insert into court.representation (id, case_id, representative, client, document, granted_on)
        values ((stated ->> 'id')::uuid, of_case, (stated ->> 'representative')::uuid, (stated ->> 'client')::uuid,
                stated ->> 'document', rule.date(stated, 'granted_on'));
    end loop;
end
$$;
