-- The value of a setting as text.
create function rule.setting(wanted text) returns text
language plpgsql stable as $$
declare
    told text;
begin
    select s.value #>> '{}' into told from court.setting s where s.key = wanted;
    return told;
end
$$;
