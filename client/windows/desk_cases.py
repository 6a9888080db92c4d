"""The cases in the hands of the desk: find one, open it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from client.models.bridge import Bridge
from client.models.desk_cases import DeskCasesModel, HeldCase
from client.models.words import Words
from client.sync.session import DeskRole, Session
from client.widgets.empty_state import EmptyState
from client.widgets.field import TextField
from client.widgets.key_hint import Key
from client.widgets.label import Label
from client.widgets.table import make_table
from client.windows.case_target import CaseInList
from client.windows.page import ARRIVING, Page
from common.text import group_digits

_NOTHING = "هنوز پرونده‌ای در دست این میز نیست"
_NOT_FOUND = "پرونده‌ای با این نوشته در دست این میز نیست"


class DeskCasesPage(Page):
    """A table with a filter; Enter opens the case file."""

    title = "پرونده‌های میز"
    fed = True

    def __init__(
        self, session: Session, bridge: Bridge, words: Words, role: DeskRole, parent: QWidget | None = None
    ) -> None:
        super().__init__(session, bridge, words, role, parent)
        signs = "sign_decision" in role.kinds
        self.model = DeskCasesModel(session, words, role.desk, self, unsigned_first=signs)
        own = words.desk(role.desk)
        branch = own is not None and own.kind == "branch"
        widths = (214, 0, 0, 166, 128, 104) if branch else (226, 0, 380)
        self.table = make_table(self.model, widths, self.title)
        self.table.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._empty = EmptyState("folder", _NOTHING)
        self._empty.cover(self.table)
        self.search = TextField(60, name="جست‌وجو در پرونده‌های میز")
        self.search.setPlaceholderText("شماره، موضوع یا نام (Ctrl+F)")
        self.search.setFixedWidth(300)
        self.search.setClearButtonEnabled(True)
        self.count = Label("", "hint")
        head = QHBoxLayout()
        head.addWidget(self.heading)
        head.addSpacing(14)
        head.addWidget(self.count)
        head.addStretch(1)
        head.addWidget(self.search)
        self.column.addLayout(head)
        self.column.addWidget(self.table, 1)
        self.column.addWidget(
            Label("↑↓ ردیف · Enter گشودن پرونده · Ctrl+F جست‌وجو · ◌ در انتظار ارسال · F1 راهنما", "hint")
        )
        self._connect()
        self._show_count()

    def activate(self) -> None:
        self._choose_some()
        self.table.setFocus()

    def panes(self) -> list[QWidget]:
        return [self.search, self.table]

    def show_arriving(self, arriving: bool) -> None:
        super().show_arriving(arriving)
        self._show_count()

    def _connect(self) -> None:
        self.table.opened.connect(self._open_row)
        self.search.textChanged.connect(self._narrow)
        self.search.returnPressed.connect(self._to_table)
        self.model.reloaded.connect(self._show_count)
        self.model.reloaded.connect(self._choose_some)
        self.bridge.cache_changed.connect(lambda _change: self.model.refresh(self.table))
        Key("Ctrl+F", "جست‌وجو در پرونده‌های میز", self._to_search, self)
        Key("Esc", "پاک‌کردن جست‌وجو", self._clear_search, self)

    def _choose_some(self) -> None:
        if not self.table.currentIndex().isValid() and self.model.rowCount():
            self.table.setCurrentIndex(self.model.index(0, 0))

    def _open_row(self, row: int) -> None:
        case = self.model.row(row)
        if isinstance(case, HeldCase):
            self.navigate("case_file", CaseInList(self.model, row))

    def _narrow(self) -> None:
        typed = self.search.value()
        self._empty.set_words(_NOT_FOUND if typed else _NOTHING, "Esc همهٔ پرونده‌ها" if typed else "")
        self.model.narrow(typed, self.table)

    def _to_search(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def _to_table(self) -> None:
        if self.model.rowCount():
            self.table.setCurrentIndex(self.model.index(0, 0))
        self.table.setFocus()

    def _clear_search(self) -> None:
        self.search.clear()
        self.table.setFocus()

    def _show_count(self) -> None:
        count = self.model.rowCount()
        if self.arriving or not self.model.complete:
            # A count of a part would be taken for the whole.
            self.count.setText(ARRIVING if self.arriving else "… پرونده")
        else:
            self.count.setText(f"{group_digits(count)} پرونده" if count else "")
