-- Refuse claims that are not stated as common.commands.cases.ClaimStated demands.
create function rule.check_claims(act rule.act, payload jsonb) returns void
language plpgsql as $$
declare
    claim jsonb;
    place text;
    id uuid;
begin
    perform rule.check_list(payload -> 'claims', 'claims', 50);
    for i in 0 .. jsonb_array_length(payload -> 'claims') - 1 loop
        place := 'claims[' || i || '].';
        claim := rule.keys(payload -> 'claims' -> i, '{id,code_kind,code}', '{amount}', place);
        id := rule.uuid(claim, 'id', place);
        perform rule.check_claim(claim, act.today, place);
    end loop;
end
$$;
