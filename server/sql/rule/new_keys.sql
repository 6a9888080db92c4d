-- The keys a party is sorted and found by, which an amendment of its name must bring; null if the name stays. Of given and
-- family name two people may each have changed one: then the keys of the payload know only of its own.
create function rule.new_keys(payload jsonb, party uuid, fresh jsonb) returns jsonb
language plpgsql as $$
declare
    keys jsonb;
    now court.party;
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
    keys := rule.keys(keys, '{party,sort_key,search_key}', '{seen_sort_key,seen_search_key}');
    if exists (select from jsonb_each(keys) k where jsonb_typeof(k.value) <> 'string' or length(k.value #>> '{}') > 2000) then
        perform rule.reject('malformed', 'keys');
    end if;
    select * into now from court.party p where p.id = new_keys.party;
    if not fresh ?& '{given,family}'
       and (keys ->> 'seen_sort_key', keys ->> 'seen_search_key') <> (now.sort_key, now.search_key) then
        -- One sorts by the family name first, and searches by the given name first.
        keys := keys || case when fresh ? 'family'
            then jsonb_build_object(
                'sort_key', rule.joined_key(keys ->> 'seen_sort_key', keys ->> 'sort_key', now.sort_key),
                'search_key', rule.joined_key(keys ->> 'seen_search_key', now.search_key, keys ->> 'search_key'))
            else jsonb_build_object(
                'sort_key', rule.joined_key(keys ->> 'seen_sort_key', now.sort_key, keys ->> 'sort_key'),
                'search_key', rule.joined_key(keys ->> 'seen_search_key', keys ->> 'search_key', now.search_key)) end;
    end if;
    return keys - '{party,seen_sort_key,seen_search_key}'::text[];
end
$$;
