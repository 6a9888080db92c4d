"""The list of a day: what this desk registered or took up, to be read, opened and printed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from client.models.bridge import Bridge
from client.models.day_list import DayEntry, DayListModel, day_entries, day_paper, day_totals
from client.models.later import in_background, when_done
from client.models.paper_words import Printed
from client.models.words import Words
from client.paper.day_list import make_day_list
from client.paper.flow import Tell
from client.sync.session import DeskRole, Session
from client.widgets.empty_state import EmptyState
from client.widgets.jalali_edit import JalaliEdit
from client.widgets.key_hint import Key, KeyButton
from client.widgets.label import Label
from client.widgets.table import make_table
from client.windows.page import Page
from client.windows.paper_making import PaperMaking
from client.windows.paper_sheet import PaperSheet

_NOTHING = "در این روز در این میز پرونده‌ای ثبت یا پذیرفته نشده است"
_WIDTHS = (84, 120, 208, 92, 0, 0, 90, 122)


class DayListPage(Page):
    """The table of a day; Ctrl+P makes the paper and shows it in the table's place."""

    title = "فهرست روز"
    fed = True

    def __init__(
        self, session: Session, bridge: Bridge, words: Words, role: DeskRole, parent: QWidget | None = None
    ) -> None:
        super().__init__(session, bridge, words, role, parent)
        self._turn = 0
        self._paper_of = session.today()
        self.day = JalaliEdit(session.today, name="روز")
        self.day.set_date(session.today())
        self.day.setFixedWidth(190)
        self.model = DayListModel(self)
        self.table = make_table(self.model, _WIDTHS, self.title)
        self.table.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.empty = EmptyState("calendar", _NOTHING)
        self.empty.cover(self.table)
        self.totals = Label("", "muted", wrap=True)
        self.sheet = PaperSheet()
        self.stack = QStackedWidget()
        self.print_button = KeyButton("آماده کردن چاپ", "Ctrl+P", primary=True)
        self.back = KeyButton("بازگشت به فهرست", "Esc")
        self.stop_button = KeyButton("انصراف", "Esc")
        self.making = PaperMaking("در حال ساختن فهرست")
        self._lay_out()
        self._connect()
        self.refresh()

    def activate(self) -> None:
        self.refresh()
        (self.sheet if self._shows_paper() else self.table if self.model.rowCount() else self.day).setFocus()

    def panes(self) -> list[QWidget]:
        return [self.day, self.sheet if self._shows_paper() else self.table]

    def refresh(self) -> None:
        """Read the day anew, off the windows' thread."""
        day = self.day.date()
        if day is None:
            return
        self._turn += 1
        turn, cache, words, desk = self._turn, self.session.cache, self.words, self.role.desk
        read = in_background(lambda: day_entries(cache, words, desk, day))
        when_done(self, read, lambda entries: self._take(turn, entries), lambda _refusal: None)

    def _take(self, turn: int, entries: list[DayEntry]) -> None:
        if turn != self._turn:
            return
        if entries != self.model.entries:
            self.model.show_entries(entries, self.table)
        if entries and not self.table.currentIndex().isValid():
            self.table.selectRow(0)
        self.totals.setText(" — ".join(day_totals(entries)) if entries else "")

    # ------------------------------------------------------------------ the paper

    def _make(self) -> None:
        day = self.day.date()
        if day is None:
            self.day.setFocus()
            return
        self._paper_of = day
        printed = Printed(self.role.desk, self.session.name, self.session.today())
        cache, words = self.session.cache, self.words

        def make(tell: Tell) -> bytes:
            entries = day_entries(cache, words, printed.desk, day)
            return make_day_list(day_paper(entries, words, printed, day), tell)

        self.making.begin(make)
        self._show(self.table)

    def _show_paper(self, pdf: bytes) -> None:
        self.sheet.show_paper(pdf, f"day-list-{self._paper_of.isoformat()}.pdf")
        self._show(self.sheet)
        self.sheet.setFocus()

    def _give_up(self) -> None:
        self.making.give_up()
        self._to_table()

    def _shows_paper(self) -> bool:
        return self.stack.currentWidget() is self.sheet

    def _show(self, view: QWidget) -> None:
        self.stack.setCurrentWidget(view)
        paper = view is self.sheet
        self.print_button.setVisible(not paper and not self.making.busy())
        self.stop_button.setVisible(self.making.busy())
        self.back.setVisible(paper)
        self.totals.setVisible(not paper)

    def _to_table(self) -> None:
        self.sheet.clear()
        self._show(self.table)
        self.activate()

    # ------------------------------------------------------------------ layout

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.heading)
        head.addStretch(1)
        head.addWidget(Label("روز", "muted"))
        head.addWidget(self.day)
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.sheet)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for part in (self.print_button, self.back, self.stop_button, self.making):
            buttons.addWidget(part)
        buttons.addStretch(1)
        buttons.addWidget(Label("Ctrl+D به روز · ↑↓ در روز: روز پس و پیش · Enter گشودن پرونده", "hint"))
        self.column.addLayout(head)
        self.column.addWidget(self.stack, 1)
        self.column.addWidget(self.totals)
        self.column.addLayout(buttons)
        self._show(self.table)

    def _connect(self) -> None:
        self.day.date_changed.connect(lambda _day: self._day_changed())
        self.day.returnPressed.connect(self.table.setFocus)
        self.table.opened.connect(self._open_row)
        self.print_button.clicked.connect(self._make)
        self.back.clicked.connect(self._to_table)
        self.stop_button.clicked.connect(self._give_up)
        self.making.made.connect(self._show_paper)
        self.bridge.cache_changed.connect(lambda _change: self.refresh() if self.isVisible() else None)
        Key("Ctrl+D", "به روز فهرست", self._to_day, self)

    def _day_changed(self) -> None:
        self.making.give_up()
        self.sheet.clear()
        self._show(self.table)
        self.refresh()

    def _to_day(self) -> None:
        self.day.setFocus()
        self.day.selectAll()

    def _open_row(self, row: int) -> None:
        entry = self.model.row(row)
        if isinstance(entry, DayEntry):
            self.navigate("case_file", entry.case_id)
