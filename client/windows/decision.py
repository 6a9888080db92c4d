"""The page on which a decision is written: result, kind, date, what it says of each claim, and the text."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from client.models import decision_form
from client.models.bridge import Bridge
from client.models.case_file import CaseFile, read_case
from client.models.words import Words
from client.sync.refusals import ShapeProblems
from client.sync.session import Attention, DeskRole, Session
from client.widgets.error_summary import ErrorSummary, Target
from client.widgets.key_hint import KeyButton
from client.widgets.label import Label
from client.widgets.sheet import Sheet
from client.windows import decision_check
from client.windows.cursor_place import cursor_place, follow_cursor, put_cursor
from client.windows.decision_check import Problems
from client.windows.decision_form import DecisionForm
from client.windows.decision_target import FORM, CorrectionOf
from client.windows.page import Page
from common import case_number, errors
from common.errors import Rejection
from common.text import isolate, persian_digits

_AUTOSAVE_MS = 1000
_NEW_NUMBER_AFTER = ("number_taken", "number_not_leased", "already_used")
_RENEWED = "خواسته‌ها یا طرف‌های پرونده در این میان تغییر کرده‌اند؛ جدول تازه شد، آن را بازبینی کنید"
_CORRECTION_TITLE = "اصلاح رأی"


class DecisionPage(Page):
    """Opened with a case's id, a CorrectionOf, or a rejected PrepareDecision, which it mends."""

    title = "آماده کردن رأی"

    def __init__(
        self, session: Session, bridge: Bridge, words: Words, role: DeskRole, parent: QWidget | None = None
    ) -> None:
        super().__init__(session, bridge, words, role, parent)
        self._file: CaseFile | None = None
        self._mends: Attention | None = None
        self._corrects: str | None = None
        self.case = Label("", "muted")
        self.draft_state = Label("", "hint")
        self.errors = ErrorSummary()
        self.form = DecisionForm(words, session.today)
        self.disposition, self.kind = self.form.disposition, self.form.kind
        self.decided_on, self.outcomes, self.body = (
            self.form.decided_on, self.form.outcomes, self.form.body,
        )  # fmt: skip
        self.save = KeyButton("ذخیره برای امضا", "Ctrl+Return", also="Ctrl+S", primary=True)
        self.cancel = KeyButton("بازگشت", "Esc")
        self._position: dict[str, Any] = {}
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
        self._corrects = _corrected_by(argument)
        case_id = argument.case_id if isinstance(argument, Attention | CorrectionOf) else str(argument)
        self._file = read_case(self.session.cache, case_id)
        corrected = self._corrected()
        self._show_head(corrected)
        if self._file is None or (self._corrects and corrected is None):
            self._file = None
            self._tell({"case": errors.sentence("unknown_decision" if self._corrects else "unknown_case")})
            return
        self.form.begin(self._file, self.role.desk, corrected)
        draft = self.session.drafts.load(FORM, self._draft_key())
        self._position = draft.content.get("position", {}) if draft is not None else {}
        if draft is not None:
            self.form.fill(draft.content)
        elif self._mends is not None:
            self.form.fill(self._mends.payload)
        self.draft_state.setText("پیش‌نویس شما باز شد" if draft is not None else "")
        self.errors.clear()
        if self._mends is not None:
            self._show_refusal(self._mends, typed_since=draft is not None)
        elif standing := decision_form.standing_problems(self._file, self.role.desk, corrected):
            self._tell(standing)
        if not self.form.has_number():
            self._take_number()

    def activate(self) -> None:
        place, self._position = self._position, {}
        if not self.errors.isVisible() and not put_cursor(self, place):
            self.form.focus_first()

    def panes(self) -> list[QWidget]:
        table = [self.outcomes] if self.outcomes.isVisible() else []
        return [self.disposition, *table, self.body, self.save]

    def unsaved(self) -> bool:
        return self._file is not None and self.form.is_begun()

    def keep_draft(self) -> None:
        """What is half written stays, with the number it was given; an untouched number goes back."""
        self._save_draft()
        if self._file is not None and self._mends is None and not self.form.is_begun():
            self.session.drafts.delete(FORM, self._draft_key())
            if number := self.form.take_number():
                self.session.return_number(number)

    def _save_draft(self) -> None:
        self._autosave.stop()
        if self._file is not None and self.form.is_begun():
            content = {**self.form.content(), "position": cursor_place(self)}
            self.session.drafts.save(FORM, self._draft_key(), content)
            self.draft_state.setText("پیش‌نویس نگه داشته شد")

    def _draft_key(self) -> str:
        """The case of a new decision, the old decision of a correction, the command that is mended."""
        assert self._file is not None
        return str(self._mends.id) if self._mends else self._corrects or str(self._file.case.id)

    def _corrected(self) -> Any:
        decisions = self._file.decisions if self._file else ()
        return next((row for row in decisions if row.id == self._corrects), None)

    # ------------------------------------------------------------------ showing

    def _show_head(self, corrected: Any) -> None:
        case = self._file.case if self._file else None
        self.heading.setText(_CORRECTION_TITLE if corrected is not None else self.title)
        subject = isolate(persian_digits(case.subject)) if case else ""
        self.case.setText(f"پروندهٔ {case_number.show(case.number)} — {subject}" if case else "")

    def _show_refusal(self, refused: Attention, *, typed_since: bool) -> None:
        sentence = errors.sentence(refused.code, {"field": refused.field, **refused.parameters})
        if refused.code in _NEW_NUMBER_AFTER and not typed_since:
            self.form.show_number("")
        self._tell({decision_check.row_of(self.form, refused.field, refused.payload): sentence})

    def _tell(self, found: Problems) -> None:
        links = decision_check.show_problems(self.form, found)
        self.errors.show_problems([(words, partial(self._go, target)) for words, target in links])
        self._area.ensureVisible(0, 0)

    def _go(self, target: Target) -> None:
        if isinstance(target, QWidget):
            target.setFocus()
        else:
            target()
        if (focus := self.focusWidget()) is not None:
            self._area.ensureWidgetVisible(focus)

    def _take_number(self) -> None:
        try:
            self.form.show_number(self.session.next_number("decision"))
        except Rejection as refusal:
            self.form.number_field.set_problem(refusal.sentence())

    # ------------------------------------------------------------------ saving

    def _save(self) -> None:
        if self._file is None:
            return
        # What others did meanwhile is known by now, though the form was opened before.
        self._file = read_case(self.session.cache, self._file.case.id) or self._file
        renewed = self.form.finish_editing(self._file)
        if not self.form.has_number():
            self._take_number()
        if found := self.form.problems() | ({"outcomes": _RENEWED} if renewed else {}):
            self._tell(found)
            return
        command = self.form.command()
        try:
            mends = self._mends.id if self._mends else None
            self.session.issue(command, self.role.desk, mends, ends=(FORM, self._draft_key()))
        except ShapeProblems as refusal:
            payload = command.payload()
            self._tell(
                {
                    decision_check.row_of(self.form, p.field, payload): errors.sentence(
                        p.code, {"field": p.field, **p.parameters}
                    )
                    for p in refusal.problems
                }
            )
            return
        self._done(command.number)

    def _done(self, number: str) -> None:
        self._autosave.stop()
        what = "رأی تصحیحی" if self._corrects else "دادنامهٔ"
        self._file, self._mends = None, None
        self.form.clear()
        self.say(f"ذخیره شد — {what} {case_number.show(number)} آمادهٔ امضاست")
        self.leave()

    def _cancel(self) -> None:
        begun = self._file is not None and self.form.is_begun()
        self.keep_draft()
        self._file, self._mends = None, None
        if begun:
            self.say("پیش‌نویس رأی ماند؛ با باز کردن دوبارهٔ همین فرم ادامه دهید")
        self.leave()

    def _moved(self) -> None:
        """The cursor went elsewhere: the draft is to open there."""
        if not self._autosave.isActive() and self.isVisible() and self.unsaved():
            self._autosave.start()

    def _changed(self) -> None:
        self.draft_state.setText("")
        if not self._autosave.isActive():
            self._autosave.start()

    # ------------------------------------------------------------------ layout

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setObjectName("page")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.errors)
        column.addWidget(self.form, 1)
        self._area = Sheet(inside)
        self._area.setObjectName("page")
        head = QHBoxLayout()
        head.addWidget(self.heading)
        head.addStretch(1)
        head.addWidget(self.case)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.save)
        buttons.addStretch(1)
        buttons.addWidget(self.draft_state)
        buttons.addWidget(self.cancel)
        self.column.addLayout(head)
        self.column.addWidget(self._area, 1)
        self.column.addLayout(buttons)

    def _connect(self) -> None:
        self.save.clicked.connect(self._save)
        self.cancel.clicked.connect(self._cancel)
        self._autosave.timeout.connect(self._save_draft)
        self.form.changed.connect(self._changed)
        follow_cursor(self, self._moved)


def _corrected_by(argument: object) -> str | None:
    """The id of the decision that is to be corrected, if one is."""
    if isinstance(argument, CorrectionOf):
        return argument.decision_id
    return decision_form.corrected_by(argument.payload) if isinstance(argument, Attention) else None
