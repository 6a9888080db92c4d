"""The cases in the hands of a desk, the nearest date first."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from PySide6.QtWidgets import QAbstractItemView
from sqlalchemy import ColumnElement, FromClause, Row, Select, and_, exists, func, or_, select

from client.models.case_parties import flag_ahead, parties_of
from client.models.ordered_model import OrderedModel
from client.models.ordered_rows import row_id, visible
from client.models.words import Words
from client.style import palette
from client.sync.cache import Cache
from client.sync.cache_tables import ENTITIES, VIEWS
from client.sync.session import Session
from client.widgets.table import Column
from common import case_number, jalali
from common.text import ascii_digits, persian_digits, search_key

AWAITING_NUMBER = "در انتظار شمارهٔ مرکز"
_NEXT_ON = 4
_UNNUMBERED = 1_000_000

_case = ENTITIES["court_case"]
_id = row_id(_case)
_entry = VIEWS["docket_entry"]
_decision = VIEWS["decision"]
# A decision of the desk's last stay waits for the judge's signature.
_unsigned = exists().where(
    and_(
        _decision.c.case_id == _entry.c.case_id,  # for its index
        _decision.c.entry == _entry.c.id,
        _decision.c.state == "prepared",
    )
)


@dataclasses.dataclass(frozen=True)
class HeldCase:
    """A case a desk holds, with its last docket entry there (None at a referral desk)."""

    case_id: str
    number: str
    subject: str
    parties: str
    archive: str
    next_on: date | None
    disposed: bool
    unsigned: bool
    pending: bool

    @property
    def state(self) -> str:
        """In a word: whether it runs, and whether a decision waits for its signature."""
        return "مختومه" if self.disposed else "آمادهٔ امضا" if self.unsigned else "جاری"


class DeskCasesModel(OrderedModel):
    """Rows are `HeldCase`; ▲ marks a date gone by."""

    def __init__(
        self, session: Session, words: Words, desk: int, parent: Any = None, *, unsigned_first: bool = False
    ) -> None:
        self._today = session.today
        self._cache = session.cache
        self._words = words
        self._typed = ""
        self._desk = desk
        own = words.desk(desk)
        branch = own is not None and own.kind == "branch"
        columns = [
            Column("شمارهٔ پرونده", lambda row: case_number.show(row.number)),
            Column("موضوع", lambda row: f"{'◌ ' if row.pending else ''}{persian_digits(row.subject)}"),
            Column("طرفین", lambda row: flag_ahead(row.parties)),
        ]
        if branch:
            columns += [
                Column("بایگانی", lambda row: row.archive),
                Column("وقت بعدی", self._show_next),
                Column("وضعیت", lambda row: row.state),
            ]
        super().__init__(
            session.cache,
            columns,
            lambda: _order(session.cache, desk, self._typed, unsigned_first),
            _page(desk),
            _id,
            self._held,
            lambda row: row and row.case_id,
            parent,
        )

    def narrow(self, typed: str, view: QAbstractItemView | None = None) -> None:
        """Show what has `typed` in its numbers, its subject or the name of a party, in any spelling."""
        self._typed = typed.strip()
        self.begin_anew(view)

    def colour(self, row: Any) -> str | None:
        return palette.MUTED if isinstance(row, HeldCase) and row.disposed else None

    def cell_colour(self, row: HeldCase, column: int) -> str | None:
        return palette.ERROR if column == _NEXT_ON and self._is_past(row) else None

    def tip(self, row: Any) -> str | None:
        if not isinstance(row, HeldCase):
            return None
        waits = "\n◌ در انتظار ارسال" if row.pending else ""
        return f"\u200f{persian_digits(row.subject)}\n{row.parties}{waits}"

    def _is_past(self, row: HeldCase) -> bool:
        return row.next_on is not None and row.next_on < self._today() and not row.disposed

    def _show_next(self, row: HeldCase) -> str:
        if row.next_on is None:
            return "—"
        return f"{'▲ ' if self._is_past(row) else ''}{jalali.show(row.next_on)}"

    def _held(self, rows: Sequence[Row[Any] | None]) -> list[HeldCase | None]:
        cases = [row.id for row in rows if row is not None]
        with self._cache.read() as connection:
            parties = parties_of(connection, cases, self._words)
        return [None if row is None else _held_case(row, parties.get(row.id, "")) for row in rows]


def archive_number(year: int | None, row: int | None) -> str:
    """۰۵۰۰۲۳۴, or that the centre has yet to give it."""
    if not year or not row:
        return AWAITING_NUMBER
    return persian_digits(f"{year % 100:02d}{row:05d}")


def _held_case(row: Row[Any], parties: str) -> HeldCase:
    return HeldCase(
        case_id=row.id,
        number=row.number,
        subject=row.subject,
        parties=parties,
        archive=archive_number(row.archive_year, row.archive_row) if row.entry else "",
        next_on=date.fromisoformat(row.next_on) if row.next_on else None,
        disposed=row.disposed_on is not None,
        unsigned=bool(row.unsigned),
        pending=row.layer > 0 or (row.entry_layer or 0) > 0,
    )


def _order(cache: Cache, desk: int, typed: str, unsigned_first: bool) -> Select[Any]:
    """Open entries by their next date, then what has none, then disposed ones; for a judge what is to be
    signed before all."""
    rows = (
        select(_id)
        .select_from(_case)
        .outerjoin(_entry, _last_entry(desk))
        .where(_case.c.holder == desk, ~_case.c.withdrawn, visible(_case))
    )
    if typed:
        rows = rows.where(_matches(cache, desk, typed))
    return rows.order_by(
        *([~_unsigned] if unsigned_first else []),
        _entry.c.disposed_on.is_not(None),
        _entry.c.next_on.is_(None),
        _entry.c.next_on,
        _case.c.number,
    )


def _page(desk: int) -> Select[Any]:
    return (
        select(
            _id,
            _case,
            _entry.c.id.label("entry"),
            _entry.c.layer.label("entry_layer"),
            _entry.c.archive_year,
            _entry.c.archive_row,
            _entry.c.next_on,
            _entry.c.disposed_on,
            _unsigned.label("unsigned"),
        )
        .select_from(_case)
        .outerjoin(_entry, _last_entry(desk))
    )


def _last_entry(desk: int) -> Any:
    other = VIEWS["docket_entry"].alias("other")
    last = (
        select(func.max(_ordinal(other)))
        .where(other.c.case_id == _case.c.id, _of_desk(other, desk), ~other.c.void)
        .correlate(_case)
        .scalar_subquery()
    )
    return and_(_entry.c.case_id == _case.c.id, _of_desk(_entry, desk), _ordinal(_entry) == last)


def _of_desk(entry: FromClause, desk: int) -> ColumnElement[bool]:
    """In a form no index serves: a desk has tens of thousands of entries, a case a few, and SQLite would
    take the desk's for each case."""
    return entry.c.desk + 0 == desk


def _ordinal(entry: FromClause) -> ColumnElement[int]:
    """An entry that the centre has not numbered yet is the last one."""
    return func.coalesce(entry.c.ordinal, _UNNUMBERED)


def _matches(cache: Cache, desk: int, typed: str) -> Any:
    key = search_key(typed)
    digits = "".join(letter for letter in ascii_digits(typed) if letter in "0123456789")
    party = VIEWS["party"]
    named = select(party.c.case_id).where(party.c.search_key.contains(key, autoescape=True), ~party.c.struck)
    found: list[ColumnElement[bool]] = [
        _case.c.id.in_(named),
        _case.c.subject.in_(_subjects_with(cache, desk, key)),
    ]
    if digits and not key.strip("0123456789"):
        archive = func.printf("%02d%05d", _entry.c.archive_year % 100, _entry.c.archive_row)
        found += [
            _case.c.number.contains(digits, autoescape=True),
            archive.contains(digits, autoescape=True),
        ]
    return or_(*found)


def _subjects_with(cache: Cache, desk: int, key: str) -> list[str]:
    """Subjects of the desk's cases that hold `key`; the cache keeps no key of subjects, and they repeat."""
    subjects = select(_case.c.subject).where(_case.c.holder == desk).distinct()
    with cache.read() as connection:
        return [subject for (subject,) in connection.execute(subjects) if key in _subject_key(subject)]


@lru_cache(maxsize=20_000)
def _subject_key(subject: str) -> str:
    return search_key(subject)
