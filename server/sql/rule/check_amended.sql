-- Refuse new values of a row unless the row they make is one that registration would accept. What the amendment leaves
-- alone is not judged anew: a code in it may have ended since.
create function rule.check_amended(act rule.act, of_case uuid, entity text, wanted uuid, fresh jsonb) returns void
language plpgsql as $$
declare
    amended jsonb := rule.without_nulls(rule.case_row(of_case, entity, wanted) || fresh);
begin
    case entity
        when 'court_case' then
            perform rule.check_head(amended, act.today);
            if fresh ? 'received_on'
               and exists (select from court.docket_entry e
                            where e.case_id = of_case and not e.void and e.received_on < rule.date(fresh, 'received_on')) then
                perform rule.reject('date_after', 'received_on');
            end if;
            if amended ? 'file_place' and fresh ? 'file_place' then
                perform rule.code(amended, 'file_place', 'file_place', act.today);
            end if;
        when 'party' then
            perform rule.check_party(amended, act.today, case when fresh ? 'role' then act.today end, '');
        when 'claim' then
            perform rule.check_claim(amended, case when fresh ? 'code' then act.today end, '');
        when 'representation' then
            perform rule.text(amended, 'document', 60), rule.date(amended, 'granted_on', act.today);
            if fresh -> 'struck' = 'false'
               and exists (select from court.representation r
                            where not r.struck and r.representative = (amended ->> 'representative')::uuid
                              and r.client = (amended ->> 'client')::uuid) then
                perform rule.reject('represented_twice', 'struck');
            end if;
        when 'party_flag' then
            perform rule.text(amended, 'detail', 120);
            if fresh -> 'struck' = 'false'
               and exists (select from court.party_flag f
                            where not f.struck and f.party = (amended ->> 'party')::uuid and f.flag = amended ->> 'flag') then
                perform rule.reject('flag_twice', 'struck');
            end if;
    end case;
end
$$;
