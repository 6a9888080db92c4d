-- Refuse parties that are not stated as common.commands.cases.PartyStated demands. Tells whether the case as a whole must
-- be looked at (rule.case_problems): for a party by itself, or because two have the same number.
create function rule.check_parties(act rule.act, payload jsonb) returns boolean
language plpgsql as $$
declare
    party jsonb;
    place text;
    id uuid;
    numbers text[];
    look boolean := false;
begin
    perform rule.check_list(payload -> 'parties', 'parties', 200);
    for i in 0 .. jsonb_array_length(payload -> 'parties') - 1 loop
        party := payload -> 'parties' -> i;
        place := 'parties[' || i || '].';
        party := rule.keys(party, '{id,role,kind,sort_key,search_key}',
                           '{national_id,given,family,father,birth_on,nationality,address,postal_code,mobile,phone,id_reason,flags}',
                           place);
        id := rule.uuid(party, 'id', place);
        look := rule.check_party(party, act.today, act.today, place) or look or party ->> 'national_id' = any (numbers);
        if party ? 'national_id' then
            numbers := numbers || (party ->> 'national_id');
        end if;
        if party ? 'flags' then
            perform rule.check_flags(act, party, place);
        end if;
    end loop;
    return look;
end
$$;
