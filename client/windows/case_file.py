"""One case: where it is, who and what, its way through the branches, and what may be done with it now."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QWidget

from client.models.bridge import Bridge
from client.models.case_file import PENDING_MARK, CaseFile, is_pending
from client.models.decision_form import correctable_now
from client.models.outbox import case_numbers
from client.models.undo import last_undoable
from client.models.words import Words
from client.sync.events import CacheChanged
from client.sync.session import Attention, DeskRole, Session
from client.widgets.empty_state import EmptyState
from client.widgets.key_hint import Key, KeyButton
from client.widgets.label import Label
from client.windows.case_acts import CORRECT, CaseActs, UndoOffer, limits
from client.windows.case_ahead import ReadAhead
from client.windows.case_editors import CaseEditors
from client.windows.case_head import CaseHead
from client.windows.case_issuing import CaseIssuing
from client.windows.case_papers import offer_papers
from client.windows.case_reader import CaseReader
from client.windows.case_sections import CaseSections
from client.windows.case_strip import CaseStrip
from client.windows.case_target import CaseInList, CaseTarget
from client.windows.page import Page
from common import case_number
from common.commands import SignDecision
from common.text import isolate, persian_digits

_GONE = "این پرونده در دسترس این میز نیست یا هنوز از مرکز نرسیده است"
_UNDO_MINUTES = 30


class CaseFilePage(Page):
    """Opened with a case's id, its place in a list, a row of it or a rejected command; follows changes."""

    title = "پرونده"

    def __init__(
        self, session: Session, bridge: Bridge, words: Words, role: DeskRole, parent: QWidget | None = None
    ) -> None:
        super().__init__(session, bridge, words, role, parent)
        self._case_id = ""
        self._fresh = False
        self._file: CaseFile | None = None
        self._list: CaseInList | None = None
        self._target: CaseTarget | None = None
        self._ahead = ReadAhead(session.cache, self)
        self._issuing = CaseIssuing(session, role, self)
        self.head = CaseHead(words, lambda case: case_numbers(session.cache, {case}).get(case, ""))
        self.in_list = Label("", "hint")
        self.undo = UndoOffer()
        self.print = KeyButton("چاپ", "Ctrl+P")
        self.strip = CaseStrip()
        self.sections = CaseSections(words, role.desk)
        self.nothing = EmptyState("document", _GONE)
        self.editors = CaseEditors(session, role, words)
        self.acts = CaseActs()
        self.reader = CaseReader(self.sections, self._issuing, role, self)
        self._lay_out()
        self._connect()

    # ------------------------------------------------------------------ opening

    def open(self, argument: object) -> None:
        """Show a case: its id, a place in a list, a row to go to, or a rejected command to mend."""
        self._list = argument if isinstance(argument, CaseInList) else None
        self._target = argument if isinstance(argument, CaseTarget) else None
        known = isinstance(argument, CaseInList | CaseTarget | Attention)
        self._open_case(argument.case_id if known else str(argument))  # type: ignore[attr-defined]  # each has one
        if isinstance(argument, Attention):
            self.editors.mend(argument, self._file)
            if argument.kind == SignDecision.KIND:
                # Once the page is in front.
                QTimer.singleShot(0, self, self.reader.sign_again)

    def activate(self) -> None:
        if not self._fresh:
            self.refresh()
        target, self._target = self._target, None
        if target is not None and target.section and self.sections.go_to(target.section, target.row_id):
            if target.section == "steps":
                self.reader.settle()
        elif self.editors.shown() is not None:
            self.editors.shown().setFocus()  # type: ignore[union-attr]  # just asked
        elif self._fresh or not self.isAncestorOf(self.focusWidget() or self):
            self.strip.setFocus()
        self._fresh = False

    def panes(self) -> list[QWidget]:
        editor = self.editors.shown()
        last: list[QWidget] = [editor] if editor else list(self.acts.offered()[:1])
        return [self.strip, *self.sections.shown(), *last]

    def unsaved(self) -> bool:
        editor = self.editors.shown()
        return editor is not None and not editor.is_empty()

    def keep_draft(self) -> None:
        if (editor := self.editors.shown()) is not None:
            editor.keep_draft()

    def refresh(self) -> None:
        """Read the case anew."""
        self._ahead.forget(frozenset((self._case_id,)))
        self._show(self._ahead.take(self._case_id) if self._case_id else None)

    def step_to(self, step: int) -> None:
        """The next (1) or the previous (-1) case of the list it was opened from."""
        case = self._list.move(step) if self._list is not None else None
        if case is None:
            return
        place = self.strip.currentIndex()
        self._open_case(case)
        # The same section of the next case, if it has one.
        self.strip.setCurrentIndex(min(place, self.strip.count() - 1))
        self.sections.bring(self.strip.currentIndex())

    def _open_case(self, case_id: str) -> None:
        if case_id != self._case_id:
            self.editors.close_all()
            self._case_id = case_id
            self._fresh = True
            self._show(self._ahead.take(case_id) if case_id else None)
            self.strip.setCurrentIndex(0)
            self.sections.verticalScrollBar().setValue(0)
        if self._list is not None:
            self._ahead.expect(self._list.neighbour(1), self._list.neighbour(-1))
        self._show_place()

    # ------------------------------------------------------------------ showing

    def _show(self, file: CaseFile | None) -> None:
        self._file = file
        for part in (self.head, self.strip, self.sections):
            part.setVisible(file is not None)
        self.nothing.setVisible(file is None)
        acts = file.acts(self.role, self.words.desk(self.role.desk)) if file else frozenset()
        self.acts.show_acts(
            acts | self._correcting(file), limits(file, self.role.desk, self.words) if file else ""
        )
        self.reader.take(file, acts)
        self.head.move_file.setVisible("amend_case" in acts)
        self.print.setVisible(file is not None)
        self._offer_undo()
        if file is None:
            self.heading.setText(self.title)
            return
        mark = f" {PENDING_MARK}" if is_pending(file.case) else ""
        withdrawn = " — پس‌گرفته" if file.case.withdrawn else ""
        self.setAccessibleName(f"پروندهٔ {case_number.show(file.case.number)}")
        self.heading.setText(f"{self.accessibleName()}{mark}{withdrawn}")
        self.head.show_case(file)
        self.sections.show_case(file, self.session.today().isoformat())
        self.editors.show_drafts(self.acts, self._case_id)

    def _correcting(self, file: CaseFile | None) -> frozenset[str]:
        return frozenset((CORRECT,)) if file is not None and correctable_now(file, self.role) else frozenset()

    def _show_place(self) -> None:
        place = self._list.find() if self._list is not None else None
        if self._list is None or place is None:
            self.in_list.setText("")
            return
        at, count = persian_digits(place + 1), persian_digits(self._list.count())
        self.in_list.setText(f"{isolate(at)} از {isolate(count)} — ↓ بعدی · ↑ پیشین")

    def _offer_undo(self) -> None:
        offer = None
        if self._file is not None and "undo_command" in self.role.kinds:
            minutes = int(self.session.settings.get("undo_minutes", _UNDO_MINUTES))
            offer = last_undoable(
                self.session.cache,
                self.role.desk,
                self.session.login,
                self.session.now(),
                minutes,
                self._case_id,
            )
        self.undo.show_offer(offer, self.session.now())

    # ------------------------------------------------------------------ acts

    def _open_step(self) -> None:
        if self._file is not None:
            self.editors.open_step(self._file)

    def _move_file(self) -> None:
        if self._file is not None:
            self.editors.move_file(self._file.case)

    def _settle(self, step: Any) -> None:
        self.editors.settle_step(self._case_id, step)

    def _undo(self) -> None:
        if self.undo.offer is not None:
            self._saved(self._issuing.undo(self.undo.offer))

    def _back(self) -> None:
        """Esc: out of the rows to the strip, out of the strip to the page before."""
        focus = self.focusWidget()
        if focus is not None and self.sections.isAncestorOf(focus):
            self.strip.setFocus()
        else:
            self.leave()

    # ------------------------------------------------------------------ making

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(14)
        top.addWidget(self.heading)
        top.addWidget(self.in_list)
        top.addStretch(1)
        top.addWidget(self.undo)
        top.addWidget(self.print)
        self.column.addLayout(top)
        self.column.addWidget(self.head)
        self.column.addWidget(self.strip)
        self.column.addWidget(self.sections, 1)
        self.column.addWidget(self.nothing, 1)
        self.column.addWidget(self.editors)
        self.column.addWidget(self.acts)

    def _connect(self) -> None:
        acts, editors = self.acts, self.editors
        acts.prepare.clicked.connect(lambda: self.navigate("decision", self._case_id))
        acts.send_up.clicked.connect(lambda: self.navigate("send_up", self._case_id))
        acts.reissue.clicked.connect(lambda: self.navigate("send_up", self._case_id))
        acts.sign.clicked.connect(self.reader.sign)
        acts.correct.clicked.connect(self.reader.correct)
        acts.amend.clicked.connect(lambda: self.navigate("amend_case", self._case_id))
        acts.note.clicked.connect(lambda: editors.write_note(self._case_id))
        acts.step.clicked.connect(self._open_step)
        acts.back.clicked.connect(self._back)
        self.head.move_file.clicked.connect(self._move_file)
        self.undo.button.clicked.connect(self._undo)
        self.undo.expired.connect(self._offer_undo)
        self.print.clicked.connect(lambda: offer_papers(self, self._case_id))
        Key("Ctrl+Delete", "پایان اقدام یا کنار گذاشتن رأی آماده", self.reader.put_away, acts)
        editors.saved.connect(self._saved)
        editors.shown_changed.connect(lambda editing: acts.setVisible(not editing))
        editors.left.connect(lambda: editors.show_drafts(acts, self._case_id))
        editors.left.connect(self.strip.setFocus)
        self.strip.stepped.connect(self.step_to)
        self.strip.entered.connect(self.sections.enter)
        self.strip.currentChanged.connect(self._turned)
        self.sections.changed.connect(lambda: self.strip.show_sections(self.sections.titles()))
        self.sections.reached.connect(self.strip.setCurrentIndex)
        self.sections.opened.connect(self.reader.read)
        self.reader.done.connect(self._saved)
        self.reader.settle_asked.connect(self._settle)
        self.bridge.cache_changed.connect(self._changed)

    def _turned(self, place: int) -> None:
        if self.strip.hasFocus():
            self.sections.bring(place)

    def _saved(self, words: str) -> None:
        if words:
            self.say(words)
            self.refresh()

    def _changed(self, change: CacheChanged) -> None:
        self._ahead.forget(change.cases)
        if self._case_id in change.cases or change.reference:
            self.refresh()
