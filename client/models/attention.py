"""Commands the centre did not accept: what, why, and what can be done about each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from client.models.acts import act_title
from client.models.outbox import case_numbers
from client.sync.session import Attention, Session
from client.widgets.table import Column, LazyTableModel
from common import case_number, errors
from common.commands import AmendCase
from common.text import persian_digits

_OF_A_CHANGE = re.compile(r"changes\[(\d+)\]")
# Kind of command -> the page whose form is filled with what was typed.
FORMS = {
    "register_case": "case_entry",
    "prepare_decision": "decision",
    "send_up": "send_up",
    "reissue_seal": "send_up",
    "open_seal": "open_seal",
    "amend_case": "amend_case",
    "write_note": "case_file",
    "open_step": "case_file",
    "settle_step": "case_file",
    "sign_decision": "case_file",
}
# Nothing is typed into these: the same command is sent again.
SENT_AGAIN = frozenset(
    (
        "accept_referral", "refer_case", "sign_decision", "record_print", "share_note", "withdraw_decision",
        "undo_command",
    )
)  # fmt: skip
# Refusals of those that are mended first: what keeps the case is settled or carried along.
_MENDED_FIRST = {"sign_decision": "case_has_blockers"}
# Refusals that no second sending will change.
NEVER_TAKEN = frozenset(
    (
        "undo_too_late", "undo_not_last", "undo_not_yours", "undo_impossible", "already_signed",
        "step_settled", "case_withdrawn",
    )
)  # fmt: skip


def sent_again(attention: Attention) -> bool:
    """Whether the same command is sent once more, since there is nothing to mend in it."""
    mended_first = _MENDED_FIRST.get(attention.kind) == attention.code
    return attention.kind in SENT_AGAIN and not mended_first


class AttentionModel(LazyTableModel):
    """Rows are `client.sync.session.Attention`, the oldest first."""

    def __init__(self, session: Session, parent: Any = None) -> None:
        self._session = session
        self._found: Sequence[Attention] = ()
        self._numbers: dict[str, str] = {}
        columns = (
            Column("کار", lambda row: act_title(row.kind)),
            Column("شمارهٔ پرونده", lambda row: shown_number(self.number(row))),
            Column("دلیل", refusal),
        )
        super().__init__(
            columns,
            lambda offset, limit: self._found[offset : offset + limit],
            self._read,
            lambda row: row.id,
            parent,
        )

    def number(self, attention: Attention) -> str:
        """The number of its case, "" if unknown."""
        typed = attention.payload.get("number", "") if attention.kind == "register_case" else ""
        return self._numbers.get(attention.case_id, "") or str(typed)

    def tip(self, row: Any) -> str | None:
        return f"\u200f{refusal(row)}"

    def _read(self) -> int:
        self._found = self._session.attention()
        self._numbers = case_numbers(self._session.cache, {found.case_id for found in self._found})
        return len(self._found)


def refusal(attention: Attention) -> str:
    """Why the centre did not accept it, as a sentence."""
    field = _field(attention)
    sentence = errors.sentence(attention.code, {"field": field, **attention.parameters})
    more = len(attention.parameters.get("conflicts", ())) - 1
    return f"{sentence} (و {persian_digits(more)} مورد دیگر)" if more > 0 else sentence


def _field(attention: Attention) -> str | None:
    """The field it was refused for; of an amendment the one that was changed, not the change of it."""
    command = attention.command
    found = _OF_A_CHANGE.match(attention.field or "")
    if found is None or not isinstance(command, AmendCase) or int(found[1]) >= len(command.changes):
        return attention.field
    return command.changes[int(found[1])].field


def shown_number(number: str) -> str:
    """A case number for a table; a dash for none."""
    return case_number.show(number) if number else "–"
