-- The cases that a figure of a branch's month counts, by number: {desk, branch, month, figure, after?, limit?}. No parties.
create function api.cases_behind(request text) returns jsonb
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp as $$
declare
    asked jsonb := rule.parsed(request);
    of_branch int;
    of_figure text;
    this court.calendar_month;
    after_number text;
    most int;
    answer jsonb;
    code text;
    field text;
    parameters text;
begin
    perform rule.keys(asked, '{desk,branch,month,figure}', '{after,limit}');
    of_branch := rule.integer(asked, 'branch', 0, 2147483647);
    if of_branch <> all (rule.reported_branches(rule.integer(asked, 'desk', 0, 2147483647)::int)) then
        perform rule.reject('forbidden', 'branch');
    end if;
    select * into this from court.calendar_month m where m.month = rule.integer(asked, 'month', 0, 1000000);
    if not found then
        perform rule.reject('unknown_month', 'month');
    end if;
    of_figure := rule.text(asked, 'figure', 20);
    if of_figure not in ('opening', 'incoming', 'disposed', 'closing') then
        perform rule.reject('unknown_code', 'figure');
    end if;
    after_number := coalesce(rule.text(asked, 'after', 60), '');
    most := coalesce(rule.integer(asked, 'limit', 1, 500), 100);
    with page as materialized (
        select c.number, c.kind, c.subject, e.ordinal, e.archive_year, e.archive_row, e.received_on, e.in_on, e.disposed_on,
               e.in_class, e.out_class, c.number || '/' || to_char(e.ordinal, 'FM0000') as place
          from court.docket_entry e
          join court.court_case c on c.id = e.case_id
         where e.desk = of_branch and not e.void
           and case of_figure
               when 'opening' then e.in_on < this.starts and (e.disposed_on is null or e.disposed_on >= this.starts)
               when 'incoming' then e.in_on >= this.starts and e.in_on < this.ends
               when 'disposed' then e.disposed_on >= this.starts and e.disposed_on < this.ends
               else e.in_on < this.ends and (e.disposed_on is null or e.disposed_on >= this.ends) end
           and c.number || '/' || to_char(e.ordinal, 'FM0000') > after_number
         order by place limit most
    )
    select jsonb_build_object(
        'rows', coalesce(jsonb_agg(jsonb_build_array(p.number, p.kind, p.subject, p.ordinal, p.archive_year, p.archive_row,
                    p.received_on, p.in_on, p.disposed_on, p.in_class, p.out_class) order by p.place), '[]'),
        'after', case when count(*) = most then max(p.place) end)
      into answer from page p;
    return answer;
exception
    when sqlstate 'KR001' then
        get stacked diagnostics code = message_text, field = column_name, parameters = pg_exception_detail;
        return rule.refusal(code, field, parameters);
    when data_exception or program_limit_exceeded then
        return '{"code": "malformed"}'::jsonb;
end
$$;
