"""Where a case goes after an objection, or which seal gets a new password: the fields of sending up."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from client.models.case_file import CaseFile, shown_day
from client.models.words import Words
from client.widgets.card import Card
from client.widgets.error_summary import ErrorSummary
from client.widgets.jalali_edit import JalaliEdit
from client.widgets.label import Label
from client.widgets.labelled import Labelled
from client.widgets.picker import Picker
from common import case_number, errors, jalali
from common.text import isolate, persian_digits


class SendUpForm(QWidget):
    """Either the fields of a new sending, or, for a case under way, what its seal is now."""

    def __init__(self, words: Words, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._today = today
        self._ended_on: date | None = None
        self.errors = ErrorSummary()
        self.to_desk, self.objection = Picker(), Picker()
        self.filed_on = JalaliEdit(today)
        self.to_desk_field = Labelled("شعبهٔ مقصد", self.to_desk, "شعبه‌های تجدیدنظر؛ F4 فهرست")
        self.objection_field = Labelled("نوع اعتراض", self.objection, "F4 فهرست")
        self.filed_field = Labelled("تاریخ اعتراض", self.filed_on, "T امروز، ↑↓ یک روز، F4 تقویم")
        self._fields = {
            "to_desk": self.to_desk_field,
            "objection": self.objection_field,
            "filed_on": self.filed_field,
        }
        self.case = Label("", "section", wrap=True)
        self.seal = Label("", wrap=True)
        self._advice = Label("", "hint", wrap=True)
        self._card = Card()
        self._row = QHBoxLayout()
        self._row.setSpacing(14)
        for field, stretch in (
            (self.to_desk_field, 5), (self.objection_field, 4), (self.filed_field, 3),
        ):  # fmt: skip
            self._row.addWidget(field, stretch)
        for part in (self.case, self.seal):
            self._card.body.addWidget(part)
        self._card.body.addLayout(self._row)
        self._card.body.addWidget(self._advice)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.errors)
        column.addWidget(self._card)
        column.addStretch(1)

    def begin_sending(self, file: CaseFile, desk: int) -> None:
        """Ask where the case goes; everything empty but today's date."""
        self._show_case(file)
        self._ended_on = file.ended_on(desk)
        self.to_desk.set_items(
            (str(found.id), self._words.desk_title(found.id), self._words.body_title(found.body))
            for found in self._words.desks()
            if found.branch_kind == "appeal"
        )
        self.objection.set_items(
            (code.code, code.title, code.group) for code in self._words.codes("objection", self._today())
        )
        self.to_desk.set_code(None)
        self.objection.set_code("appeal")
        self.filed_on.set_date(self._today())
        self._ask(fields=True)
        self._advice.setText(
            "رمز پرونده ساخته و روی برگه‌ای چاپ می‌شود؛ هیچ‌جا نگه داشته نمی‌شود. بدون ارتباط هم کار می‌کند."
        )

    def begin_reissue(self, file: CaseFile, seal: Any) -> None:
        """Show the seal whose password is to be replaced."""
        self._show_case(file)
        tries = persian_digits(seal.tries or 0)
        self.seal.setText(
            f"برگهٔ {case_number.show(seal.serial)} به {self._words.desk_title(seal.to_desk)} · "
            f"فرستاده در {shown_day(seal.sent_on)} · تلاش‌های نادرست: {tries}"
        )
        self._ask(fields=False)
        self._advice.setText("با رمز تازه، برگهٔ پیشین باطل می‌شود و دیگر پرونده را نمی‌گشاید.")

    def content(self) -> dict[str, Any]:
        """What was chosen, once there are no `problems`, as `fill` takes it."""
        day = self.filed_on.date()
        return {
            "to_desk": self.to_desk.code() or "",
            "objection": self.objection.code(),
            "filed_on": day.isoformat() if day else "",
        }

    def fill(self, payload: dict[str, Any]) -> None:
        """What was typed into a command that came back."""
        self.to_desk.set_code(str(payload["to_desk"]))
        self.objection.set_code(payload["objection"])
        self.filed_on.set_date(date.fromisoformat(payload["filed_on"]))

    def problems(self) -> dict[str, str]:
        """What this form itself can tell, by field."""
        found: dict[str, str] = {}
        for name, picker in (("to_desk", self.to_desk), ("objection", self.objection)):
            if picker.code() is None:
                found[name] = picker.problem() or errors.sentence("missing_field", {"field": name})
        day = self.filed_on.date()
        if day is None:
            missing = errors.sentence("missing_field", {"field": "filed_on"})
            found["filed_on"] = self.filed_on.problem() or missing
        elif self._ended_on is not None and day < self._ended_on:
            ended = jalali.show(self._ended_on)
            found["filed_on"] = f"تاریخ اعتراض پیش از تاریخ رأی ({ended}) است؛ آن را درست کنید"
        return found

    def show_problems(self, found: dict[str, str]) -> None:
        """Say them above and at their fields; an empty dictionary clears both."""
        for name, field in self._fields.items():
            field.set_problem(found.get(name))
        self.errors.show_problems(
            [(s, self._fields[name].widget if name in self._fields else self) for name, s in found.items()]
        )

    def _show_case(self, file: CaseFile) -> None:
        self.case.setText(
            f"پروندهٔ {case_number.show(file.case.number)} — {isolate(persian_digits(file.case.subject))}"
        )
        self.show_problems({})

    def _ask(self, *, fields: bool) -> None:
        for field in self._fields.values():
            field.setVisible(fields)
        self.seal.setVisible(not fields)
