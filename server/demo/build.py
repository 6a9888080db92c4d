"""Fill a migrated, empty database with the invented province."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from datetime import date
from random import Random
from typing import Any

import psycopg2

from common import jalali
from server.demo import load
from server.demo.bodies import desks
from server.demo.books import NumberCodes, number_everything
from server.demo.history import make_history
from server.demo.import_log import write_import_log
from server.demo.people import DemoUser, staff, users
from server.demo.records import past_id
from server.demo.scram import scram_verifier
from server.users import add_login

SEED = 1405
CASES = 20_000

Progress = Callable[[str, int, int], None]
"""Told of each step: what is done now, how much of it, of how much."""


def build(
    connection: dict[str, Any],
    seed: int = SEED,
    progress: Progress | None = None,
    *,
    cases: int = CASES,
    today: date | None = None,
) -> list[DemoUser]:
    """Make desks, staff and `cases` cases in one transaction; nothing happens in them on `today` or later.

    connection: arguments of psycopg2.connect for a superuser on a migrated database. today: a Tehran day, the
    centre's own by default. The same seed and day make the same rows; logins of the cluster are overwritten.
    Returns the staff with their passwords, which only their verifiers in the database remember.
    Raises ValueError if the database has desks already.
    """
    tell = progress or _tell_nobody
    with closing(psycopg2.connect(**connection)) as centre:
        with centre, centre.cursor() as cursor:
            people = _fill(cursor, Random(seed), today, cases, tell)  # noqa: S311 -- invented data, repeatable
        centre.autocommit = True
        with centre.cursor() as cursor:
            tell("measuring tables", 0, 1)
            cursor.execute("vacuum (analyze)")
            tell("measuring tables", 1, 1)
    return people


def _fill(cursor: Any, random: Random, today: date | None, count: int, tell: Progress) -> list[DemoUser]:
    cursor.execute("select now(), exists (select from court.desk)")
    now, used = cursor.fetchone()
    if used:
        raise ValueError("the database has desks already: the demonstration needs an empty one")
    # Guards ask for commands, foreign keys for a look-up per row; these rows are right by construction.
    cursor.execute("set local session_replication_role = replica")
    load.load_desks(cursor)
    people = users(random)
    for number, user in enumerate(people):
        add_login(cursor, user.login, scram_verifier(user.password), user.given, user.family)
        if number % 50 == 0:
            tell("people", number, len(people))
    load.load_memberships(cursor, people)
    tell("people", len(people), len(people))

    history = make_history(
        random,
        staff(people),
        today or jalali.tehran_today(now),
        count,
        lambda done: tell("cases", done, count),
    )
    tell("cases", count, count)
    serials = number_everything(history, _number_codes(cursor))
    administrator = next(user.login for user in people if user.role == "administrator")
    load.load_leases(cursor, administrator, serials, random, int(now.timestamp()))
    load.load_cases(cursor, history, random, lambda done, total: tell("tables", done, total))
    cursor.execute("set local session_replication_role = origin")
    write_import_log(cursor, [(desk.id, past_id(random, int(now.timestamp()))) for desk in desks()])
    return people


def _number_codes(cursor: Any) -> NumberCodes:
    cursor.execute("select key, value from court.setting where key like 'number\\_%%'")
    found = {key.removeprefix("number_"): value for key, value in cursor.fetchall()}
    return NumberCodes(
        organisation=found["organisation"],
        case=found["case"],
        decision=found["decision"],
        seal=found["seal"],
    )


def _tell_nobody(text: str, done: int, total: int) -> None:
    """The progress of a caller who does not ask."""
