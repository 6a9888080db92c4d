"""The card beside the inbox: what has come, and the one thing to do with it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from client.models.inbox import STATES, Arrival
from client.models.words import Words
from client.widgets.card import Card
from client.widgets.jalali_edit import JalaliEdit
from client.widgets.key_hint import KeyButton
from client.widgets.label import Label
from client.widgets.labelled import Labelled
from common import case_number, errors, jalali
from common.text import persian_digits

WIDTH = 296


class ReferralCard(Card):
    """Shows an `Arrival`; its dates are today and today + `supervision_days` until changed."""

    accepted = Signal(object, object, object)
    """(Arrival, received on, next on)"""
    open_asked = Signal(object)
    """The Arrival of a sealed case the user wants to open with its password."""

    def __init__(
        self, words: Words, today: Callable[[], date], supervision_days: int, kinds: frozenset[str],
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent=parent)
        self._words = words
        self._today = today
        self._days = supervision_days
        self._kinds = kinds
        self._shown: Arrival | None = None
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(1, 1)
        self._keys: list[Label] = []
        self._values: dict[str, Label] = {}
        for row, name in enumerate(("شماره", "موضوع", "از", "رسیده در", "وضعیت")):
            key = Label(name, "muted")
            key.setMinimumWidth(60)
            self._keys.append(key)
            value = Label("", wrap=True)
            self._values[name] = value
            self._grid.addWidget(key, row, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(value, row, 1)
        self.received = JalaliEdit(today)
        self.next = JalaliEdit(today, allow_future=True)
        self.received_field = Labelled("تاریخ دریافت", self.received)
        self.next_field = Labelled("وقت بعدی (نظارت)", self.next)
        self.accept = KeyButton("پذیرش ارجاع", "Ctrl+Return", primary=True)
        self.unseal = KeyButton("گشودن با رمز", "Ctrl+Return", primary=True)
        self.accept.clicked.connect(self._accept)
        self.next.date_changed.connect(self._tell_days)
        self.unseal.clicked.connect(lambda: self.open_asked.emit(self._shown))
        self._advice = Label("", "hint", wrap=True)
        self.body.addLayout(self._grid)
        self.body.addSpacing(8)
        self.body.addWidget(self.received_field)
        self.body.addWidget(self.next_field)
        self.body.addWidget(self._advice)
        self.body.addStretch(1)
        self.body.addWidget(self.accept)
        self.body.addWidget(self.unseal)
        self.show_arrival(None)

    def show_arrival(self, arrival: Arrival | None) -> None:
        """Show this one; the same one again keeps what was typed into the dates."""
        again = arrival is not None and self._shown is not None and arrival.cause_id == self._shown.cause_id
        self._shown = arrival
        waiting = arrival is not None and arrival.state == "waiting" and "accept_referral" in self._kinds
        sealed = arrival is not None and arrival.state == "sealed" and "open_seal" in self._kinds
        self.accept.setVisible(waiting)
        self.unseal.setVisible(sealed)
        self.received_field.setVisible(waiting)
        self.next_field.setVisible(waiting)
        for label in (*self._keys, *self._values.values()):
            label.setVisible(arrival is not None)
        self._advice.setText(self._advice_for(arrival))
        if arrival is None:
            self.set_title("ردیف برگزیده")
            return
        self.set_title("پروندهٔ مهرشده" if arrival.cause == "seal" else "ارجاع تازه")
        self._values["شماره"].setText(case_number.show(arrival.number))
        self._values["موضوع"].setText(persian_digits(arrival.subject))
        self._values["از"].setText(self._words.desk_title(arrival.from_desk))
        self._values["رسیده در"].setText(jalali.show(arrival.sent_on))
        self._values["وضعیت"].setText(STATES.get(arrival.state, arrival.state))
        if not again:
            self.received.set_date(self._today())
            self.next.set_date(self._today() + timedelta(days=self._days))
            self.received_field.set_problem(None)
            self.next_field.set_problem(None)

    def _advice_for(self, arrival: Arrival | None) -> str:
        if arrival is None:
            return "جزئیات و پذیرشِ ردیفی که در فهرست برگزیده شود اینجا می‌آید"
        if arrival.state == "locked":
            return errors.sentence("seal_locked", {})
        if arrival.pending:
            return "◌ در انتظار ارسال"
        if arrival.state == "sealed":
            left = persian_digits(arrival.tries)
            return f"تلاش‌های نادرست تاکنون: {left}" if arrival.tries else "برگهٔ رمز را آماده کنید"
        return ""

    def _tell_days(self, following: date | None) -> None:
        days = (following - self._today()).days if following else 0
        self.next_field.set_hint(f"{persian_digits(days)} روز دیگر" if days > 0 else "")

    def _accept(self) -> None:
        received, following = self.received.date(), self.next.date()
        self.received_field.set_problem(self.received.problem() or _missing(received, "received_on"))
        problem = self.next.problem() or _missing(following, "next_on")
        if problem is None and received and following and following < received:
            problem = errors.sentence("date_before", {"field": "next_on"})
        self.next_field.set_problem(problem)
        for field in (self.received_field, self.next_field):
            if field.problem():
                field.widget.setFocus()
                return
        self.accepted.emit(self._shown, received, following)


def _missing(day: date | None, field: str) -> str | None:
    return errors.sentence("missing_field", {"field": field}) if day is None else None
