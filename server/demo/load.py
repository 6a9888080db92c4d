"""The invented province's rows on their way into the tables, by COPY."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from random import Random
from typing import Any

from common.text import sort_key
from server.demo.bodies import BODIES, DISTRICTS, desks
from server.demo.books import Serials
from server.demo.people import DemoUser
from server.demo.records import Case, past_id
from server.demo.tables import Row, case_tables

MEMBERS_SINCE = "[2021-03-21,)"
"""1 Farvardin 1400: everybody has been at the desk for the whole history."""

# Before the first incarnation, so that the first lease a workstation asks for begins at the clock's bound.
_IMPORT_INCARNATION = 0

_ESCAPES = str.maketrans({"\\": r"\\", "\n": r"\n", "\t": r"\t", "\r": r"\r"})


def copy(cursor: Any, table: str, columns: str, rows: Iterable[Row]) -> None:
    """COPY `rows` into court.`table`; None is NULL, a tuple's other members are written by `str`."""
    text = io.StringIO()
    for row in rows:
        text.write("\t".join(["\\N" if cell is None else str(cell).translate(_ESCAPES) for cell in row]))
        text.write("\n")
    text.seek(0)
    cursor.copy_expert(f"copy court.{table} ({columns}) from stdin", text)


def load_desks(cursor: Any) -> None:
    """Districts, bodies, desks and the heads of the desks' chains."""
    copy(cursor, "district", "id, title", DISTRICTS.items())
    copy(cursor, "body", "id, district, kind, title", ((b.id, b.district, b.kind, b.title) for b in BODIES))
    copy(
        cursor,
        "desk",
        "id, code, kind, branch_kind, body, district, number, title, sort_key",
        (
            (d.id, d.code, d.kind, d.branch_kind, d.body, d.district, d.number, d.title, sort_key(d.title))
            for d in desks()
        ),
    )
    cursor.execute("insert into court.chain_head (desk) select id from court.desk on conflict do nothing")


def load_memberships(cursor: Any, users: list[DemoUser]) -> None:
    """Every one of `users` at the one desk and in the one role."""
    copy(
        cursor,
        "membership",
        "login, desk, role, during",
        ((user.login, user.desk, user.role, MEMBERS_SINCE) for user in users),
    )


def load_leases(cursor: Any, login: str, serials: Serials, random: Random, now: int) -> None:
    """The numbers of the import, as leased by one workstation of `login`: none of them is given again."""
    workstation = past_id(random, now)
    copy(cursor, "workstation", "id, login, machine", [(workstation, login, "import")])
    copy(
        cursor,
        "lease",
        "workstation, year, type, first, last, incarnation",
        (
            (workstation, year, type_name, 1, last, _IMPORT_INCARNATION)
            for (year, type_name), last in sorted(serials.items())
        ),
    )


def load_cases(cursor: Any, cases: list[Case], random: Random, progress: Callable[[int, int], None]) -> None:
    """All rows of `cases`; progress(tables done, of all)."""
    tables = case_tables(cases, random)
    for number, (table, columns, rows) in enumerate(tables):
        progress(number, len(tables))
        copy(cursor, table, columns, rows)
    progress(len(tables), len(tables))
