"""Cases a referral desk holds and has yet to refer, the oldest first; and the branches they may go to."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Row, Select, and_, exists, func, select, union

from client.models.case_parties import parties_of
from client.models.ordered_model import OrderedModel
from client.models.ordered_rows import row_id, visible
from client.models.words import Desk, Words
from client.style import palette
from client.sync import instants
from client.sync.cache import Cache
from client.sync.cache_tables import ENTITIES, VIEWS
from client.sync.session import Session
from client.widgets.table import Column
from common import case_number, jalali
from common.text import persian_digits

# A referral desk is not told when a branch disposes of a case; how much it gave to each branch, it knows.
LATELY = timedelta(days=30)

_case = ENTITIES["court_case"]
_id = row_id(_case)
_referral = VIEWS["referral"]
_stay = VIEWS["docket_entry"]
# A case may come from another complex when its stay there ends. Days sort among instants as their beginnings.
_since = func.coalesce(
    select(func.max(_stay.c.disposed_on))
    .where(_stay.c.case_id == _case.c.id, ~_stay.c.void)
    .correlate(_case)
    .scalar_subquery(),
    _case.c.registered_at,
)


@dataclasses.dataclass(frozen=True)
class WaitingCase:
    """A case without a referral under way; `age` since it was registered, or since its last stay ended.

    `overdue`: it has waited since a day before today in Tehran; referral is due the day a case is registered.
    """

    case_id: str
    number: str
    kind: str
    subject: str
    parties: str
    age: timedelta
    overdue: bool
    pending: bool


@dataclasses.dataclass(frozen=True)
class BranchLoad:
    """A branch, and how many cases were referred to it from here within LATELY."""

    desk: int
    title: str
    load: int


class WaitingCasesModel(OrderedModel):
    """Rows are `WaitingCase`; ▲ marks one that has waited since an earlier day."""

    def __init__(self, session: Session, words: Words, desk: int, parent: Any = None) -> None:
        self._session = session
        self._words = words
        columns = (
            Column("شمارهٔ پرونده", lambda row: case_number.show(row.number)),
            Column("نوع", lambda row: words.code_title("case_kind", row.kind)),
            Column("موضوع", lambda row: f"{'◌ ' if row.pending else ''}{persian_digits(row.subject)}"),
            Column("در نوبت", lambda row: f"{'▲ ' if row.overdue else ''}{age_in_words(row.age)}"),
        )
        super().__init__(
            session.cache,
            columns,
            lambda: _order(desk),
            select(_id, _case, _since.label("since")),
            _id,
            self._waiting,
            lambda row: row and row.case_id,
            parent,
        )

    def cell_colour(self, row: WaitingCase, column: int) -> str | None:
        return palette.ERROR if column == self.columnCount() - 1 and row.overdue else None

    def tip(self, row: Any) -> str | None:
        return f"\u200f{persian_digits(row.subject)}\n{row.parties}" if isinstance(row, WaitingCase) else None

    def _waiting(self, rows: Sequence[Row[Any] | None]) -> list[WaitingCase | None]:
        cases = [row.id for row in rows if row is not None]
        with self._session.cache.read() as connection:
            parties = parties_of(connection, cases, self._words)
        now = self._session.now()
        return [None if row is None else _waiting_case(row, parties.get(row.id, ""), now) for row in rows]


def age_in_words(age: timedelta) -> str:
    """«کمتر از ۱ ساعت», «۵ ساعت», «۳ روز»."""
    hours = max(int(age.total_seconds()) // 3600, 0)
    if hours == 0:
        return f"کمتر از {persian_digits(1)} ساعت"
    if hours < 24:
        return f"{persian_digits(hours)} ساعت"
    return f"{persian_digits(hours // 24)} روز"


def eligible_branches(words: Words, referral_desk: int, case_kind: str) -> list[Desk]:
    """The branches of the same judicial body that hear cases of that kind, in their order."""
    own = words.desk(referral_desk)
    kind = words.code("case_kind", case_kind)
    if own is None or kind is None:
        return []
    may = frozenset(kind.attributes.get("branches", ()))
    return [
        desk
        for desk in words.desks()
        if desk.kind == "branch" and desk.body == own.body and desk.branch_kind in may
    ]


def loads(
    cache: Cache, words: Words, referral_desk: int, branches: Sequence[Desk], today: date
) -> list[BranchLoad]:
    """Each branch with the number of cases referred to it from `referral_desk` within LATELY.

    Those under way count by their referral, those accepted by the announcement that stays here.
    """
    announced = VIEWS["announcement"]
    first = (today - LATELY).isoformat()
    sent = select(_referral.c.to_desk.label("desk"), _referral.c.id.label("referral")).where(
        _referral.c.from_desk == referral_desk,
        _referral.c.referred_on > first,
        _referral.c.state != "withdrawn",
    )
    told = select(announced.c.to_desk, announced.c.cause_id).where(
        announced.c.desk == referral_desk,
        announced.c.cause == "referral",
        announced.c.sent_on > first,
        announced.c.state.in_(("waiting", "accepted")),
    )
    known = union(sent, told).subquery()
    with cache.read() as connection:
        rows = connection.execute(select(known.c.desk, func.count().label("held")).group_by(known.c.desk))
        counted = {row.desk: row.held for row in rows}
    return [
        BranchLoad(branch.id, words.short_title(branch.id, branch.body), counted.get(branch.id, 0))
        for branch in branches
    ]


def _order(desk: int) -> Select[Any]:
    under_way = exists().where(and_(_referral.c.case_id == _case.c.id, _referral.c.state == "waiting"))
    return (
        select(_id)
        .where(_case.c.holder == desk, ~_case.c.withdrawn, visible(_case), ~under_way)
        .order_by(_since, _case.c.number)
    )


def _beginning(since: str) -> datetime:
    """An instant of the feed, or the beginning of a day in Tehran."""
    if "T" in since:
        return instants.read(since)
    return datetime.combine(date.fromisoformat(since), time(), jalali.TEHRAN)


def _waiting_case(row: Row[Any], parties: str, now: datetime) -> WaitingCase:
    since = _beginning(row.since)
    return WaitingCase(
        case_id=row.id,
        number=row.number,
        kind=row.kind,
        subject=row.subject,
        parties=parties,
        age=now - since,
        overdue=since.astimezone(jalali.TEHRAN).date() < now.astimezone(jalali.TEHRAN).date(),
        pending=row.layer > 0,
    )
