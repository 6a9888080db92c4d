-- The keys a party is sorted and found by, which an amendment of its name must bring; null if the name stays.
create function rule.new_keys(payload jsonb, party uuid, fresh jsonb) returns jsonb
language plpgsql as $$
declare
    keys jsonb;
begin
    if not fresh ?| '{given,family}' then
        return null;
    end if;
    if jsonb_typeof(payload -> 'keys') <> 'array' then
        perform rule.reject('malformed', 'keys');
    end if;
    select k.value into keys from jsonb_array_elements(payload -> 'keys') k where k.value ->> 'party' = party::text limit 1;
    if keys is null then
        perform rule.reject('missing_field', 'keys');
    end if;
    return rule.keys(keys, '{party,sort_key,search_key}') - 'party';
end
$$;
