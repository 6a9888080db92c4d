-- Small reads belong to a role that row-level security holds to the branches the caller reports on; even a wrong query
-- there tells nothing of others. It sees no parties at all.
alter table court.docket_entry enable row level security;
alter table court.court_case enable row level security;
drop policy if exists reported on court.docket_entry;
drop policy if exists reported on court.court_case;
create policy reported on court.docket_entry for select to kelaseh_reader
    using (desk = any ((select rule.my_desks())::int[]));
create policy reported on court.court_case for select to kelaseh_reader
    using (exists (select from court.docket_entry e where e.case_id = court_case.id));

grant usage on schema court, rule to kelaseh_reader;
grant execute on all functions in schema rule to kelaseh_reader;
grant select on court.docket_entry, court.calendar_month, court.calendar_day to kelaseh_reader;
grant select (id, number, kind, subject) on court.court_case to kelaseh_reader;
alter function api.report_month(text) owner to kelaseh_reader;
alter function api.report_trend(text) owner to kelaseh_reader;
alter function api.cases_behind(text) owner to kelaseh_reader;
