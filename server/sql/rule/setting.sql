-- The value of a setting as text.
create function rule.setting(wanted text) returns text
language sql stable as $$
    select s.value #>> '{}' from court.setting s where s.key = wanted
$$;
