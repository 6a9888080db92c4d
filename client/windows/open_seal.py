"""Opening a case that came under seal, with the password of its slip."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget
from sqlalchemy import Row, select

from client.models.bridge import Bridge
from client.models.case_file import shown_day
from client.models.later import in_background, when_done
from client.models.words import Words
from client.sync.cache_tables import VIEWS
from client.sync.events import Answered, CacheChanged
from client.sync.refusals import CentreAway
from client.sync.session import Attention, DeskRole, Session
from client.widgets.card import Card
from client.widgets.empty_state import EmptyState
from client.widgets.key_hint import KeyButton
from client.widgets.label import Label
from client.widgets.labelled import Labelled
from client.windows.case_password_field import CasePasswordField
from client.windows.page import Page
from common import case_number, errors, seal
from common.commands import OpenSeal
from common.errors import Rejection
from common.identifiers import uuid7
from common.text import isolate, persian_digits

_SEAL_TRIES, _SUPERVISION_DAYS = 5, 30
_FIELD_WIDTH = 420
_SLOW_MS = 8000
_AWAY = (
    "گشودن پرونده ارتباط با مرکز می‌خواهد؛ رمزی که نوشته‌اید در همین خانه مانده است. پس از برقراری دوباره بزنید"
)
_UNDER_WAY = "پاسخ مرکز دیر کرده است؛ درخواست در صف است و پرونده با رسیدن پاسخ در پرونده‌های میز می‌آید"
_NOT_SEALED = "این پرونده دیگر زیر مهر نیست؛ کارتابل را ببینید"


class OpenSealPage(Page):
    """Opened with the id of an announced case."""

    title = "گشودن پروندهٔ مهرشده"

    def __init__(
        self, session: Session, bridge: Bridge, words: Words, role: DeskRole, parent: QWidget | None = None
    ) -> None:
        super().__init__(session, bridge, words, role, parent)
        self._case_id = ""
        self._announced: Row[Any] | None = None
        self._issued: uuid.UUID | None = None
        self._begun = 0
        self._values = {
            name: Label("", wrap=True) for name in ("شماره", "فرستنده", "فرستاده در", "شمارهٔ برگه")
        }
        self.left_tries = Label("", "section", wrap=True)
        self.password = CasePasswordField(name="رمز پرونده")
        self.password_field = Labelled("رمز پرونده", self.password, "دوازده رقم برگه، از چپ به راست")
        self.told = Label("", wrap=True)
        self.unseal = KeyButton("گشودن", "Ctrl+Return", primary=True)
        self.back = KeyButton("بازگشت", "Esc")
        self.nothing = EmptyState("lock", _NOT_SEALED)
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(_SLOW_MS)
        self._lay_out()
        self._connect()

    def open(self, argument: object) -> None:
        """Show the sealed case of that id (or of a rejected OpenSeal)."""
        case_id = argument.case_id if isinstance(argument, Attention) else str(argument)
        if case_id != self._case_id:
            self.password.clear()
        self._case_id = case_id
        self._begun += 1
        self._wait(None)
        self._say("")
        self.password_field.set_problem(None)
        if isinstance(argument, Attention):
            self.session.settle(argument.id)
            self._say(errors.sentence(argument.code, {"field": argument.field, **argument.parameters}))
        self.refresh()

    def activate(self) -> None:
        self.password.setFocus()
        self.password.selectAll()

    def panes(self) -> list[QWidget]:
        return [self.password, self.unseal]

    def refresh(self) -> None:
        """Read the announcement anew: tries may have been used elsewhere, the seal replaced."""
        announced = VIEWS["announcement"]
        with self.session.cache.read() as connection:
            self._announced = connection.execute(
                select(announced).where(
                    announced.c.case_id == self._case_id,
                    announced.c.desk == self.role.desk,
                    announced.c.cause == "seal",
                )
            ).one_or_none()
        row = self._announced
        sealed = row is not None and row.state in ("sealed", "locked")
        self.card.setVisible(sealed)
        self.nothing.setVisible(not sealed)
        self.unseal.setVisible(row is not None and row.state == "sealed")
        if row is None or not sealed:
            return
        self._values["شماره"].setText(case_number.show(row.number))
        self._values["فرستنده"].setText(self.words.desk_title(row.from_desk))
        self._values["فرستاده در"].setText(shown_day(row.sent_on))
        self._values["شمارهٔ برگه"].setText(case_number.show(row.serial or ""))
        self.password_field.setVisible(row.state == "sealed")
        self._show_left(row)

    def hideEvent(self, event: QHideEvent) -> None:
        """Left for another page: what was typed goes."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.password.clear()

    # ------------------------------------------------------------------ opening

    def _open(self) -> None:
        row = self._announced
        if row is None or self._issued is not None or not self.unseal.isEnabled():
            return
        if problem := seal.typed_problem(self.password.digits()):
            self._fail(errors.sentence(problem))
            return
        self.password_field.set_problem(None)
        self._say("")
        if not self.session.online:
            self._fail_away()
            return
        self._busy(True)
        password, salt, begun = seal.typed(self.password.digits()), bytes.fromhex(row.salt), self._begun
        stretched = in_background(lambda: seal.stretch(password, salt))
        when_done(self, stretched, lambda guess: self._present(begun, row, guess), self._refused)

    def _present(self, begun: int, row: Row[Any], guess: bytes) -> None:
        if begun != self._begun:
            return
        request = {"seal": row.cause_id, "desk": self.role.desk, "guess": guess.hex()}
        answer = self.session.ask("present", request)
        when_done(self, answer, lambda counted: self._issue(row, counted["attempt"]), self._refused)

    def _issue(self, row: Row[Any], attempt: int) -> None:
        today = self.session.today()
        days = int(self.session.settings.get("supervision_days", _SUPERVISION_DAYS))
        command = OpenSeal(
            case=uuid.UUID(row.case_id),
            seal=uuid.UUID(row.cause_id),
            attempt=attempt,
            entry=uuid7(),
            received_on=today,
            next_on=today + timedelta(days=days),
        )
        issued = self.session.issue(command, self.role.desk)
        self._wait(issued.id)

    def _answered(self, answer: Answered) -> None:
        if answer.id != self._issued:
            return
        self._wait(None)
        if answer.status == "applied":
            self.password.clear()
            self.say("پرونده گشوده شد؛ شمارهٔ بایگانی داده شد")
            self.navigate("case_file", answer.case_id)
            return
        # Told here and now: it needs no other attention.
        self.session.settle(answer.id)
        self.refresh()
        sentence = errors.sentence(answer.code or "", {"field": answer.field, **answer.parameters})
        if answer.code == "wrong_password":
            self.left_tries.setText(_left(int(answer.parameters.get("left", 0))))
        self._fail(sentence)

    def _refused(self, refusal: Rejection) -> None:
        self._busy(False)
        if isinstance(refusal, CentreAway):
            self._fail_away()
        else:
            self.refresh()
            self._fail(refusal.sentence())

    def _fail(self, sentence: str) -> None:
        self.password_field.set_problem(sentence)
        self.password.setFocus()
        self.password.selectAll()

    def _fail_away(self) -> None:
        self._say(_AWAY)
        self.password.setFocus()

    def _say(self, sentence: str) -> None:
        self.told.setText(sentence)
        self.told.setVisible(bool(sentence))

    def _wait(self, command: uuid.UUID | None) -> None:
        self._issued = command
        self._busy(command is not None)
        if command is None:
            self._slow.stop()
        else:
            self._slow.start()

    def _busy(self, busy: bool) -> None:
        self.unseal.setEnabled(not busy)
        self.unseal.set_words("در انتظار پاسخ مرکز…" if busy else "گشودن")

    def _show_left(self, row: Row[Any]) -> None:
        if row.state == "locked":
            self.left_tries.setText(errors.sentence("seal_locked"))
            return
        most = int(self.session.settings.get("seal_tries", _SEAL_TRIES))
        self.left_tries.setText(_left(most - (row.tries or 0)))

    # ------------------------------------------------------------------ layout

    def _lay_out(self) -> None:
        self.card = Card()
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        for row, (name, value) in enumerate(self._values.items()):
            grid.addWidget(Label(name, "muted"), row, 0)
            grid.addWidget(value, row, 1)
        self.card.body.addLayout(grid)
        self.card.body.addSpacing(8)
        self.password_field.setFixedWidth(_FIELD_WIDTH)
        self.card.body.addWidget(self.password_field)
        self.card.body.addWidget(self.left_tries)
        self.card.body.addWidget(self.told)
        buttons = QHBoxLayout()
        buttons.addWidget(self.unseal)
        buttons.addStretch(1)
        buttons.addWidget(self.back)
        self.column.addWidget(self.heading)
        self.column.addWidget(self.card)
        self.column.addWidget(self.nothing, 1)
        self.column.addStretch(1)
        self.column.addLayout(buttons)

    def _connect(self) -> None:
        self.unseal.clicked.connect(self._open)
        self.password.returnPressed.connect(self._open)
        self.back.clicked.connect(self.leave)
        self.bridge.answered.connect(self._answered)
        self.bridge.cache_changed.connect(self._changed)
        self._slow.timeout.connect(lambda: self._say(_UNDER_WAY))

    def _changed(self, change: CacheChanged) -> None:
        if self._case_id in change.cases and self._issued is None:
            self.refresh()


def _left(tries: int) -> str:
    return f"تلاش‌های مانده: {isolate(persian_digits(max(tries, 0)))}"
