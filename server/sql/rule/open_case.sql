-- Open a case for writing: lock it, then see that the acting desk may, then tell every desk that holds it.
-- The order makes the feed complete: writers of a case are serial, and each marks all who see it at that moment.
-- An unknown case and a foreign one get the same answer. A case whose registration was taken back takes nothing.
create function rule.open_case(act rule.act, id uuid, at_least int default 2) returns court.court_case
language plpgsql as $$
declare
    opened court.court_case;
begin
    select * into opened from court.court_case c where c.id = open_case.id for no key update;
    perform from court.case_access a
      where a.case_id = open_case.id and a.desk = act.desk and a.level >= at_least;
    if not found then
        perform rule.reject('unknown_case', 'case');
    end if;
    if opened.withdrawn then
        perform rule.reject('case_withdrawn', 'case');
    end if;
    perform set_config('court.opened', open_case.id::text, true);
    update court.case_access a set changed = default, stamp = default
     where a.case_id = open_case.id and a.level > 0 and a.changed <> pg_current_xact_id();
    return opened;
end
$$;
