"""Cells of a case file: wrapped words, the old value struck through beside the new."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPalette, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from client.models.case_file import is_pending
from client.widgets.table import ROW_HEIGHT, Column
from client.windows.amended_text import Piece, Pieces, formats, laid

PIECES_ROLE = Qt.ItemDataRole.UserRole
STRUCK_ROLE = Qt.ItemDataRole.UserRole + 1
MOST_LINES = 5
# A style's own margin of words, beside that of the style sheet.
PADDING = 11
_ABOVE = 5
_WIDEST_LETTER = 14
Index = QModelIndex | QPersistentModelIndex


@dataclasses.dataclass(frozen=True)
class CaseColumn(Column):
    """A column of a section.

    `fields`: those of the row that it shows, whose old values stand beside the new. `wraps`: long words take
    more lines. `look`: the words as pieces, where some are set apart.
    """

    fields: tuple[str, ...] = ()
    wraps: bool = False
    look: Callable[[Any], Pieces] | None = None

    def pieces(self, row: Any) -> tuple[Piece, ...]:
        """What is shown of the row."""
        if self.look is not None:
            return tuple(self.look(row))
        words = self.show(row)
        return (Piece(words),) if words else ()


def identity(row: Any) -> str:
    """What stays when rows move: the id of a row of the feed, the key of something that happened."""
    return str(row.id if hasattr(row, "id") else row.key)


def waits(row: Any) -> bool:
    """Whether the row is foretold from a command that waits to be sent."""
    return is_pending(row) if hasattr(row, "layer") else bool(row.pending)


class CaseCell(QStyledItemDelegate):
    """Paints a cell's pieces on as many lines as the row is high."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        pieces: Pieces | None = index.data(PIECES_ROLE)
        struck = bool(index.data(STRUCK_ROLE))
        plain = not pieces or (len(pieces) == 1 and not struck and pieces[0] == Piece(pieces[0].text))
        if pieces is None or (plain and option.rect.height() <= ROW_HEIGHT):
            super().paint(painter, option, index)
            return
        self.initStyleOption(option, index)
        option.text = ""
        style = option.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        rect = option.rect.adjusted(PADDING, 0, -PADDING, 0)
        layout, height = lay_out(pieces, option.font, rect.width(), rect.height(), struck=struck)
        painter.save()
        painter.setClipRect(rect)
        painter.setPen(QColor(option.palette.color(QPalette.ColorRole.Text)))
        layout.draw(painter, QPointF(rect.left(), rect.top() + max((rect.height() - height) / 2, 0)))
        painter.restore()


def lay_out(
    pieces: Pieces, font: QFont, width: int, height: int, *, struck: bool = False
) -> tuple[QTextLayout, float]:
    """The words on as many lines as fit `height`, the last of them cut short if it must; their height."""
    metrics = QFontMetrics(font)
    most = max(height // metrics.height(), 1)
    words = laid(pieces)
    layout, lines = _lines(words, pieces, font, width, struck)
    if lines > most:
        # The beginning of the last line that fits, cut where it would go on.
        start = layout.lineAt(most - 1).textStart()
        rest = metrics.elidedText(words[start:], Qt.TextElideMode.ElideRight, width)
        layout, _ = _lines(words[:start] + rest, pieces, font, width, struck)
        lines = most
    return layout, lines * metrics.height()


def row_height(pieces: Pieces, font: QFont, metrics: QFontMetrics, width: int) -> int:
    """How high a row must be for these words in a column `width` pixels wide."""
    words = laid(pieces)
    inner = width - 2 * PADDING
    if len(words) * _WIDEST_LETTER <= inner and len(pieces) < 2:
        return ROW_HEIGHT
    if metrics.horizontalAdvance(words) <= inner - _WIDEST_LETTER:
        return ROW_HEIGHT
    _, lines = _lines(words, pieces, font, inner, struck=False)
    shown = min(lines, MOST_LINES)
    return ROW_HEIGHT if shown == 1 else shown * metrics.height() + 2 * _ABOVE


def _lines(words: str, pieces: Pieces, font: QFont, width: int, struck: bool) -> tuple[QTextLayout, int]:
    layout = QTextLayout(words, font)
    option = QTextOption(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
    option.setTextDirection(Qt.LayoutDirection.RightToLeft)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setFormats(formats(pieces, all_struck=struck))
    layout.beginLayout()
    top, count, height = 0.0, 0, QFontMetrics(font).height()
    while True:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(max(width, 1))
        line.setPosition(QPointF(0, top))
        top += height
        count += 1
        if count > MOST_LINES + 1:
            # Nobody sees more; a note may have 4,000 letters.
            break
    layout.endLayout()
    return layout, count
