"""F2 of a branch: what has come, the unread bold, and the card to take it up."""

from __future__ import annotations

import uuid
from datetime import date

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from client.models.bridge import Bridge
from client.models.inbox import Arrival, InboxModel
from client.models.words import Words
from client.sync.session import DeskRole, Session
from client.widgets.empty_state import EmptyState
from client.widgets.field import TextField
from client.widgets.key_hint import Key
from client.widgets.label import Label
from client.widgets.table import make_table
from client.windows.page import Page
from client.windows.referral_card import WIDTH, ReferralCard
from common import case_number
from common.commands import AcceptReferral
from common.identifiers import uuid7

NARROW = 1280
_SUPERVISION_DAYS = 30
_NOTHING = "کارتابل خالی است؛ ارجاع تازه خودبه‌خود پدیدار می‌شود"
_NOT_FOUND = "ردیفی با این شماره یا موضوع در کارتابل نیست"


class InboxPage(Page):
    """The card stands beside the table; in a narrow window Enter puts it in the table's place, Esc back."""

    title = "کارتابل ورودی"
    fed = True

    def __init__(
        self, session: Session, bridge: Bridge, words: Words, role: DeskRole, parent: QWidget | None = None
    ) -> None:
        super().__init__(session, bridge, words, role, parent)
        self.model = InboxModel(session.cache, words, role.desk, self)
        self.table = make_table(self.model, (226, 0, 0, 116), self.title)
        self.table.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.empty = EmptyState("inbox", _NOTHING)
        self.empty.cover(self.table)
        days = int(session.settings.get("supervision_days", _SUPERVISION_DAYS))
        self.card = ReferralCard(words, session.today, days, role.kinds)
        self.search = TextField(60, name="جست‌وجو در کارتابل")
        self.search.setPlaceholderText("شماره یا موضوع (Ctrl+F)")
        self.search.setFixedWidth(280)
        self.search.setClearButtonEnabled(True)
        self._choosing = False
        self._lay_out()
        self._connect()

    def activate(self) -> None:
        self._choose_some()
        self.table.setFocus()

    def panes(self) -> list[QWidget]:
        return [self.search, self.table, self.card]

    def refresh(self) -> None:
        """Read the list anew; what is chosen stays chosen."""
        self.model.refresh(self.table)
        self._show_current()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(card_in_front=False)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.heading)
        head.addStretch(1)
        head.addWidget(self.search)
        middle = QHBoxLayout()
        middle.setSpacing(14)
        middle.addWidget(self.table, 1)
        middle.addWidget(self.card)
        self.column.addLayout(head)
        self.column.addLayout(middle, 1)
        self.column.addWidget(
            Label(
                "F2 کارتابل · ↑↓ ردیف · Enter به پذیرش یا گشودن · Ctrl+F جست‌وجو · F1 راهنما",
                "hint",
            )
        )

    def _connect(self) -> None:
        self.search.textChanged.connect(self._narrow)
        self.search.returnPressed.connect(self.table.setFocus)
        self.table.selectionModel().currentRowChanged.connect(self._current_changed)
        self.table.opened.connect(lambda _row: self._to_card())
        self.model.reloaded.connect(self._choose_some)
        self.card.accepted.connect(self._accept)
        self.card.open_asked.connect(lambda arrival: self.navigate("open_seal", arrival.case_id))
        self.bridge.cache_changed.connect(lambda _change: self.refresh())
        Key("Ctrl+F", "جست‌وجو در کارتابل", self._to_search, self)
        Key("Esc", "به فهرست", self._back, self)

    def _narrow(self) -> None:
        typed = self.search.value()
        self.empty.set_words(_NOT_FOUND if typed else _NOTHING, "Esc همهٔ ردیف‌ها" if typed else "")
        self.model.narrow(typed, self.table)

    def _current_changed(self, _current: QModelIndex, _previous: QModelIndex) -> None:
        self._show_current()
        arrival = self._current()
        if arrival is not None and arrival.unread and self.table.hasFocus() and not self._choosing:
            self._mark_read(arrival)

    def _choose_some(self) -> None:
        """The first row, if none is chosen: what comes into an empty list is not read by that alone."""
        if not self.table.currentIndex().isValid() and self.model.rowCount():
            self._choosing = True
            self.table.setCurrentIndex(self.model.index(0, 0))
            self._choosing = False
        self._show_current()

    def _mark_read(self, arrival: Arrival) -> None:
        self.session.seen(arrival.case_id, arrival.cause_id)

    def _current(self) -> Arrival | None:
        row = self.model.row(self.table.currentIndex().row())
        return row if isinstance(row, Arrival) else None

    def _show_current(self) -> None:
        self.card.show_arrival(self._current())

    def _accept(self, arrival: Arrival, received: date, following: date) -> None:
        command = AcceptReferral(
            case=uuid.UUID(arrival.case_id),
            referral=uuid.UUID(arrival.cause_id),
            entry=uuid7(),
            received_on=received,
            next_on=following,
        )
        self.session.issue(command, self.role.desk)
        self.say(f"پذیرفته شد — {case_number.show(arrival.number)}؛ شمارهٔ بایگانی را مرکز می‌دهد")
        self.refresh()
        self._to_table()

    def _to_search(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def _to_card(self) -> None:
        self._arrange(card_in_front=True)
        (self.card.received if self.card.received.isVisible() else self.card.unseal).setFocus()

    def _back(self) -> None:
        """From the card to the list; from the list or the search, to the list of all."""
        if not self.card.isAncestorOf(self.focusWidget() or self):
            self.search.clear()
        self._to_table()

    def _to_table(self) -> None:
        self._arrange(card_in_front=False)
        self.table.setFocus()

    def _arrange(self, *, card_in_front: bool) -> None:
        narrow = self.window().width() < NARROW
        self.card.setVisible(not narrow or card_in_front)
        self.table.setVisible(not narrow or not card_in_front)
        if narrow:
            self.card.setMaximumWidth(16_777_215)
        else:
            self.card.setFixedWidth(WIDTH)
