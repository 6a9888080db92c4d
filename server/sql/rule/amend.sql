-- Make the changes of the payload, row by row, and keep their old values. What is taken out goes first, so that another of
-- its kind may come in. Tells the keys that renamed parties had before: what undoing needs.
create function rule.amend(act rule.act, of_case uuid, payload jsonb) returns jsonb
language plpgsql as $$
declare
    moment timestamptz := clock_timestamp();
    target record;
    keys jsonb;
    before jsonb := '[]'::jsonb;
    problem text;
    spot text;
    parameters text;
begin
    for target in
        select c.value ->> 'entity' as entity, (c.value ->> 'row')::uuid as id,
               jsonb_object_agg(c.value ->> 'field', rule.typed(c.value ->> 'field', c.value ->> 'new')) as fresh
          from jsonb_array_elements(payload -> 'changes') with ordinality c
         group by 1, 2
         order by bool_or(c.value ->> 'field' = 'struck' and c.value ->> 'new' = 'true') desc, min(c.ordinality)
    loop
        begin
            if target.entity = 'party' then
                keys := rule.new_keys(payload, target.id, target.fresh);
                if keys is not null then
                    target.fresh := target.fresh || keys;
                    select before || jsonb_build_object('party', p.id, 'sort_key', p.sort_key, 'search_key', p.search_key)
                      into before from court.party p where p.id = target.id;
                end if;
            end if;
            perform rule.check_amended(act, of_case, target.entity, target.id, target.fresh);
        exception
            when sqlstate 'KR001' then
                get stacked diagnostics problem = message_text, spot = column_name, parameters = pg_exception_detail;
                perform rule.reject(problem, case when spot = 'keys' then spot
                                                  else rule.change_to_blame(payload, target.id, spot) end, parameters::jsonb);
        end;
        perform rule.change_row(target.entity, target.id, target.fresh);
    end loop;
    insert into court.amendment (id, case_id, entity, row_id, field, old, new, desk, command, at, by, behalf, reason)
    select c.id, of_case, c.entity, c."row", c.field, c.old, c.new, act.desk, act.id, moment, act.actor,
           act.substituting, payload ->> 'reason'
      from jsonb_to_recordset(payload -> 'changes') as c (id uuid, entity text, "row" uuid, field text, old text, new text);
    return before;
end
$$;
