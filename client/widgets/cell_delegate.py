"""What the editors of all tables that are typed into share, and the mark of a cell that must be mended."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from client.style import palette
from client.widgets.picker import Picker

Index = QModelIndex | QPersistentModelIndex


class CellDelegate(QStyledItemDelegate):
    """Editors fill their cell; a cell with an accessible description, its problem, is framed."""

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:
        rect: QRect = option.rect
        editor.setGeometry(rect)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        if index.data(Qt.ItemDataRole.AccessibleDescriptionRole):
            painter.save()
            painter.setPen(QPen(QColor(palette.ERROR), 2))
            rect: QRect = option.rect
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
            painter.restore()

    def finish_when_picked(self, picker: Picker) -> None:
        """A choice from the list is entered at once and leads to the next cell."""

        def finish() -> None:
            self.commitData.emit(picker)
            self.closeEditor.emit(picker, QStyledItemDelegate.EndEditHint.SubmitModelCache)

        picker.finished.connect(finish)


def show_choice(picker: Picker, index: Index) -> None:
    """What the cell holds; words that name nothing, or what was offered once, are mended, not typed anew."""
    typed = index.data(Qt.ItemDataRole.EditRole)
    picker.set_code(typed or None)
    if typed and picker.code() is None:
        picker.setText(index.data())
    picker.selectAll()
