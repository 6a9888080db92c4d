"""Printing the papers of a case: a list to choose from by one key, then the paper itself."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from client.models.case_file import read_case
from client.models.paper_words import Printed
from client.models.papers import PAPERS, RECEIPT, Paper
from client.widgets.key_hint import KeyButton
from client.widgets.label import Label
from client.windows.page import Page
from client.windows.paper_making import PaperMaking
from client.windows.paper_sheet import PaperSheet
from client.windows.scan import give_way
from common import case_number
from common.text import ascii_digits, persian_digits

_UNKNOWN = "این پرونده در دسترس این میز نیست یا هنوز از مرکز نرسیده است؛ برگه‌ای چاپ نشد"
_LIST_WIDTH, _LINE = 380, 32
_SHEET_WIDTH, _SHEET_HEIGHT = 820, 700


def offer_papers(page: Page, case_id: str) -> PaperList | None:
    """Show the list of the papers of a case over `page`; None, and says so, if it is not in the cache."""
    file = read_case(page.session.cache, case_id)
    if file is None:
        page.say(_UNKNOWN)
        return None
    papers = PaperList(page, case_id, str(file.case.number))
    papers.open()
    return papers


def print_receipt(page: Page, case_id: str) -> PaperWindow | None:
    """Show the applicant's receipt over `page`, ready to print; None if there is no such case."""
    return open_paper(page, case_id, RECEIPT)


def open_paper(page: Page, case_id: str, paper: Paper) -> PaperWindow | None:
    """Show one paper of a case over `page`."""
    file = read_case(page.session.cache, case_id)
    if file is None:
        page.say(_UNKNOWN)
        return None
    window = PaperWindow(
        f"{paper.title} — {case_number.show(file.case.number)}",
        f"{paper.file_name}-{file.case.number}.pdf",
        page.window(),
    )
    window.open()
    words = page.words
    printed = Printed(page.role.desk, page.session.name, page.session.today())
    window.making.begin(lambda tell: paper.pdf(file, words, printed, tell))
    return window


class PaperList(QDialog):
    """1, 2 and 3 (or ↑↓ and Enter) open a paper; Esc closes."""

    def __init__(self, page: Page, case_id: str, number: str) -> None:
        super().__init__(page.window())
        self._page = page
        self._case_id = case_id
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        give_way(self)
        self.setWindowTitle("چاپ")
        self.setAccessibleName(f"برگه‌های پروندهٔ {case_number.show(number)}")
        self.list = QListWidget()
        self.list.setObjectName("choices")
        self.list.setAccessibleName("برگه‌ها")
        for place, paper in enumerate(PAPERS, start=1):
            line = QListWidgetItem(f"\u200f{persian_digits(place)}   {paper.title}", self.list)
            line.setSizeHint(QSize(0, _LINE))
        self.list.setCurrentRow(0)
        self.list.itemClicked.connect(lambda item: self._take(self.list.row(item)))
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 12)
        column.setSpacing(8)
        column.addWidget(Label(f"چاپ از پروندهٔ {case_number.show(number)}", "section"))
        column.addWidget(self.list)
        column.addWidget(Label("۱ تا ۳ یا ↑↓ و Enter · Esc بستن", "hint"))
        self.list.installEventFilter(self)
        self.list.setFixedHeight(len(PAPERS) * _LINE + 2 * self.list.frameWidth() + 2)
        self.setFixedWidth(_LIST_WIDTH)
        self.list.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take(self.list.currentRow())
            return
        super().keyPressEvent(event)

    def eventFilter(self, watched: object, event: object) -> bool:
        """A digit chooses at once; the list itself would only look for it among its words."""
        if isinstance(event, QKeyEvent) and event.type() == QKeyEvent.Type.KeyPress:
            typed = ascii_digits(event.text())
            if typed in {str(place) for place in range(1, len(PAPERS) + 1)}:
                self._take(int(typed) - 1)
                return True
        return super().eventFilter(watched, event)  # type: ignore[arg-type]  # Qt's own arguments passed on

    def _take(self, row: int) -> None:
        self.accept()
        open_paper(self._page, self._case_id, PAPERS[row])


class PaperWindow(QDialog):
    """One paper: Ctrl+P prints it, Ctrl+E keeps it as a file, Esc goes back to work.

    Also while it is still being made (`making`): then it is given up.
    """

    def __init__(self, title: str, file_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._file_name = file_name
        give_way(self)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title.translate(dict.fromkeys(range(0x2066, 0x206A))))
        self.setAccessibleName(title)
        self.sheet = PaperSheet()
        self.making = PaperMaking("در حال ساختن برگه")
        self.making.made.connect(self._show_paper)
        self.finished.connect(lambda _result: self.making.give_up())
        self.close_button = KeyButton("بستن", "Esc")
        self.close_button.setAutoDefault(False)
        self.close_button.clicked.connect(self.reject)
        head = QHBoxLayout()
        head.addWidget(Label(title, "section"))
        head.addStretch(1)
        head.addWidget(self.making)
        head.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.sheet, 1)
        for button in (self.sheet.save, self.sheet.view.print_button):
            button.setAutoDefault(False)
        self.resize(_SHEET_WIDTH, _SHEET_HEIGHT)
        self.sheet.setFocus()

    def _show_paper(self, pdf: bytes) -> None:
        self.sheet.show_paper(pdf, self._file_name)
        self.sheet.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter prints too: the paper was asked for to be printed."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.sheet.print_paper()
            return
        super().keyPressEvent(event)
