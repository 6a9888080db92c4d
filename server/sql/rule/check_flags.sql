-- Refuse flags of a party that are not stated as common.commands.cases.FlagStated demands.
create function rule.check_flags(act rule.act, party jsonb, place text) returns void
language plpgsql as $$
declare
    flag jsonb;
    seen text[];
    spot text;
begin
    perform rule.check_list(party -> 'flags', place || 'flags', 20);
    for i in 0 .. jsonb_array_length(party -> 'flags') - 1 loop
        spot := place || 'flags[' || i || '].';
        flag := rule.keys(party -> 'flags' -> i, '{id,flag}', '{detail}', spot);
        perform rule.check_flag(act, flag, spot);
        if flag ->> 'flag' = any (seen) then
            perform rule.reject('flag_twice', spot || 'flag');
        end if;
        seen := seen || (flag ->> 'flag');
    end loop;
end
$$;
