-- Where an amendment's fault is shown: at the added party it is about, else at the change of that row and field, else at
-- the nearest one.
create function rule.change_to_blame(payload jsonb, culprit uuid, field text) returns text
language sql stable as $$
    select coalesce(
        (select format('parties[%s].%s', p.ordinality - 1, change_to_blame.field)
           from jsonb_array_elements(payload -> 'parties') with ordinality p
          where p.value ->> 'id' = culprit::text limit 1),
        (select format('changes[%s].new', c.ordinality - 1)
           from jsonb_array_elements(payload -> 'changes') with ordinality c
          order by c.value ->> 'row' is not distinct from culprit::text desc,
                   c.value ->> 'field' = change_to_blame.field desc, c.value ->> 'field' = 'struck' desc, c.ordinality
          limit 1),
        change_to_blame.field)
$$;
