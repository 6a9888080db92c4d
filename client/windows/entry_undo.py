"""The last registration, as long as it can be taken back."""

from __future__ import annotations

import uuid

from client.models.stated_case import case_as_stated
from client.models.undo import Undoable, last_undoable
from client.sync.session import Session
from common import jalali
from common.commands import RegisterCase, UndoCommand
from common.text import persian_digits

_USUAL_MINUTES = 30


class EntryUndo:
    """Registrations of this user at one desk."""

    def __init__(self, session: Session, desk: int) -> None:
        self._session, self._desk = session, desk

    def last(self) -> Undoable | None:
        """The user's last command at this desk, if it is a registration that can still be undone."""
        session = self._session
        minutes = int(session.settings.get("undo_minutes", _USUAL_MINUTES))
        found = last_undoable(session.cache, self._desk, session.login, session.now(), minutes)
        return found if found is not None and found.kind == RegisterCase.KIND else None

    def number(self, undoable: Undoable) -> str:
        """The number of the case registered."""
        stated = case_as_stated(self._session.cache, undoable.case_id)
        return stated.number if stated else ""

    def words(self, undoable: Undoable) -> str:
        """«بازگرداندن تا ۱۴:۳۵ (Ctrl+Z)»"""
        until = undoable.until.astimezone(jalali.TEHRAN)
        return f"بازگرداندن تا {persian_digits(f'{until:%H:%M}')} \u2066(Ctrl+Z)\u2069"

    def take_back(self, undoable: Undoable) -> None:
        """Issue the command that undoes it."""
        command = UndoCommand(case=uuid.UUID(undoable.case_id), command=undoable.command)
        self._session.issue(command, self._desk)
