"""The parties of a case, entered by keyboard alone."""

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QHeaderView, QTableView, QWidget

from client.style.theme import figures_font
from client.widgets.party_delegate import PartyDelegate
from client.widgets.party_model import FIELDS, PartyModel, PartyRow
from client.widgets.picker import Picker
from client.widgets.problem_mark import mark_problem
from client.widgets.table import RIGHT, ROW_HEIGHT

_WIDTHS = {"role": 170, "kind": 120, "given": 160, "national_id": 160}
_LAST = len(FIELDS) - 1


class PartyTable(QTableView):
    """Insert adds a row, Ctrl+Delete removes it, Ctrl+Z brings it back; Enter goes to the next cell and, at
    the last one, to a new row; F4 or Alt+↓ open the list of a cell. `roles` are (code, title, group).
    """

    changed = Signal()
    """Something was entered, added or removed."""
    reason = Signal(str)
    """What is wrong at the current cell, to be shown under the table; empty when nothing is."""

    def __init__(self, roles: Iterable[tuple[str, str, str]] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        offered = tuple(roles)
        self._parties = PartyModel(offered, self)
        self.setModel(self._parties)
        self._delegate = PartyDelegate(offered, self)
        self.setItemDelegate(self._delegate)
        self.setObjectName("parties")
        self.setAccessibleName("جدول طرفین پرونده")
        self.setFont(figures_font())
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self._set_sizes()
        self.set_rows([])
        for signal in (self._parties.dataChanged, self._parties.rowsInserted, self._parties.rowsRemoved):
            signal.connect(self.changed)
            signal.connect(self._tell_reason)
        self.selectionModel().currentChanged.connect(self._tell_reason)

    def set_roles(self, roles: Iterable[tuple[str, str, str]]) -> None:
        """Offer these roles, as fits the kind of the case."""
        self._delegate.roles = tuple(roles)
        self._parties.set_roles(self._delegate.roles)

    def rows(self) -> list[PartyRow]:
        """The parties entered, empty rows left out; an open editor is taken in first."""
        self.finish_editing()
        return self._parties.rows()

    def set_rows(self, rows: Sequence[PartyRow]) -> None:
        """Show these instead; an empty sequence leaves one empty row to begin with."""
        self._parties.set_rows(rows or [PartyRow()])
        self.setCurrentIndex(self._parties.index(0, 0))

    def set_problems(self, problems: Mapping[tuple[int, str], str]) -> None:
        """Mark cells (row of `rows()`, field) with a sentence; an edit of the cell takes it away."""
        self._parties.set_problems(problems)

    def problem_at(self, row: int, field: str) -> str | None:
        """The sentence at a cell of `rows()`, or None."""
        at = self._parties.table_row(row)
        return None if at is None else self._parties.problem(at, field)

    def set_problem(self, problem: str | None) -> None:
        """Frame the whole table (no party yet) or clear the frame."""
        mark_problem(self, problem)

    def focus_cell(self, row: int, field: str) -> None:
        """Go to a cell of `rows()`."""
        at = self._parties.table_row(row)
        self.setFocus()
        self.setCurrentIndex(self._parties.index(0 if at is None else at, FIELDS.index(field)))

    def finish_editing(self) -> None:
        """Take what stands in an open editor into its cell."""
        editor = self.indexWidget(self.currentIndex())
        if editor is not None and self.state() == QAbstractItemView.State.EditingState:
            self.commitData(editor)
            self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def add_row(self) -> None:
        """A new row at the end, its role next to be entered; an empty last row serves as one."""
        self.finish_editing()
        if not self._parties.ends_empty():
            self._parties.add(self._parties.rowCount())
        self.setCurrentIndex(self._parties.index(self._parties.rowCount() - 1, 0))

    def remove_row(self) -> None:
        """Remove the current row; Ctrl+Z brings it back."""
        at = self.currentIndex().row()
        if at >= 0:
            column = self.currentIndex().column()
            self._parties.remove(at)
            self.setCurrentIndex(self._parties.index(min(at, self._parties.rowCount() - 1), column))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, modifiers = event.key(), event.modifiers()
        control = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        alt = bool(modifiers & Qt.KeyboardModifier.AltModifier)
        if key == Qt.Key.Key_Insert:
            self.add_row()
        elif key == Qt.Key.Key_Delete and control:
            self.remove_row()
        elif key == Qt.Key.Key_Delete and self.currentIndex().isValid():
            self._parties.setData(self.currentIndex(), "")
        elif event.matches(QKeySequence.StandardKey.Undo):
            self._restore_row()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not control and not alt:
            # From an open editor the key comes here too; its delegate closes it a moment later and moves on.
            if self.state() != QAbstractItemView.State.EditingState:
                self._go_on()
        elif key == Qt.Key.Key_F4 or (key == Qt.Key.Key_Down and alt):
            self._open_list()
        else:
            super().keyPressEvent(event)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        hints = QAbstractItemDelegate.EndEditHint
        # Qt would open the next editor; here the next cell waits, and the first letter typed opens it.
        super().closeEditor(editor, hints.NoHint)
        if hint == hints.SubmitModelCache:
            self._go_on()
        elif hint == hints.EditNextItem:
            self._move(1)
        elif hint == hints.EditPreviousItem:
            self._move(-1)

    def _set_sizes(self) -> None:
        rows = self.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(ROW_HEIGHT)
        rows.hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(RIGHT)
        for column, field in enumerate(FIELDS):
            if field in _WIDTHS:
                header.resizeSection(column, _WIDTHS[field])
            else:
                header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)

    def _tell_reason(self) -> None:
        self.reason.emit(self.currentIndex().data(Qt.ItemDataRole.AccessibleDescriptionRole) or "")

    def _go_on(self) -> None:
        if not self._move(1):
            self.add_row()

    def _move(self, step: int) -> bool:
        """Go to the next or former cell that can be entered; False at the end."""
        at: QModelIndex | QPersistentModelIndex = self.currentIndex()
        cell = at.row() * (_LAST + 1) + at.column() + step if at.isValid() else 0
        while 0 <= cell < self._parties.rowCount() * (_LAST + 1):
            index = self._parties.index(*divmod(cell, _LAST + 1))
            if index.flags() & Qt.ItemFlag.ItemIsEditable:
                self.setCurrentIndex(index)
                return True
            cell += step
        return False

    def _open_list(self) -> None:
        self.edit(self.currentIndex())
        editor = self.indexWidget(self.currentIndex())
        if isinstance(editor, Picker):
            editor.open_list()

    def _restore_row(self) -> None:
        at = self._parties.restore()
        if at is not None:
            self.setCurrentIndex(self._parties.index(at, 0))
