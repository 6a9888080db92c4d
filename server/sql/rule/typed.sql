-- A field's value, told as text, in the form its column has as JSON.
create function rule.typed(field text, value text) returns jsonb
language sql immutable as $$
    select case when value is null then 'null'
                when field = 'amount' then to_jsonb(value::numeric)
                when field = 'struck' then to_jsonb(value::boolean)
                else to_jsonb(value) end
$$;
