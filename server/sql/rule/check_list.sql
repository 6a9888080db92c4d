-- Refuse what a payload has at `field` unless it is a list of at most so many.
create function rule.check_list(list jsonb, field text, most int) returns void
language plpgsql as $$
begin
    if jsonb_typeof(list) <> 'array' then
        perform rule.reject('malformed', field);
    elsif jsonb_array_length(list) > most then
        perform rule.reject('too_many', field, jsonb_build_object('limit', most));
    end if;
end
$$;
