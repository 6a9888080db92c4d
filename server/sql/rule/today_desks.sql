-- The desks the caller belongs to today, with role and whom he stands in for. A locked account has none.
create function rule.today_desks()
returns table (desk int, role text, substitute_for text, kind text, branch_kind text, body int, district int)
language sql stable as $$
    select m.desk, m.role, m.substitute_for, d.kind, d.branch_kind, d.body, d.district
      from court.membership m
      join court.desk d on d.id = m.desk and d.active
     where m.login = session_user::text
       and m.during @> rule.today()
       and rule.sits_at(m.role, d.kind)
       and not exists (select from court.account a where a.login = m.login and a.locked)
$$;
