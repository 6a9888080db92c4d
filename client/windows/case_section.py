"""A part of the case file: a title and a table as high as its rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from client.models.case_file import PENDING_MARK
from client.widgets.label import Label
from client.widgets.table import ROW_HEIGHT, LazyTableModel, make_table
from client.windows.amended_text import Piece, plain
from client.windows.case_cells import (
    PIECES_ROLE,
    STRUCK_ROLE,
    CaseCell,
    CaseColumn,
    identity,
    row_height,
    waits,
)
from client.windows.case_history import History

MOST_ROWS_SHOWN = 8
_HEADER_HEIGHT, _FRAME, _SCROLL_BAR, _TITLE_HEIGHT = 36, 4, 14, 30
# However low the window, so many rows are seen.
_LEAST_ROWS = 2
# A column of words narrower than this tells nothing.
_LEAST_WORDS = 200
# So many rows more than are seen are measured at once.
_BEYOND = 4


class _SectionModel(LazyTableModel):
    """Rows in memory; the first column carries the mark of a row that waits to be sent."""

    def __init__(self, columns: Sequence[CaseColumn], marked: int, parent: QObject) -> None:
        self.rows: Sequence[Any] = ()
        self.columns = tuple(columns)
        self._marked = marked
        self.history = History()
        self._pieces: dict[tuple[str, int], tuple[Piece, ...]] = {}
        super().__init__(
            columns,
            lambda offset, limit: self.rows[offset : offset + limit],
            lambda: len(self.rows),
            identity,
            parent,
        )

    def begin(self, rows: Sequence[Any], history: History) -> None:
        """Other rows; call `reload` then."""
        self.rows, self.history = rows, history
        self._pieces.clear()

    def pieces(self, row: Any, column: int) -> tuple[Piece, ...]:
        """What a cell shows, with its old value and the marks of the row."""
        found = self._pieces.get((identity(row), column))
        if found is None:
            found = self.history.pieces(row, self.columns[column])
            if column == 0 and waits(row):
                found = (Piece(PENDING_MARK), *found)
            if column == self._marked:
                found = (*found, *self.history.marks(row))
            self._pieces[identity(row), column] = found
        return found

    def tip(self, row: Any) -> str | None:
        words = " · ".join(filter(None, (plain(self.pieces(row, at)) for at in range(len(self.columns)))))
        return f"\u200f{words}{' · در انتظار ارسال' if waits(row) else ''}"

    def data(self, index: Any, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role in (PIECES_ROLE, STRUCK_ROLE) and index.isValid():
            row = self.row(index.row())
            if role == STRUCK_ROLE:
                return self.history.is_struck(row)
            return self.pieces(row, index.column())
        return super().data(index, role)

    def _shown(self, row: Any, column: int, role: int) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return plain(self.pieces(row, column))
        return super()._shown(row, column, role)


class Section(QWidget):
    """Hidden while it has no rows. ↓ after the last row and ↑ before the first leave it for its neighbour, as
    → and ← do from anywhere in it.

    Columns named in `spare` give way in a narrow window; a row's tooltip tells them still.
    """

    passed_end = Signal()
    passed_start = Signal()
    turned = Signal(int)
    """→ (1) or ← (-1): to the next or the previous section."""
    opened = Signal(object)
    """The row that Enter was pressed on."""
    entered = Signal()
    """The focus came here."""

    def __init__(
        self,
        title: str,
        columns: Sequence[CaseColumn],
        widths: Sequence[int],
        spare: Sequence[str] = (),
        *,
        hint: str = "",
        most: int = MOST_ROWS_SHOWN,
    ) -> None:
        super().__init__()
        self._widths = tuple(widths)
        self._most = most
        self._least = sum(width or _LEAST_WORDS for width in widths)
        self._marked = next((place for place, width in enumerate(widths) if not width), 0)
        self._room = 0
        self._tall: dict[int, int] = {}
        self._measured: set[int] = set()
        self._spare = [place for place, column in enumerate(columns) if column.title in spare]
        self.title = title
        self.model = _SectionModel(columns, self._marked, self)
        self.table = make_table(self.model, widths, title)
        self.table.setItemDelegate(CaseCell(self.table))
        self.table.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.table.installEventFilter(self)
        self.table.verticalScrollBar().valueChanged.connect(lambda _value: self._measure_seen())
        self.table.opened.connect(lambda row: self.opened.emit(self.model.row(row)))
        head = QHBoxLayout()
        head.addWidget(Label(title, "section"))
        head.addStretch(1)
        if hint:
            head.addWidget(Label(hint, "hint"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(self.table)
        self.setFocusProxy(self.table)
        self.hide()

    def show_rows(self, rows: Sequence[Any], history: History | None = None) -> None:
        """Show these; the row chosen stays chosen."""
        self.model.begin(rows, history or History())
        self.model.reload(self.table)
        if rows:
            self.model.row(0)
        if not self.table.hasFocus():
            self.table.clearSelection()
        self._fit()
        self.setVisible(bool(rows))

    def set_room(self, height: int) -> None:
        """So many pixels are seen of the page at once: a longer table scrolls by itself, its title above."""
        if height != self._room:
            self._room = height
            self._fit()

    def current(self) -> Any | None:
        """The row chosen, or None."""
        index = self.table.currentIndex()
        return self.model.row(index.row()) if index.isValid() else None

    def enter(self, *, at_end: bool = False) -> None:
        """Take the focus on the first or the last row."""
        self.table.selectRow(self.model.rowCount() - 1 if at_end else 0)
        self.table.setFocus()

    def go_to(self, row_id: str) -> bool:
        """Take the focus on the row of that id; False if it is not here."""
        place = next((at for at, row in enumerate(self.model.rows) if identity(row) == row_id), None)
        if place is None:
            return False
        self.table.selectRow(place)
        self.table.setFocus()
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for place in self._spare:
            self.table.setColumnHidden(place, self.width() < self._least)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            # One row of the whole page is chosen, where the focus is.
            self.table.clearSelection()
        if event.type() == QEvent.Type.FocusIn:
            self.entered.emit()
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and not event.modifiers():
            return self._leaves(event.key()) or super().eventFilter(watched, event)
        return super().eventFilter(watched, event)

    def _leaves(self, key: int) -> bool:
        row = self.table.currentIndex().row()
        if key == Qt.Key.Key_Down and row >= self.model.rowCount() - 1:
            self.passed_end.emit()
        elif key == Qt.Key.Key_Up and row <= 0:
            self.passed_start.emit()
        elif key in (Qt.Key.Key_Right, Qt.Key.Key_Left):
            self.turned.emit(1 if key == Qt.Key.Key_Right else -1)
        else:
            return False
        return True

    def _fit(self) -> None:
        """Rows as high as their words need, the table as high as its rows (the longest scroll)."""
        header = self.table.verticalHeader()
        for row in self._tall:
            if row < len(self.model.rows):
                header.resizeSection(row, ROW_HEIGHT)
        self._tall, self._measured = {}, set()
        self._measure(0, self._most + _BEYOND)
        shown = range(min(len(self.model.rows), self._most))
        tall = sum(self._tall.get(row, ROW_HEIGHT) for row in shown)
        wanted = _HEADER_HEIGHT + min(tall, (self._most + 3) * ROW_HEIGHT) + _FRAME
        least = _HEADER_HEIGHT + _LEAST_ROWS * ROW_HEIGHT + _FRAME
        self.table.setFixedHeight(
            min(wanted, max(self._room - _TITLE_HEIGHT, least)) if self._room else wanted
        )

    def _measure_seen(self) -> None:
        """Rows are measured when they come into sight: thousands would hold up the window."""
        first = max(self.table.rowAt(0), 0)
        end = first + self._most + _BEYOND
        if self._measure(first, end) and first <= self.table.currentIndex().row() < end:
            # Rows that grew have pushed it out of sight.
            QTimer.singleShot(0, self.table, self._scroll_back)

    def _scroll_back(self) -> None:
        # How far it scrolls by now the view would find out later.
        self.table.updateGeometries()
        self.table.scrollTo(self.table.currentIndex())

    def _measure(self, first: int, end: int) -> bool:
        """Rows from `first` to before `end`, as high as their words; whether any is higher than before."""
        rows = [row for row in range(first, min(end, len(self.model.rows))) if row not in self._measured]
        self._measured.update(rows)
        shown = [at for at in range(len(self._widths)) if not self.table.isColumnHidden(at)]
        scroll = _SCROLL_BAR if len(self.model.rows) > self._most else 0
        free = self.width() - _FRAME - scroll - sum(self._widths[at] for at in shown)
        stretched = max(free // max(sum(1 for at in shown if not self._widths[at]), 1), 1)
        font, metrics = self.table.font(), self.table.fontMetrics()
        columns = [
            (at, self._widths[at] or stretched)
            for at in shown
            if self.model.columns[at].wraps or self.model.history
        ]
        grown = False
        for row in rows:
            height = max(
                (
                    row_height(self.model.pieces(self.model.rows[row], at), font, metrics, width)
                    for at, width in columns
                ),
                default=ROW_HEIGHT,
            )
            if height > ROW_HEIGHT:
                self._tall[row] = height
                self.table.verticalHeader().resizeSection(row, height)
                grown = True
        return grown
