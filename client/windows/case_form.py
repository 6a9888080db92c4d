"""The fields of a new case: what was typed, as a draft and as a command, and what must be mended in it."""

from __future__ import annotations

import dataclasses
import re
import uuid
from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from client.models import case_words
from client.models.claims import ClaimRow
from client.models.words import Words
from client.widgets.card import Card
from client.widgets.error_summary import Target
from client.widgets.field import TextField
from client.widgets.jalali_edit import JalaliEdit
from client.widgets.label import Label
from client.widgets.labelled import Labelled
from client.widgets.party_model import PartyRow
from client.widgets.party_table import PartyTable
from client.widgets.picker import Picker
from client.windows.claim_table import ClaimTable
from common import errors, money
from common.commands import ClaimStated, Problem, RegisterCase
from common.identifiers import uuid7
from common.text import ascii_digits, persian_digits

_SUBJECT_LENGTH = 200
_ROW = re.compile(r"(parties|claims)\[(\d+)\]\.(\w+)")
Found = tuple[str, Target]


class CaseForm(QWidget):
    """Kind, date and subject; claims; parties. Nothing is lost by a problem: it is only told where it is."""

    changed = Signal()
    """Something was typed."""

    def __init__(
        self, words: Words, today: Callable[[], date], desk: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._words = words
        self._today = today
        self.kind = Picker(case_words.kinds(words, today(), desk))
        self.received = JalaliEdit(today)
        self.subject = TextField(_SUBJECT_LENGTH)
        self.claims = ClaimTable()
        self.parties = PartyTable(case_words.role_items(words, "", today()))
        self.kind_field = Labelled("نوع پرونده", self.kind)
        self.received_field = Labelled("تاریخ دریافت", self.received, "T امروز · ↑↓ یک روز · F4 تقویم")
        self.subject_field = Labelled("موضوع", self.subject)
        self._claims_problem = Label("", "error")
        self._parties_problem = Label("", "error")
        self._lay_out()
        self.kind.picked.connect(self._kind_picked)
        self.subject.trimmed.connect(self._tell_trimmed)
        for signal in (
            self.kind.textChanged,
            self.received.textChanged,
            self.subject.textChanged,
            self.claims.changed,
            self.parties.changed,
        ):
            signal.connect(lambda *_: self.changed.emit())
        self.clear()

    # ------------------------------------------------------------------ what was typed

    def is_empty(self) -> bool:
        """Whether nothing of this case was typed (kind and date may stay from the one before)."""
        return not (self.subject.text() or self.claims.claims.rows() or self.parties.rows())

    def clear(self, *, keep_kind: bool = False) -> None:
        """Ready for a new case; kind and date stay for the next of a pile."""
        if not keep_kind:
            self.kind.set_code(None)
            self.received.set_date(self._today())
        self.subject.set_value("")
        self.claims.set_rows([])
        self.parties.set_rows([])
        self.clear_problems()

    def content(self) -> dict[str, Any]:
        """Everything typed, for a draft."""
        return {
            "kind": self.kind.code() or "",
            "received_on": ascii_digits(self.received.text()),
            "subject": self.subject.text(),
            "claims": [dataclasses.asdict(row) for row in self.claims.claims.rows()],
            "parties": [dataclasses.asdict(row) for row in self.parties.rows()],
        }

    def fill(self, content: dict[str, Any]) -> None:
        """Show the content of a draft."""
        self.clear()
        self.kind.set_code(content["kind"] or None)
        self.received.setText(content["received_on"])
        self._show_subject(content["subject"])
        self.claims.set_rows([ClaimRow(**row) for row in content["claims"]])
        self.parties.set_rows([PartyRow(**row) for row in content["parties"]])

    def fill_from(self, command: RegisterCase) -> None:
        """Show a command that was rejected."""
        self.clear()
        self.kind.set_code(command.kind)
        self.received.set_date(command.received_on)
        self._show_subject(command.subject)
        offered = case_words.claim_words(self._words, command.kind, self._today())
        keys = {(word.code_kind, word.code): word.key for word in offered}
        self.claims.set_rows(
            [
                ClaimRow(
                    keys.get((claim.code_kind, claim.code), claim.code),
                    str(claim.amount) if claim.amount is not None else "",
                )
                for claim in command.claims
            ]
        )
        self.parties.set_rows(
            [
                PartyRow(
                    party.role, party.kind, party.given or "", party.family or "", party.national_id or ""
                )
                for party in command.parties
            ]
        )

    def command(self, number: str, case: uuid.UUID) -> RegisterCase:
        """The command of what was typed, with today for a date that is none (`check` tells of it)."""
        return RegisterCase(
            case=case,
            number=number,
            kind=self.kind.code() or "",
            received_on=self.received.date() or self._today(),
            subject=self.subject.value(),
            claims=tuple(self._claim(row) for row in self.claims.rows()),
            parties=tuple(case_words.party_stated(row) for row in self.parties.rows()),
        )

    # ------------------------------------------------------------------ what must be mended

    def check(self, command: RegisterCase) -> list[Found]:
        """Mark every problem at its field or cell; (sentence, where it is) in the order of the form."""
        self.clear_problems()
        problems = [*self._form_problems(), *command.problems(self._today())]
        return self.mark(problems)

    def mark(self, problems: list[Problem]) -> list[Found]:
        """Show these problems where they belong, none twice."""
        cells: dict[str, dict[tuple[int, str], str]] = {"claims": {}, "parties": {}}
        found: dict[str, Found] = {}
        for problem in sorted(problems, key=lambda each: _place(each.field)):
            sentence = errors.sentence(problem.code, {"field": problem.field, **problem.parameters})
            if problem.field in found:
                continue
            if row := _ROW.fullmatch(problem.field):
                table, at, field = row[1], int(row[2]), row[3]
                cells[table][at, field] = sentence
                found[problem.field] = (sentence, self._cell(table, at, field))
            else:
                found[problem.field] = (sentence, self._mark_field(problem.field, sentence))
        self.claims.claims.set_problems(cells["claims"])
        self.parties.set_problems(cells["parties"])
        return list(found.values())

    def clear_problems(self) -> None:
        """Forget what was told."""
        for field in (self.kind_field, self.received_field, self.subject_field):
            field.set_problem(None)
        for table, label in ((self.claims, self._claims_problem), (self.parties, self._parties_problem)):
            table.set_problem(None)
            label.hide()
        self.claims.claims.set_problems({})
        self.parties.set_problems({})

    def _form_problems(self) -> list[Problem]:
        """What the dataclass can't know: text that is no code, date or amount, and a party without a role."""
        found: list[Problem] = []
        if self.kind.code() is None:
            found.append(Problem("unknown_code" if self.kind.text() else "missing_field", "kind"))
        if self.received.date() is None:
            late = self.received.problem() == errors.sentence("future_date", {})
            code = "future_date" if late else "date_malformed" if self.received.text() else "missing_field"
            found.append(Problem(code, "received_on"))
        for at, claim in enumerate(self.claims.rows()):
            if claim.key not in self.claims.claims.words:
                found.append(Problem("unknown_code" if claim.key else "missing_field", f"claims[{at}].code"))
            try:
                claim.rials()
            except money.AmountError as error:
                found.append(Problem(error.code, f"claims[{at}].amount", error.parameters))
        for at, party in enumerate(self.parties.rows()):
            if not party.role:
                found.append(Problem("missing_field", f"parties[{at}].role"))
        return found

    def _mark_field(self, field: str, sentence: str) -> Target:
        if field == "claims":
            self._claims_problem.setText(f"خطا: {sentence}")
            self._claims_problem.show()
            self.claims.set_problem(sentence)
            return self.claims
        if field == "parties":
            self._parties_problem.setText(f"خطا: {sentence}")
            self._parties_problem.show()
            self.parties.set_problem(sentence)
            return self.parties
        labelled = {
            "kind": self.kind_field,
            "received_on": self.received_field,
            "subject": self.subject_field,
        }.get(field)
        if labelled is None:
            return self.kind
        labelled.set_problem(sentence)
        return labelled.widget

    def _cell(self, table: str, row: int, field: str) -> Target:
        if table == "claims":
            return lambda: self.claims.focus_cell(row, field if field == "amount" else "code")
        return lambda: self.parties.focus_cell(row, field if field in _PARTY_FIELDS else "role")

    def _claim(self, row: ClaimRow) -> ClaimStated:
        word = self.claims.claims.words.get(row.key)
        try:
            amount = row.rials()
        except money.AmountError:
            amount = None
        if word is None:
            return ClaimStated(uuid7(), "claim", row.key, amount)
        return ClaimStated(uuid7(), word.code_kind, word.code, amount)

    def _show_subject(self, subject: str) -> None:
        self.subject.set_value(subject)
        # A long one is read from its beginning.
        self.subject.setCursorPosition(0)

    def _kind_picked(self, kind: str) -> None:
        self.claims.set_words(case_words.claim_words(self._words, kind, self._today()))
        self.parties.set_roles(case_words.role_items(self._words, kind, self._today()))
        self._claims_card.set_title("اتهام‌ها" if kind == "criminal" else "خواسته‌ها")

    def _tell_trimmed(self, cut: int) -> None:
        most = persian_digits(_SUBJECT_LENGTH)
        self.subject_field.set_problem(
            f"{persian_digits(cut)} نویسه از نوشتهٔ چسبانده جا نشد؛ موضوع تا {most} نویسه دارد"
        )

    def _lay_out(self) -> None:
        about = Card("پرونده")
        about.setFixedWidth(400)
        kind_and_date = QHBoxLayout()
        kind_and_date.setSpacing(14)
        kind_and_date.addWidget(self.kind_field, 1)
        kind_and_date.addWidget(self.received_field, 1)
        about.body.addLayout(kind_and_date)
        about.body.addWidget(self.subject_field)
        about.body.addStretch(1)
        keys = "Insert افزودن · Ctrl+Delete حذف · Enter خانهٔ بعد"
        self._claims_card = Card("خواسته‌ها", keys)
        self._claims_card.body.addWidget(self.claims, 1)
        self._claims_card.body.addWidget(self._claims_problem)
        self.claims.setMinimumHeight(130)
        parties = Card("طرفین پرونده", keys)
        parties.body.addWidget(self.parties, 1)
        parties.body.addWidget(self._parties_problem)
        self.parties.setMinimumHeight(170)
        for label in (self._claims_problem, self._parties_problem):
            label.hide()
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(about)
        top.addWidget(self._claims_card, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(parties, 1)


_PARTY_FIELDS = ("role", "kind", "given", "family", "national_id")
_ORDER = ("kind", "received_on", "subject", "claims", "parties")


def _place(field: str) -> tuple[int, int]:
    """Where a payload field stands in the form."""
    name, _, rest = field.partition("[")
    row = int(rest.partition("]")[0]) if rest else -1
    return (_ORDER.index(name) if name in _ORDER else len(_ORDER), row)
