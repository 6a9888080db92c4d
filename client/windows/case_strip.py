"""The strip of a case file's sections, read by arrow keys: ↓ next case of the list, → next section."""

from __future__ import annotations

from collections.abc import Sequence
from string import Template

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QTabBar

from client.style import palette
from client.widgets.key_hint import tell_keys
from common.text import isolate, persian_digits

_SHAPE = Template("""
QTabBar { border: 0; }
QTabBar::tab {
  background: $SURFACE; color: $INK; border: 1px solid $HAIRLINE; border-radius: 4px;
  padding: 3px 10px; margin: 2px 2px; min-height: 24px;
}
QTabBar::tab:selected { background: $PRIMARY_SOFT; border: 1px solid $PRIMARY; color: $PRIMARY_HOVER; }
QTabBar::tab:selected:focus { border: 2px solid $FOCUS; padding: 2px 9px; }
""")

_KEYS = (
    ("↓", "پروندهٔ بعدِ فهرست"),
    ("↑", "پروندهٔ پیشِ فهرست"),
    ("→", "بخش بعد"),
    ("←", "بخش پیش"),
    ("Enter", "ردیف‌های بخش؛ روی ردیف، جزئیات آن"),
)


class CaseStrip(QTabBar):
    """One tab per section that has rows."""

    stepped = Signal(int)
    """↓ (1) or ↑ (-1): another case of the list."""
    entered = Signal(int)
    """Enter or Tab: into the rows of that section."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("بخش‌های پرونده")
        self.setAccessibleDescription("، ".join(f"{key} {sentence}" for key, sentence in _KEYS))
        tell_keys(self, _KEYS)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(True)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setStyleSheet(_SHAPE.substitute(vars(palette)))

    def show_sections(self, sections: Sequence[tuple[str, str]]) -> None:
        """Show these (title, what stands beside it: a count, a mark); the section chosen stays, by place."""
        for place, (title, beside) in enumerate(sections):
            words = f"{title} {isolate(persian_digits(beside))}"
            if place >= self.count():
                self.addTab(words)
            elif self.tabText(place) != words:
                self.setTabText(place, words)
            self.setAccessibleTabName(place, words)
        while self.count() > len(sections):
            self.removeTab(self.count() - 1)

    def turn(self, step: int) -> None:
        """To the section before or after; the ends hold."""
        self.setCurrentIndex(min(max(self.currentIndex() + step, 0), self.count() - 1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.stepped.emit(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Right, Qt.Key.Key_Left):
            self.turn(1 if key == Qt.Key.Key_Right else -1)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.setCurrentIndex(0 if key == Qt.Key.Key_Home else self.count() - 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, next_one: bool) -> bool:
        """Tab goes into the section chosen, not into the first."""
        if next_one and self.count():
            self.entered.emit(self.currentIndex())
            return True
        return super().focusNextPrevChild(next_one)
