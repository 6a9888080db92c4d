"""The invented province's rows on their way into the tables, by COPY."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from random import Random
from typing import Any

from common.text import search_key, sort_key
from server.demo.bodies import BODIES, DISTRICTS, desks
from server.demo.books import Serials
from server.demo.people import DemoUser
from server.demo.records import Case, Party, past_id

Row = tuple[Any, ...]

MEMBERS_SINCE = "[2021-03-21,)"
"""1 Farvardin 1400: everybody has been at the desk for the whole history."""

SEAL_DAYS = 30

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
    tables = _case_tables(cases, random)
    for number, (table, columns, rows) in enumerate(tables):
        progress(number, len(tables))
        copy(cursor, table, columns, rows)
    progress(len(tables), len(tables))


def _case_tables(cases: list[Case], random: Random) -> tuple[tuple[str, str, Iterator[Row]], ...]:
    return (
        (
            "court_case",
            "id, number, kind, subject, received_on, holder, registered_at, registered_by",
            (
                (c.id, c.number, c.kind, c.subject, c.received_on, c.holder, _utc(c.registered_at),
                 c.registered_by)
                for c in cases
            ),
        ),
        (
            "party",
            "id, case_id, ordinal, role, kind, national_id, given, family, sort_key, search_key",
            (
                (past_id(random, c.registered_at), c.id, ordinal, p.role, p.kind, p.national_id, p.given,
                 p.family, *_keys(p))
                for c in cases
                for ordinal, p in enumerate(c.parties, start=1)
            ),
        ),
        (
            "claim",
            "id, case_id, ordinal, code_kind, code, amount",
            (
                (past_id(random, c.registered_at), c.id, ordinal, claim.code_kind, claim.code, claim.amount)
                for c in cases
                for ordinal, claim in enumerate(c.claims, start=1)
            ),
        ),
        (
            "referral",
            "id, case_id, from_desk, to_desk, state, method, referred_on, referred_at, referred_by,"
            " accepted_at, accepted_by",
            (
                (r.id, c.id, r.from_desk, r.to_desk, "waiting" if r.accepted_at is None else "accepted",
                 r.method, r.on, _utc(r.at), r.by, _utc(r.accepted_at), r.accepted_by)
                for c in cases
                for r in c.referrals
            ),
        ),
        (
            "docket_entry",
            "id, case_id, desk, ordinal, archive_year, archive_row, received_on, in_on, in_class,"
            " disposed_on, out_class, next_on, next_kind, opened_at, opened_by",
            (
                (s.id, c.id, s.desk, s.ordinal, s.archive_year, s.archive_row, s.in_on, s.in_on, s.in_class,
                 s.disposed_on, s.out_class, s.next_on, s.next_kind, _utc(s.opened_at), s.opened_by)
                for c in cases
                for s in c.stays
            ),
        ),
        (
            "decision",
            "id, case_id, entry, desk, number, disposition, decided_on, body, state, register_year,"
            " register_row, prepared_at, prepared_by, signed_at, signed_by",
            (
                (d.id, c.id, d.stay.id, d.stay.desk, d.number, d.disposition, d.on, d.body,
                 "prepared" if d.signed_at is None else "signed", d.register_year, d.register_row,
                 _utc(d.prepared_at), d.prepared_by, _utc(d.signed_at), d.signed_by)
                for c in cases
                for d in c.decisions
            ),
        ),
        (
            "seal",
            "id, case_id, serial, from_desk, to_desk, objection, filed_on, salt, verifier, state, expires_on,"
            " sent_on, sent_at, sent_by, printed_at, printed_by, opened_at, opened_by",
            (
                (s.id, c.id, s.serial, s.from_desk, s.to_desk, "appeal", s.filed_on, f"\\x{s.salt.hex()}",
                 f"\\x{s.verifier.hex()}", "sealed" if s.opened_at is None else "opened",
                 s.sent_on + timedelta(days=SEAL_DAYS), s.sent_on, _utc(s.sent_at), s.sent_by,
                 _utc(s.printed_at), s.sent_by, _utc(s.opened_at), s.opened_by)
                for c in cases
                for s in c.seals
            ),
        ),
        (
            "case_access",
            "case_id, desk, level, stamp",
            (
                (c.id, desk, level, random.getrandbits(62))
                for c in cases
                for desk, level in sorted(c.access.items())
            ),
        ),
    )  # fmt: skip


def _utc(instant: int | None) -> str | None:
    return None if instant is None else datetime.fromtimestamp(instant, UTC).isoformat()


@lru_cache(maxsize=100_000)
def _name_keys(given: str | None, family: str | None) -> tuple[str, str]:
    forwards = " ".join(part for part in (given, family) if part)
    backwards = " ".join(part for part in (family, given) if part)
    return sort_key(backwards), search_key(forwards)


def _keys(party: Party) -> tuple[str, str]:
    return _name_keys(party.given, party.family)
