"""Where a passing line may lie on a page without covering anything."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLabel, QWidget

from client.widgets.toast import Toast

# From the page's edges (`Page.column`), so that the line stands in the row of the heading or of the buttons.
_HEAD, _FOOT, _SIDE = 9, 8, 20
_GAP = 10
# Sign, gaps and margins of a toast.
_BESIDE_WORDS = 72


def lay_over(page: QWidget | None, toast: Toast) -> None:
    """Size `toast` by its words and lay it where it covers nothing, so that nothing moves when it comes."""
    if page is None or toast.isHidden():
        return
    words = toast.fontMetrics().horizontalAdvance(toast.words())
    width = min(words + _BESIDE_WORDS, page.width() - 2 * _SIDE)
    toast.setFixedSize(width, max(toast.heightForWidth(width), toast.minimumSizeHint().height()))
    parent = toast.parentWidget()
    assert parent is not None
    toast.move(page.mapTo(parent, free_place(page, toast.size())))
    toast.raise_()


def free_place(page: QWidget, size: QSize) -> QPoint:
    """The corner, in `page`, of a line of `size`: in the free side of the head, or between the buttons below.

    Where neither has room it lies in the middle of the wider of them.
    """
    heights = (_HEAD, page.height() - _FOOT - size.height())
    gaps = [(_widest_gap(page, QRect(0, y, page.width(), size.height())), y) for y in heights]
    (start, end), y = next(
        (found for found in gaps if found[0][1] - found[0][0] >= size.width()),
        max(gaps, key=lambda found: found[0][1] - found[0][0]),
    )
    middle = (start + end - size.width()) // 2
    return QPoint(max(min(middle, page.width() - size.width() - _GAP), _GAP), y)


def _widest_gap(page: QWidget, band: QRect) -> tuple[int, int]:
    """The widest part of `band`, from x to x, that nothing of the page reaches into."""
    taken = sorted(
        (rect.left() - _GAP, rect.right() + _GAP)
        for widget in page.findChildren(QWidget)
        if widget.isVisible() and (rect := _seen(page, widget)).intersects(band)
    )
    widest, free_from = (_SIDE, _SIDE), _SIDE
    for start, end in [*taken, (page.width() - _SIDE, page.width())]:
        if start - free_from > widest[1] - widest[0]:
            widest = (free_from, start)
        free_from = max(free_from, end)
    return widest


def _seen(page: QWidget, widget: QWidget) -> QRect:
    """What of `widget` shows something: of a label its words, of a mere container nothing."""
    rect = QRect(widget.mapTo(page, QPoint()), widget.size())
    if isinstance(widget, QLabel):
        if not widget.text() and widget.pixmap().isNull():
            return QRect()
        width = rect.width() if widget.wordWrap() else min(rect.width(), widget.sizeHint().width())
        return QRect(rect.right() - width + 1, rect.top(), width, rect.height())
    shows = widget.focusPolicy() != Qt.FocusPolicy.NoFocus or widget.objectName() == "card"
    return rect if shows else QRect()
