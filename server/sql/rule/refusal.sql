-- A refusal as the caller reads it: code, and field and parameters if there are any.
create function rule.refusal(code text, field text, parameters text) returns jsonb
language sql stable as $$
    select rule.without_nulls(jsonb_build_object('code', code, 'field', nullif(field, ''),
                                                'parameters', nullif(parameters::jsonb, '{}')))
$$;
