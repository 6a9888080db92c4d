"""What has come to a branch and waits there: referrals to accept, sealed cases to open; newest first."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import Any

from PySide6.QtWidgets import QAbstractItemView
from sqlalchemy import Row, Select, and_, or_, select

from client.models.ordered_model import OrderedModel
from client.models.ordered_rows import row_id, visible
from client.models.words import Words
from client.style import palette
from client.sync.cache import Cache
from client.sync.cache_tables import ENTITIES, seen
from client.widgets.table import Column
from common import case_number, jalali
from common.text import clean, persian_digits

STATES = {"waiting": "در انتظار پذیرش", "sealed": "مهرشده", "locked": "رمز بسته شده"}
SEALED_SUBJECTS = {
    "sealed": "پروندهٔ مهرشده — با رمز گشوده می‌شود",
    "locked": "پروندهٔ مهرشده — رمز بسته شده است",
}

_announcement = ENTITIES["announcement"]
_id = row_id(_announcement)


@dataclasses.dataclass(frozen=True)
class Arrival:
    """An announcement; `cause` is referral or seal, `pending` marks what waits to be sent."""

    case_id: str
    cause: str
    cause_id: str
    number: str
    from_desk: int
    sent_on: date
    state: str
    subject: str
    tries: int
    unread: bool
    pending: bool


class InboxModel(OrderedModel):
    """Rows are `Arrival`; an unread one is bold."""

    def __init__(self, cache: Cache, words: Words, desk: int, parent: Any = None) -> None:
        self._typed = ""
        own = words.desk(desk)
        body = own.body if own else None
        columns = (
            Column("شمارهٔ پرونده", lambda row: case_number.show(row.number)),
            Column("موضوع", lambda row: f"{'◌ ' if row.pending else ''}{persian_digits(row.subject)}"),
            Column("از", lambda row: words.short_title(row.from_desk, body)),
            Column("رسیده در", lambda row: jalali.show(row.sent_on)),
        )
        super().__init__(
            cache,
            columns,
            lambda: _order(desk, self._typed),
            _page(),
            _id,
            lambda rows: [row and _arrival(row) for row in rows],
            lambda row: row and (row.case_id, row.cause_id),
            parent,
        )

    def narrow(self, typed: str, view: QAbstractItemView | None = None) -> None:
        """Show what has `typed` in its number or subject."""
        self._typed = clean(typed)
        self.begin_anew(view)

    def is_new(self, row: Any) -> bool:
        return isinstance(row, Arrival) and row.unread

    def colour(self, row: Any) -> str | None:
        return palette.ERROR if isinstance(row, Arrival) and row.state == "locked" else None

    def tip(self, row: Any) -> str | None:
        return f"\u200f{row.subject}" if isinstance(row, Arrival) else None


def _order(desk: int, typed: str) -> Select[Any]:
    rows = select(_id).where(
        _announcement.c.desk == desk, _announcement.c.state.in_(tuple(STATES)), visible(_announcement)
    )
    if typed:
        rows = rows.where(
            or_(
                _announcement.c.number.contains(typed.replace(" ", ""), autoescape=True),
                _announcement.c.subject.contains(typed, autoescape=True),
            )
        )
    return rows.order_by(_announcement.c.sent_on.desc(), _id.desc())


def _page() -> Select[Any]:
    read = and_(seen.c.case_id == _announcement.c.case_id, seen.c.cause_id == _announcement.c.cause_id)
    return select(_id, _announcement, seen.c.seen_at).outerjoin(seen, read)


def _arrival(row: Row[Any]) -> Arrival:
    return Arrival(
        case_id=row.case_id,
        cause=row.cause,
        cause_id=row.cause_id,
        number=row.number,
        from_desk=row.from_desk,
        sent_on=date.fromisoformat(row.sent_on),
        state=row.state,
        subject=row.subject or SEALED_SUBJECTS.get(row.state, ""),
        tries=row.tries or 0,
        unread=row.seen_at is None,
        pending=row.layer > 0,
    )
