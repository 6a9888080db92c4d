-- What is wrong with a person's national id: ten digits, the last one a check digit, not all the same.
create function rule.national_id_problem(value text) returns text
language sql immutable as $$
    select case
        when value !~ '^[0-9]{10}$' then 'national_id_length'
        when value = repeat(left(value, 1), 10) then 'national_id_repeated'
        when (select case when total % 11 < 2 then total % 11 else 11 - total % 11 end
                from (select sum(substr(value, place, 1)::int * (11 - place)) total from generate_series(1, 9) place) s)
             <> right(value, 1)::int then 'national_id_check_digit'
        end
$$;
