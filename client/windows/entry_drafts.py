"""Several entries half typed: which one is in hand, and the list of them."""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from client.models.stated_case import is_registered
from client.sync.cache import Cache
from client.sync.drafts import Draft, Drafts
from client.widgets.key_hint import KeyButton
from client.widgets.label import Label
from client.windows.confirm import confirm
from common import jalali
from common.identifiers import uuid7
from common.text import persian_digits

_UNNAMED = "بی‌عنوان"


@dataclasses.dataclass
class EntryDrafts:
    """Drafts of one desk's form. `key` is that of the entry in hand: the id its case will have, so that a
    draft whose case was registered in the moment of a crash is known and forgotten."""

    drafts: Drafts
    cache: Cache
    form: str
    key: str = dataclasses.field(default_factory=lambda: str(uuid7()))

    @property
    def place(self) -> tuple[str, str]:
        """Form and key of the draft of the entry in hand."""
        return self.form, self.key

    def keep(self, content: dict[str, Any]) -> None:
        """Save what is typed of the entry in hand."""
        self.drafts.save(*self.place, content)

    def forget(self, key: str | None = None) -> None:
        """The entry in hand, or that one, is done with."""
        self.drafts.delete(self.form, key or self.key)

    def begin(self, key: str | None = None) -> dict[str, Any] | None:
        """Take another entry in hand, a new one without a `key`; what was typed of it, if anything."""
        self.key = key or str(uuid7())
        found = self.drafts.load(self.form, self.key)
        if found is not None and not _is_id(self.key):
            # Drafts of an older program have no such key.
            older, self.key = self.key, str(uuid7())
            self.drafts.rename(self.form, older, self.key)
        return found.content if found else None

    def open_ones(self) -> list[Draft]:
        """All of them, the one typed in last first; those that were registered are forgotten."""
        found = []
        for draft in self.drafts.list(self.form):
            if is_registered(self.cache, draft.key):
                self.drafts.delete(self.form, draft.key)
            else:
                found.append(draft)
        return found


class _DraftWidget(QListWidget):
    entered = Signal()
    """Enter on a draft."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)


class DraftList(QDialog):
    """The drafts by title and time: Enter opens one, Insert begins a new one, Delete throws one away."""

    wanted = Signal(str)
    """The key of the draft to open; empty for a new one."""
    thrown = Signal(str)
    """The key of a draft thrown away."""

    def __init__(self, drafts: Sequence[Draft], current: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("پیش‌نویس‌ها")
        self.setMinimumWidth(560)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(8)
        self._heading = Label("", "section")
        column.addWidget(self._heading)
        self.list = _DraftWidget()
        self.list.setAccessibleName("پیش‌نویس‌های این میز")
        self.list.setObjectName("ticks")
        self.list.setMinimumHeight(220)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for draft in drafts:
            here = "● " if draft.key == current else ""
            title, when = persian_digits(draft.title or _UNNAMED), _when(draft.saved_at)
            item = QListWidgetItem(f"\u200f{here}{when} — {title}", self.list)
            item.setToolTip(title)
            item.setData(Qt.ItemDataRole.UserRole, draft.key)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{title}، {when}")
        self.list.setCurrentRow(0)
        column.addWidget(self.list)
        self.open_it = KeyButton("باز کردن", "Ctrl+Return", primary=True)
        self.new = KeyButton("پیش‌نویس نو", "Insert")
        self.throw = KeyButton("دور انداختن", "Delete")
        close = KeyButton("بستن", "Esc")
        buttons = QHBoxLayout()
        for button in (self.open_it, self.new, self.throw):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(close)
        close.setAutoDefault(False)
        column.addLayout(buttons)
        self.list.entered.connect(self._open)
        self.list.itemDoubleClicked.connect(lambda _item: self._open())
        self.open_it.clicked.connect(self._open)
        self.new.clicked.connect(lambda: self._want(""))
        self.throw.clicked.connect(self._throw)
        close.clicked.connect(self.reject)
        self._tell_count()
        self.list.setFocus()

    def key(self) -> str | None:
        """The key of the draft chosen."""
        item = self.list.currentItem()
        return str(item.data(Qt.ItemDataRole.UserRole)) if item is not None else None

    def _open(self) -> None:
        if (key := self.key()) is not None:
            self._want(key)

    def _want(self, key: str) -> None:
        self.accept()
        self.wanted.emit(key)

    def _throw(self) -> None:
        key = self.key()
        if key is not None and confirm(
            self, "این پیش‌نویس دور انداخته شود؟", "دور بینداز", "آنچه در آن نوشته‌اید از میان می‌رود."
        ):
            self.list.takeItem(self.list.currentRow())
            self._tell_count()
            self.thrown.emit(key)

    def _tell_count(self) -> None:
        count = self.list.count()
        self._heading.setText(f"{persian_digits(count)} پیش‌نویس" if count else "پیش‌نویسی نیست")
        self.open_it.setEnabled(bool(count))
        self.throw.setEnabled(bool(count))


def _is_id(key: str) -> bool:
    try:
        return bool(uuid.UUID(key))
    except ValueError:
        return False


def _when(instant: datetime) -> str:
    there = instant.astimezone(jalali.TEHRAN)
    return persian_digits(f"{jalali.show(there.date())}، {there:%H:%M}")
