"""The claims or charges of a case, entered by keyboard alone, as the parties are."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from client.models.case_words import ClaimWord
from client.models.claims import FIELDS, ClaimModel, ClaimRow
from client.style import palette
from client.style.theme import figures_font
from client.widgets.field import TextField
from client.widgets.picker import Picker
from client.widgets.problem_mark import mark_problem
from client.widgets.table import RIGHT, ROW_HEIGHT

Index = QModelIndex | QPersistentModelIndex
_AMOUNT_WIDTH = 190
_LONGEST_AMOUNT = 60


class _ClaimDelegate(QStyledItemDelegate):
    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        model = index.model()
        assert isinstance(model, ClaimModel)
        if index.column() == 0:
            items = [word.item() for word in model.words.values()]
            picker = Picker(items, name="خواسته یا اتهام", parent=parent)
            picker.finished.connect(lambda: self._finish(picker))
            return picker
        return TextField(_LONGEST_AMOUNT, name="بهای خواسته (ریال)", parent=parent)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        value = index.data(Qt.ItemDataRole.EditRole)
        if isinstance(editor, Picker):
            editor.set_code(value or None)
            editor.selectAll()
        elif isinstance(editor, TextField):
            editor.set_value(value)
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, Picker):
            # Words that name nothing leave the cell as it was; an emptied one empties it.
            if editor.code() is not None or not editor.text():
                model.setData(index, editor.code() or "")
        elif isinstance(editor, TextField):
            model.setData(index, editor.value())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:
        editor.setGeometry(option.rect)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        if index.data(Qt.ItemDataRole.AccessibleDescriptionRole):
            painter.save()
            painter.setPen(QPen(QColor(palette.ERROR), 2))
            painter.drawRect(option.rect.adjusted(1, 1, -2, -2))
            painter.restore()

    def _finish(self, picker: Picker) -> None:
        self.commitData.emit(picker)
        self.closeEditor.emit(picker, QStyledItemDelegate.EndEditHint.SubmitModelCache)


class ClaimTable(QTableView):
    """Insert adds a row, Ctrl+Delete removes it; Enter goes to the next cell or, at the last, a new row."""

    changed = Signal()
    """Something was entered, added or removed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.claims = ClaimModel(self)
        self.setModel(self.claims)
        self.setItemDelegate(_ClaimDelegate(self))
        self.setObjectName("parties")
        self.setAccessibleName("جدول خواسته‌ها و اتهام‌ها")
        self.setFont(figures_font())
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.AnyKeyPressed | triggers.EditKeyPressed | triggers.DoubleClicked)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        rows = self.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(ROW_HEIGHT)
        rows.hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(RIGHT)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.resizeSection(1, _AMOUNT_WIDTH)
        for signal in (self.claims.dataChanged, self.claims.rowsInserted, self.claims.rowsRemoved):
            signal.connect(self.changed)
        self.setCurrentIndex(self.claims.index(0, 0))

    def set_words(self, words: Sequence[ClaimWord]) -> None:
        """Offer these; charges alone have no column of amounts."""
        self.claims.set_words(words)
        self.setColumnHidden(FIELDS.index("amount"), not self.claims.has_amounts())

    def set_rows(self, rows: Sequence[ClaimRow]) -> None:
        """Show these instead."""
        self.claims.set_rows(rows)
        self.setCurrentIndex(self.claims.index(0, 0))

    def rows(self) -> list[ClaimRow]:
        """What was entered; an open editor is taken in first."""
        self.finish_editing()
        return self.claims.rows()

    def set_problem(self, problem: str | None) -> None:
        """Frame the whole table (no claim yet) or clear the frame."""
        mark_problem(self, problem)

    def focus_cell(self, row: int, field: str) -> None:
        """Go to a cell of `rows()`."""
        self.setFocus()
        self.setCurrentIndex(self.claims.index(self.claims.table_row(row), FIELDS.index(field)))

    def finish_editing(self) -> None:
        """Take what stands in an open editor into its cell."""
        editor = self.indexWidget(self.currentIndex())
        if editor is not None and self.state() == QAbstractItemView.State.EditingState:
            self.commitData(editor)
            self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, modifiers = event.key(), event.modifiers()
        control = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        alt = bool(modifiers & Qt.KeyboardModifier.AltModifier)
        if key == Qt.Key.Key_Insert:
            self.setCurrentIndex(self.claims.index(self.claims.add(), 0))
        elif key == Qt.Key.Key_Delete and control and self.currentIndex().isValid():
            place = self.currentIndex().row()
            self.claims.remove(place)
            self.setCurrentIndex(self.claims.index(min(place, self.claims.rowCount() - 1), 0))
        elif key == Qt.Key.Key_Delete and self.currentIndex().isValid():
            self.claims.setData(self.currentIndex(), "")
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not control and not alt:
            # From an open editor the key comes here too; its delegate closes it a moment later and moves on.
            if self.state() != QAbstractItemView.State.EditingState:
                self._go_on()
        elif key == Qt.Key.Key_F4 or (key == Qt.Key.Key_Down and alt):
            self.edit(self.currentIndex())
            editor = self.indexWidget(self.currentIndex())
            if isinstance(editor, Picker):
                editor.open_list()
        else:
            super().keyPressEvent(event)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        hints = QAbstractItemDelegate.EndEditHint
        super().closeEditor(editor, hints.NoHint)
        if hint == hints.SubmitModelCache or hint == hints.EditNextItem:
            self._go_on()
        elif hint == hints.EditPreviousItem:
            self.setCurrentIndex(self.claims.index(self.currentIndex().row(), 0))

    def _go_on(self) -> None:
        at = self.currentIndex()
        beside = self.claims.index(at.row(), 1)
        if at.column() == 0 and self.claims.flags(beside) & Qt.ItemFlag.ItemIsEditable:
            self.setCurrentIndex(beside)
            return
        below = at.row() + 1
        if below >= self.claims.rowCount():
            self.claims.add()
        self.setCurrentIndex(self.claims.index(below, 0))
