"""What an administrator sees of the province: its desks and accounts. To read, not to change."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from client.models.bridge import Bridge
from client.models.people import AccountsModel, DesksModel, FoundRows
from client.models.words import Words
from client.sync.session import DeskRole, Session
from client.widgets.card import Card
from client.widgets.empty_state import EmptyState
from client.widgets.field import TextField
from client.widgets.key_hint import Key
from client.widgets.label import Label
from client.widgets.table import RowTable, make_table
from client.windows.page import Page
from common.text import group_digits

_SEARCH_WIDTH = 300
_NOT_FOUND = "با این نوشته چیزی یافت نشد"
_BY_WHOM = (
    "این صفحه برای دیدن است؛ حساب و سمت را متصدی مرکز با فرمان \u2066kelaseh-server account\u2069 تغییر می‌دهد"
)


class PeoplePage(Page):
    """Two lists side by side and one search for both."""

    title = "میزها و کاربران"

    def __init__(
        self, session: Session, bridge: Bridge, words: Words, role: DeskRole, parent: QWidget | None = None
    ) -> None:
        super().__init__(session, bridge, words, role, parent)
        self.desks_model = DesksModel(session.cache, words, self)
        self.accounts_model = AccountsModel(session.cache, self)
        self.desks = make_table(self.desks_model, (0, 104, 176, 70), "میزها")
        self.accounts = make_table(self.accounts_model, (0, 112, 72), "کاربران")
        self.search = TextField(60, name="جست‌وجو در میزها و کاربران")
        self.search.setPlaceholderText("میز، حوزه، نام یا نام کاربری")
        self.search.setClearButtonEnabled(True)
        self.search.setFixedWidth(_SEARCH_WIDTH)
        self._desks_card = Card("میزها")
        self._accounts_card = Card("کاربران")
        self._lay_out()
        self._connect()
        self._show_counts()

    def activate(self) -> None:
        self.search.setFocus()

    def panes(self) -> list[QWidget]:
        return [self.search, self.desks, self.accounts]

    def _lists(self) -> tuple[tuple[Card, RowTable, FoundRows], ...]:
        return (
            (self._desks_card, self.desks, self.desks_model),
            (self._accounts_card, self.accounts, self.accounts_model),
        )

    def _narrow(self) -> None:
        for _card, table, model in self._lists():
            model.narrow(self.search.value(), table)
        self._show_counts()

    def _refresh(self) -> None:
        for _card, table, model in self._lists():
            model.refresh(table)
        self._show_counts()

    def _show_counts(self) -> None:
        for card, _table, model in self._lists():
            card.set_hint(group_digits(model.rowCount()))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.heading)
        head.addStretch(1)
        head.addWidget(self.search)
        middle = QHBoxLayout()
        middle.setSpacing(14)
        for (card, table, _model), share in zip(self._lists(), (9, 4), strict=True):
            table.setTextElideMode(Qt.TextElideMode.ElideRight)
            EmptyState("search", _NOT_FOUND).cover(table)
            card.body.addWidget(table, 1)
            middle.addWidget(card, share)
        self.column.addLayout(head)
        self.column.addLayout(middle, 1)
        self.column.addWidget(Label(_BY_WHOM, "hint"))

    def _connect(self) -> None:
        self.search.textChanged.connect(self._narrow)
        self.search.returnPressed.connect(self.desks.setFocus)
        self.bridge.cache_changed.connect(lambda change: self._refresh() if change.reference else None)
        Key("Ctrl+F", "جست‌وجو در میزها و کاربران", self._to_search, self)
        Key("Esc", "پاک‌کردن جست‌وجو", self.search.clear, self)

    def _to_search(self) -> None:
        self.search.setFocus()
        self.search.selectAll()
