-- The figures of one month for the branches a desk reports on: {desk, month}. `month` is year * 12 + month - 1.
-- Plain counts over docket entries; opening + incoming - disposed = closing. A month that has not ended is not complete.
create function api.report_month(request text) returns jsonb
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp as $$
declare
    asked jsonb := rule.parsed(request);
    branches int[];
    this court.calendar_month;
    answer jsonb;
    code text;
    field text;
    parameters text;
begin
    perform rule.keys(asked, '{desk,month}');
    branches := rule.reported_branches(rule.integer(asked, 'desk', 0, 2147483647)::int);
    select * into this from court.calendar_month m where m.month = rule.integer(asked, 'month', 0, 1000000);
    if not found then
        perform rule.reject('unknown_month', 'month');
    end if;
    with counted as materialized (
        select * from rule.month_figures(branches, this.starts, this.ends)
    ),
    classes as (
        select e.desk, 'in' as side, e.in_class as class, count(*) as n from court.docket_entry e
         where e.desk = any (branches) and not e.void and e.in_on >= this.starts and e.in_on < this.ends
         group by e.desk, e.in_class
        union all
        select e.desk, 'out', e.out_class, count(*) from court.docket_entry e
         where e.desk = any (branches) and not e.void and e.disposed_on >= this.starts and e.disposed_on < this.ends
         group by e.desk, e.out_class
    )
    select jsonb_build_object(
        'month', this.month, 'label', this.label, 'as_of', rule.instant(statement_timestamp()),
        'complete', rule.today() >= this.ends,
        'rows', coalesce((select jsonb_agg(jsonb_build_array(c.desk, c.opening, c.incoming, c.disposed, c.closing)
                                           order by c.desk) from counted c), '[]'),
        'classes', coalesce((select jsonb_agg(jsonb_build_array(c.desk, c.side, c.class, c.n)
                                              order by c.desk, c.side, c.class) from classes c), '[]'))
      into answer;
    return answer;
exception
    when sqlstate 'KR001' then
        get stacked diagnostics code = message_text, field = column_name, parameters = pg_exception_detail;
        return rule.refusal(code, field, parameters);
    when data_exception or program_limit_exceeded then
        return '{"code": "malformed"}'::jsonb;
end
$$;
