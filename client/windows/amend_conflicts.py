"""What two people made of the same field, side by side: the second one chooses, field by field."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QRadioButton, QVBoxLayout, QWidget

from client.models.case_file import CaseFile, show_moment
from client.models.field_words import value_words
from client.models.rejected_amendment import Conflict, what_changed
from client.models.words import Words
from client.widgets.card import Card
from client.widgets.label import Label

_MINE, _THEIRS = 0, 1


class _Side(QRadioButton):
    """← takes the value at the left, → that at the right; Qt's own arrows take none while none is taken."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        side = {Qt.Key.Key_Left: _THEIRS, Qt.Key.Key_Right: _MINE}.get(Qt.Key(event.key()))
        group = self.group()
        if side is None or group is None:
            super().keyPressEvent(event)
            return
        taken = group.button(side)
        taken.setChecked(True)
        taken.setFocus(Qt.FocusReason.OtherFocusReason)


class AmendConflicts(Card):
    """A row per field: its name, the user's value, the other's with who and when; first nothing is chosen."""

    chosen = Signal(int, bool)
    """(place of the conflict, whether the user's own value stands)"""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(
            "همکاری همین موردها را در این میان تغییر داده است؛ در هر کدام یکی را برگزینید",
            "←→ گزینه · Space همین گزینه · Tab مورد بعد",
            parent,
        )
        self._words = words
        self._groups: list[QButtonGroup] = []
        self._rows = QWidget()
        self.body.addWidget(self._rows)
        self.hide()

    def show_conflicts(self, conflicts: Sequence[Conflict], file: CaseFile | None) -> None:
        """Show these; none hides the card."""
        self._clear()
        for place, conflict in enumerate(conflicts):
            self._add(place, conflict, file)
        self.setVisible(bool(conflicts))

    def undecided(self) -> QRadioButton | None:
        """The first choice that is still to be made."""
        for group in self._groups:
            if group.checkedId() < 0:
                button = group.button(_MINE)
                assert isinstance(button, QRadioButton)
                return button
        return None

    def choices(self) -> list[tuple[QRadioButton, QRadioButton]]:
        """The buttons of each field: the user's value, the other's."""
        return [(_radio(group, _MINE), _radio(group, _THEIRS)) for group in self._groups]

    def _add(self, place: int, conflict: Conflict, file: CaseFile | None) -> None:
        change, words = conflict.change, self._words
        title = what_changed(change, file, words)
        mine = value_words(change.entity, change.field, change.new, words)
        theirs = value_words(change.entity, change.field, conflict.now, words)
        who = words.person(conflict.by) or "همکار"
        when = f" ({show_moment(conflict.at)})" if conflict.at else ""
        group = QButtonGroup(self)
        before = value_words(change.entity, change.field, change.old, words)
        named = QVBoxLayout()
        named.setSpacing(0)
        named.addWidget(Label(title, wrap=True))
        named.addWidget(Label(f"پیش از هر دو: {before}", "hint", wrap=True))
        named.addStretch(1)
        self._grid.addLayout(named, place, 0)
        for side, whose, value in ((_MINE, "شما", mine), (_THEIRS, f"{who}{when}", theirs)):
            button = _Side(f"\u200f{whose}:")
            button.setAccessibleName(f"{title} — {whose}: {value}")
            group.addButton(button, side)
            # A button's own words do not wrap, and an address is long.
            words_of = Label(value, wrap=True)
            words_of.setContentsMargins(0, 0, 28, 0)
            cell = QVBoxLayout()
            cell.setSpacing(0)
            cell.addWidget(button)
            cell.addWidget(words_of)
            cell.addStretch(1)
            self._grid.addLayout(cell, place, 1 + side)
        group.idToggled.connect(
            lambda side, on, place=place: self.chosen.emit(place, side == _MINE) if on else None
        )
        self._groups.append(group)

    def _clear(self) -> None:
        for group in self._groups:
            group.deleteLater()
        self._groups = []
        self._rows.setParent(None)
        self._rows.deleteLater()
        self._rows = QWidget(self)
        self._grid = QGridLayout(self._rows)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(20)
        self._grid.setVerticalSpacing(8)
        for column, stretch in enumerate((2, 3, 3)):
            self._grid.setColumnStretch(column, stretch)
        self.body.addWidget(self._rows)


def _radio(group: QButtonGroup, side: int) -> QRadioButton:
    button = group.button(side)
    assert isinstance(button, QRadioButton)
    return button
