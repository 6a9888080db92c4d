"""The reports over a million docket entries of five years, each against one scan for the same figures."""

from __future__ import annotations

import json
from contextlib import closing
from datetime import date
from typing import Any

import psycopg2

from common import jalali
from server.cluster import Cluster
from server.database import DATABASE
from server.demo import DemoUser, build
from tests.bench import ground
from tests.server.world import Station

ENTRIES = 1_000_000
MONTHS = 60
PAGE = 100
REPEATS = 9

# A branch's share falls from the first to the last, half of the stays end within 80 days, books are written
# in the order of days.
_LOAD = """
set local session_replication_role = replica;
create temp table branch on commit drop as
    select id, row_number() over (order by id) - 1 as place, count(*) over () as number
      from court.desk where kind = 'branch';
create temp table stay on commit drop as
    select s.n, s.in_on, b.id as desk, s.in_on + s.days as disposed_on, s.chance
      from (select n, date %(today)s - (random() * random() * 40 + random() * %(days)s)::int as in_on,
                   (-ln(1 - random()) * 115)::int as days, random() as chance, random() ^ 1.5 as share
              from generate_series(1, %(entries)s) n) s
      join branch b on b.place = floor(s.share * b.number);
insert into court.court_case (id, number, kind, subject, received_on, holder, registered_by)
    select lpad(to_hex(n), 32, '0')::uuid, '9' || n, 'civil', 'مطالبه وجه چک', in_on, desk, 'bench'
      from stay order by n;
insert into court.docket_entry (id, case_id, desk, ordinal, archive_year, archive_row, received_on, in_on,
                                in_class, disposed_on, out_class, void, opened_by)
    select gen_random_uuid(), lpad(to_hex(n), 32, '0')::uuid, desk, 1, 1300,
           row_number() over (partition by desk order by in_on), in_on, in_on,
           case when chance < 0.7 then 'new' when chance < 0.9 then 'transferred' else 'reopened' end,
           case when disposed_on < date %(today)s then disposed_on end,
           case when disposed_on < date %(today)s then
                case when chance < 0.6 then 'judgment' else 'joined' end end,
           chance > 0.99, 'bench'
      from stay order by in_on;
"""
_MONTH = """
select desk,
       count(*) filter (where in_on < %(starts)s and (disposed_on is null or disposed_on >= %(starts)s)),
       count(*) filter (where in_on >= %(starts)s and in_on < %(ends)s),
       count(*) filter (where disposed_on >= %(starts)s and disposed_on < %(ends)s),
       count(*) filter (where in_on < %(ends)s and (disposed_on is null or disposed_on >= %(ends)s))
  from court.docket_entry where not void and desk = any (%(desks)s) group by desk order by desk
"""
_TREND = """
select m.month,
       count(*) filter (where e.in_on < m.starts and (e.disposed_on is null or e.disposed_on >= m.starts)),
       count(*) filter (where e.in_on >= m.starts and e.in_on < m.ends),
       count(*) filter (where e.disposed_on >= m.starts and e.disposed_on < m.ends),
       count(*) filter (where e.in_on < m.ends and (e.disposed_on is null or e.disposed_on >= m.ends))
  from court.docket_entry e, court.calendar_month m
 where not e.void and m.month between %(first)s and %(last)s group by m.month order by m.month
"""
_CASES = """
select c.number, e.in_on from court.docket_entry e join court.court_case c on c.id = e.case_id
 where e.desk = %(desk)s and not e.void
   and e.in_on < %(ends)s and (e.disposed_on is null or e.disposed_on >= %(ends)s)
 order by e.in_on, e.id limit %(page)s offset %(page)s
"""


def bench() -> list[dict[str, Any]]:
    """A row for each report: name, ours, bound (both in `unit`), ratio = ours / bound, note."""
    with ground.cluster() as cluster:
        people = build(cluster.superuser_connection(DATABASE), cases=200)
        load(cluster)
        return measure(cluster, people)


def load(cluster: Cluster) -> None:
    """Write `ENTRIES` docket entries of `MONTHS` months, each of a case of its own, past the guards."""
    with ground.superuser(cluster) as cursor:
        cursor.execute("select (now() at time zone 'Asia/Tehran')::date")
        (today,) = cursor.fetchone()
        cursor.execute(_LOAD, {"today": str(today), "days": MONTHS * 30.44, "entries": ENTRIES})
    with closing(psycopg2.connect(**cluster.superuser_connection(DATABASE))) as connection:
        connection.autocommit = True
        connection.cursor().execute("vacuum (analyze)")


def measure(cluster: Cluster, people: list[DemoUser]) -> list[dict[str, Any]]:
    """The rows of `bench`, from a loaded database."""
    with ground.superuser(cluster) as scan:
        scan.execute("set max_parallel_workers_per_gather = 0; set enable_indexscan = off")
        scan.execute("set enable_bitmapscan = off; set enable_indexonlyscan = off")
        scan.execute(
            "select desk from court.docket_entry where archive_year = 1300 group by 1 order by count(*)"
        )
        desks = [row[0] for row in scan.fetchall()]
        head = _station(cluster, people, "province", scan)
        now = jalali.month_number(head.today)
        branch = desks[-1]
        rows = []
        for name, month in (("this month", now), ("two years ago", now - 24), ("five years ago", now - 58)):
            times = _edges(month) | {"desks": desks}
            rows.append(_row(f"month's return of the province, {name}", head, "report_month",
                             {"month": month}, scan, _MONTH, times))  # fmt: skip
        judge = _station_of(cluster, people, branch)
        rows.append(_row("month's return of the largest branch, this month", judge, "report_month",
                         {"month": now}, scan, _MONTH, _edges(now) | {"desks": [branch]}))  # fmt: skip
        rows.append(_row("twelve months of the province", head, "report_trend", {"from": now - 11, "to": now},
                         scan, _TREND, {"first": now - 11, "last": now}))  # fmt: skip
        for figure, month in (("closing", now - 1), ("closing", now - 24)):
            asked = {"branch": branch, "month": month, "figure": figure, "limit": PAGE}
            asked["after"] = head.ask("cases_behind", desk=head.desk, **asked)["after"]
            rows.append(_row(f"second page of cases behind the {figure} of {now - month} months ago", head,
                             "cases_behind", asked, scan, _CASES,
                             _edges(month) | {"desk": branch, "page": PAGE}))  # fmt: skip
    return rows


def _row(
    name: str, station: Station, function: str, asked: dict[str, Any], scan: Any, statement: str, values: Any
) -> dict[str, Any]:
    request = (json.dumps({"desk": station.desk, **asked}),)
    cursor = station.connection.cursor()
    ours = ground.milliseconds(cursor, f"select api.{function}(%s)::text", request, REPEATS)
    bound = ground.milliseconds(scan, statement, values, 3)
    _compare(cursor, function, request, scan, statement, values)
    return {
        "name": name,
        "ours": round(ours, 1),
        "bound": round(bound, 1),
        "ratio": round(ours / bound, 3),
        "unit": "ms",
        "note": f"{ENTRIES:,} docket entries, {MONTHS} months; bound: one scan of all of them",
    }


def _compare(cursor: Any, function: str, request: Any, scan: Any, statement: str, values: Any) -> None:
    cursor.execute(f"select api.{function}(%s)", request)
    rows = cursor.fetchone()[0]["rows"]
    scan.execute(statement, values)
    scanned = [list(row) for row in scan.fetchall()]
    told = (
        [[row[0], row[7]] for row in rows] if function == "cases_behind" else [r for r in rows if any(r[1:])]
    )
    if json.loads(json.dumps(scanned, default=str)) != told:
        raise RuntimeError(f"{function} tells other figures than the scan: {told} instead of {scanned}")


def _edges(month: int) -> dict[str, date]:
    return {"starts": jalali.month_starts(month), "ends": jalali.month_starts(month + 1)}


def _station(cluster: Cluster, people: list[DemoUser], kind: str, cursor: Any) -> Station:
    cursor.execute("select id from court.desk where kind = %s", (kind,))
    return _station_of(cluster, people, cursor.fetchone()[0])


def _station_of(cluster: Cluster, people: list[DemoUser], desk: int) -> Station:
    user = next(user for user in people if user.desk == desk and user.role in ("district_head", "judge"))
    return Station(cluster.connection(user.login, user.password, DATABASE), desk)


if __name__ == "__main__":
    for measured in bench():
        print(measured)
