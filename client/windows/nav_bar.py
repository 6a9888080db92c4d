"""The dark bar at the right: the desk on top, pages with their counts and keys, the user at the bottom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from client.models.words import Words
from client.style import palette
from client.style.icon import icon
from client.sync.session import DeskRole
from client.widgets.key_hint import shown_key
from client.widgets.label import Label
from client.windows.navigation import PageEntry
from client.windows.role_titles import ROLE_TITLES
from common.text import isolate, persian_digits

WIDTH = 196
# On the bar 7.4:1, on the page in front 4.6:1.
_KEY_INK = "#B9D0D2"


class NavButton(QPushButton):
    """A page: icon and title at the right, what waits there and the key at the left."""

    def __init__(self, entry: PageEntry, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entry = entry
        self.setCheckable(True)
        self.setIcon(icon(entry.icon, palette.NAV_INK))
        self.setText(entry.title)
        self._count = Label("")
        self._key = Label(f"\u2066{shown_key(key)}\u2069", "hint")
        # Style sheets of the bar colour all its labels; small and dimmer, the key does not compete.
        self._key.setStyleSheet(f"color: {_KEY_INK}; font-size: 9pt;")
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 0, 0, 0)
        row.setSpacing(6)
        row.addStretch(1)
        for part in (self._count, self._key):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            row.addWidget(part)
        self.setAccessibleDescription(shown_key(key))
        self.show_count(0)

    def show_count(self, count: int) -> None:
        """Show how much waits there; nothing for 0."""
        self._count.setText(persian_digits(count if count < 1000 else "۹۹۹+"))
        self._count.setVisible(count > 0)
        self._key.setVisible(count == 0)
        waiting = f"، {isolate(persian_digits(count))} مورد" if count else ""
        self.setAccessibleName(f"{self.entry.title}{waiting}")
        self.setToolTip(f"\u200f{self.accessibleName()} — \u2066{self.accessibleDescription()}\u2069")


class NavBar(QFrame):
    """Told which pages there are (`set_pages`) and what waits on them (`set_counts`)."""

    chosen = Signal(str)
    """The name of a page."""
    desk_chosen = Signal(int)
    """The id of a desk the user wants to act for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("nav")
        self.setFixedWidth(WIDTH)
        self.setAccessibleName("بخش‌ها")
        self._desk = Label("", wrap=True)
        self._desks = QMenu(self)
        self._other_desk = QPushButton("میز دیگر")
        self._other_desk.setIcon(icon("list", palette.NAV_INK))
        self._other_desk.setMenu(self._desks)
        self._user = Label("", wrap=True)
        self._buttons = QVBoxLayout()
        self._buttons.setSpacing(2)
        self._group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 12, 8, 10)
        column.setSpacing(8)
        column.addWidget(self._desk)
        column.addWidget(self._other_desk)
        column.addSpacing(4)
        column.addLayout(self._buttons)
        column.addStretch(1)
        column.addWidget(self._user)

    def set_desks(self, roles: Sequence[DeskRole], acting: DeskRole, words: Words, name: str) -> None:
        """Show the desk and the user; offer the desks when there are several."""
        self._desk.setText(words.desk_title(acting.desk))
        self._desks.clear()
        for role in roles:
            choice = self._desks.addAction(words.desk_title(role.desk))
            choice.setCheckable(True)
            choice.setChecked(role == acting)
            choice.triggered.connect(partial(self.desk_chosen.emit, role.desk))
        self._other_desk.setVisible(len(roles) > 1)
        title = ROLE_TITLES.get(acting.role, acting.role)
        substitute = f"\nجانشین {words.person(acting.substitute_for)}" if acting.substitute_for else ""
        self._user.setText(f"{name}\n{title}{substitute}")

    def set_pages(self, entries: Sequence[PageEntry]) -> list[NavButton]:
        """Offer these pages, in this order; the n-th has Alt+n as its key unless it has one of its own."""
        for button in self.buttons():
            self._group.removeButton(button)
            self._buttons.removeWidget(button)
            button.deleteLater()
        for place, entry in enumerate(entries, 1):
            button = NavButton(entry, entry.key or f"Alt+{place}", self)
            button.clicked.connect(lambda _checked, name=entry.name: self.chosen.emit(name))
            self._group.addButton(button, place)
            self._buttons.addWidget(button)
        return self.buttons()

    def buttons(self) -> list[NavButton]:
        """The pages offered, top first."""
        found = (self._buttons.itemAt(place) for place in range(self._buttons.count()))
        return [button for item in found if item and isinstance(button := item.widget(), NavButton)]

    def show_page(self, name: str) -> None:
        """Mark the page in front; one that stands in no menu leaves the mark where it was."""
        for button in self.buttons():
            if button.entry.name == name:
                button.setChecked(True)

    def set_counts(self, counts: Mapping[str, int]) -> None:
        """Show what waits, by the name of the count."""
        for button in self.buttons():
            button.show_count(counts.get(button.entry.count, 0))

    def first_focus(self) -> QWidget:
        """Where F6 goes in the bar."""
        checked = self._group.checkedButton()
        return checked or self
