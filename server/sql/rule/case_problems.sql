-- What is wrong with a case as a whole, in the order of its parties: nobody or nothing in it, a party born after the case,
-- twice in one role, on two sides or both spouses, or acting for others without one. `party` is null for what concerns no
-- single one.
create function rule.case_problems(of_case uuid) returns table (code text, party uuid, field text)
language sql stable as $$
    with p as materialized (
        select p.id, p.ordinal, p.role, p.national_id, p.birth_on, c.attributes ->> 'side' as side,
               c.attributes ->> 'opposite' as opposite, c.attributes ? 'represents' as represents
          from court.party p left join court.code c on c.kind = 'party_role' and c.code = p.role
         where p.case_id = of_case and not p.struck
    ),
    problem (ordinal, code, party, field) as (
        select 0, 'no_parties', null::uuid, 'parties' where not exists (select from p)
        union all
        select 0, 'no_claims', null, 'claims'
         where not exists (select from court.claim c where c.case_id = of_case and not c.struck)
        union all
        select p.ordinal, 'before_birth', p.id, 'birth_on' from p
         where p.birth_on > (select least(c.received_on, c.paper_on) from court.court_case c where c.id = of_case)
        union all
        select l.ordinal, 'role_twice', l.id, 'role' from p l
         where exists (select from p e where e.ordinal < l.ordinal and e.national_id = l.national_id and e.role = l.role)
        union all
        select l.ordinal, 'opposite_roles', l.id, 'role' from p l
         where exists (select from p e where e.ordinal < l.ordinal and e.national_id = l.national_id
                                         and (e.role = l.opposite
                                              or l.side in ('claimant', 'respondent')
                                                 and e.side in ('claimant', 'respondent') and e.side <> l.side))
        union all
        select l.ordinal, 'lawyer_without_client', l.id, 'role' from p l
         where l.represents
           and not exists (select from court.representation r join p c on c.id = r.client
                            where r.case_id = of_case and r.representative = l.id and not r.struck)
    )
    select x.code, x.party, x.field from problem x order by x.ordinal
$$;
