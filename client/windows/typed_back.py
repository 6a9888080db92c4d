"""What a widget was before a scanner typed into it, and is again afterwards."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit, QPlainTextEdit, QWidget
from shiboken6 import isValid

from client.widgets.picker import Picker
from client.widgets.tick_list import TickList

Restore = Callable[[], None]
# An editor within an editor (a picker in a table) takes an Escape each.
_MOST_EDITORS = 3


class TypedBack:
    """The widgets that had the focus during one burst of keys, each as it was before its first key."""

    def __init__(self) -> None:
        self._before: list[tuple[QWidget, Restore]] = []
        self._popup: QWidget | None = None

    def begin(self) -> None:
        """Another burst begins."""
        self._before = []
        self._popup = QApplication.activePopupWidget()

    def remember(self, focus: QWidget | None) -> None:
        """A key is about to come to `focus`."""
        if focus is not None and not any(focus is widget for widget, _restore in self._before):
            self._before.append((focus, _restorer(focus)))

    def take_back(self) -> None:
        """Everything as it was, the last widget first, and the focus where it was."""
        for widget, restore in reversed(self._before):
            if isValid(widget):
                restore()
        popup = QApplication.activePopupWidget()
        if popup is not None and popup is not self._popup:
            popup.hide()
        if self._before and isValid(self._before[0][0]):
            self._before[0][0].setFocus()
        self._before = []


def _restorer(widget: QWidget) -> Restore:
    if isinstance(widget, Picker):
        return _picker_restorer(widget)
    if isinstance(widget, QLineEdit):
        return _line_restorer(widget)
    if isinstance(widget, QPlainTextEdit):
        return _text_restorer(widget)
    if isinstance(widget, TickList):
        return widget.restorer()
    if isinstance(widget, QAbstractItemView):
        return _view_restorer(widget)
    return lambda: None


def _line_restorer(edit: QLineEdit) -> Restore:
    text, cursor = edit.text(), edit.cursorPosition()
    start, length = edit.selectionStart(), edit.selectionLength()

    def restore() -> None:
        if edit.text() != text:
            edit.setText(text)
        if length and cursor == start:
            edit.setSelection(start + length, -length)
        elif length:
            edit.setSelection(start, length)
        else:
            edit.setCursorPosition(cursor)

    return restore


def _picker_restorer(picker: Picker) -> Restore:
    """The code chosen too: typing a digit had unchosen it."""
    line, code = _line_restorer(picker), picker.code()

    def restore() -> None:
        picker.popup().hide()
        if code is not None and picker.code() != code:
            picker.set_code(code)
        line()

    return restore


def _text_restorer(edit: QPlainTextEdit) -> Restore:
    """Only what differs is put back, so the steps of undo before the scan are kept."""
    text, cursor = edit.toPlainText(), edit.textCursor()
    position, anchor = cursor.position(), cursor.anchor()
    top = edit.verticalScrollBar().value()

    def restore() -> None:
        start, end, was = _difference(text, edit.toPlainText())
        if start != end or was:
            change = QTextCursor(edit.document())
            change.setPosition(start)
            change.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            change.insertText(was)
        cursor = edit.textCursor()
        cursor.setPosition(anchor)
        cursor.setPosition(position, QTextCursor.MoveMode.KeepAnchor)
        edit.setTextCursor(cursor)
        edit.verticalScrollBar().setValue(top)

    return restore


def _difference(before: str, now: str) -> tuple[int, int, str]:
    """Where `now` differs (start, end in UTF-16 units, as Qt counts) and what stood there before."""
    start = 0
    while start < min(len(before), len(now)) and before[start] == now[start]:
        start += 1
    tail = 0
    while tail < min(len(before), len(now)) - start and before[-1 - tail] == now[-1 - tail]:
        tail += 1
    return _units(now[:start]), _units(now[: len(now) - tail]), before[start : len(before) - tail]


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _view_restorer(view: QAbstractItemView) -> Restore:
    """Digits looked for a row, or opened a cell's editor with them in it."""
    current = QPersistentModelIndex(view.currentIndex())
    top = view.verticalScrollBar().value()

    def restore() -> None:
        for _editor in range(_MOST_EDITORS):
            focus = QApplication.focusWidget()
            if focus is None or focus is view or not view.isAncestorOf(focus):
                break
            escape = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
            QApplication.sendEvent(focus, escape)
        view.setCurrentIndex(view.model().index(current.row(), current.column(), current.parent()))
        view.verticalScrollBar().setValue(top)

    return restore
