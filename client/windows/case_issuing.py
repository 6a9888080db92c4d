"""Acts on a case that need no form: asked about where they cannot be undone, then issued."""

from __future__ import annotations

import uuid
from typing import Any

from PySide6.QtWidgets import QWidget

from client.models.acts import act_title
from client.models.undo import Undoable
from client.sync.session import DeskRole, Session
from client.windows.confirm import confirm
from common import case_number
from common.commands import Command, ShareNote, SignDecision, UndoCommand, WithdrawDecision


class CaseIssuing:
    """Each act answers the sentence to say, or nothing if the user thought better of it."""

    def __init__(self, session: Session, role: DeskRole, parent: QWidget) -> None:
        self._session, self._role, self._parent = session, role, parent

    def sign(
        self, case_id: str, decision: Any, carry: tuple[uuid.UUID, ...] = (), mends: uuid.UUID | None = None
    ) -> str:
        """The judge has read the decision and signs; steps to `carry` go along with the case.

        `mends`: the signature that the centre did not accept before.
        """
        command = SignDecision(case=uuid.UUID(case_id), decision=uuid.UUID(decision.id), carry=carry)
        self._session.issue(command, self._role.desk, mends=mends)
        number = case_number.show(decision.number)
        return f"امضا شد — دادنامهٔ {number}؛ شمارهٔ دفتر را مرکز می‌دهد"

    def withdraw(self, case_id: str, decision: Any) -> str:
        """A decision nobody signed is put away."""
        if not confirm(
            self._parent, "این رأی کنار گذاشته شود؟", "کنار بگذار", "شمارهٔ آن باطل می‌شود و می‌ماند."
        ):
            return ""
        self._issue(WithdrawDecision(case=uuid.UUID(case_id), decision=uuid.UUID(decision.id)))
        return "رأی کنار گذاشته شد"

    def share(self, case_id: str, note: Any) -> str:
        """The judge lets the branch read his note."""
        if not confirm(
            self._parent,
            "همهٔ شعبه این یادداشت را بخوانند؟",
            "به اشتراک بگذار",
            "این کار بازگشت‌پذیر نیست.",
        ):
            return ""
        self._issue(ShareNote(case=uuid.UUID(case_id), note=uuid.UUID(note.id)))
        return "یادداشت با شعبه به اشتراک گذاشته شد"

    def undo(self, offer: Undoable) -> str:
        """The last command is taken back."""
        title = act_title(offer.kind)
        if not confirm(
            self._parent, f"«{title}» بازگردانده شود؟", "بازگردان", "آنچه بازگردد در رویدادها می‌ماند."
        ):
            return ""
        self._issue(UndoCommand(case=uuid.UUID(offer.case_id), command=offer.command))
        return f"«{title}» بازگردانده شد"

    def _issue(self, command: Command) -> None:
        self._session.issue(command, self._role.desk)
