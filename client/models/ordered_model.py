"""A table over the cache in an order of its own that never keeps the window waiting, however long it is."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractItemView
from sqlalchemy import ColumnElement, Row, Select

from client.models.later import in_background, when_done
from client.models.ordered_rows import OrderedRows
from client.sync.cache import Cache
from client.widgets.table import PAGE_ROWS, Column, LazyTableModel

# So many ids are read in some milliseconds. A longer list shows its beginning at once; the rest of its order
# is read on another thread.
AT_ONCE = 4000


class OrderedModel(LazyTableModel):
    """`order()` selects row ids in order, `page` the rows (see OrderedRows), `make` turns rows into what the
    columns show; `identify` tells what stays when rows move."""

    def __init__(
        self,
        cache: Cache,
        columns: Sequence[Column],
        order: Callable[[], Select[Any]],
        page: Select[Any],
        key: ColumnElement[int],
        make: Callable[[Sequence[Row[Any] | None]], Sequence[Any]],
        identify: Callable[[Any], object],
        parent: Any = None,
    ) -> None:
        self._ordered = OrderedRows(cache, page, key)
        self._order = order
        self._wanted_order = 0
        self._reading = False
        self._view: QAbstractItemView | None = None
        self.complete = False
        """Whether all of the order has been read; until then `rowCount` tells of its beginning."""
        self._ordered.read_order(order().limit(AT_ONCE))
        super().__init__(
            columns,
            lambda offset, limit: make(self._ordered.load(offset, limit)),
            lambda: len(self._ordered),
            identify,
            parent,
        )
        self.complete = not self._is_long()
        if not self.complete:
            self._read_behind()

    def row(self, number: int) -> Any:
        """What `make` made of the row at `number`; None beyond the end or for one that has gone."""
        return super().row(number)

    def refresh(self, view: QAbstractItemView | None = None) -> None:
        """The cache changed: read anew; what is chosen in `view` stays chosen, if it is still there."""
        if not self._is_long():
            self.begin_anew(view)
            return
        self._view = view
        self._pages.clear()
        if view is not None:
            # What is on the screen is read at once, or dots would flash.
            for place in (view.rect().topLeft(), view.rect().bottomLeft()):
                self.row(max(view.indexAt(place).row(), 0))
        self.dataChanged.emit(self.index(0, 0), self.index(self._rows - 1, self.columnCount() - 1))
        self._read_behind()

    def begin_anew(self, view: QAbstractItemView | None = None) -> None:
        """Show the beginning of the list as it is now (another filter may be wanted), then the rest."""
        self._view = view
        self._wanted_order += 1
        self._ordered.read_order(self._order().limit(AT_ONCE))
        self.complete = not self._is_long()
        self.reload(view)
        if not self.complete:
            self._read_behind()

    def _is_long(self) -> bool:
        return len(self._ordered) >= AT_ONCE

    def _read_behind(self) -> None:
        self._wanted_order += 1
        if not self._reading:
            self._start_reading()

    def _start_reading(self) -> None:
        self._reading = True
        number, order, ordered = self._wanted_order, self._order(), self._ordered
        future = in_background(lambda: ordered.ids_in(order))
        when_done(self, future, partial(self._take_order, number), lambda _refusal: None)

    def _take_order(self, number: int, ids: array[int]) -> None:
        self._reading = False
        if number != self._wanted_order:
            # Something else is wanted by now; one reading at a time, however quick the changes come.
            if self._is_long():
                self._start_reading()
            return
        was, was_complete, self.complete = self._ordered.ids, self.complete, True
        if ids == was:
            if not was_complete:
                self.reloaded.emit()
            return
        if len(ids) > len(was) and ids[: len(was)] == was:
            self.beginInsertRows(QModelIndex(), len(was), len(ids) - 1)
            self._ordered.ids = ids
            self._rows = len(ids)
            self._pages.pop((len(was) - 1) // PAGE_ROWS, None)
            self.endInsertRows()
            self.reloaded.emit()
            return
        self._ordered.ids = ids
        self.reload(self._view)

    def cell_colour(self, _row: Any, _column: int) -> str | None:
        """The colour of one cell's words, where only that cell says something special."""
        return None

    def _shown(self, row: Any, column: int, role: int) -> Any:
        if row is None:
            # It has gone since the order was read; the next reading is under way.
            return None
        if role == Qt.ItemDataRole.ForegroundRole and (colour := self.cell_colour(row, column)):
            return QColor(colour)
        return super()._shown(row, column, role)
