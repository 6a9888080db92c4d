"""The cases that a figure of the report counts, fetched from the centre a page at a time."""

from __future__ import annotations

import dataclasses
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from client.models.case_file import archive_number, shown_day
from client.models.later import when_done
from client.models.words import Words
from client.sync.session import Session
from client.widgets.table import RIGHT, Column
from common import case_number
from common.errors import Rejection
from common.text import persian_digits

PAGE = 100

Index = QModelIndex | QPersistentModelIndex


@dataclasses.dataclass(frozen=True)
class CaseBehind:
    """A docket entry as `api.cases_behind` tells it; no parties."""

    number: str
    kind: str
    subject: str
    ordinal: int
    archive_year: int
    archive_row: int
    received_on: str
    in_on: str
    disposed_on: str | None
    in_class: str
    out_class: str | None


class CasesBehind(QAbstractTableModel):
    """Fetches the next page when the view comes to the end of what is there."""

    arrived = Signal()
    """A page has come."""
    refused = Signal(str)
    """The centre is away or refuses: a sentence. What came before stays."""

    def __init__(self, session: Session, words: Words, desk: int, parent: Any = None) -> None:
        super().__init__(parent)
        self._session = session
        self._desk = desk
        self._question: dict[str, Any] = {}
        self._after: str | None = None
        self._asking = False
        self._turn = 0
        self.rows: list[CaseBehind] = []
        self._columns = (
            Column("شمارهٔ پرونده", lambda row: case_number.show(row.number)),
            Column("موضوع", lambda row: persian_digits(row.subject)),
            Column("ردیف", lambda row: persian_digits(row.ordinal)),
            Column("بایگانی", lambda row: archive_number(row.archive_year, row.archive_row)),
            Column("ورود", lambda row: shown_day(row.in_on)),
            Column("نوع ورود", lambda row: words.code_title("in_class", row.in_class)),
            Column("خروج", lambda row: shown_day(row.disposed_on)),
            Column("نوع خروج", lambda row: words.code_title("out_class", row.out_class)),
        )

    def begin(self, branch: int, month: int, figure: str) -> None:
        """Forget what is shown and fetch the first page behind this figure."""
        self.beginResetModel()
        self.rows = []
        self.endResetModel()
        self._question = {
            "desk": self._desk,
            "branch": branch,
            "month": month,
            "figure": figure,
            "limit": PAGE,
        }
        self._after = ""
        self._asking = False
        self._turn += 1
        self.fetchMore()

    def canFetchMore(self, _parent: Index | None = None) -> bool:
        return self._after is not None and not self._asking and bool(self._question)

    def fetchMore(self, _parent: Index | None = None) -> None:
        if not self.canFetchMore():
            return
        self._asking = True
        turn = self._turn
        after = {"after": self._after} if self._after else {}
        answer = self._session.ask("cases_behind", {**self._question, **after})
        when_done(self, answer, lambda page: self._take(turn, page), lambda error: self._fail(turn, error))

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole:
                return self._columns[section].title
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return RIGHT
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._columns[index.column()].show(row)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"\u200f{row.subject}"
        return None

    def _take(self, turn: int, page: dict[str, Any]) -> None:
        if turn != self._turn:
            return
        self._asking = False
        self._after = page["after"]
        rows = [CaseBehind(*row) for row in page["rows"]]
        if rows:
            self.beginInsertRows(QModelIndex(), len(self.rows), len(self.rows) + len(rows) - 1)
            self.rows += rows
            self.endInsertRows()
        self.arrived.emit()

    def _fail(self, turn: int, error: Rejection) -> None:
        if turn == self._turn:
            self._asking = False
            self.refused.emit(error.sentence())
