"""Ctrl+K: one box for every command, any case by number (#), any party by name (@)."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFrame,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from client.models import search
from client.models.words import Words
from client.sync.cache import Cache
from client.widgets.field import TextField
from client.widgets.label import Label
from common import case_number
from common.text import ascii_digits, isolate, search_key

_WIDTH, _HEIGHT = 600, 380


@dataclasses.dataclass(frozen=True)
class Act:
    """Something that can be done from here: its words, its key (may be empty), and how."""

    words: str
    key: str
    run: Callable[[], object]


class CommandPalette(QDialog):
    """Type, choose with ↑↓, Enter; Esc closes. `open_case` is given the id of a case."""

    def __init__(
        self,
        acts: Sequence[Act],
        cache: Cache,
        words: Words,
        open_case: Callable[[str], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent, Qt.WindowType.FramelessWindowHint | Qt.WindowType.Dialog)
        self.setAccessibleName("فرمان‌یاب")
        self._acts = list(acts)
        self._cache = cache
        self._words = words
        self._open_case = open_case
        self._shown: list[Act] = []
        self.field = TextField(60, name="فرمان، شمارهٔ پرونده یا نام")
        self.field.setPlaceholderText("فرمان؛ # شمارهٔ پرونده؛ @ نام طرف پرونده")
        self.list = QListWidget()
        self.list.setObjectName("choices")
        self.list.setAccessibleName("یافته‌ها")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.itemClicked.connect(lambda _item: self._take())
        frame = QFrame()
        frame.setObjectName("popup")
        inner = QVBoxLayout(frame)
        inner.setContentsMargins(12, 12, 12, 8)
        inner.setSpacing(8)
        inner.addWidget(self.field)
        inner.addWidget(self.list, 1)
        inner.addWidget(Label("↑↓ برگزیدن · Enter انجام · Esc بستن", "hint"))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)
        self.field.textChanged.connect(self._find)
        self.field.installEventFilter(self)
        self.resize(_WIDTH, _HEIGHT)
        self._find()

    def show_over(self, window: QWidget) -> None:
        """Show it near the top of `window`, ready to type."""
        self.move(window.mapToGlobal(QPoint((window.width() - self.width()) // 2, 96)))
        self.show()
        self.field.setFocus()

    def found(self) -> list[str]:
        """The words of what is offered now."""
        return [act.words for act in self._shown]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
                QApplication.sendEvent(self.list, event)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take()
                return True
        return super().eventFilter(watched, event)

    def _find(self) -> None:
        typed = self.field.value()
        self._shown = self._found(typed)
        self.list.clear()
        for act in self._shown:
            key = f"  \u2066({act.key})\u2069" if act.key else ""
            self.list.addItem(QListWidgetItem(f"\u200f{act.words}{key}"))
        if not self._shown:
            nothing = QListWidgetItem("\u200fچیزی یافت نشد")
            nothing.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(nothing)
        self.list.setCurrentRow(0)

    def _found(self, typed: str) -> list[Act]:
        if typed.startswith("#"):
            return self._cases(search.by_number(self._cache, typed))
        if typed.startswith("@"):
            return self._cases(search.by_party(self._cache, self._words, typed[1:]))
        words = [search_key(word) for word in typed.removeprefix("/").split()]
        acts = [act for act in self._acts if all(word in search_key(act.words) for word in words)]
        if ascii_digits(typed).replace(" ", "").isdecimal():
            acts += self._cases(search.by_number(self._cache, typed))
        elif not acts:
            acts = self._cases(search.by_party(self._cache, self._words, typed))
        return acts

    def _cases(self, found: Sequence[search.FoundCase]) -> list[Act]:
        return [
            Act(
                f"پروندهٔ {case_number.show(case.number)} — {isolate(case.words)}",
                "",
                partial(self._open_case, case.case_id),
            )
            for case in found
        ]

    def _take(self) -> None:
        row = self.list.currentRow()
        if 0 <= row < len(self._shown):
            act = self._shown[row]
            self.accept()
            act.run()
