"""Looking for doubles while a case is typed, and once more before it is saved."""

from __future__ import annotations

import uuid
from datetime import timedelta

from PySide6.QtCore import QObject, QTimer

from client.models.doubles import Double, find_doubles
from client.models.later import in_background, when_done
from client.models.party_rows import party_stated
from client.sync.session import Session
from client.windows.case_form import CaseForm
from client.windows.entry_doubles import DoublesCard
from common.commands import RegisterCase

_SETTLED_MS = 500
_YEARS = 2


class DoubleLookup(QObject):
    """Shows in `card` the cases like the one in `form`, a moment after the clerk stops typing."""

    def __init__(self, session: Session, form: CaseForm, card: DoublesCard) -> None:
        super().__init__(form)
        self._session, self._form, self._card = session, form, card
        self._asked: object = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SETTLED_MS)
        self._timer.timeout.connect(self._look)

    def later(self) -> None:
        """Something was typed."""
        self._timer.start()

    def forget(self) -> None:
        """Another case is entered."""
        self._timer.stop()
        self._asked = None
        self._card.forget()

    def now(self, command: RegisterCase) -> list[Double]:
        """The cases like `command`, looked up at once and shown."""
        self._timer.stop()
        self._asked = None
        found = self._find(command)
        self._card.show_doubles(found)
        return found

    def _look(self) -> None:
        # Cells that are open stay so: this is to look for cases like it, not to be issued.
        command = RegisterCase(
            case=uuid.UUID(int=0),
            number="",
            parties=tuple(party_stated(row) for row in self._form.parties.parties.rows()),
            **self._form.case.stated(),
        )
        asked = (
            tuple((party.role, party.national_id, party.search_key) for party in command.parties),
            command.subject,
            command.paper_number,
        )
        if asked == self._asked:
            return
        self._asked = asked
        future = in_background(lambda: self._find(command))
        when_done(self, future, lambda found: self._show(asked, found), lambda _error: None)

    def _find(self, command: RegisterCase) -> list[Double]:
        since = self._session.today() - timedelta(days=366 * _YEARS)
        return find_doubles(
            self._session.cache,
            command.parties,
            command.subject,
            command.paper_number,
            since,
            str(command.case),
        )

    def _show(self, asked: object, found: list[Double]) -> None:
        if asked == self._asked:
            self._card.show_doubles(found)
