-- A request's JSON, or null if it is none: broken, nested without end, with \u0000, with numbers nobody can hold.
create function rule.parsed(request text, longest int default 100000) returns jsonb
language plpgsql stable as $$
begin
    if octet_length(request) > longest then
        return null;
    end if;
    return request::jsonb;
exception
    when data_exception or program_limit_exceeded then
        return null;
end
$$;
