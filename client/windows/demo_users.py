"""The people of the demonstration beside the sign-in form: one click, or Enter, signs in."""

from __future__ import annotations

import re
from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QApplication, QListWidget, QListWidgetItem, QWidget

from client.connection import DemoUser
from client.style import palette
from client.widgets.card import Card
from client.widgets.field import TextField
from client.windows.role_titles import ROLE_TITLES
from common.text import persian_digits, search_key, sort_key

_USER = Qt.ItemDataRole.UserRole
_ROW = QSize(0, 30)
# In the order a case meets them.
_ROLES = tuple(ROLE_TITLES)
_NUMBER = re.compile(r"\d+")


class DemoUsers(Card):
    """Grouped by role; any words of name, desk, role or login find somebody."""

    chosen = Signal(object)
    """The DemoUser who is to be signed in."""

    def __init__(self, users: Iterable[DemoUser], parent: QWidget | None = None) -> None:
        super().__init__("کاربران نمایشی", parent=parent)
        self._users = sorted(users, key=_place)
        self._keys = {user.login: search_key(_words(user)) for user in self._users}
        self.search = TextField(60, name="جست‌وجو در کاربران نمایشی")
        self.search.setPlaceholderText("نام، شعبه یا سمت")
        self.search.setClearButtonEnabled(True)
        self.list = QListWidget()
        self.list.setObjectName("choices")
        self.list.setAccessibleName("کاربران نمایشی")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.body.addWidget(self.search)
        self.body.addWidget(self.list, 1)
        self.search.textChanged.connect(self._fill)
        self.search.installEventFilter(self)
        self.list.installEventFilter(self)
        self.list.itemClicked.connect(self._take)
        self._fill()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take(self.list.currentItem())
                return True
            if watched is self.search and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                QApplication.sendEvent(self.list, event)
                return True
        return super().eventFilter(watched, event)

    def _fill(self) -> None:
        words = [search_key(word) for word in self.search.value().split()]
        self.list.clear()
        role = None
        for user in self._users:
            if not all(word in self._keys[user.login] for word in words):
                continue
            if user.role != role:
                role = user.role
                self._add_heading(ROLE_TITLES.get(role, role))
            title = persian_digits(user.desk_title)
            item = QListWidgetItem(f"\u200f{user.name} — {title}")
            item.setToolTip(f"\u200f{user.name}\n{title}\n\u2066{user.login}\u2069")
            item.setSizeHint(_ROW)
            item.setData(_USER, user)
            self.list.addItem(item)
        if not self.list.count():
            self._add_heading("کسی با این نوشته نیست")
        self._choose_first()

    def _add_heading(self, title: str) -> None:
        heading = QListWidgetItem(f"\u200f{title}")
        heading.setFlags(Qt.ItemFlag.NoItemFlags)
        heading.setSizeHint(_ROW)
        font = heading.font()
        font.setBold(True)
        heading.setFont(font)
        heading.setForeground(QColor(palette.PRIMARY))
        self.list.addItem(heading)

    def _choose_first(self) -> None:
        for row in range(self.list.count()):
            if self.list.item(row).data(_USER) is not None:
                self.list.setCurrentRow(row)
                return

    def _take(self, item: QListWidgetItem | None) -> None:
        user = item.data(_USER) if item else None
        if isinstance(user, DemoUser):
            self.chosen.emit(user)


def _place(user: DemoUser) -> tuple[int, str, int, str]:
    """By role, then desks of one kind by number («شعبهٔ ۲» before «شعبهٔ ۱۲»), then name."""
    number = _NUMBER.search(user.desk_title)
    kind = _NUMBER.sub("", user.desk_title)
    return (_ROLES.index(user.role), sort_key(kind), int(number[0]) if number else 0, sort_key(user.family))


def _words(user: DemoUser) -> str:
    return f"{user.name} {user.desk_title} {ROLE_TITLES.get(user.role, '')} {user.login}"
