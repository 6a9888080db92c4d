-- A request's JSON, or null if it is none: broken, nested without end, with \u0000, with numbers nobody can hold.
create function rule.parsed(request text, longest int default 100000) returns jsonb
language plpgsql stable as $$
begin
    if octet_length(request) > longest then
        return null;
    -- 1e131071 is short here and 131,072 digits in the log: a megabyte of them is more than a text can hold. What looks
    -- so within a string is no number.
    elsif request ~ '(^|[\s,:[])-?[0-9.]+[eE][+-]?[0-9]{3}'
          and regexp_replace(request, '"([^"\\]|\\.)*"', '', 'g') ~ '[0-9][eE][+-]?[0-9]{3}' then
        return null;
    end if;
    return request::jsonb;
exception
    when data_exception or program_limit_exceeded then
        return null;
end
$$;
