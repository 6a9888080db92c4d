"""The field for a case password: twelve digits in groups of four, as they stand on the slip."""

from __future__ import annotations

import re

from PySide6.QtWidgets import QWidget

from client.widgets.field import CodeField
from common.seal import PASSWORD_DIGITS
from common.text import ascii_digits

_GAP = " "
# Twelve digits and the separators that people and scanners put between them.
_MOST_CHARACTERS = 24
_NO_DIGIT = re.compile(r"[^۰-۹]")
_NOT_ENTERED = re.compile(r"[^۰-۹ ]")
_POINTS = 22


class CasePasswordField(CodeField):
    """Shows ۱۲۳۴ ۵۶۷۸ ۹۰۱۲ while it is typed, from any keyboard layout; nothing but digits enters."""

    def __init__(self, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(_MOST_CHARACTERS, name=name, parent=parent)
        font = self.font()
        font.setPointSizeF(_POINTS)
        font.setBold(True)
        self.setFont(font)
        self.setMinimumHeight(54)
        self.setPlaceholderText("••••  ••••  ••••")
        self.textEdited.connect(self._group)

    def normalised(self, entered: str) -> str:
        return _NOT_ENTERED.sub("", super().normalised(entered))

    def digits(self) -> str:
        """What was typed, ASCII digits alone."""
        return ascii_digits(_NO_DIGIT.sub("", self.text()))

    def _group(self) -> None:
        before = len(_NO_DIGIT.sub("", self.text()[: self.cursorPosition()]))
        digits = _NO_DIGIT.sub("", self.text())[:PASSWORD_DIGITS]
        grouped = _GAP.join(digits[at : at + 4] for at in range(0, len(digits), 4))
        if grouped != self.text():
            # Setting the text forgets the undo history, which a password should not have anyway.
            self.setText(grouped)
            # After the digit that was just typed, beyond the gaps before it.
            self.setCursorPosition(min(before + max(before - 1, 0) // 4, len(grouped)))
