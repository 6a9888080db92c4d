-- A clean text of the payload, at most `longest` characters and not empty; null if the key is absent.
create function rule.text(payload jsonb, key text, longest int, multiline boolean default false, place text default '')
returns text
language plpgsql as $$
declare
    value text := payload ->> key;
begin
    if value is null and not payload ? key then
        return null;
    elsif jsonb_typeof(payload -> key) <> 'string' then
        perform rule.reject('malformed', place || key);
    elsif value = '' then
        perform rule.reject('empty', place || key);
    elsif length(value) > longest then
        perform rule.reject('too_long', place || key, jsonb_build_object('limit', longest, 'length', length(value)));
    elsif not rule.is_clean(value, multiline) then
        perform rule.reject('not_clean', place || key);
    end if;
    return value;
end
$$;
