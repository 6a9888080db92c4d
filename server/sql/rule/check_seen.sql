-- Refuse changes whose author did not see what their fields say now; all of them are told, with who changed each and when.
create function rule.check_seen(of_case uuid, changes jsonb) returns void
language plpgsql as $$
declare
    conflicts jsonb;
begin
    select jsonb_agg(rule.without_nulls(jsonb_build_object(
                'change', c.ordinality - 1, 'entity', c.value -> 'entity', 'row', c.value -> 'row',
                'field', c.value -> 'field', 'by', last.by, 'at', rule.instant(last.at)))
            || jsonb_build_object('now', now.value) order by c.ordinality)
      into conflicts
      from jsonb_array_elements(changes) with ordinality c
     cross join lateral (select rule.case_row(of_case, c.value ->> 'entity', (c.value ->> 'row')::uuid)
                                ->> (c.value ->> 'field') as value) now
      left join lateral (select a.by, a.at from court.amendment a
                          where a.case_id = of_case and a.row_id = (c.value ->> 'row')::uuid
                            and a.field = c.value ->> 'field'
                          order by a.at desc limit 1) last on true
     where now.value is distinct from c.value ->> 'old';
    if conflicts is not null then
        perform rule.reject('changed_meanwhile', 'changes[' || (conflicts -> 0 ->> 'change') || '].new',
                            jsonb_build_object('conflicts', conflicts));
    end if;
end
$$;
