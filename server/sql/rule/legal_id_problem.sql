-- What is wrong with the national id of a legal person: eleven digits, the last one a check digit.
create function rule.legal_id_problem(value text) returns text
language sql immutable as $$
    select case
        when value !~ '^[0-9]{11}$' then 'legal_id_length'
        when substr(value, 4, 6) = '000000'
          or (select sum((substr(value, place, 1)::int + substr(value, 10, 1)::int + 2)
                         * (array[29, 27, 23, 19, 17, 29, 27, 23, 19, 17])[place])
                from generate_series(1, 10) place) % 11 % 10 <> substr(value, 11, 1)::int
        then 'legal_id_check_digit'
        end
$$;
