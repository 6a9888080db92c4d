"""The fields of a decision: what was typed, as a draft and as a command, and what must be mended in it."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from client.models.case_file import CaseFile, shown_day
from client.models.decision_form import Content
from client.models.outcomes import (
    blank_rows,
    dispositions,
    rows_of,
    rows_said,
    standing_rows,
    stated,
    usual_kind,
)
from client.models.words import Words
from client.widgets.field import CodeField
from client.widgets.jalali_edit import JalaliEdit
from client.widgets.labelled import Labelled
from client.widgets.outcome_table import OutcomeTable
from client.windows import decision_check
from client.windows.decision_check import Problems
from client.windows.decision_layout import DecisionLayout, Prose
from client.windows.decision_picker import CodePicker
from common import case_number
from common.commands import PrepareDecision
from common.commands.decisions import CORRECTION
from common.identifiers import uuid7
from common.text import group_digits, isolate

MOST_CHARACTERS = 20_000


class DecisionForm(QWidget):
    """Number, result, kind and date of the whole, the table of outcomes, the text; in a correction the result
    and the outcomes are those of the old decision, whose text stands beside."""

    changed = Signal()
    """Something was typed."""

    def __init__(self, words: Words, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words, self._today = words, today
        self._file: CaseFile | None = None
        self._desk = 0
        self._corrected: Any = None
        self._number = ""
        self._kind_chosen = False
        self._filling = False
        self.number = CodeField(30, name="شمارهٔ دادنامه")
        self.number.setReadOnly(True)
        self.disposition = CodePicker(words, "disposition", "disposition", today)
        self.kind = CodePicker(words, "kind", "decision_kind", today)
        self.decided_on = JalaliEdit(today)
        self.outcomes = OutcomeTable(words)
        self.old = Prose(MOST_CHARACTERS, name="متن رأی پیشین")
        self.old.setReadOnly(True)
        self.body = Prose(MOST_CHARACTERS, name="متن رأی")
        self.number_field = Labelled("شمارهٔ دادنامه", self.number)
        self.disposition_field = Labelled("نتیجهٔ رأی", self.disposition)
        self.kind_field = Labelled("نوع رأی", self.kind)
        self.date_field = Labelled("تاریخ رأی", self.decided_on)
        self.body_field = Labelled("متن رأی", self.body)
        self.old_field = Labelled("متن رأی پیشین", self.old)
        self.fields = {
            "number": self.number_field,
            "disposition": self.disposition_field,
            "kind": self.kind_field,
            "decided_on": self.date_field,
            "body": self.body_field,
        }
        self._layout = DecisionLayout(self)
        self._connect()

    # ------------------------------------------------------------------ beginning

    def begin(self, file: CaseFile, desk: int, corrected: Any = None) -> None:
        """Everything empty, for a decision of `desk` in that case, or for the correction of one (its row)."""
        self._filling = True
        self._file, self._desk, self._corrected = file, desk, corrected
        own = self._words.desk(desk)
        found = dispositions(self._words, file.case.kind, own.branch_kind if own else None, self._today())
        items = [(code.code, code.title, code.group) for code in found]
        kinds = [
            (code.code, code.title, code.group)
            for code in self._words.codes("decision_kind", self._today())
            if (code.code == CORRECTION) == (corrected is not None)
        ]
        if corrected is not None:
            title = self._words.code_title("disposition", corrected.disposition)
            items = [(corrected.disposition, title, "")]
        self.disposition.set_items(items)
        self.kind.set_items(kinds)
        self.outcomes.set_case(file, items)
        self._layout.show_correction(corrected, shown_day(corrected.decided_on) if corrected else "")
        self.clear()

    def clear(self) -> None:
        """Nothing typed, nothing told; the number goes too."""
        self._filling = True
        self.show_number("")
        corrected = self._corrected
        self.disposition.set_code(corrected.disposition if corrected is not None else None)
        self.kind.set_code(CORRECTION if corrected is not None else None)
        self._kind_chosen = False
        self.decided_on.set_date(self._today())
        self.body.set_value("")
        decision_check.show_problems(self, {})
        self._set_rows([])
        self._filling = False
        self._count()

    def show_number(self, number: str) -> None:
        """The number of the decision; "" while there is none."""
        self._number = number
        self.number.set_value(case_number.show(number).strip("\u2066\u2069") if number else "")
        if number:
            self.number_field.set_problem(None)

    def has_number(self) -> bool:
        """Whether it has been given one."""
        return bool(self._number)

    def take_number(self) -> str:
        """Its number, which it has no longer; "" for none."""
        number = self._number
        self.show_number("")
        return number

    # ------------------------------------------------------------------ what was typed

    def is_begun(self) -> bool:
        """Whether something was typed."""
        typed = bool(self.body.toPlainText().strip())
        if self._corrected is not None or typed:
            return typed
        rows = self.outcomes.typed_rows()
        return bool(self.disposition.text().strip()) or any(row.typed or row.party for row in rows)

    def content(self) -> Content:
        """Everything typed, for a draft; also words that are no code yet, and what an open cell says."""
        day = self.decided_on.date()
        return {
            "number": self._number,
            **self.disposition.content(),
            **self.kind.content(),
            "kind_chosen": self._kind_chosen,
            "decided_on": day.isoformat() if day else "",
            "decided_on_text": "" if day else self.decided_on.text(),
            "body": self.body.toPlainText(),
            "cursor": self.body.textCursor().position(),
            "outcomes": [
                {"claim": row.claim, "party": row.party, "disposition": row.typed}
                for row in ([] if self._corrected is not None else self.outcomes.typed_rows())
            ],
        }

    def fill(self, content: Mapping[str, Any]) -> None:
        """Show a draft, or the payload of a command, over what `begin` made."""
        self._filling = True
        self.show_number(content.get("number", ""))
        if self._corrected is None:
            self.disposition.fill(content)
            self.kind.fill(content)
            self._kind_chosen = bool(content.get("kind_chosen", content.get("kind")))
            if not self.kind.text() and not self._kind_chosen:
                # What an older program kept had no kind.
                self.kind.set_code(usual_kind(self._words.code("disposition", self.disposition.code() or "")))
            self._set_rows(content.get("outcomes", ()))
        if content.get("decided_on"):
            self.decided_on.set_date(date.fromisoformat(content["decided_on"]))
        elif content.get("decided_on_text"):
            self.decided_on.setText(content["decided_on_text"])
        self.body.set_value(content.get("body", ""))
        cursor = self.body.textCursor()
        length = self.body.document().characterCount() - 1
        cursor.setPosition(min(int(content.get("cursor", length)), length))
        self.body.setTextCursor(cursor)
        self._filling = False
        self._count()

    def finish_editing(self, file: CaseFile) -> bool:
        """Take what stands in open fields; `file` is the case as it is known by now.

        Whether the table has other rows since, for claims or parties came or were struck out meanwhile.
        """
        self._file = file
        self.disposition.settle()
        self.kind.settle()
        rows = self.outcomes.rows()
        if self._corrected is not None:
            return False
        said = [{"claim": row.claim, "party": row.party, "disposition": row.typed} for row in rows]
        now = rows_said(file, said, "")
        if [row.key for row in now] == [row.key for row in rows]:
            return False
        self.outcomes.set_case(file, self.outcomes.items)
        self.outcomes.set_rows(now)
        self._outcomes_changed()
        return True

    def problems(self) -> Problems:
        """What must be mended before it is saved."""
        assert self._file is not None
        return decision_check.problems(self, self._file, self._desk, self._corrected, self._today())

    def _running_entry(self, file: CaseFile) -> str:
        entry = file.running_entry(self._desk)
        assert entry is not None, "no problem was told of it"
        return str(entry.id)

    def command(self) -> PrepareDecision:
        """What was typed, once there are no `problems`."""
        file, corrected, day = self._file, self._corrected, self.decided_on.date()
        assert file is not None
        assert day is not None
        entry = corrected.entry if corrected is not None else self._running_entry(file)
        whole = self.disposition.code() or ""
        return PrepareDecision(
            case=uuid.UUID(file.case.id),
            decision=uuid7(),
            entry=uuid.UUID(entry),
            number=self._number,
            kind=self.kind.code() or "",
            disposition=whole,
            decided_on=day,
            body=self.body.value(),
            corrects=uuid.UUID(corrected.id) if corrected is not None else None,
            outcomes=tuple(outcome for outcome, _row in stated(self.outcomes.rows(), whole)),
        )

    def focus_first(self) -> None:
        """Where work goes on: the result if there is none, else the text."""
        (self.body if self.disposition.code() else self.disposition).setFocus()

    # ------------------------------------------------------------------ within

    def _set_rows(self, said: Any) -> None:
        file = self._file
        if file is None:
            return
        if self._corrected is not None:
            rows = standing_rows(file, rows_of(file, self._corrected.id))
        else:
            rows = rows_said(file, said, self.disposition.code() or "") if said else blank_rows(file)
        self.outcomes.set_rows(rows, fixed=self._corrected is not None)
        self._layout.fit_outcomes(len(rows))

    def _connect(self) -> None:
        self.body.textChanged.connect(self._typed)
        self.body.trimmed.connect(self._trimmed)
        self.disposition.picked.connect(self._follow)
        self.decided_on.date_changed.connect(lambda _day: self._typed())
        self.kind.textEdited.connect(lambda _text: self._choose_kind())
        self.kind.finished.connect(self._choose_kind)
        for edit in (self.disposition, self.kind, self.decided_on):
            edit.textChanged.connect(lambda _text: self._typed())
        self.outcomes.changed.connect(self._outcomes_changed)
        self.outcomes.typing.connect(self._typed)
        self.outcomes.reason.connect(self._layout.tell_reason)
        self.outcomes.done.connect(self.body.setFocus)

    def _follow(self, code: str) -> None:
        """The kind follows the result until somebody chooses it."""
        if not self._filling and not self._kind_chosen and self._corrected is None:
            self.kind.set_code(usual_kind(self._words.code("disposition", code)) if code else None)

    def _choose_kind(self) -> None:
        self._kind_chosen = bool(self.kind.text())

    def _outcomes_changed(self) -> None:
        self._layout.fit_outcomes(self.outcomes.outcomes.rowCount())
        self._typed()

    def _typed(self) -> None:
        if not self._filling:
            self._count()
            self.changed.emit()

    def _count(self) -> None:
        count = len(self.body.toPlainText())
        room = isolate(f"{group_digits(count)} از {group_digits(MOST_CHARACTERS)}")
        self.body_field.set_hint(f"{room} نویسه — خودبه‌خود پیش‌نویس می‌شود" if count else "")

    def _trimmed(self, left_out: int) -> None:
        count = isolate(group_digits(left_out))
        limit = isolate(group_digits(MOST_CHARACTERS))
        self.body_field.set_hint(f"▲ {count} نویسهٔ پایانی جا نشد؛ متن رأی تا {limit} نویسه است")
