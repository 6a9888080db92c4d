"""What was registered last, and until when it can be taken back."""

from __future__ import annotations

import uuid
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


class LastSaved(Label):
    """«ثبت شد: … — بازگرداندن تا ۱۴:۳۵ (Ctrl+Z)», of this user at one desk."""

    def __init__(self, session: Session, desk: int) -> None:
        super().__init__("", "muted")
        self._session, self._desk = session, desk
        self._number = ""
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.tell)

    def undoable(self) -> Undoable | None:
        """The user's last command at this desk, if it is a registration that can still be undone."""
        session = self._session
        found = last_undoable(session.cache, self._desk, session.login, session.now(), self._minutes())
        return found if found is not None and found.kind == RegisterCase.KIND else None

    def tell_issued(self, command: uuid.UUID, case: uuid.UUID, number: str) -> None:
        """Show a case that has been registered this moment: nothing need be looked up to know it."""
        until = self._session.now() + timedelta(minutes=self._minutes())
        self._show(number, Undoable(command, str(case), RegisterCase.KIND, until))

    def tell(self) -> None:
        """Show the case told of before, or the one that can be undone."""
        self._show(self._number, self.undoable())

    def _minutes(self) -> int:
        return int(self._session.settings.get("undo_minutes", _USUAL_MINUTES))

    def _show(self, number: str, undoable: Undoable | None) -> None:
        self._number = number
        if not self._number and undoable is not None:
            stated = case_as_stated(self._session.cache, undoable.case_id)
            self._number = stated.number if stated is not None else ""
        if not self._number:
            self.setText("")
            return
        until = f" — {_until(undoable)}" if undoable is not None else ""
        self.setText(f"ثبت شد: {case_number.show(self._number)}{until}")
        if undoable is not None:
            left = undoable.until - self._session.now()
            self._timer.start(int(left.total_seconds() * _SECOND_MS) + _SECOND_MS)

    def forget(self) -> None:
        """The case told of is no longer registered."""
        self._timer.stop()
        self._number = ""
        self.setText("")

    def take_back(self, undoable: Undoable, typed: Draft) -> None:
        """Issue the command that undoes it; what was typed in it is a draft again, in the same commit."""
        command = UndoCommand(case=uuid.UUID(undoable.case_id), command=undoable.command)
        self._session.issue(command, self._desk, keeps=typed)


def _until(undoable: Undoable) -> str:
    instant = undoable.until.astimezone(jalali.TEHRAN)
    return f"بازگرداندن تا {persian_digits(f'{instant:%H:%M}')} \u2066(Ctrl+Z)\u2069"
