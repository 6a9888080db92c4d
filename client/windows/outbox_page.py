"""F7: what the centre did not accept and why, what waits to be sent, what was sent lately."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from client.models.acts import act_title
from client.models.attention import FORMS, NEVER_TAKEN, AttentionModel, refusal, sent_again
from client.models.bridge import Bridge
from client.models.case_file import show_moment
from client.models.case_parties import protected_parties
from client.models.outbox import OutboxModel, State
from client.models.typed_words import typed_words
from client.models.words import Words
from client.sync.refusals import ShapeProblems
from client.sync.session import Attention, DeskRole, Session
from client.widgets.card import Card
from client.widgets.empty_state import EmptyState
from client.widgets.key_hint import KeyButton
from client.widgets.label import Label
from client.widgets.table import ROW_HEIGHT, RowTable, make_table
from client.windows.confirm import confirm
from client.windows.page import Page
from common.text import isolate, persian_digits

_WIDTHS = (190, 206, 0, 176, 190)
_LEAST_ROWS, _MOST_ROWS = 2, 5
_HEADER = 40


class _Queue(QWidget):
    """A titled table of commands in one state."""

    def __init__(self, session: Session, words: Words, state: State, title: str, nothing: str) -> None:
        super().__init__()
        self._title = title
        self._heading = Label(title, "section")
        self.model = OutboxModel(session.cache, words, state, self)
        self.table = make_table(self.model, _WIDTHS, title)
        self.table.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._empty = EmptyState("check", nothing)
        self._empty.cover(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self._heading)
        column.addWidget(self.table, 1)
        self.setFocusProxy(self.table)

    def refresh(self) -> None:
        """Read the queue anew."""
        self.model.reload(self.table)
        count = self.model.rowCount()
        shown = f" ({isolate(persian_digits(count))})" if count else ""
        self._heading.setText(f"{self._title}{shown}")


class OutboxPage(Page):
    """A rejected command opens its form again, filled with what was typed, or is set aside."""

    title = "صف ارسال"

    def __init__(
        self, session: Session, bridge: Bridge, words: Words, role: DeskRole, parent: QWidget | None = None
    ) -> None:
        super().__init__(session, bridge, words, role, parent)
        self.model = AttentionModel(session, self)
        self.table = make_table(self.model, (180, 206, 0), "نیازمند توجه")
        self.table.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.why = Label("", wrap=True)
        self.typed = Label("", "muted", wrap=True)
        self.hint = Label("", "hint")
        self.mend = KeyButton("اصلاح و ارسال دوباره", "Ctrl+Return", primary=True)
        self.dismiss = KeyButton("کنار گذاشتن", "Ctrl+Delete")
        self.attention = self._attention_card()
        self.waiting = _Queue(session, words, "waiting", "در انتظار ارسال", "چیزی در انتظار ارسال نیست")
        self.sent = _Queue(session, words, "applied", "ارسال‌شدهٔ تازه", "هنوز چیزی فرستاده نشده است")
        self.column.addWidget(self.heading)
        self.column.addWidget(self.attention)
        self.column.addWidget(self.waiting, 4)
        self.column.addWidget(self.sent, 4)
        self.column.addWidget(
            Label(
                "F6 بخش بعد · ↑↓ ردیف · Enter باز کردن پرونده یا اصلاح · چیزی که در صف است گم نمی‌شود", "hint"
            )
        )
        self._connect()
        self.refresh()

    def activate(self) -> None:
        self.refresh()
        table = next((t for t in self._tables() if t.model().rowCount()), self.waiting.table)
        table.setFocus()
        if not table.currentIndex().isValid() and table.model().rowCount():
            table.selectRow(0)
        self._show_current()

    def panes(self) -> list[QWidget]:
        return [table for table in self._tables() if table.isVisible()]

    def refresh(self) -> None:
        """Read all three lists anew."""
        self.model.reload(self.table)
        self.attention.setVisible(self.model.rowCount() > 0)
        rows = max(_LEAST_ROWS, min(self.model.rowCount(), _MOST_ROWS))
        self.table.setFixedHeight(_HEADER + rows * ROW_HEIGHT)
        self.waiting.refresh()
        self.sent.refresh()
        if self.model.rowCount() and not self.table.currentIndex().isValid():
            self.table.selectRow(0)
        self._show_current()

    def _tables(self) -> list[RowTable]:
        return [self.table, self.waiting.table, self.sent.table]

    def _current(self) -> Attention | None:
        row = self.model.row(self.table.currentIndex().row()) if self.table.currentIndex().isValid() else None
        return row if isinstance(row, Attention) else None

    def _show_current(self) -> None:
        chosen = self._current()
        if chosen is None:
            return
        self.why.setText(refusal(chosen))
        protected = protected_parties(self.session.cache, chosen.case_id)
        typed = typed_words(chosen.command, self.words, protected)
        self.typed.setText(f"نوشتهٔ شما: {typed}" if typed else "")
        self.typed.setVisible(bool(typed))
        again = sent_again(chosen)
        self.mend.set_words("ارسال دوباره" if again else "اصلاح و ارسال دوباره")
        here = chosen.desk == self.role.desk
        readable = chosen.command is not None
        possible = chosen.code not in NEVER_TAKEN
        self.mend.setEnabled(here and readable and possible and (again or chosen.kind in FORMS))
        if not readable:
            self.hint.setText("از نسخهٔ دیگری از برنامه است؛ از نو ثبتش کنید و این را کنار بگذارید")
        elif not here:
            self.hint.setText(f"برای اصلاح، نخست میز «{self.words.desk_title(chosen.desk)}» را برگزینید")
        elif not possible:
            self.hint.setText("فرستادن دوباره هم پذیرفته نمی‌شود؛ این را کنار بگذارید")
        else:
            self.hint.setText(f"ثبت شده در {show_moment(chosen.issued_at)}")

    def _mend(self) -> None:
        chosen = self._current()
        if chosen is None or not self.mend.isEnabled():
            return
        if not sent_again(chosen):
            self.navigate(FORMS[chosen.kind], chosen)
            return
        assert chosen.command is not None
        try:
            self.session.issue(chosen.command, chosen.desk, mends=chosen.id)
        except ShapeProblems as refused:
            self.why.setText(refused.sentence())
            return
        self.say(f"{act_title(chosen.kind)} دوباره در صف ارسال است")
        self.refresh()

    def _dismiss(self) -> None:
        chosen = self._current()
        if chosen is None:
            return
        question = f"«{act_title(chosen.kind)}» کنار گذاشته شود؟"
        if confirm(
            self, question, "کنار بگذار", "مرکز آن را نپذیرفته است؛ آنچه در آن نوشته‌اید از این فهرست می‌رود."
        ):
            self.session.settle(chosen.id)
            self.say("کنار گذاشته شد")
            self.refresh()

    def _open_case(self, queue: _Queue, row: int) -> None:
        command = queue.model.row(row)
        if command is not None:
            self.navigate("case_file", command.case_id)

    def _attention_card(self) -> Card:
        card = Card("نیازمند توجه")
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.mend)
        buttons.addWidget(self.dismiss)
        buttons.addStretch(1)
        buttons.addWidget(self.hint)
        card.body.addWidget(self.table)
        card.body.addWidget(self.why)
        card.body.addWidget(self.typed)
        card.body.addLayout(buttons)
        return card

    def _connect(self) -> None:
        self.table.selectionModel().currentRowChanged.connect(self._row_changed)
        self.table.opened.connect(lambda _row: self._mend())
        self.mend.clicked.connect(self._mend)
        self.dismiss.clicked.connect(self._dismiss)
        for queue in (self.waiting, self.sent):
            queue.table.opened.connect(lambda row, queue=queue: self._open_case(queue, row))
        self.bridge.cache_changed.connect(lambda _change: self.refresh())
        self.bridge.answered.connect(lambda _answer: self.refresh())

    def _row_changed(self, _current: QModelIndex, _previous: QModelIndex) -> None:
        self._show_current()
