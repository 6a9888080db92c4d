-- An amendment is taken back by one that turns its values around and strikes the rows it added.
create function rule.undo_amendment(act rule.act, of_case uuid, undone court.command_log) returns void
language plpgsql as $$
declare
    moment timestamptz := clock_timestamp();
    target record;
begin
    for target in
        select a.entity, a.row_id,
               jsonb_object_agg(coalesce(a.field, 'struck'),
                                case when a.field is null then 'true' else rule.typed(a.field, a.old) end) as fresh
          from court.amendment a
         where a.case_id = of_case and a.command = undone.id
         group by a.entity, a.row_id
         order by bool_or(a.field is null or a.field = 'struck' and a.old = 'true') desc
    loop
        perform rule.change_row(target.entity, target.row_id, target.fresh || coalesce(
            (select k.value - 'party' from jsonb_array_elements(undone.result -> 'keys') k
              where k.value ->> 'party' = target.row_id::text), '{}'));
    end loop;
    insert into court.amendment (id, case_id, entity, row_id, field, old, new, desk, command, at, by, behalf)
    select gen_random_uuid(), of_case, a.entity, a.row_id, coalesce(a.field, 'struck'),
           case when a.field is null then 'false' else a.new end, case when a.field is null then 'true' else a.old end,
           act.desk, act.id, moment, act.actor, act.substituting
      from court.amendment a
     where a.case_id = of_case and a.command = undone.id;
end
$$;
