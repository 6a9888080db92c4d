"""The form in which a decision is written: number, outcome, date and text."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from client.models.bridge import Bridge
from client.models.case_file import CaseFile, read_case
from client.models.outcomes import dispositions
from client.models.words import Words
from client.sync.refusals import ShapeProblems
from client.sync.session import Attention, DeskRole, Session
from client.widgets.card import Card
from client.widgets.error_summary import ErrorSummary
from client.widgets.field import CodeField
from client.widgets.jalali_edit import JalaliEdit
from client.widgets.key_hint import KeyButton
from client.widgets.label import Label
from client.widgets.labelled import Labelled
from client.widgets.picker import Picker
from client.widgets.text_area import TextArea
from client.windows.cursor_place import cursor_place, put_cursor
from client.windows.page import Page
from common import case_number, errors, jalali
from common.commands import PrepareDecision
from common.errors import Rejection
from common.identifiers import uuid7
from common.text import group_digits, isolate

FORM = "decision"
MOST_CHARACTERS = 20_000
_AUTOSAVE_MS = 1000
_NEW_NUMBER_AFTER = ("number_taken", "number_not_leased", "already_used")


class DecisionPage(Page):
    """Opened with a case's id, or with a rejected PrepareDecision, which it mends."""

    title = "آماده کردن رأی"

    def __init__(
        self, session: Session, bridge: Bridge, words: Words, role: DeskRole, parent: QWidget | None = None
    ) -> None:
        super().__init__(session, bridge, words, role, parent)
        self._file: CaseFile | None = None
        self._mends: Attention | None = None
        self._number = ""
        self._position: dict[str, Any] = {}
        self.case = Label("", "muted")
        self.errors = ErrorSummary()
        self.number = CodeField(30, name="شمارهٔ دادنامه")
        self.number.setReadOnly(True)
        self.disposition = Picker()
        self.decided_on = JalaliEdit(session.today)
        self.body = TextArea(MOST_CHARACTERS, name="متن رأی")
        self.number_field = Labelled("شمارهٔ دادنامه", self.number, "از شماره‌های همین ایستگاه")
        self.disposition_field = Labelled("نتیجهٔ رأی", self.disposition, "F4 فهرست")
        self.date_field = Labelled("تاریخ رأی", self.decided_on, "T امروز، ↑↓ یک روز، F4 تقویم")
        self.body_field = Labelled("متن رأی", self.body)
        self._fields = {
            "number": self.number_field,
            "disposition": self.disposition_field,
            "decided_on": self.date_field,
            "body": self.body_field,
        }
        self.save = KeyButton("ذخیره برای امضا", "Ctrl+Return", also="Ctrl+S", primary=True)
        self.cancel = KeyButton("بازگشت", "Esc")
        self._autosave = QTimer(self)
        self._autosave.setSingleShot(True)
        self._autosave.setInterval(_AUTOSAVE_MS)
        self._lay_out()
        self._connect()

    # ------------------------------------------------------------------ in and out

    def open(self, argument: object) -> None:
        """Begin the decision of that case, go on with its draft, or mend what was rejected."""
        self.keep_draft()
        self._mends = argument if isinstance(argument, Attention) else None
        case_id = self._mends.case_id if self._mends else str(argument)
        self._file = read_case(self.session.cache, case_id)
        self._show_case()
        self._clear()
        draft = self.session.drafts.load(FORM, self._draft_key()) if self._file else None
        if draft is not None:
            self._fill(draft.content)
            self._position = draft.content.get("position", {})
            self.body_field.set_hint("پیش‌نویس شما باز شد")
        elif self._mends is not None:
            self._fill(self._mends.payload)
        if self._mends is not None:
            self._show_refusal(self._mends, typed_since=draft is not None)
        if not self._number:
            self._take_number()

    def activate(self) -> None:
        place, self._position = self._position, {}
        if not self.errors.isVisible() and not put_cursor(self, place):
            (self.body if self.disposition.code() else self.disposition).setFocus()

    def panes(self) -> list[QWidget]:
        return [self.disposition, self.body, self.save]

    def unsaved(self) -> bool:
        return self._file is not None and self._is_begun()

    def keep_draft(self) -> None:
        """What is half written stays, with the number it was given; an untouched number goes back."""
        self._save_draft()
        if self._file is not None and self._mends is None and not self._is_begun():
            self.session.drafts.delete(FORM, self._draft_key())
            self._give_number_back()

    def _save_draft(self) -> None:
        self._autosave.stop()
        if self._file is not None and self._is_begun():
            self.session.drafts.save(FORM, self._draft_key(), self._content())

    def _draft_key(self) -> str:
        """A new decision's draft is the case's; what mends a rejected one is that command's."""
        assert self._file is not None
        return str(self._mends.id) if self._mends else str(self._file.case.id)

    # ------------------------------------------------------------------ the form

    def _is_begun(self) -> bool:
        return bool(self.body.value() or self.disposition.text().strip())

    def _content(self) -> dict[str, Any]:
        day = self.decided_on.date()
        return {
            "number": self._number,
            "disposition": self.disposition.code() or "",
            "decided_on": day.isoformat() if day else "",
            "body": self.body.toPlainText(),
            "position": cursor_place(self),
        }

    def _fill(self, content: dict[str, Any]) -> None:
        self._show_number(content.get("number", ""))
        self.disposition.set_code(content.get("disposition") or None)
        if content.get("decided_on"):
            self.decided_on.set_date(date.fromisoformat(content["decided_on"]))
        self.body.set_value(content.get("body", ""))

    def _clear(self) -> None:
        self._show_number("")
        self.disposition.set_code(None)
        self.decided_on.set_date(self.session.today())
        self.body.set_value("")
        self.errors.clear()
        for field in self._fields.values():
            field.set_problem(None)

    def _show_case(self) -> None:
        desk = self.words.desk(self.role.desk)
        case = self._file.case if self._file else None
        found = dispositions(
            self.words, case.kind if case else None, desk.branch_kind if desk else None, self.session.today()
        )
        self.disposition.set_items((code.code, code.title, code.group) for code in found)
        self.case.setText(f"پروندهٔ {case_number.show(case.number)} — {isolate(case.subject)}" if case else "")

    def _show_refusal(self, refused: Attention, *, typed_since: bool) -> None:
        sentence = errors.sentence(refused.code, {"field": refused.field, **refused.parameters})
        if refused.code in _NEW_NUMBER_AFTER and not typed_since:
            self._show_number("")
        field = self._fields.get(refused.field or "")
        if field is not None:
            field.set_problem(sentence)
        self.errors.show_problems([(sentence, field.widget if field else self.body)])

    def _take_number(self) -> None:
        try:
            self._show_number(self.session.next_number("decision"))
        except Rejection as refusal:
            self.number_field.set_problem(refusal.sentence())

    def _give_number_back(self) -> None:
        if self._number:
            self.session.return_number(self._number)
            self._show_number("")

    def _show_number(self, number: str) -> None:
        self._number = number
        self.number.set_value(case_number.show(number).strip("\u2066\u2069") if number else "")
        if number:
            self.number_field.set_problem(None)

    # ------------------------------------------------------------------ saving

    def _save(self) -> None:
        if self._file is None:
            return
        if not self._number:
            self._take_number()
        found = self._problems()
        if found:
            self._show_problems(found)
            return
        entry, day = self._file.running_entry(self.role.desk), self.decided_on.date()
        assert entry is not None
        assert day is not None
        command = PrepareDecision(
            case=uuid.UUID(self._file.case.id),
            decision=uuid7(),
            entry=uuid.UUID(entry.id),
            number=self._number,
            kind="verdict",
            disposition=self.disposition.code() or "",
            decided_on=day,
            body=self.body.value(),
        )
        try:
            mends = self._mends.id if self._mends else None
            self.session.issue(command, self.role.desk, mends, ends=(FORM, self._draft_key()))
        except ShapeProblems as refusal:
            self._show_problems(
                {
                    p.field: errors.sentence(p.code, {"field": p.field, **p.parameters})
                    for p in refusal.problems
                }
            )
            return
        self._done(command.number)

    def _done(self, number: str) -> None:
        self._autosave.stop()
        self._file, self._mends, self._number = None, None, ""
        self._clear()
        self.say(f"ذخیره شد — دادنامهٔ {case_number.show(number)} آمادهٔ امضاست")
        self.leave()

    def _problems(self) -> dict[str, str]:
        """What this page itself can tell, by field."""
        found: dict[str, str] = {}
        if not self._number:
            found["number"] = self.number_field.problem() or errors.sentence("lease_exhausted")
        if self.disposition.code() is None:
            missing = errors.sentence("missing_field", {"field": "disposition"})
            found["disposition"] = self.disposition.problem() or missing
        entry = self._file.running_entry(self.role.desk) if self._file else None
        day = self.decided_on.date()
        if day is None:
            missing = errors.sentence("missing_field", {"field": "decided_on"})
            found["decided_on"] = self.decided_on.problem() or missing
        elif entry is not None and entry.in_on and day < (came := date.fromisoformat(entry.in_on)):
            found["decided_on"] = (
                f"تاریخ رأی پیش از ورود پرونده به شعبه ({jalali.show(came)}) است؛ آن را درست کنید"
            )
        if not self.body.value():
            found["body"] = errors.sentence("missing_field", {"field": "body"})
        if entry is None:
            found["entry"] = errors.sentence("entry_closed")
        return found

    def _show_problems(self, found: dict[str, str]) -> None:
        for name, field in self._fields.items():
            field.set_problem(found.get(name))
        self.errors.show_problems(
            [
                (s, self._fields[name].widget if name in self._fields else self.body)
                for name, s in found.items()
            ]
        )

    def _cancel(self) -> None:
        begun = self._is_begun() and self._file is not None
        self.keep_draft()
        self._file, self._mends = None, None
        if begun:
            self.say("پیش‌نویس رأی ماند؛ با باز کردن دوبارهٔ همین فرم ادامه دهید")
        self.leave()

    def _typed(self) -> None:
        """Keep it soon: who types on and on does not put it off."""
        if not self._autosave.isActive():
            self._autosave.start()

    def _changed(self) -> None:
        self._typed()
        count = len(self.body.toPlainText())
        room = isolate(f"{group_digits(count)} از {group_digits(MOST_CHARACTERS)}")
        self.body_field.set_hint(f"{room} نویسه — خودبه‌خود پیش‌نویس می‌شود" if count else "")

    # ------------------------------------------------------------------ layout

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.heading)
        head.addStretch(1)
        head.addWidget(self.case)
        card = Card()
        row = QHBoxLayout()
        row.setSpacing(14)
        for field, stretch in ((self.number_field, 4), (self.disposition_field, 6), (self.date_field, 3)):
            row.addWidget(field, stretch)
        card.body.addLayout(row)
        # The text takes what is left; the stretch that ends other fields would halve it.
        text = self.body_field.layout()
        assert isinstance(text, QVBoxLayout)
        text.setStretch(text.indexOf(self.body), 1)
        text.takeAt(text.count() - 1)
        card.body.addWidget(self.body_field, 1)
        buttons = QHBoxLayout()
        buttons.addWidget(self.save)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        self.column.addLayout(head)
        self.column.addWidget(self.errors)
        self.column.addWidget(card, 1)
        self.column.addLayout(buttons)

    def _connect(self) -> None:
        self.save.clicked.connect(self._save)
        self.cancel.clicked.connect(self._cancel)
        self._autosave.timeout.connect(self._save_draft)
        self.body.textChanged.connect(self._changed)
        self.disposition.textChanged.connect(lambda _text: self._typed())
        self.decided_on.date_changed.connect(lambda _day: self._typed())
