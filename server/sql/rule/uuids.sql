-- A list of ids of the payload, at most `most`; empty if the key is absent.
create function rule.uuids(payload jsonb, key text, most int) returns uuid[]
language plpgsql as $$
begin
    if not payload ? key then
        return array[]::uuid[];
    elsif jsonb_typeof(payload -> key) <> 'array'
          or exists (select from jsonb_array_elements(payload -> key) e where jsonb_typeof(e) <> 'string'
                        or e #>> '{}' !~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$') then
        perform rule.reject('malformed', key);
    elsif jsonb_array_length(payload -> key) > most then
        perform rule.reject('too_many', key, jsonb_build_object('limit', most));
    end if;
    return array(select e::uuid from jsonb_array_elements_text(payload -> key) e);
end
$$;
