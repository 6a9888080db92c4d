"""Everything the cache holds of one case, and what may be done with it from a desk."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, select

from client.models.words import Desk
from client.sync import instants
from client.sync.cache import Cache
from client.sync.cache_tables import VIEWS
from client.sync.session import DeskRole
from common import jalali
from common.read_models import PREDICTION
from common.text import isolate, persian_digits

PENDING_MARK = "◌"
LIVE_SEAL = ("sealed", "locked")
# From these branches nothing goes up under seal (server: command.send_up).
SENDS_NOTHING_UP = frozenset(
    ("appeal", "investigator", "assistant_prosecutor", "criminal_enforcement", "civil_enforcement")
)

_ORDER = {
    "party": "ordinal",
    "claim": "ordinal",
    "docket_entry": "opened_at",
    "referral": "referred_at",
    "decision": "prepared_at",
    "seal": "sent_at",
}


@dataclasses.dataclass(frozen=True)
class CaseFile:
    """The rows of a case as the feed names them, oldest first; `layer` 1 waits to be sent."""

    case: Row[Any]
    parties: Sequence[Row[Any]]
    claims: Sequence[Row[Any]]
    entries: Sequence[Row[Any]]
    referrals: Sequence[Row[Any]]
    decisions: Sequence[Row[Any]]
    seals: Sequence[Row[Any]]

    def running_entry(self, desk: int) -> Row[Any] | None:
        """The docket entry of `desk` that is neither disposed of nor void."""
        found = [e for e in self.entries if e.desk == desk and not e.void and e.disposed_on is None]
        return found[-1] if found else None

    def ended_on(self, desk: int) -> date | None:
        """When the last docket entry of `desk` was disposed of; None while one is running."""
        if self.running_entry(desk) is not None:
            return None
        ends = [e.disposed_on for e in self.entries if e.desk == desk and not e.void and e.disposed_on]
        return date.fromisoformat(max(ends)) if ends else None

    def unsigned_decision(self, desk: int) -> Row[Any] | None:
        """The decision of the running entry of `desk` that waits for the judge's signature."""
        entry = self.running_entry(desk)
        found = [d for d in self.decisions if entry and d.entry == entry.id and d.state == "prepared"]
        return found[-1] if found else None

    def live_seal(self, desk: int | None = None) -> Row[Any] | None:
        """The seal under which the case is under way (sent by `desk`, if given)."""
        found = [s for s in self.seals if s.state in LIVE_SEAL and desk in (None, s.from_desk)]
        return found[-1] if found else None

    def acts(self, role: DeskRole, desk: Desk | None) -> frozenset[str]:
        """Kinds of commands that the role may issue and the state of the case allows."""
        holds = self.case.holder == role.desk
        allowed = {
            "prepare_decision": holds and self.running_entry(role.desk) is not None,
            "sign_decision": holds and self.unsigned_decision(role.desk) is not None,
            "send_up": holds
            and self.ended_on(role.desk) is not None
            and self.live_seal() is None
            and (desk is None or desk.branch_kind not in SENDS_NOTHING_UP),
            "reissue_seal": self.live_seal(role.desk) is not None,
        }
        return frozenset(kind for kind, possible in allowed.items() if possible and kind in role.kinds)


def read_case(cache: Cache, case_id: str) -> CaseFile | None:
    """The case as the cache has it, or None when the desk may not (or no longer) see it."""
    case = VIEWS["court_case"]
    with cache.read() as connection:
        head = connection.execute(select(case).where(case.c.id == case_id)).one_or_none()
        if head is None:
            return None
        rows = {
            name: connection.execute(
                select(VIEWS[name])
                .where(VIEWS[name].c.case_id == case_id)
                .order_by(VIEWS[name].c[order], VIEWS[name].c.id)
            ).all()
            for name, order in _ORDER.items()
        }
    return CaseFile(
        head, rows["party"], rows["claim"], rows["docket_entry"], rows["referral"], rows["decision"],
        rows["seal"],
    )  # fmt: skip


def is_pending(row: Row[Any]) -> bool:
    """Whether the row is foretold from a command that waits to be sent."""
    return bool(row.layer == PREDICTION)


def shown_day(day: str | None) -> str:
    """An ISO date as people read it; nothing for None."""
    return jalali.show(date.fromisoformat(day)) if day else ""


def shown_day_of(instant: str | None) -> str:
    """A UTC instant of the feed as Tehran's date; nothing for None."""
    return jalali.show(jalali.tehran_today(instants.read(instant))) if instant else ""


def shown_moment(instant: str | None) -> str:
    """A UTC instant of the feed as Tehran's date and time; nothing for None."""
    return show_moment(instants.read(instant)) if instant else ""


def show_moment(moment: datetime) -> str:
    """Date and time in Tehran, the date first as people read: at the right."""
    there = moment.astimezone(jalali.TEHRAN)
    return f"{isolate(jalali.show(there.date()))} {isolate(persian_digits(f'{there:%H:%M}'))}"


def archive_number(year: int | None, row: int | None) -> str:
    """The number of the branch's archive, two digits of the year and five of the row: ۰۵۰۰۲۳۴."""
    if year is None or row is None:
        return ""
    return isolate(persian_digits(f"{year % 100:02d}{row:05d}"))
