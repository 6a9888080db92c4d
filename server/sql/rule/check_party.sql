-- Refuse a party that is not stated as common.commands.cases.PartyStated demands; `role_on` is the day its role's code
-- must hold, null for a role that is not new. Tells whether the case as a whole must be looked at for this party
-- (rule.case_problems): its role represents others, or it says when it was born.
create function rule.check_party(party jsonb, today date, role_on date, place text) returns boolean
language plpgsql as $$
declare
    role court.code;
    kind text := party ->> 'kind';
    given text := rule.text(party, 'given', 60, false, place);
    family text := rule.text(party, 'family', 120, false, place);
    problem text;
begin
    if role_on is not null then
        role := rule.code_row(party, 'role', 'party_role', role_on, place);
    end if;
    if jsonb_typeof(party -> 'kind') is distinct from 'string'
       or kind not in ('person', 'entity', 'foreigner', 'unknown') then
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
        problem := case when jsonb_typeof(party -> 'national_id') <> 'string' then 'malformed'
                        else rule.party_id_problem(kind, party ->> 'national_id', party ->> 'id_reason') end;
        if problem is not null then
            perform rule.reject(problem, place || 'national_id');
        end if;
    end if;
    if party ?| '{father,birth_on,nationality,address,postal_code,mobile,phone,id_reason}' then
        perform rule.check_party_contact(party, today, place);
    end if;
    return role.attributes ? 'represents' or party ? 'birth_on';
end
$$;
