-- The figures of up to 60 months, summed over the branches a desk reports on: {desk, from, to}.
create function api.report_trend(request text) returns jsonb
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp as $$
declare
    asked jsonb := rule.parsed(request);
    branches int[];
    first_month int;
    last_month int;
    answer jsonb;
    code text;
    field text;
    parameters text;
begin
    perform rule.keys(asked, '{desk,from,to}');
    branches := rule.reported_branches(rule.integer(asked, 'desk', 0, 2147483647)::int);
    first_month := rule.integer(asked, 'from', 0, 1000000);
    last_month := rule.integer(asked, 'to', 0, 1000000);
    if last_month not between first_month and first_month + 59 then
        perform rule.reject('malformed', 'to');
    end if;
    with months as materialized (
        select * from court.calendar_month m where m.month between first_month and last_month
    ),
    between_them as (
        select min(m.starts) as starts, max(m.ends) as ends from months m
    ),
    opened as materialized (
        select e.in_on as day, count(*) as n from court.docket_entry e
         where e.desk = any (branches) and not e.void
           and e.in_on >= (select b.starts from between_them b) and e.in_on < (select b.ends from between_them b)
         group by e.in_on
    ),
    ended as materialized (
        select e.disposed_on as day, count(*) as n from court.docket_entry e
         where e.desk = any (branches) and not e.void
           and e.disposed_on >= (select b.starts from between_them b) and e.disposed_on < (select b.ends from between_them b)
         group by e.disposed_on
    ),
    flows as (
        select m.month,
               coalesce((select sum(o.n) from opened o where o.day >= m.starts and o.day < m.ends), 0) as incoming,
               coalesce((select sum(d.n) from ended d where d.day >= m.starts and d.day < m.ends), 0) as disposed
          from months m
    ),
    -- Backwards from the last closing.
    figures as (
        select f.month, f.incoming, f.disposed,
               coalesce((select sum(s.n) from rule.stock_before(branches, (select b.ends from between_them b)) s), 0)
                 - sum(f.incoming - f.disposed) over (order by f.month desc) as opening
          from flows f
    )
    select jsonb_build_object('rows', coalesce(jsonb_agg(jsonb_build_array(
            f.month, f.opening, f.incoming, f.disposed, f.opening + f.incoming - f.disposed) order by f.month), '[]'))
      into answer from figures f;
    return answer;
exception
    when sqlstate 'KR001' then
        get stacked diagnostics code = message_text, field = column_name, parameters = pg_exception_detail;
        return rule.refusal(code, field, parameters);
    when data_exception or program_limit_exceeded then
        return '{"code": "malformed"}'::jsonb;
end
$$;
