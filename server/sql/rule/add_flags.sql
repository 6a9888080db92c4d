-- Write the flags of the payload, each of a party the case has already.
create function rule.add_flags(act rule.act, of_case uuid, payload jsonb) returns void
language plpgsql as $$
declare
    stated jsonb;
    place text;
    flagged uuid;
begin
    perform rule.check_list(payload -> 'flags', 'flags', 200);
    for i in 0 .. jsonb_array_length(payload -> 'flags') - 1 loop
        place := 'flags[' || i || '].';
        stated := rule.keys(payload -> 'flags' -> i, '{id,flag,party}', '{detail}', place);
        perform rule.check_flag(act, stated, place);
        flagged := rule.uuid(stated, 'party', place);
        if not exists (select from court.party p where p.id = flagged and p.case_id = of_case and not p.struck) then
            perform rule.reject('unknown_party', place || 'party');
        elsif exists (select from court.party_flag f
                       where f.party = flagged and f.flag = stated ->> 'flag' and not f.struck) then
            perform rule.reject('flag_twice', place || 'flag');
        end if;
        insert into court.party_flag (id, case_id, party, flag, detail)
        values ((stated ->> 'id')::uuid, of_case, flagged, stated ->> 'flag', stated ->> 'detail');
    end loop;
end
$$;
