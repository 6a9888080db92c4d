"""Blocks of serials for this workstation: a number without a round trip, online or not.

The link keeps the stock filled (`wanted`); a number once taken is never given again, except when it comes
back unused.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from client.sync.cache import recall, remember
from client.sync.cache_tables import lease
from common import jalali
from common.errors import Rejection

FULL_ENOUGH = 50
BLOCK = 200
# From 15 Esfand a workstation also holds numbers of the next year: 1 Farvardin may begin in an outage.
_NEXT_YEAR_FROM = (12, 15)
_TAKEN = "taken"

TYPE_OF_KIND = {
    "register_case": "case",
    "prepare_decision": "decision",
    "send_up": "seal",
    "reissue_seal": "seal",
}


@dataclasses.dataclass(frozen=True)
class Numbering:
    """How an 18-digit number is put together: year (4), organisation (2), type (2), serial (10)."""

    organisation: str
    codes: dict[str, str]

    @classmethod
    def of(cls, settings: dict[str, Any]) -> Numbering:
        """By the centre's settings number_organisation, number_case, number_decision, number_seal."""
        types = sorted(set(TYPE_OF_KIND.values()))
        return cls(str(settings["number_organisation"]), {t: str(settings[f"number_{t}"]) for t in types})

    def number(self, year: int, kind: str, serial: int) -> str:
        """The number as it is written, 18 digits."""
        return f"{year:04}{self.organisation}{self.codes[kind]}{serial:010}"

    def parts(self, number: str) -> tuple[int, str, int]:
        """(year, type, serial) of a number that `number` made. Raises ValueError for another."""
        for kind, code in self.codes.items():
            if number[4:8] == self.organisation + code and len(number) == 18:
                return int(number[:4]), kind, int(number[8:])
        raise ValueError("not a number of this province")


def take(connection: Connection, year: int, kind: str) -> int:
    """The next serial. Raises Rejection("lease_exhausted") when there is none."""
    block = connection.execute(
        select(lease).where(lease.c.year == year, lease.c.type == kind).order_by(lease.c.next).limit(1)
    ).one_or_none()
    if block is None:
        raise Rejection("lease_exhausted", parameters={"year": year, "type": kind})
    if block.next == block.last:
        connection.execute(delete(lease).where(lease.c.id == block.id))
    else:
        connection.execute(update(lease).where(lease.c.id == block.id).values(next=block.next + 1))
    remember(connection, _TAKEN, taken(connection) + 1)
    return int(block.next)


def taken(connection: Connection) -> int:
    """How many serials were ever given out here."""
    return int(recall(connection, _TAKEN, 0))


def drop(connection: Connection, count: int) -> None:
    """Give out nothing of the stock: a lost copy of it, which had given out `count`, may have done so."""
    connection.execute(delete(lease))
    remember(connection, _TAKEN, max(count, taken(connection)))


def add(connection: Connection, year: int, kind: str, first: int, last: int) -> None:
    """Put a block into stock: one from the centre, or a single serial that came back unused."""
    connection.execute(insert(lease).values(year=year, type=kind, next=first, last=last))


def stock(connection: Connection, year: int, kind: str) -> int:
    """How many serials are left."""
    left = func.coalesce(func.sum(lease.c.last - lease.c.next + 1), 0)
    return int(
        connection.execute(select(left).where(lease.c.year == year, lease.c.type == kind)).scalar_one()
    )


def wanted(connection: Connection, kinds: Iterable[str], today: date) -> Iterator[tuple[int, str]]:
    """(year, type) of every stock that runs low, for a user who may issue commands of `kinds`."""
    year, month, day = jalali.to_jalali(today)
    years = (year, year + 1) if (month, day) >= _NEXT_YEAR_FROM else (year,)
    for kind in sorted({TYPE_OF_KIND[kind] for kind in kinds if kind in TYPE_OF_KIND}):
        for each in years:
            if stock(connection, each, kind) < FULL_ENOUGH:
                yield each, kind
