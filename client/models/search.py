"""Cases of the cache found by a part of their number or by a party's name."""

from __future__ import annotations

import dataclasses
from typing import Any

from sqlalchemy import func, select

from client.models.case_parties import flags_of_cases
from client.models.parties import party_words
from client.models.words import Words
from client.sync.cache import Cache
from client.sync.cache_tables import VIEWS
from common.text import ascii_digits, persian_digits, search_key

MOST_FOUND = 20
WITHDRAWN = "پس‌گرفته"
_LEAST_DIGITS = 2
_LEAST_LETTERS = 2


@dataclasses.dataclass(frozen=True)
class FoundCase:
    """A case the user may open: its id and number, and what it was found by.

    `words`: its subject, or the party of that name with its flags; both say so if the case was withdrawn.
    """

    case_id: str
    number: str
    words: str


def by_number(cache: Cache, typed: str) -> list[FoundCase]:
    """Cases whose number ends so, then those that hold these digits; nothing for fewer than two digits."""
    digits = "".join(c for c in ascii_digits(typed) if c in "0123456789")
    if len(digits) < _LEAST_DIGITS:
        return []
    case = VIEWS["court_case"]
    rows = (
        select(case.c.id, case.c.number, case.c.subject, case.c.withdrawn)
        .where(case.c.number.contains(digits, autoescape=True))
        .order_by(case.c.number.endswith(digits, autoescape=True).desc(), case.c.number.desc())
        .limit(MOST_FOUND)
    )
    with cache.read() as connection:
        return [_found(row, persian_digits(row.subject or "")) for row in connection.execute(rows)]


def by_party(cache: Cache, words: Words, typed: str) -> list[FoundCase]:
    """Cases with a party of that name in any spelling, not struck out; nothing for fewer than two letters."""
    key = search_key(typed)
    if len(key) < _LEAST_LETTERS:
        return []
    case, party = VIEWS["court_case"], VIEWS["party"]
    # The first names only are looked up among the cases; some may be of a case that is hidden.
    named = (
        select(
            party.c.id.label("party"), party.c.case_id, party.c.given, party.c.family, party.c.sort_key
        )
        .where(func.instr(party.c.search_key, key) > 0, ~party.c.struck)
        .order_by(party.c.sort_key, party.c.case_id.desc())
        .limit(2 * MOST_FOUND)
        .subquery()
    )  # fmt: skip
    rows = (
        select(case.c.id, case.c.number, case.c.withdrawn, named)
        .join(named, named.c.case_id == case.c.id)
        .order_by(named.c.sort_key, case.c.number.desc())
        .limit(MOST_FOUND)
    )
    with cache.read() as connection:
        found = connection.execute(rows).all()
        flags = flags_of_cases(connection, {row.id for row in found})
    return [_found(row, party_words(row, flags.get(row.party, ()), words)) for row in found]


def _found(row: Any, words: str) -> FoundCase:
    return FoundCase(row.id, row.number, f"{words} — {WITHDRAWN}" if row.withdrawn else words)
