-- The commands a role may issue at a kind of desk, as a JSON array of their names.
create function rule.kinds(role text, desk_kind text) returns jsonb
language sql stable as $$
    select coalesce(jsonb_agg(p.proname order by p.proname), '[]')
      from pg_proc p
     where p.pronamespace = to_regnamespace('command')
       and rule.permitted(role, desk_kind, p.proname::text)
$$;
