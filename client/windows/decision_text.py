"""The text of a decision, to read, and for the judge to sign."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from client.models.case_file import shown_day
from client.models.words import Words
from client.style import palette
from client.widgets.key_hint import KeyButton
from client.widgets.label import Label
from client.widgets.text_area import TextArea
from common import case_number

_MOST_CHARACTERS = 20_000
_WIDTH, _HEIGHT = 760, 560


def read_not_greyed(area: TextArea) -> None:
    """A text to be read, which is not greyed as a field that is closed."""
    area.setStyleSheet(f"QPlainTextEdit:read-only {{ color: {palette.INK}; background: {palette.SURFACE}; }}")


class DecisionText(QDialog):
    """`exec` answers Accepted when the judge signs; that button is there only if `signable`."""

    def __init__(self, decision: Any, words: Words, *, signable: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        number = case_number.show(decision.number)
        title = f"دادنامهٔ {number}"
        self.setWindowTitle("امضای رأی" if signable else "متن رأی")
        self.setAccessibleName(f"{self.windowTitle()}، {title}")
        outcome = words.code_title("disposition", decision.disposition)
        self.text = TextArea(_MOST_CHARACTERS, name="متن رأی")
        self.text.set_value(decision.body)
        self.text.setReadOnly(True)
        read_not_greyed(self.text)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(8)
        column.addWidget(Label(title, "section"))
        column.addWidget(Label(f"{outcome} — {shown_day(decision.decided_on)}", wrap=True))
        column.addWidget(self.text, 1)
        buttons = QHBoxLayout()
        self.sign = KeyButton("امضا می‌کنم", "Ctrl+Return", primary=True)
        self.sign.clicked.connect(self.accept)
        self.sign.setVisible(signable)
        self.sign.setAutoDefault(False)
        self.close_button = KeyButton("بستن", "Esc")
        self.close_button.clicked.connect(self.reject)
        if signable:
            column.addWidget(
                Label("رأی امضاشده تغییر نمی‌کند و در دفتر دادنامه ثبت می‌شود.", "hint", wrap=True)
            )
        buttons.addWidget(self.sign)
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        column.addLayout(buttons)
        self.resize(_WIDTH, _HEIGHT)
        self.text.setFocus()
