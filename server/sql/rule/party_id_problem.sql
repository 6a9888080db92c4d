-- What is wrong with the national id of a party of the given kind; null if nothing is. One of the other kind is named as
-- such. A person's of one repeated digit passes with a reason, all zeros never.
create function rule.party_id_problem(kind text, value text, reason text) returns text
language plpgsql immutable as $$
declare
    problem text;
begin
    if kind = 'person' then
        problem := rule.national_id_problem(value);
        if length(value) = 11 and rule.legal_id_problem(value) is null then
            return 'legal_id_in_person';
        elsif problem = 'national_id_repeated' and reason is not null and value <> '0000000000' then
            return null;
        end if;
        return problem;
    elsif kind = 'entity' then
        if length(value) = 10 and rule.national_id_problem(value) is null then
            return 'national_id_in_entity';
        end if;
        return rule.legal_id_problem(value);
    end if;
    return case when value !~ '^[0-9A-Za-z]{1,20}$' then 'malformed' end;
end
$$;
