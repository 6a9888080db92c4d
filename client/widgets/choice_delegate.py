"""How a choice looks in the list: title at the right, group and number small at the left."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from client.style import palette
from client.widgets.choices import CODE_ROLE, GROUP_ROLE
from common.text import persian_digits

_HEIGHT = 30
_MARGIN = 10
_CENTRE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute


class ChoiceDelegate(QStyledItemDelegate):
    """Paints one choice."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(super().sizeHint(option, index).width(), _HEIGHT)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        painter.save()
        rect: QRect = option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(palette.SELECTION))
        inner = rect.adjusted(_MARGIN, 0, -_MARGIN, 0)
        small = QFont(option.font)
        small.setPointSizeF(9)
        code = index.data(CODE_ROLE)
        # Codes that are English words mean nothing to the clerk.
        shown_code = persian_digits(code) if code.isdecimal() else ""
        aside = " · ".join(word for word in (index.data(GROUP_ROLE), shown_code) if word)
        painter.setFont(small)
        painter.setPen(QColor(palette.MUTED))
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | _CENTRE, aside)
        taken = painter.fontMetrics().horizontalAdvance(aside) + _MARGIN
        painter.setFont(option.font)
        painter.setPen(QColor(palette.INK))
        title = painter.fontMetrics().elidedText(
            index.data(), Qt.TextElideMode.ElideRight, inner.width() - taken
        )
        painter.drawText(inner, Qt.AlignmentFlag.AlignRight | _CENTRE, title)
        painter.restore()
