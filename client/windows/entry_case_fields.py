"""What a case is, as its paper says: kind, dates, number, subject, and what only its kind has."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from client.models import case_words
from client.models.party_paste import cells_of
from client.models.party_rows import day_of, typed_day
from client.models.words import Words
from client.widgets.card import Card
from client.widgets.field import TextField
from client.widgets.jalali_edit import JalaliEdit
from client.widgets.label import Label
from client.widgets.labelled import Labelled
from client.widgets.picker import Picker
from common import errors, jalali
from common.commands import CASE_FIELDS, Problem, RegisterCase
from common.errors import FIELD_NAMES
from common.text import ascii_digits, clean, persian_digits

_LONGEST = {
    "subject": 200,
    "paper_number": 40,
    "offence_place": 200,
    "marriage_number": 40,
    "basis_number": 40,
}
OWN = tuple(field for fields in CASE_FIELDS.values() for field in fields)
TEXTS = ("paper_number", "paper_on", "subject", *OWN)
"""Every field but the kind and the day of receipt, in reading order."""
_OWN_TITLES = {"criminal": "وقوع جرم", "family": "سند نکاح", "enforcement": "رأی مبنا"}
_DATE_WIDTH, _KIND_WIDTH, _NUMBER_WIDTH = 136, 172, 150


class CaseFields(Card):
    """The fields by the names of the command: `field("subject")`, `labelled("subject")`."""

    changed = Signal()
    """Something was typed."""
    kind_picked = Signal(str)
    """Another kind of case; empty for none."""

    def __init__(
        self, words: Words, today: Callable[[], date], desk: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent=parent)
        self.setAccessibleName("مشخصات پرونده")
        self._today = today
        self._begun_with = ("", "")
        self.take_petition: Callable[[str], bool] = lambda _text: False
        """Takes a pasted text of labelled lines; False if it is none."""
        self.kind = Picker(case_words.kinds(words, today(), desk))
        self.received = JalaliEdit(today)
        self._fields: dict[str, Picker | JalaliEdit | TextField] = {
            "kind": self.kind,
            "received_on": self.received,
        }
        for name in TEXTS:
            self._fields[name] = JalaliEdit(today) if name.endswith("_on") else TextField(_LONGEST[name])
        self._labelled = {name: Labelled(_title(name), field) for name, field in self._fields.items()}
        subject = self._fields["subject"]
        assert isinstance(subject, TextField)
        self.subject = subject
        self._own_title = Label("", "section")
        self._lay_out()
        for name, field in self._fields.items():
            field.textChanged.connect(lambda *_: self.changed.emit())
            if isinstance(field, TextField) and not isinstance(field, Picker):
                field.trimmed.connect(lambda cut, name=name: self._tell_trimmed(name, cut))
            if name in TEXTS:
                field.take_pasted = lambda text, name=name: self.paste(name, text)
        self.kind.picked.connect(self._show_own)
        self.kind.picked.connect(self.kind_picked)
        self._show_own("")

    def field(self, name: str) -> Picker | JalaliEdit | TextField:
        """The field of that name."""
        return self._fields[name]

    def labelled(self, name: str) -> Labelled:
        """The field with its name and what is wrong with it."""
        return self._labelled[name]

    def names(self) -> list[str]:
        """Names of the fields that this kind of case has, in reading order."""
        return [name for name in self._fields if name not in OWN or name in self._own()]

    def is_empty(self) -> bool:
        """Whether nothing of a case was typed; kind and day of receipt may stay from the one before."""
        return self._repeating() == self._begun_with and not any(self._fields[name].text() for name in TEXTS)

    def clear(self, *, keep: bool) -> None:
        """Ready for the next case; `keep` the kind and the day of receipt."""
        if not keep:
            self.kind.set_code(None)
            self.received.set_date(self._today())
        for name in TEXTS:
            self._fields[name].set_value("")
        self._begun_with = self._repeating()
        self.clear_problems()

    def content(self) -> dict[str, str]:
        """What was typed, by name, with ASCII digits."""
        typed = {name: ascii_digits(self._fields[name].text()) for name in ("received_on", *TEXTS)}
        half = "" if self.kind.code() else self.kind.text()
        return {"kind": self.kind.code() or "", "kind_typed": half, **typed}

    def fill(self, content: Mapping[str, Any]) -> None:
        """Show what `content()` told."""
        self.kind.set_code(str(content.get("kind") or "") or None)
        if half := content.get("kind_typed"):
            self.kind.setText(str(half))
        for name in ("received_on", *TEXTS):
            self._put(name, str(content.get(name) or ""))

    def fill_empty(self, content: Mapping[str, Any]) -> None:
        """As `fill`, where nothing was typed yet."""
        if self.kind.code() is None:
            self.kind.set_code(str(content.get("kind") or "") or None)
        for name in TEXTS:
            if not self._fields[name].text():
                self._put(name, str(content.get(name) or ""))

    def stated(self) -> dict[str, Any]:
        """The values of the command's fields, with today for a day of receipt that is none."""
        values: dict[str, Any] = {
            "kind": self.kind.code() or "",
            "received_on": self.received.date() or self._today(),
        }
        for name in TEXTS:
            if name in OWN and name not in self._own():
                continue
            typed = self._fields[name].value()
            values[name] = day_of(typed) if name.endswith("_on") else typed or None
        values["subject"] = self.subject.value()
        return values

    def problems(self) -> list[Problem]:
        """What the command can't know: a text that is no kind or no date."""
        found: list[Problem] = []
        if self.kind.code() is None:
            found.append(Problem("unknown_code" if self.kind.text() else "missing_field", "kind"))
        for name in self.names():
            field = self._fields[name]
            if isinstance(field, JalaliEdit) and (field.text() or name == "received_on"):
                found += _date_problem(name, field, self._today())
        return found

    def set_problem(self, name: str, sentence: str | None) -> None:
        """Tell at a field what is wrong with it."""
        self._labelled[name].set_problem(sentence)

    def clear_problems(self) -> None:
        """Forget what was told."""
        for labelled in self._labelled.values():
            labelled.set_problem(None)

    def paste(self, name: str, text: str) -> bool:
        """Lines of a letter's head: labelled ones where they belong (`take_petition`), others into the fields
        from `name` on, in reading order."""
        if self.take_petition(text):
            return True
        lines = [cell for row in cells_of(text) for cell in row if cell]
        shown = [each for each in self.names() if each in TEXTS]
        told = dict(zip(shown[shown.index(name) :], lines, strict=False))
        if len(told) < len(lines):
            return False
        self.put(told)
        return True

    def put(self, texts: Mapping[str, str]) -> None:
        """Write texts into the fields of those names, a date in any spelling."""
        for field, words in texts.items():
            self._put(field, words)

    def _put(self, name: str, text: str) -> None:
        field = self._fields[name]
        if isinstance(field, JalaliEdit) and (day := day_of(clean(text))) is not None:
            text = typed_day(day)
        field.set_value(text)
        # A long one is read from its beginning.
        field.setCursorPosition(0)

    def _repeating(self) -> tuple[str, str]:
        return self.kind.text(), self.received.text()

    def _own(self) -> tuple[str, ...]:
        return CASE_FIELDS.get(self.kind.code() or "", ())

    def _show_own(self, kind: str) -> None:
        for name in OWN:
            self._labelled[name].setVisible(name in CASE_FIELDS.get(kind, ()))
        self._own_title.setText(_OWN_TITLES.get(kind, ""))
        self._own_row.setVisible(bool(CASE_FIELDS.get(kind)))

    def _tell_trimmed(self, name: str, cut: int) -> None:
        most = persian_digits(self._fields[name].maxLength())
        self.set_problem(
            name,
            f"{persian_digits(cut)} نویسه از نوشتهٔ چسبانده جا نشد؛ «{_title(name)}» تا {most} نویسه دارد",
        )

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(12)
        for name in ("kind", "received_on", "paper_number", "paper_on", "subject"):
            self._add(first, name)
        self._own_row = QWidget()
        own = QHBoxLayout(self._own_row)
        own.setContentsMargins(0, 0, 0, 0)
        own.setSpacing(12)
        self._own_title.setFixedWidth(_KIND_WIDTH)
        own.addWidget(self._own_title, 0, Qt.AlignmentFlag.AlignVCenter)
        for name in OWN:
            self._add(own, name)
        own.addStretch(1)
        self.body.addLayout(first)
        self.body.addWidget(self._own_row)

    def _add(self, row: QHBoxLayout, name: str) -> None:
        labelled = self._labelled[name]
        if name.endswith("_on"):
            labelled.setFixedWidth(_DATE_WIDTH)
        elif name == "kind":
            labelled.setFixedWidth(_KIND_WIDTH)
        elif name.endswith("_number"):
            labelled.setFixedWidth(_NUMBER_WIDTH)
        row.addWidget(labelled, 3 if name in ("subject", "offence_place") else 0)


def _title(name: str) -> str:
    return "نوع پرونده" if name == "kind" else FIELD_NAMES[name]


def _date_problem(name: str, field: JalaliEdit, today: date) -> list[Problem]:
    typed = clean(field.text())
    if not typed:
        return [Problem("missing_field", name)]
    try:
        day = jalali.parse(typed)
    except jalali.JalaliError as error:
        return [Problem(error.code, name, error.parameters)]
    return [Problem("future_date", name)] if day > today else []


def problem_sentence(problem: Problem) -> str:
    """What the user reads of a problem at its field: which row it is in need not be said there."""
    return errors.sentence(problem.code, {"field": problem.field.rpartition(".")[2], **problem.parameters})


def content_of(stated: RegisterCase) -> dict[str, str]:
    """What is typed in these fields to state that."""
    content = {"kind": stated.kind, "received_on": typed_day(stated.received_on)}
    for name in TEXTS:
        value = getattr(stated, name)
        content[name] = typed_day(value) if name.endswith("_on") else value or ""
    return content
