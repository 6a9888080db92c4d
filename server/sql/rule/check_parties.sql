-- Refuse parties that are not stated as common.commands.cases.PartyStated demands.
create function rule.check_parties(act rule.act, payload jsonb) returns void
language plpgsql as $$
declare
    party jsonb;
    place text;
    id uuid;
    role text;
    given text;
    family text;
    kind text;
    problem text;
begin
    if jsonb_typeof(payload -> 'parties') <> 'array' then
        perform rule.reject('malformed', 'parties');
    elsif jsonb_array_length(payload -> 'parties') = 0 then
        perform rule.reject('no_parties', 'parties');
    elsif jsonb_array_length(payload -> 'parties') > 200 then
        perform rule.reject('too_many', 'parties', '{"limit": 200}');
    end if;
    for i in 0 .. jsonb_array_length(payload -> 'parties') - 1 loop
        party := payload -> 'parties' -> i;
        place := 'parties[' || i || '].';
        party := rule.keys(party, '{id,role,kind,sort_key,search_key}', '{national_id,given,family}', place);
        id := rule.uuid(party, 'id', place);
        role := rule.code(party, 'role', 'party_role', act.today, place);
        given := rule.text(party, 'given', 60, false, place);
        family := rule.text(party, 'family', 120, false, place);
        kind := party ->> 'kind';
        if jsonb_typeof(party -> 'kind') <> 'string' or kind not in ('person', 'entity', 'foreigner', 'unknown') then
            perform rule.reject('unknown_code', place || 'kind');
        elsif kind <> 'unknown' and family is null then
            perform rule.reject('missing_field', place || 'family');
        elsif kind = 'person' and given is null then
            perform rule.reject('missing_field', place || 'given');
        end if;
        if jsonb_typeof(party -> 'sort_key') <> 'string' or party ->> 'sort_key' !~ '^[0-9a-f]*$'
              or length(party ->> 'sort_key') > 2000 then
            perform rule.reject('malformed', place || 'sort_key');
        elsif jsonb_typeof(party -> 'search_key') <> 'string' or length(party ->> 'search_key') > 500
              or not rule.is_clean(party ->> 'search_key') then
            perform rule.reject('malformed', place || 'search_key');
        end if;
        if party ? 'national_id' then
            problem := case
                when jsonb_typeof(party -> 'national_id') <> 'string' then 'malformed'
                when kind = 'person' then rule.national_id_problem(party ->> 'national_id')
                when kind = 'entity' then rule.legal_id_problem(party ->> 'national_id')
                when party ->> 'national_id' !~ '^[0-9A-Za-z]{1,20}$' then 'malformed' end;
            if problem is not null then
                perform rule.reject(problem, place || 'national_id');
            end if;
        end if;
    end loop;
end
$$;
