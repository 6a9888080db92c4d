"""How the fields of a decision lie on the page: results on top, the text in all the room that is left."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from client.widgets.card import Card
from client.widgets.label import Label
from client.widgets.labelled import Labelled
from client.widgets.text_area import TextArea
from client.windows.decision_text import read_not_greyed
from common import case_number

if TYPE_CHECKING:
    from client.windows.decision_form import DecisionForm

_LEAST_TEXT = 130
_HOW = "خالی: مانند نتیجهٔ رأی · F4 فهرست · Enter بعدی · Insert جدا کردن برای هر طرف · Ctrl+Delete برداشتن"


class Prose(TextArea):
    """Asks for little height and takes what is left."""

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), _LEAST_TEXT)


class DecisionLayout:
    """Lays out `form` and shows or hides what a correction has and a new decision has not."""

    def __init__(self, form: DecisionForm) -> None:
        self._form = form
        self._about = Label("", "section", wrap=True)
        self._how = Label(_HOW, "hint")
        self._reason = Label("", "error", wrap=True)
        self._title = Label("نتیجه به تفکیک خواسته و طرف", "label")
        self._title.setBuddy(form.outcomes)
        self._table = (self._title, self._how, form.outcomes)
        self._lay_out()
        for part in (self._about, form.old_field, *self._table, self._reason):
            part.hide()

    def show_correction(self, corrected: Any | None, day: str) -> None:
        """The correction of that decision (its row), made on `day`; None: a decision of its own."""
        form, fixed = self._form, corrected is not None
        self._about.setVisible(fixed)
        form.old_field.setVisible(fixed)
        form.body_field.label.setText("متن رأی تصحیحی" if fixed else "متن رأی")
        form.body.setAccessibleName(form.body_field.label.words())
        self._how.setText("" if fixed else _HOW)
        number_hint = "ردیف دفتر را مرکز هنگام امضا می‌دهد"
        form.number_field.set_hint(number_hint)
        form.disposition_field.set_hint("همان نتیجهٔ رأی" if fixed else "چند حرف یا شماره؛ F4 فهرست")
        form.kind_field.set_hint("" if fixed else "از نتیجه پیداست؛ F4 فهرست")
        form.date_field.set_hint("T امروز، ↑↓ روز، F4 تقویم")
        form.disposition.freeze(fixed)
        form.kind.freeze(fixed)
        if corrected is not None:
            form.old.set_value(corrected.body)
            self._about.setText(
                f"تصحیح دادنامهٔ {case_number.show(corrected.number)} مورخ {day} — نتیجهٔ رأی همان می‌ماند"
            )

    def fit_outcomes(self, rows: int) -> None:
        """As much of the table as it has rows; nothing of it without claims."""
        for part in self._table:
            part.setVisible(rows > 0)
        self._form.outcomes.fit()

    def tell_reason(self, reason: str) -> None:
        """What is wrong at the current cell of the table, under it."""
        self._reason.setText(f"خطا: {reason}" if reason else "")
        self._reason.setVisible(bool(reason))

    def _lay_out(self) -> None:
        form = self._form
        read_not_greyed(form.old)
        fields = QHBoxLayout()
        fields.setSpacing(14)
        for field, stretch in (
            (form.number_field, 5), (form.disposition_field, 7), (form.kind_field, 4), (form.date_field, 5),
        ):  # fmt: skip
            fields.addWidget(field, stretch)
        card = Card()
        card.tighten()
        card.body.addWidget(self._about)
        card.body.addLayout(fields)
        head = QHBoxLayout()
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self._how)
        card.body.addLayout(head)
        # Directly in the card: within a widget of its own it would not give back what it has no rows for.
        card.body.addWidget(form.outcomes, 1)
        card.body.addWidget(self._reason)
        texts = QHBoxLayout()
        texts.setSpacing(14)
        for field, area in ((form.old_field, form.old), (form.body_field, form.body)):
            _give_room(field, area)
            texts.addWidget(field, 1)
        card.body.addLayout(texts, 1)
        column = QVBoxLayout(form)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card, 1)


def _give_room(field: Labelled, area: QWidget) -> None:
    """The text takes what is left; the stretch that ends other fields would halve it."""
    column = field.layout()
    assert isinstance(column, QVBoxLayout)
    column.setStretch(column.indexOf(area), 1)
    column.takeAt(column.count() - 1)
