"""What was registered last, and until when it can be taken back."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from datetime import timedelta

from PySide6.QtCore import Qt, QTimer

from client.models.stated_case import case_as_stated
from client.models.undo import Undoable, last_undoable
from client.sync.drafts import Draft
from client.sync.session import Session
from client.widgets.label import Label
from common import case_number, jalali
from common.commands import RegisterCase, UndoCommand
from common.text import persian_digits

_USUAL_MINUTES = 30
_SECOND_MS = 1000
# The tidings of a save itself come at once too, while the next case is begun: they can wait.
_QUIET_MS = 300


class LastSaved(Label):
    """«ثبت شد: … — بازگرداندن تا ۱۴:۳۵ (Ctrl+Z)», of this user at one desk."""

    def __init__(self, session: Session, desk: int) -> None:
        super().__init__("", "muted")
        self._session, self._desk = session, desk
        self._case = ""
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.tell)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self.tell)

    def undoable(self) -> Undoable | None:
        """The user's last command at this desk, if it is a registration that can still be undone."""
        session = self._session
        found = last_undoable(session.cache, self._desk, session.login, session.now(), self._minutes())
        return found if found is not None and found.kind == RegisterCase.KIND else None

    def tell_issued(self, command: uuid.UUID, case: uuid.UUID, number: str) -> None:
        """Show a case that has been registered this moment: nothing need be looked up to know it."""
        until = self._session.now() + timedelta(minutes=self._minutes())
        self._show(number, str(case), Undoable(command, str(case), RegisterCase.KIND, until))

    def tell(self) -> None:
        """Show the case that can be undone; if there is none, the one told of before."""
        undoable = self.undoable()
        case = undoable.case_id if undoable is not None else self._case
        stated = case_as_stated(self._session.cache, case) if case else None
        if stated is None:
            self.forget()
        else:
            self._show(stated.number, case, undoable)

    def look(self, cases: Collection[str]) -> None:
        """These cases have changed: what was told of one may hold no longer."""
        if self._case in cases:
            self._later.start(_QUIET_MS)

    def _minutes(self) -> int:
        return int(self._session.settings.get("undo_minutes", _USUAL_MINUTES))

    def _show(self, number: str, case: str, undoable: Undoable | None) -> None:
        self._case = case
        until = f" — {_until(undoable)}" if undoable is not None else ""
        self.setText(f"ثبت شد: {case_number.show(number)}{until}")
        if undoable is not None:
            left = undoable.until - self._session.now()
            self._timer.start(int(left.total_seconds() * _SECOND_MS) + _SECOND_MS)

    def forget(self) -> None:
        """The case told of is no longer registered."""
        self._timer.stop()
        self._case = ""
        self.setText("")

    def take_back(self, undoable: Undoable, typed: Draft) -> None:
        """Issue the command that undoes it; what was typed in it is a draft again, in the same commit."""
        command = UndoCommand(case=uuid.UUID(undoable.case_id), command=undoable.command)
        self._session.issue(command, self._desk, keeps=typed)


def _until(undoable: Undoable) -> str:
    instant = undoable.until.astimezone(jalali.TEHRAN)
    return f"بازگرداندن تا {persian_digits(f'{instant:%H:%M}')} \u2066(Ctrl+Z)\u2069"
