-- Refuse a flag whose code or detail is not right.
create function rule.check_flag(act rule.act, flag jsonb, place text) returns void
language plpgsql as $$
begin
    perform rule.uuid(flag, 'id', place), rule.code(flag, 'flag', 'party_flag', act.today, place),
            rule.text(flag, 'detail', 120, false, place);
end
$$;
