-- Give a desk a level of access to an opened case: 0 withdrawn, 1 announced, 2 open. A change of level is a gain:
-- the whole case is delivered anew.
create function rule.set_access(of_case uuid, to_desk int, to_level int) returns void
language sql as $$
    insert into court.case_access as a (case_id, desk, level) values (of_case, to_desk, to_level)
    on conflict (case_id, desk) do update set level = excluded.level, gained = default, changed = default, stamp = default
     where a.level <> excluded.level
$$;
