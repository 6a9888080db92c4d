"""What bears a number that was scanned: a case, a decision, the slip of a sealed case."""

from __future__ import annotations

import dataclasses

from sqlalchemy import select

from client.sync.cache import Cache
from client.sync.cache_tables import VIEWS
from common import case_number

_NOT_ACCEPTED = "این پرونده هنوز پذیرفته نشده است؛ در کارتابل ورودی است"


@dataclasses.dataclass(frozen=True)
class Scanned:
    """The page to open with its argument (no page: nothing bears the number), and what is to be said."""

    number: str
    page: str = ""
    argument: object = None
    sentence: str = ""

    def out_of_reach(self) -> Scanned:
        """The same number for someone who may not open that page."""
        return Scanned(self.number, sentence=_not_here(self.number))


def find_scanned(cache: Cache, number: str, desk: int) -> Scanned:
    """What of the cache bears `number` (16 or 18 ASCII digits), for somebody who works at `desk`."""
    case, announcement = VIEWS["court_case"], VIEWS["announcement"]
    with cache.read() as connection:
        case_id = connection.execute(select(case.c.id).where(case.c.number == number)).scalars().first()
        announced = connection.execute(
            select(announcement.c.case_id, announcement.c.cause, announcement.c.number)
            .where(announcement.c.desk == desk)
            .where((announcement.c.number == number) | (announcement.c.serial == number))
            .where(announcement.c.state.in_(("waiting", "sealed", "locked")))
        ).first()
        if case_id is None and announced is None:
            for name, column in (("decision", "number"), ("seal", "serial")):
                table = VIEWS[name]
                rows = select(table.c.case_id).where(table.c[column] == number)
                case_id = case_id or connection.execute(rows).scalars().first()
    if case_id is not None:
        return Scanned(number, "case_file", case_id)
    if announced is None:
        return Scanned(number, sentence=_not_here(number))
    if announced.cause == "seal":
        return Scanned(number, "open_seal", announced.case_id)
    return Scanned(number, "inbox", None, _NOT_ACCEPTED)


def _not_here(number: str) -> str:
    return f"پروندهٔ {case_number.show(number)} در دسترس این میز نیست یا هنوز از مرکز نرسیده است"
