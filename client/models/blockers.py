"""What of a case keeps it from being closed or sent on, as ``common.blockers`` says and the cache knows."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping
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
    """One open thing: its kind and its row in the case file."""

    kind: BlockerKind
    row: Row[Any]

    @property
    def settlements(self) -> tuple[Settlement, ...]:
        """What settles it; none for what only others can settle."""
        return tuple(SETTLEMENTS[command] for command in self.kind.settled_by)


SETTLEMENTS: dict[str, Settlement] = {
    settlement.command: settlement
    for settlement in (
        Settlement("settle_step", "پایان اقدام", "Return"),
        Settlement("sign_decision", "امضای رأی", "Ctrl+Return"),
        Settlement("withdraw_decision", "کنار گذاشتن رأی", "Ctrl+Delete"),
        Settlement("undo_command", "بازگرداندن ارجاع", "Ctrl+Backspace"),
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
        Blocker(kind, row)
        for name, kind in BLOCKERS.items()
        if act in kind.acts
        for row in _OPEN[name](file, decision)
    ]


def blocker_words(blocker: Blocker, words: Words) -> str:
    """What is open, as a clause: «استعلام: استعلام ثبتی، مهلت ۱۴۰۵/۰۹/۲۰»."""
    return _WORDS[blocker.kind.name](blocker.row, words)


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


_OPEN: Mapping[str, Callable[[CaseFile, str | None], Iterable[Row[Any]]]] = {
    "open_step": _open_steps,
    "live_seal": _live_seals,
    "unsigned_decision": _unsigned_decisions,
    "waiting_referral": _waiting_referrals,
    "undecided_claim": _undecided_claims,
}


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


_WORDS: Mapping[str, Callable[[Row[Any], Words], str]] = {
    "open_step": _step_words,
    "live_seal": _seal_words,
    "unsigned_decision": _decision_words,
    "waiting_referral": _referral_words,
    "undecided_claim": _claim_words,
}
