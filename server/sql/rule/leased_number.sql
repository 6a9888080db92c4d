-- A number of the payload from a lease of the acting workstation: year (4), organisation (2), type (2), serial (10).
create function rule.leased_number(act rule.act, payload jsonb, key text, type text) returns text
language plpgsql as $$
declare
    value text := payload ->> key;
    serial bigint;
    ends bigint;
    prefix text;
begin
    if jsonb_typeof(payload -> key) <> 'string' or value !~ '^1[34][0-9]{16}$' then
        perform rule.reject('number_malformed', key);
    end if;
    serial := substr(value, 9)::bigint;
    -- Leases never overlap: the last one that begins at or before the serial holds it, or none does.
    select l.last, (select s.value #>> '{}' from court.setting s where s.key = 'number_organisation')
                   || (select s.value #>> '{}' from court.setting s where s.key = 'number_' || leased_number.type)
      into ends, prefix
      from court.lease l
     where l.workstation = act.workstation and l.type = leased_number.type and l.year = left(value, 4)::int
       and l.first <= serial
     order by l.first desc limit 1;
    if ends is null or serial > ends or substr(value, 5, 4) <> prefix then
        perform rule.reject('number_not_leased', key);
    end if;
    return value;
end
$$;
