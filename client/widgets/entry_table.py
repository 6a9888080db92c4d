"""A table that is typed into by keyboard alone: what the tables of claims and of parties share."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QTableView,
    QWidget,
)

from client.style.theme import figures_font
from client.widgets.picker import Picker
from client.widgets.problem_mark import mark_problem
from client.widgets.table import RIGHT, ROW_HEIGHT


class EntryRows(Protocol):
    """What such a table asks of its model beside what Qt does."""

    def add(self, at: int) -> None:
        """Insert an empty row."""

    def remove(self, at: int) -> None:
        """Take a row away."""

    def restore(self) -> int | None:
        """Bring the row removed last back; tells where."""

    def ends_empty(self) -> bool:
        """Whether nothing was typed in the last row."""

    def is_empty_at(self, at: int) -> bool:
        """Whether nothing was typed in a row."""


class EntryTable(QTableView):
    """Insert adds a row, Ctrl+Delete removes it, Ctrl+Z brings it back; Enter goes to the next cell and, at
    the last one, to a new row; on a new row left empty it leaves the table. F4 or Alt+↓ open the list of a
    cell. Pasted lines and columns fill cells.
    """

    changed = Signal()
    """Something was entered, added or removed."""
    typing = Signal()
    """The text of an open editor changed, or its cursor moved."""
    reason = Signal(str)
    """What is wrong at the current cell, to be shown under the table; empty when nothing is."""
    done = Signal()
    """Enter on the empty last row: there is nothing more to enter here."""

    def __init__(self, model: QAbstractItemModel, rows: EntryRows, last: int, name: str) -> None:
        super().__init__()
        self._model, self._rows, self._last = model, rows, last
        model.setParent(self)
        self.setModel(model)
        self.setObjectName("parties")
        self.setAccessibleName(name)
        self.setFont(figures_font())
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.AnyKeyPressed | triggers.EditKeyPressed | triggers.DoubleClicked)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        lines = self.verticalHeader()
        lines.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        lines.setDefaultSectionSize(ROW_HEIGHT)
        lines.hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(RIGHT)
        for signal in (model.dataChanged, model.rowsInserted, model.rowsRemoved):
            signal.connect(self.changed)

    def sizeHint(self) -> QSize:
        """No more than it must have: a form in little room scrolls late."""
        return QSize(super().sizeHint().width(), self.minimumHeight())

    def paste(self, _text: str) -> bool:
        """Fill cells from the current one on with pasted lines and columns; False if that is no such text."""
        return False

    def set_problem(self, problem: str | None) -> None:
        """Frame the whole table (nothing entered yet) or clear the frame."""
        mark_problem(self, problem)

    def tell_reason(self) -> None:
        """Tell what is wrong at the current cell."""
        self.reason.emit(self.currentIndex().data(Qt.ItemDataRole.AccessibleDescriptionRole) or "")

    def open_editor(self) -> QLineEdit | None:
        """The editor that is open, if one is."""
        editor = self.indexWidget(self.currentIndex())
        return editor if isinstance(editor, QLineEdit) else None

    def place(self) -> tuple[int, int]:
        """The current cell, as it is found when empty rows are left out: an empty row comes at the end."""
        at, column = max(self.currentIndex().row(), 0), max(self.currentIndex().column(), 0)
        filled = [row for row in range(self._model.rowCount()) if not self._rows.is_empty_at(row)]
        return (filled.index(at) if at in filled else len(filled)), column

    def reopen(self, row: int, column: int, text: str | None, cursor: int) -> None:
        """Go to a `place()`; with a `text`, open its editor with that text and the cursor in it."""
        self.setFocus()
        if row >= self._model.rowCount():
            self._rows.add(self._model.rowCount())
        at = self._model.index(min(row, self._model.rowCount() - 1), min(column, self._last))
        self.setCurrentIndex(at)
        if text is None or not at.flags() & Qt.ItemFlag.ItemIsEditable:
            return
        self.edit(at)
        editor = self.open_editor()
        if editor is not None:
            editor.setText(text)
            editor.setCursorPosition(cursor)

    def finish_editing(self) -> None:
        """Take what stands in an open editor into its cell."""
        editor = self.open_editor()
        if editor is not None and self.state() == QAbstractItemView.State.EditingState:
            self.commitData(editor)
            self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def add_row(self) -> None:
        """A new row at the end; an empty last row serves as one."""
        self.finish_editing()
        if not self._rows.ends_empty():
            self._rows.add(self._model.rowCount())
        self.setCurrentIndex(self._model.index(self._model.rowCount() - 1, 0))

    def remove_row(self) -> None:
        """Remove the current row; Ctrl+Z brings it back."""
        at, column = self.currentIndex().row(), self.currentIndex().column()
        if at >= 0:
            self._rows.remove(at)
            self.setCurrentIndex(self._model.index(min(at, self._model.rowCount() - 1), column))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, modifiers = event.key(), event.modifiers()
        control = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        alt = bool(modifiers & Qt.KeyboardModifier.AltModifier)
        if key == Qt.Key.Key_Insert:
            self.add_row()
        elif key == Qt.Key.Key_Delete and control:
            self.remove_row()
        elif key == Qt.Key.Key_Delete and self.currentIndex().isValid():
            self._model.setData(self.currentIndex(), "")
        elif event.matches(QKeySequence.StandardKey.Undo):
            event.setAccepted(self._restore_row())
        elif event.matches(QKeySequence.StandardKey.Paste):
            self._paste()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not control and not alt:
            # From an open editor the key comes here too; its delegate closes it a moment later and moves on.
            if self.state() != QAbstractItemView.State.EditingState:
                self._enter()
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

    def _enter(self) -> None:
        at = self.currentIndex()
        last = at.row() == self._model.rowCount() - 1 > 0
        if last and at.column() == 0 and self._rows.ends_empty():
            self.done.emit()
        else:
            self._go_on()

    def _go_on(self) -> None:
        if not self._move(1):
            self.add_row()

    def _move(self, step: int) -> bool:
        """Go to the next or former cell that can be entered; False at the end."""
        at: QModelIndex | QPersistentModelIndex = self.currentIndex()
        columns = self._last + 1
        cell = at.row() * columns + min(at.column(), self._last) + step if at.isValid() else 0
        while 0 <= cell < self._model.rowCount() * columns:
            index = self._model.index(*divmod(cell, columns))
            if index.flags() & Qt.ItemFlag.ItemIsEditable:
                self.setCurrentIndex(index)
                return True
            cell += step
        return False

    def _open_list(self) -> None:
        self.edit(self.currentIndex())
        editor = self.open_editor()
        if isinstance(editor, Picker):
            editor.open_list()

    def _restore_row(self) -> bool:
        """Whether there was a row to bring back; if not, the page may have something to take back."""
        at = self._rows.restore()
        if at is not None:
            self.setCurrentIndex(self._model.index(at, 0))
        return at is not None

    def _paste(self) -> None:
        text = QGuiApplication.clipboard().text()
        if self.paste(text):
            return
        at = self.currentIndex()
        if at.flags() & Qt.ItemFlag.ItemIsEditable:
            self.edit(at)
            if (editor := self.open_editor()) is not None:
                editor.selectAll()
                editor.paste()
