"""Words on the screen that read right to left whatever they begin with."""

from html import escape
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

Role = Literal["body", "title", "section", "label", "muted", "hint", "error", "secret"]

# A label beginning with a Latin letter or a digit would be laid out left to right and scramble its sentence.
_RIGHT_TO_LEFT_MARK = "\u200f"


class Label(QLabel):
    """A right-aligned Persian sentence; `role` chooses size and colour from the style sheet."""

    def __init__(
        self, text: str = "", role: Role = "body", *, wrap: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._words = ""
        self.setProperty("role", role)
        # Wrapped plain text hangs the space at a line's end into the right margin: a ragged edge.
        self.setTextFormat(Qt.TextFormat.RichText if wrap else Qt.TextFormat.PlainText)
        self.setAlignment(
            Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        )
        self.setWordWrap(wrap)
        self.setText(text)

    def setText(self, text: str) -> None:
        """Show `text` (plain, never markup); screen readers hear it without the direction mark."""
        self._words = text
        shown = text
        if self.textFormat() == Qt.TextFormat.RichText and text:
            shown = f"<div dir=rtl>{_RIGHT_TO_LEFT_MARK}{escape(text).replace(chr(10), '<br>')}</div>"
        elif text:
            shown = _RIGHT_TO_LEFT_MARK + text
        super().setText(shown)
        self.setAccessibleName(text.replace("&", ""))

    def words(self) -> str:
        """What was given to setText."""
        return self._words
