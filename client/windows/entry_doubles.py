"""Cases that may be the one being entered, shown beside the form: open one, or go on with a reason."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from client.models.doubles import Double
from client.models.parties import party_words
from client.models.words import Words
from client.widgets.card import Card
from client.widgets.field import TextField
from client.widgets.key_hint import KeyButton
from client.widgets.label import Label
from client.widgets.labelled import Labelled
from common import case_number, jalali
from common.text import isolate, persian_digits

_MOST_SHOWN = 2
_LINE = 48


class _DoubleList(QListWidget):
    entered = Signal()
    """Enter on a case."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier
        ):
            self.entered.emit()
        else:
            super().keyPressEvent(event)


class DoublesCard(Card):
    """Hidden while there are none. The reason is asked once, when the clerk goes on."""

    opened = Signal(str)
    """The case to be opened."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__("همانندها", parent=parent)
        self._words = words
        self._doubles: list[Double] = []
        self.asked = False
        """Whether the clerk was told and went on: a reason is wanted."""
        self.list = _DoubleList()
        self.list.setAccessibleName("پرونده‌های همانند")
        self.list.setObjectName("ticks")
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.reason = TextField(200)
        self.reason_field = Labelled("دلیل ثبت دوباره", self.reason)
        self.open_it = KeyButton("باز کردن پرونده", "Ctrl+O")
        self._hint = Label("پیش‌نویس می‌ماند. با F9 و یک دلیل می‌توانید ادامه دهید", "hint", wrap=True)
        self.tighten()
        for widget in (self.list, self._hint, self.reason_field, self.open_it):
            self.body.addWidget(widget)
        self.list.entered.connect(self._open)
        self.list.itemDoubleClicked.connect(lambda _item: self._open())
        self.open_it.clicked.connect(self._open)
        self.forget()

    def forget(self) -> None:
        """Another case is entered: nothing found, nothing asked."""
        self.asked = False
        self.reason.set_value("")
        self.reason_field.set_problem(None)
        self.show_doubles([])

    def show_doubles(self, doubles: Sequence[Double]) -> None:
        """Show these; the one chosen stays chosen."""
        chosen = self.chosen()
        self._doubles = list(doubles)
        self.set_title(f"همانندها: {persian_digits(len(doubles))} پرونده" if doubles else "همانندها")
        self.list.clear()
        for double in doubles:
            number, *rest = self._lines(double)
            item = QListWidgetItem(f"\u200f{number}\n\u200f{' · '.join(rest)}", self.list)
            item.setSizeHint(QSize(0, _LINE))
            item.setToolTip("\n".join((number, *rest)))
        ids = [double.case.id for double in doubles]
        if ids:
            self.list.setCurrentRow(ids.index(chosen) if chosen in ids else 0)
        self.list.setFixedHeight(min(max(len(ids), 1), _MOST_SHOWN) * _LINE + 4)
        self.reason_field.setVisible(self.asked)
        self._hint.setVisible(not self.asked)
        self.setVisible(bool(ids))

    def doubles(self) -> list[Double]:
        """What is shown, newest first."""
        return list(self._doubles)

    def chosen(self) -> str | None:
        """The id of the case chosen, or None."""
        row = self.list.currentRow()
        return self._doubles[row].case.id if 0 <= row < len(self._doubles) else None

    def ask(self) -> None:
        """Ask why the case is registered though there is such a one."""
        self.asked = True
        self.reason_field.show()
        self._hint.hide()
        self.reason.setFocus()

    def _open(self) -> None:
        case = self.chosen()
        if case is not None:
            self.opened.emit(case)

    def _lines(self, double: Double) -> tuple[str, str, str]:
        """Its number and day, whole at any width; what makes it the same; and the other of the two."""
        case = double.case
        flags = double.flags
        names = "، ".join(
            party_words(party, [flag for flag in flags if flag.party == party.id], self._words)
            for party in double.parties
        )
        number, day = case_number.show(case.number), jalali.show(date.fromisoformat(case.received_on))
        subject = persian_digits(case.subject)
        rest = (f"همین شمارهٔ نامه · {subject}", names) if double.same_paper else (names, subject)
        return f"{isolate(number)} · {day}", *rest
