-- A date of the payload, YYYY-MM-DD, not after `latest`; null if the key is absent.
create function rule.date(payload jsonb, key text, latest date default 'infinity', place text default '') returns date
language plpgsql as $$
declare
    value date;
begin
    if not payload ? key then
        return null;
    end if;
    if jsonb_typeof(payload -> key) <> 'string'
       or payload ->> key !~ '^[12][0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$' then
        perform rule.reject('malformed', place || key);
    end if;
    value := make_date(substr(payload ->> key, 1, 4)::int, substr(payload ->> key, 6, 2)::int, 1)
             + substr(payload ->> key, 9, 2)::int - 1;
    if extract(month from value) <> substr(payload ->> key, 6, 2)::int then  -- no such day: 30 February
        perform rule.reject('malformed', place || key);
    elsif value > latest then
        perform rule.reject('future_date', place || key);
    end if;
    return value;
end
$$;
