-- Refuse a claim that is not stated as common.commands.cases.ClaimStated demands; `code_on` is the day its code must
-- hold, null for a code that is not new.
create function rule.check_claim(claim jsonb, code_on date, place text) returns void
language plpgsql as $$
declare
    amount bigint := rule.integer(claim, 'amount', 0, 1000000000000000, place);
    code text;
begin
    if not claim -> 'code_kind' <@ '["charge", "claim"]' then
        perform rule.reject('unknown_code', place || 'code_kind');
    end if;
    if code_on is not null then
        code := rule.code(claim, 'code', claim ->> 'code_kind', code_on, place);
    end if;
end
$$;
