"""What of a case keeps it from being closed or sent on, as ``common.blockers`` says and the cache knows."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Row

from client.models.case_file import LIVE_SEAL, CaseFile, shown_day
from client.models.words import Words
from common import case_number
from common.blockers import BLOCKERS, BlockerKind
from common.text import persian_digits


@dataclasses.dataclass(frozen=True)
class Settlement:
    """What settles a blocker: the command's kind, what it is called on a button, and the button's key."""

    command: str
    title: str
    key: str


@dataclasses.dataclass(frozen=True)
class Blocker:
    """One open thing: its kind and its row in the case file.

    `row` is None for what the centre told of and this workstation has not seen yet.
    """

    kind: BlockerKind
    row_id: str
    row: Any = dataclasses.field(default=None, compare=False)

    @property
    def settlements(self) -> tuple[Settlement, ...]:
        """What settles it; none for what only others can settle."""
        return tuple(SETTLEMENTS[command] for command in self.kind.settled_by)

    @property
    def section(self) -> str:
        """The part of the case file where it stands; "" for a kind this program does not know."""
        look = _KINDS.get(self.kind.name)
        return look.section if look else ""


SETTLEMENTS: dict[str, Settlement] = {
    settlement.command: settlement
    for settlement in (
        Settlement("settle_step", "انجام شد", "F9"),
        Settlement("sign_decision", "رفتن و امضا", "Ctrl+Return"),
        Settlement("withdraw_decision", "کنار گذاشتن رأی", "Ctrl+Delete"),
        Settlement("undo_command", "بازگرداندن ارجاع", "Ctrl+Z"),
    )
}
"""Kind of command -> how it is offered on a blocker."""

CARRY_KEY = "Insert"
"""The key that carries a blocker along with the case, if its kind may be."""


def blockers(file: CaseFile, act: str, decision: str | None = None) -> list[Blocker]:
    """The open things that keep `file` from `act` (CLOSE or SEND of ``common.blockers``), oldest first.

    `decision` is the id of the decision being signed. The centre tells the same in ``rule.blockers``.
    """
    return [
        Blocker(kind, row.id, row)
        for name, kind in BLOCKERS.items()
        if act in kind.acts
        for row in _KINDS[name].open(file, decision)
    ]


def unseen_blockers(file: CaseFile, told: Iterable[Sequence[str]]) -> list[Blocker]:
    """Of the (kind, row) pairs the centre refused for, those whose row has not come here yet."""
    found = []
    for name, row_id in told:
        kind = BLOCKERS.get(name, BlockerKind(name, "", frozenset(), ()))
        look = _KINDS.get(name)
        if look is None or all(row.id != row_id for row in getattr(file, look.section)):
            found.append(Blocker(kind, row_id))
    return found


def blocker_words(blocker: Blocker, words: Words) -> str:
    """What is open, as a clause: «استعلام: استعلام ثبتی، مهلت ۱۴۰۵/۰۹/۲۰»."""
    look = _KINDS.get(blocker.kind.name)
    if look is None:
        return "کاری باز که این نسخه از برنامه نمی‌شناسد؛ برنامه را به‌روز کنید"
    if blocker.row is None:
        return f"{look.unseen} که هنوز به این ایستگاه نرسیده است؛ تا چند لحظهٔ دیگر می‌رسد"
    return look.words(blocker.row, words)


def _open_steps(file: CaseFile, _decision: str | None) -> Iterable[Row[Any]]:
    return (step for step in file.steps if step.state == "open")


def _live_seals(file: CaseFile, _decision: str | None) -> Iterable[Row[Any]]:
    return (seal for seal in file.seals if seal.state in LIVE_SEAL)


def _unsigned_decisions(file: CaseFile, decision: str | None) -> Iterable[Row[Any]]:
    return (row for row in file.decisions if row.state == "prepared" and row.id != decision)


def _waiting_referrals(file: CaseFile, _decision: str | None) -> Iterable[Row[Any]]:
    return (row for row in file.referrals if row.state == "waiting")


def _undecided_claims(file: CaseFile, decision: str | None) -> Iterable[Row[Any]]:
    decided = {row.claim for row in file.outcomes if row.decision == decision}
    return (claim for claim in file.claims if decided and not claim.struck and claim.id not in decided)


def _step_words(step: Row[Any], words: Words) -> str:
    due = f"، مهلت {shown_day(step.due_on)}" if step.due_on else ""
    return f"{words.code_title('step_kind', step.kind)}: {persian_digits(step.title)}{due}"


def _seal_words(seal: Row[Any], words: Words) -> str:
    return f"پرونده زیر مهر به {words.desk_title(seal.to_desk)} در راه است؛ آن مرجع باید آن را بگشاید"


def _decision_words(decision: Row[Any], _words: Words) -> str:
    return f"رأی {case_number.show(decision.number)} امضا نشده است"


def _referral_words(referral: Row[Any], words: Words) -> str:
    return f"ارجاع به {words.desk_title(referral.to_desk)} در انتظار پذیرش است"


def _claim_words(claim: Row[Any], words: Words) -> str:
    title = words.code_title(claim.code_kind, claim.code)
    return f"رأی دربارهٔ «{title}» چیزی نمی‌گوید؛ نتیجهٔ آن را بیفزایید"


@dataclasses.dataclass(frozen=True)
class _Kind:
    """A kind of open thing as a window tells it: where in the case file, which rows, how, and how unseen."""

    section: str
    open: Callable[[CaseFile, str | None], Iterable[Row[Any]]]
    words: Callable[[Row[Any], Words], str]
    unseen: str


_KINDS: Mapping[str, _Kind] = {
    "open_step": _Kind("steps", _open_steps, _step_words, "اقدام بازی"),
    "live_seal": _Kind("seals", _live_seals, _seal_words, "مهری"),
    "unsigned_decision": _Kind("decisions", _unsigned_decisions, _decision_words, "رأی امضانشده‌ای"),
    "waiting_referral": _Kind("referrals", _waiting_referrals, _referral_words, "ارجاعی"),
    "undecided_claim": _Kind("claims", _undecided_claims, _claim_words, "خواسته یا اتهامی"),
}
"""One line for each kind of ``common.blockers``."""
