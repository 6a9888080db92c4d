"""Tables of any length: a view with the measured cures, and a model that loads its rows by pages."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from client.style.theme import figures_font

ROW_HEIGHT = 31
PAGE_ROWS = 200
PAGES_KEPT = 40
# Pages asked for but scrolled past are not worth loading; the last few are what the screen shows.
_PAGES_PER_LOAD = 3
_MOST_ROWS_ON_SCREEN = 60

Index = QModelIndex | QPersistentModelIndex
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter


def make_table(model: QAbstractItemModel, widths: Sequence[int], name: str = "") -> "RowTable":
    """A view of `model` choosing whole rows; columns get `widths` in pixels, a width of 0 takes what is left.

    Measured: with a million rows any other mode of the vertical header asks every row for its height.
    """
    table = RowTable()
    table.setModel(model)
    table.setAccessibleName(name)
    header = table.horizontalHeader()
    for column, width in enumerate(widths):
        if width:
            header.resizeSection(column, width)
        else:
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
    return table


class RowTable(QTableView):
    """A read-only table of rows; Enter and double click open the current row, Tab leaves the table."""

    opened = Signal(int)
    """The row to open."""

    def __init__(self) -> None:
        super().__init__()
        self.setFont(figures_font())
        rows = self.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(ROW_HEIGHT)
        rows.hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(RIGHT)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))

    def selectRow(self, row: int) -> None:
        """Make `row` current; Qt's own finds no column at the right edge of a right-to-left table."""
        self.setCurrentIndex(self.model().index(row, 0))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.selectionModel().hasSelection() and self.model().rowCount():
            self.selectRow(max(self.currentIndex().row(), 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        ):
            if self.currentIndex().isValid():
                self.opened.emit(self.currentIndex().row())
            return
        super().keyPressEvent(event)


@dataclass(frozen=True)
class Column:
    """A column: its title and what it shows of a row (already Persian)."""

    title: str
    show: Callable[[Any], str]


class LazyTableModel(QAbstractTableModel):
    """Tells the true number of rows and loads them by pages of 200 as they are looked at, keeping 40 pages.

    `load(offset, limit)` returns that many rows in order; it runs in a 0 ms timer, so that scrolling never
    waits, and must be quick (it reads the cache). `count()` tells how many rows there are. `identify(row)` is
    what stays when rows move; `reload` keeps the selection by it.
    """

    reloaded = Signal()

    def __init__(
        self,
        columns: Sequence[Column],
        load: Callable[[int, int], Sequence[Any]],
        count: Callable[[], int],
        identify: Callable[[Any], object],
        parent: Any = None,
    ) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self._load = load
        self._count = count
        self._identify = identify
        self._pages: OrderedDict[int, Sequence[Any]] = OrderedDict()
        self._wanted: OrderedDict[int, None] = OrderedDict()
        self._rows = count()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._load_wanted)

    # What subclasses may say of a row beside its text.

    def is_new(self, _row: Any) -> bool:
        """Whether a row is shown bold (unread)."""
        return False

    def colour(self, _row: Any) -> str | None:
        """The colour of the words of a row, of client.style.palette, or None for ink."""
        return None

    def tip(self, _row: Any) -> str | None:
        """A sentence shown when the mouse rests on a row."""
        return None

    def row(self, number: int) -> Any | None:
        """The row at `number`, loaded at once if need be; None beyond the end."""
        if not 0 <= number < self._rows:
            return None
        page = number // PAGE_ROWS
        if page not in self._pages:
            self._load_page(page)
        self._pages.move_to_end(page)
        rows = self._pages[page]
        at = number % PAGE_ROWS
        return rows[at] if at < len(rows) else None

    def find(self, identity: object) -> int | None:
        """The number of the row of that identity among the pages loaded, or None."""
        for page, rows in self._pages.items():
            for at, row in enumerate(rows):
                if self._identify(row) == identity:
                    return page * PAGE_ROWS + at
        return None

    def reload(self, view: QAbstractItemView | None = None) -> None:
        """Read everything anew; in `view` the chosen row, by identity, stays at its place on the screen.

        Rows that moved by more than a page are given up: the one nearest to where it was is chosen.
        """
        chosen = view.currentIndex() if view else QModelIndex()
        identity = self._identity_at(chosen.row()) if chosen.isValid() else None
        row, column = chosen.row(), chosen.column()
        top = view.verticalScrollBar().value() if view else 0
        self.beginResetModel()
        self._pages.clear()
        self._wanted.clear()
        self._rows = self._count()
        self.endResetModel()
        if view is not None and self._rows:
            now = self._row_again(identity, row) if row >= 0 else row
            self._show_again(view, now, column, max(top + now - row, 0))
        self.reloaded.emit()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else self._rows

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
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT
        if role not in _ROW_ROLES or not index.isValid():
            return None
        page, at = divmod(index.row(), PAGE_ROWS)
        rows = self._pages.get(page)
        if rows is None:
            self._want(page)
            return "…" if role == Qt.ItemDataRole.DisplayRole else None
        self._pages.move_to_end(page)
        if at >= len(rows):
            return None
        return self._shown(rows[at], index.column(), role)

    def _shown(self, row: Any, column: int, role: int) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return self._columns[column].show(row)
        if role == Qt.ItemDataRole.FontRole and self.is_new(row):
            font = figures_font()
            font.setBold(True)
            return font
        if role == Qt.ItemDataRole.ForegroundRole and (colour := self.colour(row)):
            return QColor(colour)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.tip(row)
        return None

    def _want(self, page: int) -> None:
        self._wanted[page] = None
        self._wanted.move_to_end(page)
        if not self._timer.isActive():
            self._timer.start()

    def _load_wanted(self) -> None:
        pages = list(self._wanted)[-_PAGES_PER_LOAD:]
        self._wanted.clear()
        for page in pages:
            if page not in self._pages and page * PAGE_ROWS < self._rows:
                self._load_page(page)
                last = min((page + 1) * PAGE_ROWS, self._rows) - 1
                self.dataChanged.emit(
                    self.index(page * PAGE_ROWS, 0), self.index(last, len(self._columns) - 1)
                )

    def _load_page(self, page: int) -> None:
        self._pages[page] = self._load(page * PAGE_ROWS, PAGE_ROWS)
        while len(self._pages) > PAGES_KEPT:
            self._pages.popitem(last=False)

    def _identity_at(self, number: int) -> object | None:
        rows = self._pages.get(number // PAGE_ROWS, ())
        at = number % PAGE_ROWS
        return self._identify(rows[at]) if at < len(rows) else None

    def _row_again(self, identity: object | None, was: int) -> int:
        near = min(was, self._rows - 1)
        for page in (near // PAGE_ROWS, near // PAGE_ROWS - 1, near // PAGE_ROWS + 1):
            self.row(page * PAGE_ROWS)
        found = self.find(identity) if identity is not None else None
        return near if found is None else found

    def _show_again(self, view: QAbstractItemView, row: int, column: int, top: int) -> None:
        # What is on the screen is loaded now, or dots would flash at each change in the cache.
        for on_screen in (top, top + _MOST_ROWS_ON_SCREEN):
            self.row(min(on_screen, self._rows - 1))
        follows = view.hasAutoScroll()
        view.setAutoScroll(False)
        if row >= 0:
            view.setCurrentIndex(self.index(row, max(column, 0)))
        view.setAutoScroll(follows)
        view.verticalScrollBar().setValue(top)


_ROW_ROLES = frozenset(
    (
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.FontRole,
        Qt.ItemDataRole.ForegroundRole,
        Qt.ItemDataRole.ToolTipRole,
    )
)
