"""One case: where it is, who and what, its way through the branches, and what may be done with it now."""

from __future__ import annotations

import uuid
from typing import Any

from PySide6.QtWidgets import QDialog, QHBoxLayout, QWidget

from client.models.bridge import Bridge
from client.models.case_file import PENDING_MARK, CaseFile, is_pending, read_case, shown_day
from client.models.words import Words
from client.sync.events import CacheChanged
from client.sync.session import Attention, DeskRole, Session
from client.widgets.card import Card
from client.widgets.empty_state import EmptyState
from client.widgets.key_hint import KeyButton
from client.widgets.label import Label
from client.windows.case_sections import CaseSections
from client.windows.decision_text import DecisionText
from client.windows.page import Page
from common import case_number
from common.commands import SignDecision
from common.text import persian_digits

_GONE = "این پرونده در دسترس این میز نیست یا هنوز از مرکز نرسیده است"
_DETAILS_TO_COME = "جزئیات پرونده با پاسخ مرکز می‌رسد"


class CaseFilePage(Page):
    """Opened with the id of a case; follows every change of its rows."""

    title = "پرونده"

    def __init__(
        self, session: Session, bridge: Bridge, words: Words, role: DeskRole, parent: QWidget | None = None
    ) -> None:
        super().__init__(session, bridge, words, role, parent)
        self._case_id = ""
        self._fresh = False
        self._file: CaseFile | None = None
        self.head = Card()
        self.subject = Label("", "section", wrap=True)
        self.place = Label("", wrap=True)
        self.note = Label("", "muted", wrap=True)
        for line in (self.subject, self.place, self.note):
            self.head.body.addWidget(line)
        self.sections = CaseSections(words)
        self.nothing = EmptyState("document", _GONE)
        self.prepare = KeyButton("آماده کردن رأی", "F9")
        self.sign = KeyButton("امضای رأی", "Ctrl+Return")
        self.send_up = KeyButton("ارسال به مرجع بالاتر", "F11")
        self.reissue = KeyButton("رمز تازه و چاپ برگهٔ رمز", "F8")
        self.back = KeyButton("بازگشت", "Esc")
        self._buttons = {
            "sign_decision": self.sign,
            "prepare_decision": self.prepare,
            "send_up": self.send_up,
            "reissue_seal": self.reissue,
        }
        self._lay_out()
        self._connect()

    def open(self, argument: object) -> None:
        """Show the case of that id (or of a rejected command)."""
        case_id = argument.case_id if isinstance(argument, Attention) else str(argument)
        if case_id != self._case_id:
            self._case_id = case_id
            self._fresh = True
            self.sections.verticalScrollBar().setValue(0)
        self.refresh()

    def activate(self) -> None:
        self.refresh()
        shown = self.sections.shown()
        if shown and (self._fresh or not self.sections.isAncestorOf(self.focusWidget() or self)):
            shown[0].enter(at_end=False)
        self._fresh = False

    def panes(self) -> list[QWidget]:
        buttons = [button for button in self._buttons.values() if not button.isHidden()]
        return [*self.sections.shown(), *buttons[:1]]

    def refresh(self) -> None:
        """Read the case anew."""
        self._file = read_case(self.session.cache, self._case_id) if self._case_id else None
        there = self._file is not None
        self.head.setVisible(there)
        self.sections.setVisible(there)
        self.nothing.setVisible(not there)
        acts = self._file.acts(self.role, self.words.desk(self.role.desk)) if self._file else frozenset()
        first = next((kind for kind in self._buttons if kind in acts), None)
        for kind, button in self._buttons.items():
            button.setVisible(kind in acts)
            _emphasise(button, kind == first)
        if self._file is None:
            self.heading.setText(self.title)
            return
        self._show_head(self._file)
        self.sections.show_case(self._file)

    def _show_head(self, file: CaseFile) -> None:
        case = file.case
        kind = self.words.code_title("case_kind", case.kind)
        mark = f" {PENDING_MARK}" if is_pending(case) else ""
        self.heading.setText(f"پروندهٔ {case_number.show(case.number)}{mark}")
        self.setAccessibleName(f"پروندهٔ {case_number.show(case.number)}")
        self.subject.setText(persian_digits(" — ".join(filter(None, (kind, case.subject)))))
        facts = [
            f"نزد {self.words.desk_title(case.holder)}",
            f"دریافت {shown_day(case.received_on)}",
        ]
        if case.registered_by:
            facts.append(f"ثبت {self.words.person(case.registered_by)}")
        self.place.setText(" · ".join(facts))
        notes = self._notes(file)
        self.note.setText(" · ".join(notes))
        self.note.setVisible(bool(notes))

    def _notes(self, file: CaseFile) -> list[str]:
        notes = []
        if seal := file.live_seal():
            state = "رمز بسته شده است" if seal.state == "locked" else "زیر مهر در راه است"
            notes.append(f"{state} — به {self.words.desk_title(seal.to_desk)}")
        if waiting := [row for row in file.referrals if row.state == "waiting"]:
            notes.append(f"ارجاع‌شده به {self.words.desk_title(waiting[-1].to_desk)}، در انتظار پذیرش")
        if file.case.kind is None:
            notes.append(_DETAILS_TO_COME)
        if any(
            is_pending(row)
            for rows in ((file.case,), file.entries, file.referrals, file.decisions, file.seals)
            for row in rows
        ):
            notes.append(f"{PENDING_MARK} در انتظار ارسال به مرکز")
        return notes

    def _lay_out(self) -> None:
        self.column.addWidget(self.heading)
        self.column.addWidget(self.head)
        self.column.addWidget(self.sections, 1)
        self.column.addWidget(self.nothing, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in self._buttons.values():
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(Label("↑↓ ردیف و بخش · F6 بخش بعد", "hint"))
        buttons.addWidget(self.back)
        self.column.addLayout(buttons)

    def _connect(self) -> None:
        self.prepare.clicked.connect(lambda: self.navigate("decision", self._case_id))
        self.send_up.clicked.connect(lambda: self.navigate("send_up", self._case_id))
        self.reissue.clicked.connect(lambda: self.navigate("send_up", self._case_id))
        self.sign.clicked.connect(self._sign)
        self.back.clicked.connect(self.leave)
        self.sections.decision_opened.connect(self._read)
        self.bridge.cache_changed.connect(self._changed)

    def _changed(self, change: CacheChanged) -> None:
        if self._case_id in change.cases or change.reference:
            self.refresh()

    def _sign(self) -> None:
        if self._file and (decision := self._file.unsigned_decision(self.role.desk)):
            self._read(decision)

    def _read(self, decision: Any) -> None:
        """Show the text; sign it if the judge says so."""
        unsigned = self._file.unsigned_decision(self.role.desk) if self._file else None
        signable = not self.sign.isHidden() and unsigned is not None and decision.id == unsigned.id
        text = DecisionText(decision, self.words, signable=signable, parent=self)
        if text.exec() == QDialog.DialogCode.Accepted and signable:
            command = SignDecision(case=uuid.UUID(self._case_id), decision=uuid.UUID(decision.id))
            self.session.issue(command, self.role.desk)
            self.say(f"امضا شد — دادنامهٔ {case_number.show(decision.number)}؛ شمارهٔ دفتر را مرکز می‌دهد")
            self.refresh()
        text.deleteLater()


def _emphasise(button: KeyButton, primary: bool) -> None:
    """Colour the one button that work most likely goes on with."""
    wanted = "true" if primary else "false"
    if button.property("primary") != wanted:
        button.setProperty("primary", wanted)
        # Property selectors of a style sheet are only read anew by polishing.
        button.style().unpolish(button)
        button.style().polish(button)
