-- The row of a code of the payload, which its list holds on the given day. What has ended or was merged is told apart
-- from what never was.
create function rule.code_row(payload jsonb, key text, list text, day date, place text default '') returns court.code
language plpgsql as $$
declare
    found court.code;
begin
    if jsonb_typeof(payload -> key) is distinct from 'string' then
        perform rule.reject('malformed', place || key);
    end if;
    select * into found from court.code c where c.kind = list and c.code = payload ->> key;
    if found.code is null or found.valid_from > day then
        perform rule.reject('unknown_code', place || key);
    elsif found.merged_into is not null or found.valid_to <= day then
        perform rule.reject('code_ended', place || key);
    end if;
    return found;
end
$$;
