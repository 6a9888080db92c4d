-- Refuse: the door turns this into a rejection with `code`, the payload's `field` and `parameters`.
create function rule.reject(code text, field text default null, parameters jsonb default '{}') returns void
language plpgsql as $$
begin
    raise exception using errcode = 'KR001', message = code, column = coalesce(field, ''), detail = parameters::text;
end
$$;
