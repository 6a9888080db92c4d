"""Cases that may be the one a clerk is entering: the same parties and subject, or the same paper."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Collection, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, bindparam, select

from client.sync.cache import Cache
from client.sync.cache_tables import REFERENCES, VIEWS
from common.commands import PartyStated
from common.text import clean, search_key

MOST_DOUBLES = 20
# Two parties are enough: a bank sues many, a debtor is sued by many, but those two meet seldom.
_ENOUGH = 2
# A party in more cases than `_RARE` leads to them by itself only where another such party does too.
_RARE = 200
_NEWEST = 1000

_case, _party, _flag = VIEWS["court_case"], VIEWS["party"], VIEWS["party_flag"]


def _newest_cases(same: ColumnElement[bool]) -> Select[Any]:
    return (
        select(_party.c.case_id)
        .where(same, ~_party.c.struck)
        .order_by(_party.c.id.desc())
        .limit(bindparam("most"))
    )


# Put together once, each answered from an index alone: a look takes less time than wording it anew.
_named = _party.c.search_key == bindparam("name")
_NUMBERED = _newest_cases(_party.c.national_id == bindparam("number"))
_NAMED = _newest_cases(_named)
_NAMED_ALONE = _newest_cases(_named & _party.c.national_id.is_(None))


@dataclasses.dataclass(frozen=True)
class Double:
    """A case that may be the same. `shared`: ids of its parties whom the new case has too.

    `case`, `parties` and `flags` are rows of the cache (see ``client.models.parties.party_words``).
    """

    case: Row[Any]
    parties: Sequence[Row[Any]]
    flags: Sequence[Row[Any]]
    shared: frozenset[str]
    same_paper: bool


def find_doubles(
    cache: Cache,
    parties: Sequence[PartyStated],
    subject: str,
    paper_number: str | None,
    since: date,
    but: str | None = None,
) -> list[Double]:
    """Cases received since that day that this user may see, newest first, at most `MOST_DOUBLES`.

    Either two parties are shared (the only one, if both cases know no more) and the subject is the same in
    any spelling; or the number of the paper is the same. A party is the same by national id, or by name
    where one of the two has no id; lawyers and other representatives do not count, for they come with many.
    Withdrawn cases and rows struck out are left out, and the case `but`.
    """
    paper = clean(paper_number or "")
    with cache.read() as connection:
        representing = _representing(connection)
        known = _principals(parties, representing)
        cases = _cases(connection, _candidates(connection, known), paper, search_key(subject), since, but)
        stated = _of_cases(connection, _party, [case.id for case in cases], _party.c.ordinal)
        found: list[Double] = []
        for case in cases:
            rows = stated.get(case.id, [])
            shared = _shared(known, _principals(rows, representing))
            same_paper = bool(paper) and case.paper_number == paper
            if shared or same_paper:
                found.append(Double(case, rows, (), shared, same_paper))
            if len(found) == MOST_DOUBLES:
                break
        flags = _of_cases(connection, _flag, [double.case.id for double in found], _flag.c.id)
    return [dataclasses.replace(double, flags=flags.get(double.case.id, ())) for double in found]


def _principals(parties: Sequence[Any], representing: Collection[str]) -> list[Any]:
    """Those who act for themselves and can be known again, each once."""
    by_key = {
        (party.national_id or party.search_key): party
        for party in parties
        if party.role not in representing and (party.national_id or party.search_key)
    }
    return list(by_key.values())


def _shared(known: Sequence[Any], there: Sequence[Any]) -> frozenset[str]:
    """Ids of the parties of a case who are among `known`; none if that does not make it a double."""
    pairs = [(here, party) for here in known for party in there if _is_same(here, party)]
    ids = frozenset(party.id for _, party in pairs)
    alone = len(known) == len(there) == 1
    enough = 1 if alone else _ENOUGH
    return ids if min(len(ids), len({id(here) for here, _ in pairs})) >= enough else frozenset()


def _is_same(here: Any, there: Any) -> bool:
    if here.national_id and there.national_id:
        return bool(here.national_id == there.national_id)
    return bool(here.search_key and here.search_key == there.search_key)


def _candidates(connection: Connection, known: Sequence[PartyStated]) -> set[str]:
    """Cases that may share enough of these parties."""
    if len(known) == 1:
        return set(_cases_of(connection, known[0], _RARE))
    rare: list[set[str]] = []
    frequent: list[set[str]] = []
    for party in known:
        cases = _cases_of(connection, party, _RARE)
        if len(cases) < _RARE:
            rare.append(set(cases))
        else:
            frequent.append(set(_cases_of(connection, party, _NEWEST)))
    if frequent:
        return set().union(*rare, _repeated(frequent))
    return _repeated(rare)


def _repeated(sets: Sequence[set[str]]) -> set[str]:
    """What is in two of the sets or more."""
    seen: set[str] = set()
    twice: set[str] = set()
    for each in sets:
        twice |= seen & each
        seen |= each
    return twice


def _cases_of(connection: Connection, party: PartyStated, most: int) -> list[str]:
    """The newest cases with this party, at most so many by its number and as many by its name."""
    looks: list[tuple[Select[Any], dict[str, str]]] = []
    if party.national_id:
        looks.append((_NUMBERED, {"number": party.national_id}))
    if party.search_key:
        looks.append((_NAMED_ALONE if party.national_id else _NAMED, {"name": party.search_key}))
    return [
        case
        for statement, values in looks
        for case in connection.execute(statement, {**values, "most": most}).scalars()
    ]


def _cases(
    connection: Connection,
    candidates: Collection[str],
    paper: str,
    subject_key: str,
    since: date,
    but: str | None,
) -> list[Row[Any]]:
    """Those of the candidates with this subject, and the cases of that paper; newest first."""
    standing = (_case.c.received_on >= since.isoformat(), ~_case.c.withdrawn)
    found = {
        row.id: row
        for row in connection.execute(select(_case).where(_case.c.id.in_(candidates), *standing))
        if _key(row.subject or "") == subject_key
    }
    if paper:
        newest = (_case.c.received_on.desc(), _case.c.number.desc())
        numbered = select(_case).where(_case.c.paper_number == paper, *standing).order_by(*newest)
        numbered = numbered.limit(MOST_DOUBLES + 1)
        found |= {row.id: row for row in connection.execute(numbered)}
    found.pop(but or "", None)
    return sorted(found.values(), key=lambda row: (row.received_on, row.number), reverse=True)


def _of_cases(
    connection: Connection, table: Any, cases: Sequence[str], order: ColumnElement[Any]
) -> dict[str, list[Row[Any]]]:
    rows = select(table).where(table.c.case_id.in_(cases), ~table.c.struck).order_by(order)
    found: dict[str, list[Row[Any]]] = {}
    for row in connection.execute(rows) if cases else ():
        found.setdefault(row.case_id, []).append(row)
    return found


def _representing(connection: Connection) -> frozenset[str]:
    """The roles of those who act for another (attribute `represents` of party_role)."""
    code = REFERENCES["code"]
    rows = connection.execute(select(code.c.code, code.c.attributes).where(code.c.kind == "party_role"))
    return frozenset(row.code for row in rows if json.loads(row.attributes or "{}").get("represents"))


@lru_cache(maxsize=20_000)
def _key(subject: str) -> str:
    return search_key(subject)
