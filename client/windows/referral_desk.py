"""F2 of the referral authority: cases that wait, branches that may hear them, one key to refer."""

from __future__ import annotations

import uuid

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from client.models.branches import BranchesModel
from client.models.bridge import Bridge
from client.models.waiting_cases import WaitingCase, WaitingCasesModel, eligible_branches, loads
from client.models.words import Words
from client.sync.session import DeskRole, Session
from client.widgets.card import Card
from client.widgets.empty_state import EmptyState
from client.widgets.key_hint import Key, KeyButton
from client.widgets.label import Label
from client.widgets.table import make_table
from client.windows.page import ARRIVING, Page
from common import case_number
from common.commands import ReferCase
from common.identifiers import uuid7
from common.text import group_digits, isolate, persian_digits

_NO_BRANCH = "برای این نوع پرونده شعبه‌ای در این مجتمع نیست"
_NO_CASE = "با برگزیدن پرونده، شعبه‌هایش اینجا می‌آیند"


class ReferralDeskPage(Page):
    """After a referral the next case is chosen; the branch stays, ready to be changed."""

    title = "ارجاع پرونده‌ها"
    fed = True

    def __init__(
        self, session: Session, bridge: Bridge, words: Words, role: DeskRole, parent: QWidget | None = None
    ) -> None:
        super().__init__(session, bridge, words, role, parent)
        self.model = WaitingCasesModel(session, words, role.desk, self)
        self.cases = make_table(self.model, (226, 84, 0, 130), "پرونده‌های در نوبت ارجاع")
        self.cases.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._empty = EmptyState("check", "همهٔ پرونده‌ها ارجاع شده‌اند؛ چیزی برای فردا نماند")
        self._empty.cover(self.cases)
        self.branches_model = BranchesModel(self)
        self.branches = make_table(self.branches_model, (0, 84), "شعبه‌های شایسته")
        self.branches.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._no_branch = EmptyState("document", _NO_CASE)
        self._no_branch.cover(self.branches)
        self.pile = Label("", "hint")
        self._number = Label("", "section", wrap=True)
        self._subject = Label("", wrap=True)
        self.parties = Label("", "muted", wrap=True)
        self.refer = KeyButton("ارجاع به شعبه", "Ctrl+Return", primary=True)
        self._lay_out()
        self._connect()
        self._show_pile()

    def activate(self) -> None:
        self._choose_case(max(self.cases.currentIndex().row(), 0))
        self.cases.setFocus()

    def panes(self) -> list[QWidget]:
        return [self.cases, self.branches]

    def show_arriving(self, arriving: bool) -> None:
        super().show_arriving(arriving)
        self._show_pile()

    def refresh(self) -> None:
        """Read cases and loads anew; what is chosen stays chosen."""
        self.model.refresh(self.cases)
        self._choose_case(max(self.cases.currentIndex().row(), 0))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.heading)
        head.addSpacing(14)
        head.addWidget(self.pile)
        head.addStretch(1)
        card = Card()
        card.setFixedWidth(400)
        words = QVBoxLayout()
        words.setSpacing(4)
        for label in (self._number, self._subject, self.parties):
            words.addWidget(label)
        card.body.addLayout(words)
        card.body.addSpacing(4)
        card.body.addWidget(self.branches, 1)
        card.body.addWidget(
            Label("«ارجاع»: شمار ارجاع‌های این میز به شعبه در ۳۰ روز گذشته", "hint", wrap=True)
        )
        card.body.addWidget(self.refer)
        middle = QHBoxLayout()
        middle.setSpacing(14)
        middle.addWidget(self.cases, 1)
        middle.addWidget(card)
        self.column.addLayout(head)
        self.column.addLayout(middle, 1)
        self.column.addWidget(
            Label("↑↓ ردیف · Enter به فهرست شعبه‌ها · Ctrl+Enter ارجاع · F3 ثبت پرونده · F1 راهنما", "hint")
        )

    def _connect(self) -> None:
        self.cases.selectionModel().currentRowChanged.connect(lambda _now, _was: self._show_case())
        self.cases.opened.connect(lambda _row: self._to_branches())
        self.branches.opened.connect(lambda _row: self.refer.setFocus())
        self.branches.selectionModel().currentRowChanged.connect(lambda _now, _was: self._name_branch())
        self.refer.clicked.connect(self._refer)
        self.model.reloaded.connect(self._show_pile)
        self.bridge.cache_changed.connect(lambda _change: self.refresh())
        Key("Esc", "به فهرست پرونده‌ها", self.cases.setFocus, self)

    def _case(self) -> WaitingCase | None:
        row = self.model.row(self.cases.currentIndex().row())
        return row if isinstance(row, WaitingCase) else None

    def _choose_case(self, row: int) -> None:
        if self.model.rowCount():
            self.cases.setCurrentIndex(self.model.index(min(row, self.model.rowCount() - 1), 0))
        self._show_case()

    def _show_case(self) -> None:
        case = self._case()
        self._number.setText(case_number.show(case.number) if case else "پرونده‌ای برگزیده نیست")
        self._subject.setText(persian_digits(case.subject) if case else "")
        self.parties.setText(case.parties if case else "")
        chosen = self.branches_model.branch(self.branches.currentIndex().row())
        offered = eligible_branches(self.words, self.role.desk, case.kind) if case else []
        today = self.session.today()
        counted = loads(self.session.cache, self.words, self.role.desk, offered, today)
        self.branches_model.show_branches(counted)
        self._no_branch.set_words(_NO_BRANCH if case else _NO_CASE)
        # The branch of the case before stays chosen; none is chosen for a start, for that is the decision.
        again = self.branches_model.row_of(chosen.desk) if chosen else None
        if again is not None:
            self.branches.setCurrentIndex(self.branches_model.index(again, 0))
        self._name_branch()

    def _name_branch(self) -> None:
        branch = self.branches_model.branch(self.branches.currentIndex().row())
        self.refer.setEnabled(self._case() is not None)
        self.refer.set_words("ارجاع به این شعبه" if branch else "برگزیدن شعبه")
        self.refer.setToolTip(f"\u200f{branch.title}" if branch else "")

    def _show_pile(self) -> None:
        count = self.model.rowCount()
        oldest = self.model.row(0)
        if self.arriving or not self.model.complete:
            # A count of a part would be taken for the whole.
            self.pile.setText(ARRIVING if self.arriving else "… پرونده در نوبت")
            return
        words = f"{group_digits(count)} پرونده در نوبت" if count else ""
        if isinstance(oldest, WaitingCase) and oldest.overdue:
            words += " · از روزهای پیش مانده است"
        elif count:
            words += " · تا پایان امروز ارجاع شود"
        self.pile.setText(words)

    def _to_branches(self) -> None:
        if not self.branches.currentIndex().isValid() and self.branches_model.rowCount():
            self.branches.setCurrentIndex(self.branches_model.index(0, 0))
        self.branches.setFocus()

    def _refer(self) -> None:
        case = self._case()
        branch = self.branches_model.branch(self.branches.currentIndex().row())
        if case is None or branch is None:
            self._to_branches()
            return
        at = self.cases.currentIndex().row()
        command = ReferCase(case=uuid.UUID(case.case_id), referral=uuid7(), to_desk=branch.desk)
        self.session.issue(command, self.role.desk)
        self.say(f"ارجاع شد — {case_number.show(case.number)} به {isolate(branch.title)}")
        self.model.refresh(self.cases)
        self._choose_case(at)
        self.cases.setFocus()
