"""A cache as a busy desk has it after years: 50,000 cases with their parties, one with a long story."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache as remembered
from random import Random
from typing import Any

from sqlalchemy import Connection, Table

from client.sync.cache import Cache
from client.sync.cache_tables import ENTITIES, access
from common.text import search_key, sort_key
from server.demo import mix
from server.demo.names import family_name, given_name
from server.demo.parties import national_id

CASES = 50_000
PEOPLE = 40_000
"""People who are parties: each stands in nearly three cases, as in a small town."""
BANK = "10100000100"
"""The legal id of a party that stands in every 25th case."""
DESK = 12
TODAY = date(2026, 11, 25)
DAYS = 1000
FIRST_NUMBER = 140368920000000001
EVENTS = 300

_ROLES = {
    "civil": ("plaintiff", "defendant"),
    "family": ("plaintiff", "defendant"),
    "criminal": ("complainant", "accused"),
    "enforcement": ("judgment_creditor", "judgment_debtor"),
}

Row = dict[str, Any]


@dataclass(frozen=True)
class Person:
    """Somebody who is a party of several cases."""

    national_id: str
    given: str
    family: str
    father: str
    mobile: str


def fill(cache: Cache, cases: int = CASES, desk: int = DESK, today: date = TODAY) -> None:
    """Cases of the last `DAYS` days held by `desk`, in one transaction; always the same rows. About 6 s."""
    random = Random(1405)
    people = [_person(random) for _ in range(min(PEOPLE, cases))]
    rows: dict[str, list[Row]] = {
        name: [] for name in ("court_case", "party", "claim", "docket_entry", "representation")
    }
    for number in range(cases):
        for table, row in _case(random, number, people, desk, today - timedelta(days=number * DAYS // cases)):
            rows[table].append(row)
    with cache.write() as connection:
        for name, found in rows.items():
            _insert(connection, ENTITIES[name], found)
        _insert(
            connection,
            access,
            [
                {"case_id": case_id(number), "desk": desk, "level": 2, "stamp": number}
                for number in range(cases)
            ],
        )


def case_id(number: int) -> str:
    """The id of the n-th case; 0 is the newest."""
    return f"01990000-0000-7000-8000-{number:012x}"


def case_number(number: int) -> str:
    """The 18 digits of the n-th case."""
    return str(FIRST_NUMBER + number)


def add_events(cache: Cache, number: int, events: int = EVENTS, desk: int = DESK) -> str:
    """Give the n-th case the story of years: `events` events, a tenth of them decisions. Its id."""
    case = case_id(number)
    rows: dict[str, list[Row]] = {"event": [], "decision": [], "step": [], "amendment": []}
    for place in range(events):
        at = f"{TODAY - timedelta(days=events - place)}T07:{place % 60:02d}:00.000000Z"
        for table, row in _happening(case, place, at, desk):
            rows[table].append(row)
    with cache.write() as connection:
        for name, found in rows.items():
            _insert(connection, ENTITIES[name], found)
    return case


def _person(random: Random) -> Person:
    return Person(
        national_id(random),
        given_name(random),
        family_name(random),
        given_name(random, 1.0),
        f"09{random.randrange(100_000_000, 1_000_000_000)}",
    )


def _case(
    random: Random, number: int, people: Sequence[Person], desk: int, received: date
) -> Iterator[tuple[str, Row]]:
    case, kind = case_id(number), mix.CASE_KINDS.draw(random)
    code_kind = "charge" if kind == "criminal" else "claim"
    codes = mix.charges() if kind == "criminal" else mix.claims("family" if kind == "family" else "civil")
    code = codes.draw(random)
    subject = mix.code(code_kind, code).title
    at = f"{received}T{4 + number % 6:02d}:{number % 60:02d}:00.000000Z"
    yield (
        "court_case",
        {
            "id": case, "number": case_number(number), "kind": kind, "subject": subject,
            "received_on": received.isoformat(), "holder": desk, "registered_at": at,
            "registered_by": "m.rezaei", "paper_number": f"1404/{number}", "withdrawn": False,
        },
    )  # fmt: skip
    ids = []
    for ordinal, (role, person) in enumerate(_stated(random, kind, people), start=1):
        ids.append(_id(case, f"party{ordinal}"))
        stated = _party(ids[-1], case, ordinal, role, person)
        yield "party", stated | _bank() if ordinal == 1 and number % 25 == 7 else stated
    if len(ids) > 2:
        yield (
            "representation",
            {
                "id": _id(case, "representation"), "case_id": case, "representative": ids[2],
                "client": ids[number % 2], "struck": False,
            },
        )  # fmt: skip
    yield (
        "claim",
        {
            "id": _id(case, "claim"), "case_id": case, "ordinal": 1, "code_kind": code_kind, "code": code,
            "amount": random.randrange(5, 5_000) * 1_000_000 if code_kind == "claim" else None,
            "struck": False,
        },
    )  # fmt: skip
    yield (
        "docket_entry",
        {
            "id": _id(case, "entry"), "case_id": case, "desk": desk, "ordinal": 1, "archive_year": 1405,
            "archive_row": number + 1, "received_on": received.isoformat(), "in_on": received.isoformat(),
            "in_class": "new", "void": False, "next_on": (TODAY + timedelta(days=number % 60)).isoformat(),
            "next_kind": "supervision", "opened_at": at, "opened_by": "m.rezaei",
        },
    )  # fmt: skip


def _stated(random: Random, kind: str, people: Sequence[Person]) -> Iterable[tuple[str, Person]]:
    roles = [*_ROLES[kind], *(["lawyer"] if random.random() < 0.3 else [])]
    return zip(roles, random.sample(people, len(roles)), strict=True)


def _party(ident: str, case: str, ordinal: int, role: str, person: Person) -> Row:
    sort, search = _keys(person.given, person.family)
    return {
        "id": ident, "case_id": case, "ordinal": ordinal, "role": role, "kind": "person",
        "national_id": person.national_id, "given": person.given, "family": person.family, "sort_key": sort,
        "search_key": search, "father": person.father, "mobile": person.mobile, "struck": False,
    }  # fmt: skip


def _bank() -> Row:
    name = "بانک ملی ایران"
    return {
        "kind": "entity", "national_id": BANK, "given": None, "family": name, "father": None, "mobile": None,
        "sort_key": sort_key(name), "search_key": search_key(name),
    }  # fmt: skip


@remembered
def _keys(given: str, family: str) -> tuple[str, str]:
    return sort_key(f"{family} {given}"), search_key(f"{given} {family}")


def _happening(case: str, place: int, at: str, desk: int) -> Iterator[tuple[str, Row]]:
    """One event with the row it is about."""
    kinds = ("open_step", "settle_step", "amend_case", "record_print", "prepare_decision")
    kind = kinds[place % len(kinds)] if place else "register_case"
    target = case
    if kind == "open_step":
        target = _id(case, f"step{place}")
        yield (
            "step",
            {
                "id": target, "case_id": case, "desk": desk, "kind": "inquiry", "title": f"استعلام {place}",
                "due_on": at[:10], "state": "done", "opened_at": at, "opened_by": "m.rezaei",
                "settled_at": at, "settled_by": "h.nouri",
            },
        )  # fmt: skip
    elif kind == "settle_step":
        target = _id(case, f"step{place - 1}")
    elif kind == "prepare_decision" and place % 10 == 4:
        target = _id(case, f"decision{place}")
        yield (
            "decision",
            {
                "id": target, "case_id": case, "entry": _id(case, "entry"), "desk": desk,
                "number": str(140568390000000001 + place), "disposition": "403", "decided_on": at[:10],
                "body": "مقرر است دفتر مراتب را به طرفین ابلاغ کند. " * 8, "state": "signed",
                "register_year": 1405, "register_row": place + 1, "prepared_at": at,
                "prepared_by": "m.rezaei", "signed_at": at, "signed_by": "h.nouri", "kind": "order",
            },
        )  # fmt: skip
    elif kind == "amend_case":
        yield (
            "amendment",
            {
                "id": _id(case, f"amendment{place}"), "case_id": case, "entity": "court_case", "row_id": case,
                "field": "file_note", "old": f"قفسه {place - 1}", "new": f"قفسه {place}", "desk": desk,
                "at": at, "by": "m.rezaei",
            },
        )  # fmt: skip
    yield (
        "event",
        {
            "id": _id(case, f"event{place}"), "case_id": case, "position": place + 1, "desk": desk,
            "kind": kind, "target": target, "actor": ("m.rezaei", "h.nouri")[place % 2], "issued_at": at,
            "at": at,
        },
    )  # fmt: skip


def _id(case: str, name: str) -> str:
    """An id that follows from the case's; version 5 would take a third of the whole time."""
    return f"{zlib.crc32(name.encode()):08x}{case[8:]}"


def _insert(connection: Connection, table: Table, rows: list[Row]) -> None:
    """All at once and past the compiler, which would take longer than SQLite does."""
    if not rows:
        return
    names = list(dict.fromkeys(name for row in rows for name in row))
    if "layer" in table.c:
        names.append("layer")
    columns, marks = ", ".join(f'"{name}"' for name in names), ", ".join("?" * len(names))
    connection.exec_driver_sql(
        f"insert into {table.name} ({columns}) values ({marks})",
        [tuple(0 if name == "layer" else row.get(name) for name in names) for row in rows],
    )
