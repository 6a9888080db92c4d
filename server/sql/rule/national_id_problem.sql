-- What is wrong with a person's national id: ten digits, the last one a check digit, not all the same.
create function rule.national_id_problem(value text) returns text
language plpgsql immutable as $$
declare
    digits bigint;
    remainder int;
begin
    if value !~ '^[0-9]{10}$' then
        return 'national_id_length';
    elsif value = repeat(left(value, 1), 10) then
        return 'national_id_repeated';
    end if;
    digits := value::bigint;
    remainder := (digits / 1000000000 * 10 + digits / 100000000 % 10 * 9 + digits / 10000000 % 10 * 8
        + digits / 1000000 % 10 * 7 + digits / 100000 % 10 * 6 + digits / 10000 % 10 * 5 + digits / 1000 % 10 * 4
        + digits / 100 % 10 * 3 + digits / 10 % 10 * 2) % 11;
    if digits % 10 <> (case when remainder < 2 then remainder else 11 - remainder end) then
        return 'national_id_check_digit';
    end if;
    return null;
end
$$;
