-- The payload, or a part of it at the path `place`; refused if it lacks a key or has one nobody knows.
create function rule.keys(payload jsonb, required text[], optional text[] default '{}', place text default '')
returns jsonb
language plpgsql as $$
begin
    if jsonb_typeof(payload) is distinct from 'object' then
        perform rule.reject('malformed', rtrim(place, '.'));
    end if;
    if not payload ?& required then
        perform rule.reject('missing_field', place || (select r from unnest(required) r where not payload ? r limit 1));
    end if;
    if payload - required - optional <> '{}' then
        perform rule.reject('malformed', place || (select k from jsonb_object_keys(payload - required - optional) k limit 1));
    end if;
    return payload;
end
$$;
