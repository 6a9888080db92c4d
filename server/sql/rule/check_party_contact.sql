-- Refuse what a party states besides name, role and number if it has not its form; most parties state nothing of it.
create function rule.check_party_contact(party jsonb, today date, place text) returns void
language plpgsql as $$
begin
    perform rule.text(party, 'father', 60, false, place), rule.text(party, 'nationality', 60, false, place),
            rule.text(party, 'address', 300, false, place), rule.text(party, 'id_reason', 200, false, place),
            rule.date(party, 'birth_on', today, place);
    if jsonb_typeof(party -> 'postal_code') <> 'string' or party ->> 'postal_code' !~ '^[1-9][0-9]{9}$' then
        perform rule.reject('postal_code_malformed', place || 'postal_code');
    elsif jsonb_typeof(party -> 'mobile') <> 'string' or party ->> 'mobile' !~ '^09[0-9]{9}$' then
        perform rule.reject('mobile_malformed', place || 'mobile');
    elsif jsonb_typeof(party -> 'phone') <> 'string' or party ->> 'phone' !~ '^[0-9]{5,15}$' then
        perform rule.reject('phone_malformed', place || 'phone');
    end if;
end
$$;
