"""A password: hidden, never cleaned or kept, with a word about Caps Lock and the keyboard's layout."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from client.widgets.problem_mark import mark_problem

_LONGEST = 200
_ARABIC_SCRIPT = re.compile("[\u0600-\u06ff]")
CAPS = "کلید Caps Lock روشن است"
PERSIAN = "صفحه‌کلید روی فارسی است"


class PasswordField(QLineEdit):
    """What is typed goes to the centre as it is: letters and digits are not turned into others."""

    hinted = Signal(str)
    """A word about the keyboard, or "" when all seems well."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setMaxLength(_LONGEST)
        self.setAccessibleName(name)
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)

    def set_problem(self, problem: str | None) -> None:
        """Frame the field in red and describe why, or clear it."""
        mark_problem(self, problem)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        typed = event.text()
        if typed.isalpha():
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            if _ARABIC_SCRIPT.search(typed):
                self.hinted.emit(PERSIAN)
            else:
                # Qt tells nothing of Caps Lock; a capital without Shift (or the reverse) does.
                self.hinted.emit(CAPS if typed.isupper() != shift else "")
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.hinted.emit("")
