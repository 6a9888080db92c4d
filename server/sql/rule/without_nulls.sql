-- An object without its keys that are null; unlike jsonb_strip_nulls it leaves what lies deeper as it is.
create function rule.without_nulls(whole jsonb) returns jsonb
language sql immutable as $$
    select coalesce(jsonb_object_agg(e.key, e.value) filter (where jsonb_typeof(e.value) <> 'null'), '{}')
      from jsonb_each(whole) e
$$;
