"""The parties of a case in one line of a list, with the flags that whoever takes up the case must heed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, select

from client.models.parties import FLAG_MARK, is_protected, party_words
from client.models.words import Words
from client.sync.cache import Cache
from client.sync.cache_tables import VIEWS
from common.text import persian_digits

_NAMED = 2


def parties_of(connection: Connection, cases: Sequence[str], words: Words) -> dict[str, str]:
    """Case -> «مریم رضایی ⚑ ناشنوا؛ شرکت کیان و ۳ تن دیگر ⚑».

    A party struck out of the case is not named; a mark stays for flags of those who are only counted.
    """
    party = VIEWS["party"]
    rows = connection.execute(
        select(party.c.case_id, party.c.id, party.c.given, party.c.family)
        .where(party.c.case_id.in_(cases), ~party.c.struck)
        .order_by(party.c.case_id, party.c.ordinal)
    )
    found: dict[str, list[Any]] = {}
    for row in rows:
        found.setdefault(row.case_id, []).append(row)
    flags = flags_of_cases(connection, cases)
    return {case: _in_short(named, flags, words) for case, named in found.items()}


def flag_ahead(parties: str) -> str:
    """The parties in short for a column that may be too narrow for all names: that one of them has a flag is
    said first."""
    return f"{FLAG_MARK} {parties}" if FLAG_MARK in parties else parties


def flags_of_cases(connection: Connection, cases: Iterable[str]) -> dict[str, list[Any]]:
    """Party -> its flags that stand, of all parties of these cases that have any."""
    flag = VIEWS["party_flag"]
    rows = select(flag).where(flag.c.case_id.in_(tuple(cases)), ~flag.c.struck).order_by(flag.c.id)
    found: dict[str, list[Any]] = {}
    for row in connection.execute(rows):
        found.setdefault(row.party, []).append(row)
    return found


def protected_parties(cache: Cache, case_id: str) -> frozenset[str]:
    """The parties of a case whose address and telephones are shown only to those who ask."""
    with cache.read() as connection:
        flags = flags_of_cases(connection, (case_id,))
    return frozenset(party for party, found in flags.items() if is_protected(found))


def _in_short(parties: Sequence[Any], flags: dict[str, list[Any]], words: Words) -> str:
    named, others = parties[:_NAMED], parties[_NAMED:]
    told = [party_words(party, flags.get(party.id, ()), words) for party in named]
    # Several flags of a party are told apart by commas.
    between = "؛ " if any(party.id in flags for party in named) else "، "
    if not others:
        return between.join(told)
    mark = f" {FLAG_MARK}" if any(party.id in flags for party in others) else ""
    return f"{between.join(told)} و {persian_digits(len(others))} تن دیگر{mark}"
