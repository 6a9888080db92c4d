"""A month of the Jalali calendar, stepped to the right into the past and to the left towards today."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from client.style import palette
from client.style.icon import icon
from client.widgets.key_hint import Key
from client.widgets.label import Label
from common import jalali

_WIDTH = 150


class MonthChooser(QFrame):
    """→ the month before, ← the month after, Home the latest; with Alt from anywhere on the page."""

    changed = Signal(int)
    """The month chosen (year * 12 + month - 1)."""

    def __init__(self, latest: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._latest = latest
        self._month = latest
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setObjectName("month")
        self.setStyleSheet(
            f"#month {{ border: 2px solid transparent; border-radius: 4px; }}"
            f"#month:focus {{ border-color: {palette.FOCUS}; }}"
        )
        self._label = Label("", "section")
        self._label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._label.setMinimumWidth(_WIDTH)
        self._earlier = self._button("chevron_right", "ماه پیش (Alt+Right)", -1)
        self._later = self._button("chevron_left", "ماه بعد (Alt+Left)", 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 2, 2, 2)
        row.setSpacing(4)
        for part in (self._earlier, self._label, self._later):
            row.addWidget(part)
        Key("Alt+Right", "ماه پیش", lambda: self.step(-1), self)
        Key("Alt+Left", "ماه بعد", lambda: self.step(1), self)
        self._show()

    def month(self) -> int:
        """The month chosen."""
        return self._month

    def set_latest(self, latest: int) -> None:
        """A new month has begun."""
        self._latest = latest
        self._show()

    def step(self, months: int) -> None:
        """Go so many months later, never beyond the latest."""
        wanted = min(self._month + months, self._latest)
        if wanted != self._month:
            self._month = wanted
            self._show()
            self.changed.emit(wanted)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Right: -1,
            Qt.Key.Key_Left: 1,
            Qt.Key.Key_PageUp: -12,
            Qt.Key.Key_PageDown: 12,
            Qt.Key.Key_Home: self._latest - self._month,
        }
        if event.key() in steps:
            self.step(steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def _button(self, picture: str, tip: str, step: int) -> QToolButton:
        button = QToolButton()
        button.setIcon(icon(picture, palette.INK))
        button.setMinimumSize(32, 32)
        button.setToolTip(f"\u200f{tip}")
        button.setAccessibleName(tip)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(lambda: self.step(step))
        return button

    def _show(self) -> None:
        label = jalali.month_label(self._month)
        self._label.setText(label)
        self.setAccessibleName(f"ماه گزارش: {label}")
        self._later.setEnabled(self._month < self._latest)
