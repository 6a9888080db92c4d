-- A number of the payload from a lease of the acting workstation: year (4), organisation (2), type (2), serial (10).
create function rule.leased_number(act rule.act, payload jsonb, key text, type text) returns text
language plpgsql as $$
declare
    value text := payload ->> key;
    serial bigint;
begin
    if jsonb_typeof(payload -> key) <> 'string' or value !~ '^1[34][0-9]{16}$' then
        perform rule.reject('number_malformed', key);
    end if;
    serial := substr(value, 9)::bigint;
    perform from court.lease l
      where l.workstation = act.workstation and l.type = leased_number.type and l.year = left(value, 4)::int
        and l.first <= serial and serial <= l.last
        and substr(value, 5, 4) = rule.setting('number_organisation') || rule.setting('number_' || leased_number.type);
    if not found then
        perform rule.reject('number_not_leased', key);
    end if;
    return value;
end
$$;
