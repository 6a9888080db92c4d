"""One-line fields that clean what enters them on its way in, so undo and cursor stay as they were."""

import re
import unicodedata
from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import (
    QClipboard,
    QContextMenuEvent,
    QDropEvent,
    QFocusEvent,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
)
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from client.style.theme import figures_font
from client.widgets.problem_mark import mark_problem
from common import text as words

MOST_CHARACTERS = 200

_COMES_BACK = (
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
    Qt.FocusReason.ActiveWindowFocusReason,
)
_LETTERS = str.maketrans({"ي": "ی", "ى": "ی", "ك": "ک", "\u00a0": " "})
_BREAKS = re.compile(r"[\t\r\n\u2028\u2029]+")
# What no stored text has: control characters; marks, embeddings, overrides and isolates of the bidi algorithm
# and other invisible characters, by which a text could read otherwise than it is kept; halves of surrogates.
_UNSTORABLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff\ud800-\udfff]"
)


class _CleanLineEdit(QLineEdit):
    """A line edit whose every way in (keys, input method, paste, drop, setText) passes `normalised`.

    Rewriting the text after the fact would clear Qt's undo history and move the cursor.
    """

    trimmed = Signal(int)
    """Some characters of a paste did not fit; how many were left out."""

    def __init__(
        self, max_length: int = MOST_CHARACTERS, *, name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.take_pasted: Callable[[str], bool] | None = None
        """Asked first of what is pasted in several lines or cells; True if it was put elsewhere."""
        self.setMaxLength(max_length)
        self.setAccessibleName(name)
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)

    def normalised(self, entered: str) -> str:
        """`entered` as this field shows it."""
        return storable(entered)

    def value(self) -> str:
        """The content as it may be stored."""
        return words.clean(self.text())

    def set_value(self, value: str) -> None:
        """Show `value`; undo does not reach behind it."""
        self.setText(value)

    def set_problem(self, problem: str | None) -> None:
        """Frame the field in red and describe why, or clear it."""
        mark_problem(self, problem)

    def setText(self, text: str | None) -> None:
        super().setText(fitting(self.normalised(text or ""), self.maxLength()))

    def insert_text(self, entered: str) -> None:
        """Insert over the selection as one undoable step; what does not fit is cut and told by `trimmed`."""
        clean = self.normalised(entered)
        room = self.maxLength() - units(self.text()) + units(self.selectedText())
        fits = fitting(clean, room)
        if fits:
            self.insert(fits)
        if len(fits) < len(clean):
            self.trimmed.emit(len(clean) - len(fits))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self._paste(QClipboard.Mode.Clipboard)
            return
        if event.matches(QKeySequence.StandardKey.Undo) and not self.isUndoAvailable():
            # Nothing typed here is left to undo: the page may have something to take back.
            event.ignore()
            return
        typed = event.text()
        if is_editing_key(typed):
            super().keyPressEvent(event)
            return
        clean = fitting(self.normalised(typed), self.maxLength())
        if clean == typed:
            super().keyPressEvent(event)
        elif clean:
            super().keyPressEvent(QKeyEvent(event.type(), event.key(), event.modifiers(), clean))

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        clean = QInputMethodEvent(event.preeditString(), event.attributes())
        clean.setCommitString(
            self.normalised(event.commitString()), event.replacementStart(), event.replacementLength()
        )
        super().inputMethodEvent(clean)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.createStandardContextMenu()
        for action in menu.actions():
            if action.objectName() == "edit-paste":
                action.triggered.disconnect()
                action.triggered.connect(lambda: self._paste(QClipboard.Mode.Clipboard))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.MiddleButton:
            if QGuiApplication.clipboard().supportsSelection():
                self.setCursorPosition(self.cursorPositionAt(event.position().toPoint()))
                self._paste(QClipboard.Mode.Selection)
            return
        super().mouseReleaseEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        if self.isReadOnly():
            return
        self.setCursorPosition(self.cursorPositionAt(event.position().toPoint()))
        self.insert_text(event.mimeData().text())
        event.acceptProposedAction()

    def _paste(self, mode: QClipboard.Mode) -> None:
        if self.isReadOnly():
            return
        pasted = QGuiApplication.clipboard().text(mode)
        parts = _BREAKS.search(pasted.strip())
        if parts is None or self.take_pasted is None or not self.take_pasted(pasted):
            self.insert_text(pasted)


class TextField(_CleanLineEdit):
    """Persian words: laid out right to left always, even when they begin with a Latin letter or a digit."""

    def __init__(
        self, max_length: int = MOST_CHARACTERS, *, name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(max_length, name=name, parent=parent)
        self._left_at = 0
        # The only way Qt gives a line edit a fixed base direction; it stays for the life of the widget.
        direction = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Direction_R, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(self, direction)

    def normalised(self, entered: str) -> str:
        return words.persian_digits(super().normalised(entered))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in _COMES_BACK:
            # What is longer than the field is read from its beginning.
            self._left_at = self.cursorPosition()
            self.setCursorPosition(0)

    def focusInEvent(self, event: QFocusEvent) -> None:
        if event.reason() not in _COMES_BACK and self.cursorPosition() == 0:
            self.setCursorPosition(self._left_at)
        super().focusInEvent(event)


class CodeField(_CleanLineEdit):
    """A number or code: laid out left to right, set at the right edge, digits shown Persian.

    `value()` has ASCII digits. With `persian=False` (e-mail, IBAN) the digits are shown as ASCII too.
    """

    def __init__(
        self,
        max_length: int = MOST_CHARACTERS,
        *,
        name: str = "",
        persian: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        self._shown = words.persian_digits if persian else words.ascii_digits
        super().__init__(max_length, name=name, parent=parent)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setFont(figures_font())

    def normalised(self, entered: str) -> str:
        return self._shown(super().normalised(entered))

    def value(self) -> str:
        return words.ascii_digits(super().value())


def storable(entered: str) -> str:
    """`entered` as one line, one spelling for each letter, nothing that is not seen but ZWNJ."""
    return _UNSTORABLE.sub("", _BREAKS.sub(" ", entered)).translate(_LETTERS)


def is_editing_key(typed: str) -> bool:
    """Whether a key that gives `typed` is for the editor itself (Enter, Backspace, Ctrl+C), not text."""
    return not typed or unicodedata.category(typed[0]) == "Cc"


def fitting(entered: str, room: int) -> str:
    """The longest beginning of `entered` of at most `room` UTF-16 units, never half a character."""
    kept = entered[: max(room, 0)]
    while units(kept) > room and kept:
        kept = kept[:-1]
    return kept


def units(entered: str) -> int:
    """Length as Qt counts it, in UTF-16 units."""
    return len(entered) + sum(c > "\uffff" for c in entered)
