"""The cases behind a figure."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from client.models.cases_behind import CaseBehind, CasesBehind
from client.models.words import Words
from client.sync.session import Session
from client.widgets.empty_state import EmptyState
from client.widgets.label import Label
from client.widgets.table import make_table
from common import jalali
from common.text import group_digits, isolate

FIGURE_TITLES = {
    "opening": "موجودی اول ماه",
    "incoming": "وارده",
    "disposed": "مختومه",
    "closing": "ماندهٔ پایان ماه",
}
_WIDTHS = (210, 0, 58, 100, 118, 154, 118, 130)


class ReportCases(QWidget):
    """Begun by `begin`; fetches more as one scrolls. Enter on a case of this desk opens its file."""

    opened = Signal(str)
    """The number of a case."""

    def __init__(self, session: Session, words: Words, desk: int) -> None:
        super().__init__()
        self._words = words
        self._what = ""
        self.model = CasesBehind(session, words, desk, self)
        self.told = Label("", "section", wrap=True)
        self.table = make_table(self.model, _WIDTHS, "پرونده‌های این رقم")
        self.table.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._empty = EmptyState("document", "در انتظار پاسخ مرکز…")
        self._empty.cover(self.table)
        self.table.opened.connect(self._open)
        self.model.arrived.connect(self._arrived)
        self.model.refused.connect(self._refused)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.told)
        column.addWidget(self.table, 1)
        self.setFocusProxy(self.table)

    def begin(self, branch: int, month: int, figure: str) -> None:
        """Fetch the cases behind this figure."""
        title = FIGURE_TITLES[figure]
        self._what = f"{title} — {self._words.desk_title(branch)} — {jalali.month_label(month)}"
        self.told.setText(self._what)
        self._empty.set_words("در انتظار پاسخ مرکز…")
        self.model.begin(branch, month, figure)

    def _arrived(self) -> None:
        count = len(self.model.rows)
        more = "، با پایین رفتن بیشتر می‌آید" if self.model.canFetchMore() else ""
        self.told.setText(f"{self._what} — {isolate(group_digits(count))} پرونده{more}")
        self._empty.set_words("پرونده‌ای پشت این رقم نیست")
        if count and not self.table.currentIndex().isValid():
            self.table.selectRow(0)

    def _refused(self, sentence: str) -> None:
        self.told.setText(f"{self._what} — {sentence}")
        self._empty.set_words(sentence)

    def _open(self, row: int) -> None:
        found = self.model.rows[row]
        if isinstance(found, CaseBehind):
            self.opened.emit(found.number)
