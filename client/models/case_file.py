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
from common.commands.decisions import CORRECTION
from common.read_models import PREDICTION
from common.text import isolate, persian_digits

PENDING_MARK = "◌"
LIVE_SEAL = ("sealed", "locked")
RUNNING_STEP = ("open", "carried")
# From these branches nothing goes up under seal (server: command.send_up).
SENDS_NOTHING_UP = frozenset(
    ("appeal", "investigator", "assistant_prosecutor", "criminal_enforcement", "civil_enforcement")
)

_ORDER = {
    "party": "ordinal",
    "claim": "ordinal",
    "representation": "id",
    "party_flag": "id",
    "amendment": "at",
    "note": "written_at",
    "step": "opened_at",
    "event": "at",
    "docket_entry": "opened_at",
    "referral": "referred_at",
    "decision": "prepared_at",
    "outcome": "id",
    "seal": "sent_at",
}


@dataclasses.dataclass(frozen=True)
class OldValue:
    """What a field said before (`value`) until somebody changed it: who, at which desk, when, why."""

    value: str | None
    by: str
    behalf: str | None
    desk: int
    at: str
    reason: str | None
    pending: bool


@dataclasses.dataclass(frozen=True)
class CaseFile:
    """The rows of a case as the feed names them, oldest first; `layer` 1 waits to be sent.

    `notes` are those this user may read and nobody withdrew; rows struck out stay, marked `struck`.
    """

    case: Row[Any]
    parties: Sequence[Row[Any]]
    claims: Sequence[Row[Any]]
    representations: Sequence[Row[Any]]
    flags: Sequence[Row[Any]]
    amendments: Sequence[Row[Any]]
    notes: Sequence[Row[Any]]
    steps: Sequence[Row[Any]]
    events: Sequence[Row[Any]]
    entries: Sequence[Row[Any]]
    referrals: Sequence[Row[Any]]
    decisions: Sequence[Row[Any]]
    outcomes: Sequence[Row[Any]]
    seals: Sequence[Row[Any]]

    def flags_of(self, party: str) -> list[Row[Any]]:
        """The flags of a party, struck ones too."""
        return [flag for flag in self.flags if flag.party == party]

    def acted_for(self, party: str) -> list[Row[Any]]:
        """The representations in which a party stands for another."""
        return [row for row in self.representations if row.representative == party]

    def old_values(self, row: str) -> dict[str, list[OldValue]]:
        """Field -> what it said before, oldest first, of the row of that id (the case's own for its head)."""
        chains: dict[str, list[OldValue]] = {}
        for change in self.amendments:
            if change.row_id == row and change.field is not None:
                chains.setdefault(change.field, []).append(
                    OldValue(
                        change.old,
                        change.by,
                        change.behalf,
                        change.desk,
                        change.at,
                        change.reason,
                        is_pending(change),
                    )
                )
        return chains

    def added_by(self, row: str) -> Row[Any] | None:
        """The amendment that added the row; None for what was there at registration."""
        found = (change for change in self.amendments if change.row_id == row and change.field is None)
        return next(found, None)

    def outcomes_of(self, decision: str) -> list[Row[Any]]:
        """What a decision says of single claims and parties."""
        return [outcome for outcome in self.outcomes if outcome.decision == decision]

    def corrections_of(self, decision: str) -> list[Row[Any]]:
        """The corrections bound to a decision."""
        return [row for row in self.decisions if row.corrects == decision]

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
        """The decision of the running entry of `desk`, or a correction, that waits for the judge."""
        entry = self.running_entry(desk)
        found = [
            row
            for row in self.decisions
            if row.state == "prepared"
            and row.desk == desk
            and (row.kind == CORRECTION or (entry is not None and row.entry == entry.id))
        ]
        return found[-1] if found else None

    def correctable(self, desk: int) -> list[Row[Any]]:
        """The signed decisions of `desk` that a correction may be bound to."""
        return [
            row
            for row in self.decisions
            if row.state == "signed" and row.desk == desk and row.kind != CORRECTION
        ]

    def signed_decisions(self) -> list[Row[Any]]:
        """The decisions that may have ordered a step."""
        return [row for row in self.decisions if row.state == "signed"]

    def running_steps(self) -> list[Row[Any]]:
        """The steps that may be settled: open ones, and those carried along."""
        return [step for step in self.steps if step.state in RUNNING_STEP]

    def _has_draft(self, entry: Row[Any]) -> bool:
        return any(row.state == "prepared" and row.entry == entry.id for row in self.decisions)

    def live_seal(self, desk: int | None = None) -> Row[Any] | None:
        """The seal under which the case is under way (sent by `desk`, if given)."""
        found = [s for s in self.seals if s.state in LIVE_SEAL and desk in (None, s.from_desk)]
        return found[-1] if found else None

    def waiting_referral(self) -> Row[Any] | None:
        """The last referral that nobody has taken up yet."""
        return next((row for row in reversed(self.referrals) if row.state == "waiting"), None)

    def is_sharable(self, note: Row[Any], desk: int) -> bool:
        """Whether a private note, told to its author alone, may be shown to the desk it was written at."""
        return note.scope == "private" and not note.shared and note.desk == desk

    def acts(self, role: DeskRole, desk: Desk | None) -> frozenset[str]:
        """Kinds of commands that the role may issue and the state of the case allows.

        ``client/models/undo.py`` tells what may be undone, ``blockers.py`` what keeps a case from leaving.
        """
        holds = self.case.holder == role.desk and not self.case.withdrawn
        # Nothing new begins while the case is under way under seal.
        begins = holds and self.live_seal() is None
        entry = self.running_entry(role.desk)
        unsigned = self.unsigned_decision(role.desk) is not None
        allowed = {
            "amend_case": holds,
            "write_note": holds,
            "share_note": holds and any(self.is_sharable(note, role.desk) for note in self.notes),
            "open_step": begins and (entry is not None or bool(self.signed_decisions())),
            "settle_step": holds and bool(self.running_steps()),
            "prepare_decision": begins and entry is not None and not self._has_draft(entry),
            "sign_decision": holds and unsigned,
            "withdraw_decision": holds and any(row.state == "prepared" for row in self.decisions),
            "send_up": begins
            and self.ended_on(role.desk) is not None
            and (desk is None or desk.branch_kind not in SENDS_NOTHING_UP),
            "reissue_seal": not self.case.withdrawn and self.live_seal(role.desk) is not None,
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
        case=head,
        parties=rows["party"],
        claims=rows["claim"],
        representations=rows["representation"],
        flags=rows["party_flag"],
        amendments=rows["amendment"],
        notes=[note for note in rows["note"] if not note.withdrawn],
        steps=rows["step"],
        events=rows["event"],
        entries=rows["docket_entry"],
        referrals=rows["referral"],
        decisions=rows["decision"],
        outcomes=rows["outcome"],
        seals=rows["seal"],
    )


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
