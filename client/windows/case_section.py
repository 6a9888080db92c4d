"""A part of the case file: a title and a table as high as its rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from client.models.case_file import PENDING_MARK, is_pending
from client.widgets.label import Label
from client.widgets.table import ROW_HEIGHT, Column, LazyTableModel, make_table

MOST_ROWS_SHOWN = 8
_HEADER_HEIGHT, _FRAME = 36, 4
# A column of words narrower than this tells nothing.
_LEAST_WORDS = 200


class _SectionModel(LazyTableModel):
    """Rows in memory; the first column carries the mark of a row that waits to be sent."""

    def __init__(self, columns: Sequence[Column], parent: QObject) -> None:
        self.rows: Sequence[Any] = ()
        self._shown_columns = tuple(columns)
        super().__init__(
            columns,
            lambda offset, limit: self.rows[offset : offset + limit],
            lambda: len(self.rows),
            lambda row: row.id,
            parent,
        )

    def tip(self, row: Any) -> str | None:
        words = " · ".join(filter(None, (column.show(row) for column in self._shown_columns)))
        return f"\u200f{words}{' · در انتظار ارسال' if is_pending(row) else ''}"

    def _shown(self, row: Any, column: int, role: int) -> Any:
        shown = super()._shown(row, column, role)
        if role == Qt.ItemDataRole.DisplayRole and column == 0 and is_pending(row):
            return f"{PENDING_MARK} {shown}"
        return shown


class Section(QWidget):
    """Hidden while it has no rows. ↓ after the last row and ↑ before the first leave it for its neighbour.

    Columns named in `spare` give way in a narrow window; a row's tooltip tells them still.
    """

    passed_end = Signal()
    passed_start = Signal()
    opened = Signal(object)
    """The row that Enter was pressed on."""

    def __init__(
        self, title: str, columns: Sequence[Column], widths: Sequence[int], spare: Sequence[str] = ()
    ) -> None:
        super().__init__()
        self._least = sum(width or _LEAST_WORDS for width in widths)
        self._spare = [place for place, column in enumerate(columns) if column.title in spare]
        self.title = title
        self.model = _SectionModel(columns, self)
        self.table = make_table(self.model, widths, title)
        self.table.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.table.installEventFilter(self)
        self.table.opened.connect(lambda row: self.opened.emit(self.model.row(row)))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(Label(title, "section"))
        column.addWidget(self.table)
        self.setFocusProxy(self.table)
        self.hide()

    def show_rows(self, rows: Sequence[Any]) -> None:
        """Show these; the row chosen stays chosen."""
        self.model.rows = rows
        self.model.reload(self.table)
        if rows:
            self.model.row(0)
        if not self.table.hasFocus():
            self.table.clearSelection()
        shown = min(len(rows), MOST_ROWS_SHOWN)
        self.table.setFixedHeight(_HEADER_HEIGHT + shown * ROW_HEIGHT + _FRAME)
        self.setVisible(bool(rows))

    def current(self) -> Any | None:
        """The row chosen, or None."""
        index = self.table.currentIndex()
        return self.model.row(index.row()) if index.isValid() else None

    def enter(self, *, at_end: bool) -> None:
        """Take the focus on the first or the last row."""
        self.table.selectRow(self.model.rowCount() - 1 if at_end else 0)
        self.table.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for place in self._spare:
            self.table.setColumnHidden(place, self.width() < self._least)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            # One row of the whole page is chosen, where the focus is.
            self.table.clearSelection()
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and not event.modifiers():
            row = self.table.currentIndex().row()
            if event.key() == Qt.Key.Key_Down and row >= self.model.rowCount() - 1:
                self.passed_end.emit()
                return True
            if event.key() == Qt.Key.Key_Up and row <= 0:
                self.passed_start.emit()
                return True
        return super().eventFilter(watched, event)
