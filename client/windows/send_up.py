"""Sending a case up under seal, or giving its seal a new password; then the slip, once."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from client.models.bridge import Bridge
from client.models.case_file import CaseFile, read_case
from client.models.later import in_background, when_done
from client.models.words import Words
from client.sync.refusals import ShapeProblems
from client.sync.session import Attention, DeskRole, Session
from client.widgets.key_hint import Key, KeyButton
from client.widgets.label import Label
from client.widgets.pdf_view import PdfView
from client.windows import printing
from client.windows.confirm import confirm
from client.windows.leave_check import is_open, leave_check, told_by
from client.windows.page import Page
from client.windows.sealing import Sealing, SlipWords, make_sealing
from client.windows.send_up_form import SendUpForm
from common import case_number, errors
from common.blockers import SEND
from common.commands import RecordPrint, ReissueSeal, SendUp
from common.errors import Rejection
from common.identifiers import uuid7

_FORM = "send_up"
_SEAL_DAYS = 30
_LOST = "برگهٔ چاپ‌نشده از میان رفت و رمز جایی نیست؛ برای برگهٔ تازه در پرونده «رمز تازه» را برگزینید"


class SendUpPage(Page):
    """The form first; after sealing, the slip. The slip lives while the page is in front, never longer."""

    title = "ارسال به مرجع بالاتر"

    def __init__(
        self, session: Session, bridge: Bridge, words: Words, role: DeskRole, parent: QWidget | None = None
    ) -> None:
        super().__init__(session, bridge, words, role, parent)
        self._file: CaseFile | None = None
        self._mends: Attention | None = None
        self._replaces: Any = None
        self._slip: bytes | None = None
        self._sealed: tuple[uuid.UUID, uuid.UUID] | None = None
        self._begun = 0
        self._fresh = False
        self._carry: tuple[uuid.UUID, ...] = ()
        self.choose_printer: Callable[[QWidget], printing.Put | None] = printing.chosen_printer
        """Asks which printer, and answers how to put a PDF out there; a function of the parent window."""
        self.any_printer = printing.any_printer
        self.form = SendUpForm(words, session.today)
        self.paper = PdfView(printable=False)
        self.told = Label("", "section", wrap=True)
        self.make = KeyButton("مهر و ارسال", "Ctrl+Return", also="Ctrl+S", primary=True)
        self.print = KeyButton("چاپ برگهٔ رمز", "F8", primary=True)
        self.back = KeyButton("بازگشت", "Esc")
        self._lay_out()
        self._connect()

    def open(self, argument: object) -> None:
        """Begin with the case of that id, or with a rejected SendUp or ReissueSeal."""
        self._forget()
        self._begun += 1
        self._mends = argument if isinstance(argument, Attention) else None
        case_id = self._mends.case_id if self._mends else str(argument)
        self._file = read_case(self.session.cache, case_id)
        self._replaces = self._file.live_seal(self.role.desk) if self._file else None
        self.heading.setText("رمز تازه" if self._replaces is not None else self.title)
        self._busy(False)
        if self._file is None:
            self.make.setEnabled(False)
            self.form.show_problems({"case": errors.sentence("unknown_case")})
        elif self._replaces is not None:
            self.form.begin_reissue(self._file, self._replaces)
        else:
            self.form.begin_sending(self._file, self.role.desk)
            if (draft := self.session.drafts.load(_FORM, case_id)) is not None:
                self.form.fill(draft.content)
        if self._mends is not None and self._file is not None:
            self._show_refusal(self._mends)
        self._show_form()
        self._fresh = True

    def activate(self) -> None:
        told, fresh = told_by(self._mends), self._fresh
        self._fresh = False
        if told and fresh and self._file and self._replaces is None and is_open(self._file, SEND, told):
            # What the centre named is settled first; then the sending goes on by itself.
            QTimer.singleShot(0, self, self._seal)
        if self._slip is not None:
            self.paper.setFocus()
        elif self._replaces is not None:
            self.make.setFocus()
        elif not self.form.errors.isVisible():
            self.form.to_desk.setFocus()

    def panes(self) -> list[QWidget]:
        if self._slip is not None:
            return [self.paper, self.print]
        return [self.form.to_desk, self.make] if self._replaces is None else [self.make]

    def hideEvent(self, event: QHideEvent) -> None:
        """Left for another page: the slip goes."""
        super().hideEvent(event)
        if event.spontaneous():
            return
        self._begun += 1
        lost = self._slip is not None and self.print.isEnabled()
        self._forget()
        if lost:
            self.say(_LOST)

    # ------------------------------------------------------------------ sealing

    def _seal(self) -> None:
        if self._file is None:
            return
        if self._replaces is None:
            problems = self.form.problems()
            self.form.show_problems(problems)
            if problems or not self._may_leave(self._file):
                return
        elif not confirm(
            self, "رمز تازه ساخته شود؟", "رمز تازه بساز", "برگهٔ پیشین باطل می‌شود و دیگر پرونده را نمی‌گشاید."
        ):
            return
        try:
            serial = self.session.next_number("seal")
        except Rejection as refusal:
            self.form.show_problems({"serial": refusal.sentence()})
            return
        self._busy(True)
        today = self.session.today()
        days = int(self.session.settings.get("seal_days", _SEAL_DAYS))
        words = SlipWords(
            from_title=self.words.desk_title(self.role.desk),
            to_title=self.words.desk_title(self._to_desk()),
            case_number=self._file.case.number,
            serial=serial,
            issued_on=today,
            expires_on=today + timedelta(days=days),
        )
        begun = self._begun
        made = in_background(lambda: make_sealing(words))
        when_done(self, made, lambda sealing: self._issue(begun, words, sealing), self._refused)

    def _may_leave(self, file: CaseFile) -> bool:
        """Whether nothing is open that is not carried along."""
        # What is settled elsewhere first is sent after coming back, with what was chosen here.
        self.session.drafts.save(_FORM, file.case.id, self.form.content())
        carry = leave_check(self, file.case.id, SEND, told=told_by(self._mends))
        self._carry = carry or ()
        return carry is not None

    def _issue(self, begun: int, words: SlipWords, sealing: Sealing) -> None:
        if begun != self._begun:
            # Left while it was being made: nothing was sent, and the serial was used nowhere.
            self.session.return_number(words.serial)
            return
        self._busy(False)
        command = self._command(words, sealing)
        try:
            self.session.issue(command, self.role.desk, mends=self._mends.id if self._mends else None)
        except ShapeProblems as refusal:
            self.session.return_number(words.serial)
            self.form.show_problems(
                {
                    p.field: errors.sentence(p.code, {"field": p.field, **p.parameters})
                    for p in refusal.problems
                }
            )
            return
        self._mends = None
        self.session.drafts.delete(_FORM, str(command.case))
        self._sealed = command.case, command.seal
        self._show_slip(words, sealing.slip)

    def _command(self, words: SlipWords, sealing: Sealing) -> SendUp | ReissueSeal:
        assert self._file is not None
        sealed: dict[str, Any] = {
            "case": uuid.UUID(self._file.case.id),
            "seal": uuid7(),
            "serial": words.serial,
            "salt": sealing.salt,
            "verifier": sealing.verifier,
            "expires_on": words.expires_on,
        }
        if self._replaces is not None:
            return ReissueSeal(**sealed, replaces=uuid.UUID(self._replaces.id))
        filed_on = self.form.filed_on.date()
        assert isinstance(filed_on, date)
        return SendUp(
            **sealed,
            to_desk=self._to_desk(),
            objection=self.form.objection.code() or "",
            filed_on=filed_on,
            carry=self._carry,
        )

    def _to_desk(self) -> int:
        return int(self._replaces.to_desk if self._replaces is not None else self.form.to_desk.code() or 0)

    def _refused(self, refusal: Rejection) -> None:
        self._busy(False)
        self.form.show_problems({"serial": refusal.sentence()})

    def _show_refusal(self, refused: Attention) -> None:
        if refused.kind == SendUp.KIND and self._replaces is None:
            self.form.fill(refused.payload)
        sentence = errors.sentence(refused.code, {"field": refused.field, **refused.parameters})
        self.form.show_problems({refused.field or "case": sentence})

    # ------------------------------------------------------------------ the slip

    def _show_slip(self, words: SlipWords, slip: bytes) -> None:
        self._slip = slip
        self.paper.show_pdf(slip)
        self.told.setText(
            f"پروندهٔ {case_number.show(words.case_number)} مهر شد — برگهٔ رمز را همین‌جا چاپ کنید؛ "
            "با ترک این صفحه برگه از میان می‌رود"
        )
        self.print.setEnabled(True)
        self.stack.setCurrentIndex(1)
        self.make.hide()
        self.print.show()
        self.paper.setFocus()

    def _print(self) -> None:
        if self._slip is None or self._sealed is None:
            return
        if not self.any_printer():
            self.told.setText("چاپگری در این رایانه نیست؛ چاپگر را نصب و روشن کنید و دوباره F8 را بزنید")
            return
        put = self.choose_printer(self)
        if put is None:
            return
        if not put(self._slip):
            self.told.setText("چاپگر برگه را نگرفت؛ چاپگر را ببینید و دوباره F8 را بزنید")
            return
        case, seal = self._sealed
        self.session.issue(RecordPrint(case=case, seal=seal), self.role.desk)
        self.print.setEnabled(False)
        self.told.setText("برگه چاپ و ثبت شد؛ چاپ دوباره رمز تازه می‌خواهد")
        self.say("برگهٔ رمز چاپ شد")
        self.back.setFocus()

    def _forget(self) -> None:
        """Let the slip and everything about it go."""
        self._slip, self._sealed = None, None
        self.paper.clear()
        self._show_form()

    def _show_form(self) -> None:
        self.stack.setCurrentIndex(0)
        self.print.hide()
        self.make.show()

    def _busy(self, busy: bool) -> None:
        self.make.setEnabled(not busy)
        self.make.set_words("ساختن رمز…" if busy else "رمز تازه بساز" if self._replaces else "مهر و ارسال")

    # ------------------------------------------------------------------ layout

    def _lay_out(self) -> None:
        sheet = QWidget()
        column = QVBoxLayout(sheet)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.told)
        column.addWidget(self.paper, 1)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.form)
        self.stack.addWidget(sheet)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.make)
        buttons.addWidget(self.print)
        buttons.addStretch(1)
        buttons.addWidget(self.back)
        self.column.addWidget(self.heading)
        self.column.addWidget(self.stack, 1)
        self.column.addLayout(buttons)
        self.print.hide()

    def _connect(self) -> None:
        self.make.clicked.connect(self._seal)
        self.print.clicked.connect(self._print)
        self.back.clicked.connect(self.leave)
        Key("Ctrl+P", "چاپ برگهٔ رمز", self._print, self.print)
