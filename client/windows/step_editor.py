"""Steps of a case that somebody must still take: one is opened here, and settled here."""

from __future__ import annotations

import uuid
from typing import Any

from PySide6.QtWidgets import QRadioButton, QVBoxLayout, QWidget

from client.models.case_file import CaseFile, shown_day
from client.models.words import Words
from client.sync.session import DeskRole, Session
from client.widgets.field import TextField
from client.widgets.jalali_edit import JalaliEdit
from client.widgets.label import Label
from client.widgets.labelled import Labelled
from client.widgets.picker import Picker
from client.windows.case_editor import CaseEditor
from common import case_number
from common.commands import Command, OpenStep, Problem, SettleStep
from common.identifiers import uuid7
from common.text import ascii_digits, isolate, persian_digits

_TITLE_LENGTH = 200
_ORDERED = "به دستور کدام رأی"
_GONE = "این اقدام دیگر در پرونده نیست"


class StepEditor(CaseEditor):
    """Which kind, what, and until when."""

    form = "step"

    def __init__(self, session: Session, role: DeskRole, words: Words) -> None:
        super().__init__(session, role, "اقدام تازه", "باز کردن اقدام")
        codes = words.codes("step_kind", session.today())
        self.kind = Picker([(code.code, persian_digits(code.title), "") for code in codes])
        self.title = TextField(_TITLE_LENGTH)
        self.due = JalaliEdit(session.today, allow_future=True)
        self.decision = Picker()
        self._ordered = Labelled(_ORDERED, self.decision)
        self._words = words
        self._runs = True
        self._only: str | None = None
        self.fields.addWidget(Labelled("نوع اقدام", self.kind), 2)
        self.fields.addWidget(Labelled("عنوان (چه باید بشود)", self.title), 5)
        self.fields.addWidget(Labelled("مهلت (اگر دارد)", self.due), 2)
        self.fields.addWidget(self._ordered, 3)
        self.set_hint("تا پایان آن، پرونده بسته یا فرستاده نمی‌شود مگر همراه برود")
        self.setFocusProxy(self.kind)
        for field in (self.kind, self.title, self.due, self.decision):
            field.textChanged.connect(lambda _text: self.typed())

    def choose(self, file: CaseFile) -> None:
        """The case: which decisions may have ordered the step, and whether one must, as after the stay."""
        signed = file.signed_decisions()
        self.decision.set_items([(row.id, self._decision_words(row), "") for row in signed])
        self._runs = file.running_entry(self.role.desk) is not None
        self._only = signed[0].id if len(signed) == 1 and not self._runs else None
        self._ordered.setVisible(bool(signed))

    def content(self) -> dict[str, Any]:
        return {
            "kind": self.kind.code() or "", "title": self.title.text(),
            "due": ascii_digits(self.due.text()), "decision": self.decision.code() or "",
        }  # fmt: skip

    def fill(self, content: dict[str, Any]) -> None:
        self.kind.set_code(content.get("kind") or None)
        self.title.set_value(content.get("title", ""))
        self.due.setText(content.get("due", ""))
        self.decision.set_code(content.get("decision") or self._only)

    def fill_from(self, command: Command) -> None:
        assert isinstance(command, OpenStep)
        self.kind.set_code(command.kind)
        self.title.set_value(command.title)
        self.due.set_date(command.due_on)
        self.decision.set_code(str(command.decision) if command.decision else self._only)

    def is_empty(self) -> bool:
        return not (self.kind.text() or self.title.text() or self.due.text())

    def command(self) -> OpenStep:
        ordered = self.decision.code()
        return OpenStep(
            case=self.case, step=uuid7(), kind=self.kind.code() or "", title=self.title.value(),
            due_on=self.due.date(), decision=uuid.UUID(ordered) if ordered else None,
        )  # fmt: skip

    def own_problems(self) -> list[Problem]:
        found = []
        if self.kind.code() is None:
            found.append(Problem("unknown_code" if self.kind.text() else "missing_field", "kind"))
        if self.due.text() and self.due.date() is None:
            found.append(Problem("date_malformed", "due_on"))
        if self.decision.code() is None and (self.decision.text() or not self._runs):
            found.append(Problem("unknown_code" if self.decision.text() else "missing_field", "decision"))
        return found

    def field_of(self, problem: Problem) -> QWidget:
        fields = {"kind": self.kind, "due_on": self.due, "decision": self.decision}
        return fields.get(problem.field, self.title)

    def _decision_words(self, decision: Any) -> str:
        kind = self._words.code_title("decision_kind", decision.kind) or "حکم"
        return f"{kind} {shown_day(decision.decided_on)}، {case_number.show(decision.number)}"

    def done_words(self) -> str:
        return f"اقدام باز شد — {isolate(self.title.value())}"


class SettleEditor(CaseEditor):
    """Done, or dropped for a reason; `choose` says which step before `open_for`."""

    form = "settle"

    def __init__(self, session: Session, role: DeskRole, words: Words) -> None:
        super().__init__(session, role, "پایان اقدام", "پایان دادن")
        self._words = words
        self._step = ""
        self.about = Label("", wrap=True)
        self.done = QRadioButton("انجام شد")
        self.dropped = QRadioButton("کنار گذاشته شد")
        for choice in (self.done, self.dropped):
            choice.setAccessibleName(choice.text())
        self.remark = TextField(_TITLE_LENGTH)
        self._remark = Labelled("توضیح", self.remark)
        choices = QVBoxLayout()
        choices.setSpacing(0)
        choices.addWidget(self.done)
        choices.addWidget(self.dropped)
        self.fields.addWidget(self.about, 3)
        self.fields.addLayout(choices, 1)
        self.fields.addWidget(self._remark, 4)
        self.setFocusProxy(self.done)
        self.dropped.toggled.connect(self._toggled)
        self.remark.textChanged.connect(lambda _text: self.typed())
        self.fill({})

    def choose(self, step: Any) -> None:
        """The step to settle: a row of the feed."""
        self._step = str(step.id)
        kind = self._words.code_title("step_kind", step.kind)
        self.about.setText(f"{persian_digits(step.title)} ({kind})")

    def choose_gone(self, step_id: str) -> None:
        """The step of a rejected command, which the case has no more."""
        self._step = step_id
        self.about.setText(_GONE)

    def content(self) -> dict[str, Any]:
        return {
            "step": self._step, "about": self.about.words(), "dropped": self.dropped.isChecked(),
            "remark": self.remark.text(),
        }  # fmt: skip

    def fill(self, content: dict[str, Any]) -> None:
        same = content.get("step") == self._step
        (self.dropped if same and content["dropped"] else self.done).setChecked(True)
        self.remark.set_value(content["remark"] if same else "")
        self._toggled()

    def fill_from(self, command: Command) -> None:
        assert isinstance(command, SettleStep)
        self._step = str(command.step)
        (self.dropped if command.outcome == "dropped" else self.done).setChecked(True)
        self.remark.set_value(command.remark or "")

    def is_empty(self) -> bool:
        return not self.remark.text()

    def command(self) -> SettleStep:
        outcome = "dropped" if self.dropped.isChecked() else "done"
        remark = self.remark.value() or None
        return SettleStep(case=self.case, step=uuid.UUID(self._step), outcome=outcome, remark=remark)

    def field_of(self, _problem: Problem) -> QWidget:
        return self.remark

    def done_words(self) -> str:
        verb = "کنار گذاشته شد" if self.dropped.isChecked() else "انجام شد"
        return f"اقدام {verb} — {isolate(self.about.words())}"

    def _toggled(self) -> None:
        self._remark.set_hint("دلیل کنار گذاشتن را بنویسید" if self.dropped.isChecked() else "اگر لازم است")
        self.typed()
