"""What the outbox and the feed cost on the workstation, against the bare statements in the same file."""

from __future__ import annotations

import json
import secrets
import statistics
import tempfile
from pathlib import Path
from typing import Any

from client.sync import feed, foretelling, outbox
from client.sync.cache import Cache
from client.sync.instants import utc_now
from common.commands import RegisterCase
from common.identifiers import uuid7
from common.read_models import FEED_COLUMNS
from tests.bench.stopwatch import seconds
from tests.client.sync.headless import party

PUTS = 200
CASES, PARTIES = 1_000, 9
DESK = 1
NUMBER, DAY = "140568920000000001", "2026-11-25"
_BARE_PUT = "insert into bare_outbox values (?, ?, ?, ?, ?, ?, ?, ?)"


def bench() -> list[dict[str, Any]]:
    """One row per measurement: name, ours, bound (both in `unit`), ratio = ours / bound, note."""
    with tempfile.TemporaryDirectory() as folder:
        cache = Cache(Path(folder) / "bench.cache", secrets.token_bytes(32))
        try:
            return [_put(cache), _feed(cache)]
        finally:
            cache.close()


def _put(cache: Cache) -> dict[str, Any]:
    with cache.write() as connection:
        connection.exec_driver_sql(
            "create table bare_outbox (sequence integer primary key, id text unique, kind text, version int,"
            " desk int, case_id text, payload text, issued_at text)"
        )
    ours: list[float] = []
    bare: list[float] = []
    # In turns, so that both meet the same disk.
    for _ in range(PUTS):
        command = _command()
        payload = json.dumps(command.payload(), ensure_ascii=False)
        row = (None, str(uuid7()), command.KIND, 1, DESK, str(command.case), payload, "2026-11-25T08:00:00Z")
        ours.append(seconds(lambda command=command: _issue(cache, command)))  # type: ignore[misc]  # bound now
        bare.append(seconds(lambda row=row: _bare_insert(cache, _BARE_PUT, [row])))  # type: ignore[misc]
    return _row(
        "outbox: put with prediction, one fsync",
        statistics.median(ours) * 1000,
        statistics.median(bare) * 1000,
        "ms",
        "bound: one bare INSERT and COMMIT in SQLCipher; ours also writes the predicted case, 2 parties",
    )


def _issue(cache: Cache, command: RegisterCase) -> None:
    with cache.write() as connection:
        outbox.put(
            connection,
            id=uuid7(),
            kind=command.KIND,
            version=command.VERSION,
            desk=DESK,
            case_id=str(command.case),
            payload=command.payload(),
            issued_at=utc_now(),
        )
        foretelling.remake(connection, [str(command.case)], "clerk")


def _feed(cache: Cache) -> dict[str, Any]:
    ours: list[float] = []
    bare: list[float] = []
    for number in range(3):
        ours.append(_applied(cache, _answer()))
        bare.append(_inserted(cache, f"bare_{number}", _answer()))
    rows = CASES * (1 + PARTIES)
    return _row(
        f"feed: apply an answer of {rows} rows",
        statistics.median(ours) * 1000,
        statistics.median(bare) * 1000,
        "ms",
        "bound: bare executemany into twins with the key alone; ours has 5 more indexes and access rows",
    )


def _applied(cache: Cache, answer: dict[str, Any]) -> float:
    with cache.write() as connection:
        return seconds(lambda: feed.apply_changes(connection, answer, (), "clerk"))


def _inserted(cache: Cache, twin: str, answer: dict[str, Any]) -> float:
    with cache.write() as connection:
        for table in ("court_case", "party"):
            name = f"{twin}_{table}"
            connection.exec_driver_sql(f"create table {name} as select * from {table} where 0")
            connection.exec_driver_sql(f"create unique index {name}_key on {name} (id, layer)")
    with cache.write() as connection:
        return seconds(lambda: _bare_rows(connection, twin, answer))


def _bare_rows(connection: Any, twin: str, answer: dict[str, Any]) -> None:
    for table, rows in answer["rows"].items():
        marks = ", ".join("?" * (len(rows[0]) + 2))
        connection.exec_driver_sql(
            f"insert into {twin}_{table} values ({marks})", [(row[0], 0, *row[1:], 0) for row in rows]
        )


def _bare_insert(cache: Cache, statement: str, rows: list[tuple[Any, ...]]) -> None:
    with cache.write() as connection:
        connection.exec_driver_sql(statement, rows)


def _command() -> RegisterCase:
    parties = (party("complainant", "زهرا", "کریمی"), party("accused", "علی", "محمدی"))
    return RegisterCase(
        case=uuid7(), number=NUMBER, kind="criminal", received_on=utc_now().date(),
        subject="مزاحمت تلفنی", parties=parties,
    )  # fmt: skip


def _answer() -> dict[str, Any]:
    cases = [str(uuid7()) for _ in range(CASES)]
    return {
        "incarnation": 1,
        "snapshot": "10:10:",
        "desks": [[DESK, "clerk"]],
        "fill": [],
        "access": [[case, DESK, 2, secrets.randbits(62), False] for case in cases],
        "rows": {
            "court_case": [
                _told(
                    "court_case", id=case, number=NUMBER, kind="criminal", subject="مزاحمت تلفنی",
                    received_on=DAY, holder=DESK, registered_at=DAY, registered_by="a", withdrawn=False,
                )
                for case in cases
            ],
            "party": [
                _told(
                    "party", id=str(uuid7()), case_id=case, ordinal=n, role="accused", kind="person",
                    given="علی", family="محمدی", sort_key="محمدی علی", search_key="علی محمدی", struck=False,
                )
                for case in cases
                for n in range(PARTIES)
            ],
        },
    }  # fmt: skip


def _told(table: str, **fields: Any) -> list[Any]:
    """A row as the feed tells it."""
    return [fields.get(column) for column in FEED_COLUMNS[table]]


def _row(name: str, ours: float, bound: float, unit: str, note: str) -> dict[str, Any]:
    return {"name": name, "ours": ours, "bound": bound, "ratio": ours / bound, "unit": unit, "note": note}


if __name__ == "__main__":
    for row in bench():
        print(row)
