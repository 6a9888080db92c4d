"""Ctrl+D: what the case before says, whole or a section of it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QMenu, QWidget

from common.text import ascii_digits, persian_digits

_CHOICES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("همهٔ پرونده", ("case", "claims", "parties")),
    ("خواسته‌ها یا اتهام‌ها", ("claims",)),
    ("طرفین", ("parties",)),
    ("مشخصات پرونده", ("case",)),
)


class PreviousMenu(QMenu):
    """Digits choose, so do arrows and Enter; Esc closes."""

    def __init__(self, number: str, take: Callable[[tuple[str, ...]], object], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName("رونوشت از پروندهٔ پیش")
        heading = self.addAction(f"\u200fرونوشت از {number}")
        heading.setEnabled(False)
        self.choices: list[QAction] = []
        for at, (title, sections) in enumerate(_CHOICES, 1):
            action = self.addAction(f"\u200f{persian_digits(at)}  {title}")
            action.triggered.connect(lambda _checked, sections=sections: take(sections))
            self.choices.append(action)
        self.setActiveAction(self.choices[0])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        digit = ascii_digits(event.text())
        if digit in ("1", "2", "3", "4"):
            self.close()
            self.choices[int(digit) - 1].trigger()
        else:
            super().keyPressEvent(event)
