"""Cases of the cache found by a part of their number or by a party's name."""

from __future__ import annotations

import dataclasses

from sqlalchemy import select

from client.sync.cache import Cache
from client.sync.cache_tables import VIEWS
from common.text import ascii_digits, search_key

MOST_FOUND = 20
_LEAST_DIGITS = 2
_LEAST_LETTERS = 2


@dataclasses.dataclass(frozen=True)
class FoundCase:
    """A case the user may open: its id and number, and what it was found by (subject or a party's name)."""

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
        select(case.c.id, case.c.number, case.c.subject)
        .where(case.c.number.contains(digits, autoescape=True))
        .order_by(case.c.number.endswith(digits, autoescape=True).desc(), case.c.number.desc())
        .limit(MOST_FOUND)
    )
    with cache.read() as connection:
        return [FoundCase(row.id, row.number, row.subject) for row in connection.execute(rows)]


def by_party(cache: Cache, typed: str) -> list[FoundCase]:
    """Cases with a party of that name in any spelling; nothing for fewer than two letters."""
    key = search_key(typed)
    if len(key) < _LEAST_LETTERS:
        return []
    case, party = VIEWS["court_case"], VIEWS["party"]
    rows = (
        select(case.c.id, case.c.number, party.c.given, party.c.family)
        .join(party, party.c.case_id == case.c.id)
        .where(party.c.search_key.contains(key, autoescape=True))
        .order_by(party.c.sort_key, case.c.number.desc())
        .limit(MOST_FOUND)
    )
    with cache.read() as connection:
        return [
            FoundCase(row.id, row.number, " ".join(word for word in (row.given, row.family) if word))
            for row in connection.execute(rows)
        ]
