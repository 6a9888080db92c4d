-- The cases that a figure of a branch's month counts, by the day they came in or were disposed of, a page at a time:
-- {desk, branch, month, figure, after?, limit?}; `after` is what the page before told. No parties.
create function api.cases_behind(request text) returns jsonb
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp as $$
declare
    asked jsonb := rule.parsed(request);
    of_branch int;
    of_figure text;
    this court.calendar_month;
    place text;
    after_day date := date '-infinity';
    after_id uuid := uuid '00000000-0000-0000-0000-000000000000';
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
    place := rule.text(asked, 'after', 60);
    if place is not null then
        after_day := cast(split_part(place, '/', 1) as date);
        after_id := split_part(place, '/', 2)::uuid;
    end if;
    most := coalesce(rule.integer(asked, 'limit', 1, 500), 100);
    with page as materialized (
        select c.number, c.kind, c.subject, e.ordinal, e.archive_year, e.archive_row, e.received_on, e.in_on, e.disposed_on,
               e.in_class, e.out_class, b.day, b.id
          from rule.entries_behind(of_branch,
                                   case when of_figure in ('opening', 'closing') then 'stock' else of_figure end,
                                   this.starts, case of_figure when 'opening' then this.starts else this.ends end,
                                   after_day, after_id, most) b
          join court.docket_entry e on e.id = b.id
          join court.court_case c on c.id = e.case_id
    )
    select jsonb_build_object(
        'rows', coalesce(jsonb_agg(jsonb_build_array(p.number, p.kind, p.subject, p.ordinal, p.archive_year, p.archive_row,
                    p.received_on, p.in_on, p.disposed_on, p.in_class, p.out_class) order by p.day, p.id), '[]'),
        'after', case when count(*) = most then (select l.day || '/' || l.id from page l order by l.day desc, l.id desc limit 1) end)
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
