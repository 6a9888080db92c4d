"""Registering a case with two parties through the door, against bare INSERTs of the same rows.

Bound: the same rows in all tables, the log included, on twins of the tables that have their indexes but no
trigger or foreign key, by prepared single-row INSERTs, one a round trip, between begin and commit.
"""

from __future__ import annotations

import json
import statistics
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import psycopg2

from common import case_number, jalali
from common.commands import RegisterCase
from common.identifiers import uuid7
from server import users
from server.cluster import Cluster
from server.database import DATABASE
from tests.bench import ground
from tests.server import world
from tests.server.world import Station

CONNECTIONS = 8
SECONDS = 1.5  # short slices in turn: others use the machine too
ROUNDS = 7
CASES = 2000  # prepared for each slice of a connection, more than it can use
TWINS = {
    "court_case": (
        "id uuid, number text, kind text, subject text, received_on date, holder int, registered_by text"
    ),
    "case_access": "case_id uuid, desk int, level smallint",
    "party": (
        "id uuid, case_id uuid, ordinal int, role text, kind text, national_id text, given text, family text,"
        " sort_key text, search_key text"
    ),
    "claim": "id uuid, case_id uuid, ordinal int, code_kind text, code text, amount bigint",
    "command_log": (
        "id uuid, desk int, n bigint, actor text, kind text, version int, payload jsonb, workstation uuid,"
        " sequence bigint, issued_at timestamptz, status text, result jsonb, incarnation int,"
        " position bigint, receipt bytea, hash bytea"
    ),
}


def bench() -> dict[str, Any]:
    """Cases a second through the door (ours) and by bare INSERTs (bound)."""
    with ground.cluster() as cluster:
        _prepare(cluster)
        workers: list[tuple[Any, ...]] = [(cluster, number) for number in range(CONNECTIONS)]
        ours, bound, one_message = [], [], []
        for _ in range(ROUNDS):
            ours.append(ground.throughput(through_the_door, workers, SECONDS))
            bound.append(ground.throughput(row_by_row, workers, SECONDS))
            one_message.append(ground.throughput(in_one_message, workers, SECONDS))
        ratio = statistics.median(own / bare for own, bare in zip(ours, bound, strict=True))
        whole = statistics.median(own / bare for own, bare in zip(ours, one_message, strict=True))
    return {
        "name": "register a case with two parties",
        "ours": round(statistics.median(ours)),
        "bound": round(statistics.median(bound)),
        "ratio": round(ratio, 2),
        "unit": "cases/s",
        "note": (
            f"{CONNECTIONS} connections; against the same INSERTs in one message"
            f" ({statistics.median(one_message):.0f} cases/s) {whole:.2f}"
        ),
    }


def _prepare(cluster: Cluster) -> None:
    world.build(cluster.superuser_connection(DATABASE))
    with ground.superuser(cluster) as cursor:
        for number in range(CONNECTIONS):
            cursor.execute(
                "insert into court.desk (id, code, kind, body, district, title, sort_key)"
                " values (%s, %s, 'referral', 1, 1, 'ارجاع', '')",
                (100 + number, f"bench-{number}"),
            )
            users.add_login(cursor, f"bench{number}", world.PASSWORD, "مریم", "محمدی")
            users.add_membership(cursor, f"bench{number}", 100 + number, "clerk")
        cursor.execute("create schema twin")
        for table in TWINS:
            cursor.execute(f"create table twin.{table} (like court.{table} including all)")


def _command(number: str) -> RegisterCase:
    return RegisterCase(
        case=uuid7(),
        number=number,
        kind="criminal",
        received_on=datetime.now(UTC).date(),
        subject="مزاحمت تلفنی",
        claims=(world.charge(),),
        parties=(world.party("complainant"), world.party("accused")),
    )


def through_the_door(cluster: Cluster, number: int) -> Iterator[None]:
    """Register case after case as a clerk of an own referral desk; numbers are leased beforehand."""
    station = Station(cluster.connection(f"bench{number}", world.PASSWORD, DATABASE), 100 + number)
    year = jalali.to_jalali(station.today)[0]
    messages = []
    for _ in range(CASES // 1000):
        lease = station.ask("lease", workstation=str(station.workstation), year=year, type="case", size=1000)
        for serial in range(lease["first"], lease["last"] + 1):
            command = _command(case_number.compose(year, "68", "92", serial))
            messages.append(json.dumps([station.envelope(command.KIND, command.payload())]))
    cursor = station.connection.cursor()
    cursor.execute("prepare door (text) as select api.execute($1)::text")
    yield
    for message in messages:
        cursor.execute("execute door (%s)", (message,))
        if '"applied"' not in (told := cursor.fetchone()[0]):
            raise RuntimeError(told)
        yield


def row_by_row(cluster: Cluster, number: int) -> Iterator[None]:
    """Insert the same rows into the twins, each in a round trip of its own."""
    connection, cases = _bare(cluster, number)
    cursor = connection.cursor()
    yield
    for statements in cases:
        for statement in statements:
            cursor.execute(statement)
        yield


def in_one_message(cluster: Cluster, number: int) -> Iterator[None]:
    """Insert the same rows into the twins, all statements of a case in one round trip."""
    connection, cases = _bare(cluster, number)
    cursor = connection.cursor()
    yield
    for statements in cases:
        cursor.execute(b";".join(statements))
        yield


def _bare(cluster: Cluster, number: int) -> tuple[Any, list[list[bytes]]]:
    """A connection with prepared INSERTs, and the statements of many cases: begin, EXECUTEs, commit."""
    connection = psycopg2.connect(**cluster.superuser_connection(DATABASE))
    connection.autocommit = True
    cursor = connection.cursor()
    cursor.execute("select coalesce(max(position), 0) / %s + 1 from twin.command_log", (CONNECTIONS,))
    (position,) = cursor.fetchone()
    for table, columns in TWINS.items():
        names = [column.split()[0] for column in columns.split(", ")]
        types = [column.split()[1] for column in columns.split(", ")]
        places = ", ".join(f"${place}" for place in range(1, len(names) + 1))
        cursor.execute(
            f"prepare {table} ({', '.join(types)}) as"
            f" insert into twin.{table} ({', '.join(names)}) values ({places})"
        )

    def insert(table: str, *values: Any) -> bytes:
        places = ", ".join(["%s"] * len(values))
        written: bytes = cursor.mogrify(f"execute {table} ({places})", values)
        return written

    cases = []
    for n in range(CASES):
        case = _command(f"1405{number:02d}{position:05d}{n:07d}")
        payload = case.payload()
        ordered = enumerate(case.parties, 1)
        cases.append(
            [
                b"begin",
                insert("court_case", str(case.case), case.number, case.kind, case.subject, case.received_on,
                       100 + number, f"bench{number}"),
                insert("case_access", str(case.case), 100 + number, 2),
                *(insert("party", str(p.id), str(case.case), ordinal, p.role, p.kind, p.national_id, p.given,
                         p.family, p.sort_key, p.search_key) for ordinal, p in ordered),
                *(insert("claim", str(c.id), str(case.case), 1, c.code_kind, c.code, None)
                  for c in case.claims),
                insert("command_log", str(uuid7()), 100 + number, position + n, f"bench{number}",
                       case.KIND, 1, json.dumps(payload), str(uuid.uuid4()), n, datetime.now(UTC),
                       "applied", "{}", 1,
                       (position + n) * CONNECTIONS + number, bytes(32), bytes(32)),
                b"commit",
            ]
        )  # fmt: skip
    return connection, cases


if __name__ == "__main__":
    print(bench())
