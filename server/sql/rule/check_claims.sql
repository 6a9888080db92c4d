-- Refuse claims that are not stated as common.commands.cases.ClaimStated demands.
create function rule.check_claims(act rule.act, payload jsonb) returns void
language plpgsql as $$
declare
    claim jsonb;
    place text;
    id uuid;
    amount bigint;
    code text;
begin
    if jsonb_typeof(payload -> 'claims') <> 'array' then
        perform rule.reject('malformed', 'claims');
    elsif jsonb_array_length(payload -> 'claims') = 0 then
        perform rule.reject('no_claims', 'claims');
    elsif jsonb_array_length(payload -> 'claims') > 50 then
        perform rule.reject('too_many', 'claims', '{"limit": 50}');
    end if;
    for i in 0 .. jsonb_array_length(payload -> 'claims') - 1 loop
        claim := payload -> 'claims' -> i;
        place := 'claims[' || i || '].';
        claim := rule.keys(claim, '{id,code_kind,code}', '{amount}', place);
        id := rule.uuid(claim, 'id', place);
        amount := rule.integer(claim, 'amount', 0, 1000000000000000, place);
        if not claim -> 'code_kind' <@ '["charge", "claim"]' then
            perform rule.reject('unknown_code', place || 'code_kind');
        end if;
        code := rule.code(claim, 'code', claim ->> 'code_kind', act.today, place);
    end loop;
end
$$;
