-- Refuse a representation that is not stated as common.commands.cases.RepresentationStated demands, or is of parties the
-- case has not; its parties are written already.
create function rule.check_representation(act rule.act, of_case uuid, stated jsonb, place text) returns void
language plpgsql as $$
declare
    stranger text;
begin
    perform rule.uuid(stated, 'id', place), rule.uuid(stated, 'representative', place), rule.uuid(stated, 'client', place),
            rule.text(stated, 'document', 60, false, place), rule.date(stated, 'granted_on', act.today, place);
    if stated ->> 'representative' = stated ->> 'client' then
        perform rule.reject('represents_himself', place || 'client');
    end if;
    select f into stranger from unnest('{representative,client}'::text[]) f
     where not exists (select from court.party p where p.case_id = of_case and p.id = (stated ->> f)::uuid and not p.struck)
     limit 1;
    if stranger is not null then
        perform rule.reject('unknown_party', place || stranger);
    elsif exists (select from court.representation r
                   where r.representative = (stated ->> 'representative')::uuid and r.client = (stated ->> 'client')::uuid
                     and not r.struck) then
        perform rule.reject('represented_twice', place || 'client');
    end if;
end
$$;
