"""Before a case is closed or sent on: what is still open, with keys to settle each or to carry it along."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from itertools import pairwise

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from client.models.blockers import (
    CARRY_KEY,
    SETTLEMENTS,
    Blocker,
    blocker_words,
    blockers,
    unseen_blockers,
)
from client.models.case_file import CaseFile, read_case
from client.models.decision_form import content_of
from client.models.undo import last_undoable
from client.sync.session import Attention
from client.widgets.key_hint import KeyButton
from client.widgets.label import Label
from client.widgets.table import Column, LazyTableModel, make_table
from client.windows.case_target import CaseTarget
from client.windows.confirm import confirm
from client.windows.decision_target import FORM
from client.windows.page import Page
from common.blockers import CLOSE
from common.commands import ReferCase, SettleStep, UndoCommand, WithdrawDecision
from common.text import isolate, persian_digits

_WIDTH, _HEIGHT = 820, 400
_STATE_WIDTH = 170
_UNDO_MINUTES = 30
_HOW = (
    "هر مورد را به پایان ببرید یا با Insert همراه پرونده بفرستید. "
    "وقتی موردی نماند، {act} خودبه‌خود انجام می‌شود."
)
Told = Sequence[Sequence[str]]


def leave_check(
    page: Page, case_id: str, act: str, decision: str | None = None, told: Told = ()
) -> tuple[uuid.UUID, ...] | None:
    """The steps that go along with the case, or None if it does not leave now.

    Asks only if something is open. `act`: CLOSE (of `decision`) or SEND of ``common.blockers``; `told`:
    the (kind, row) pairs for which the centre refused before. May lead elsewhere to settle something.
    """
    check = LeaveCheck(page, case_id, act, decision, told)
    try:
        leaves = check.is_clear() or check.exec() == QDialog.DialogCode.Accepted
        if leaves:
            return check.carried()
        if check.destination is not None:
            page.navigate(*check.destination)
        return None
    finally:
        check.deleteLater()


def told_by(refused: Attention | None) -> Told:
    """What the centre named as open when it refused that command."""
    return tuple(refused.parameters.get("blockers", ())) if refused is not None else ()


def is_open(file: CaseFile, act: str, told: Told) -> bool:
    """Whether something keeps the case, here or as the centre told."""
    return bool(blockers(file, act) or unseen_blockers(file, told))


class LeaveCheck(QDialog):
    """Accepts by itself once nothing is open that is not carried along; Esc: the act is not done."""

    def __init__(self, page: Page, case_id: str, act: str, decision: str | None, told: Told) -> None:
        super().__init__(page)
        self._page, self._case_id, self._act, self._decision = page, case_id, act, decision
        self._told = tuple(told)
        self._file: CaseFile | None = None
        self._found: list[Blocker] = []
        self._carried: set[str] = set()
        self.destination: tuple[str, object] | None = None
        """Page and argument to go to after it was closed."""
        self._settle: dict[str, Callable[[Blocker], None]] = {
            "settle_step": self._step_done,
            "sign_decision": self._go,
            "withdraw_decision": self._put_away,
            "undo_command": self._undo_referral,
        }
        doing = "امضای رأی" if act == CLOSE else "ارسال پرونده"
        self.setWindowTitle(f"پیش از {doing}")
        self.heading = Label("", "section", wrap=True)
        self.how = Label(_HOW.format(act=doing), wrap=True)
        self.model = _OpenThings(self)
        self.table = make_table(self.model, (0, _STATE_WIDTH), "کارهای باز پرونده")
        self.words = Label("", wrap=True)
        self.go = KeyButton("رفتن به آن", "Return")
        self.settle = {
            name: KeyButton(settlement.title, settlement.key) for name, settlement in SETTLEMENTS.items()
        }
        self.carry = KeyButton("همراه پرونده", CARRY_KEY, primary=True)
        self.close_button = KeyButton("بازگشت", "Esc")
        self._lay_out()
        self._connect()
        self.refresh()

    def is_clear(self) -> bool:
        """Whether nothing is open that is not carried along."""
        return self._file is not None and all(found.row_id in self._carried for found in self._found)

    def carried(self) -> tuple[uuid.UUID, ...]:
        """The steps to carry along, in their order."""
        return tuple(uuid.UUID(found.row_id) for found in self._found if found.row_id in self._carried)

    def refresh(self) -> None:
        """Look again: here and elsewhere things are settled while it is open."""
        self._file = read_case(self._page.session.cache, self._case_id)
        if self._file is None:
            self._found = []
            self.reject()
            return
        self._found = blockers(self._file, self._act, self._decision)
        self._found += unseen_blockers(self._file, self._told)
        self._carried &= {found.row_id for found in self._found}
        self.model.reload(self.table)
        left = [found for found in self._found if found.row_id not in self._carried]
        self.heading.setText(f"{isolate(persian_digits(len(left)))} کار این پرونده هنوز باز است")
        self.setAccessibleName(f"{self.windowTitle()}، {self.heading.words()}")
        if not self.table.currentIndex().isValid() and self._found:
            self.table.selectRow(0)
        self._show_current()
        if self.is_clear() and self.isVisible():
            self.accept()

    # ------------------------------------------------------------------ rows

    def rows(self) -> list[Blocker]:
        """What is open, with what is carried along."""
        return self._found

    def state_of(self, found: Blocker) -> str:
        """What becomes of it."""
        return "✓ همراه پرونده" if found.row_id in self._carried else "■ باز"

    def words_of(self, found: Blocker) -> str:
        """What it is."""
        return blocker_words(found, self._page.words)

    def _current(self) -> Blocker | None:
        found = self.model.row(self.table.currentIndex().row()) if self._found else None
        return found if isinstance(found, Blocker) else None

    def _show_current(self) -> None:
        found = self._current()
        self.words.setText(self.words_of(found) if found else "")
        self.go.setVisible(found is not None and found.row is not None)
        offered = self._offered(found) if found else frozenset[str]()
        for name, button in self.settle.items():
            button.setVisible(name in offered)
        self.carry.setVisible(found is not None and found.kind.carryable)
        if found is not None:
            back = found.row_id in self._carried
            self.carry.set_words("همراه نمی‌رود" if back else "همراه پرونده")

    def _offered(self, found: Blocker) -> frozenset[str]:
        """The commands that settle it and that this user may give."""
        if found.row is None:
            return frozenset()
        mine = [name for name in found.kind.settled_by if name in self._page.role.kinds]
        return frozenset(name for name in mine if name != "undo_command" or self._referral_undo() is not None)

    # ------------------------------------------------------------------ settling

    def _act_on(self, act: Callable[[Blocker], None]) -> None:
        if (found := self._current()) is not None:
            act(found)

    def _go(self, found: Blocker) -> None:
        """There, where it is settled; the act is begun again from the case file."""
        self.destination = "case_file", CaseTarget(self._case_id, found.section, found.row_id)
        self.reject()

    def _carry_along(self, found: Blocker) -> None:
        self._carried ^= {found.row_id}
        if found.row_id in self._carried:
            here = self._found.index(found)
            onward = [*range(here + 1, len(self._found)), *range(here)]
            open_ones = [at for at in onward if self._found[at].row_id not in self._carried]
            if open_ones:
                self.table.selectRow(open_ones[0])
        self.refresh()

    def _step_done(self, found: Blocker) -> None:
        self._issue(SettleStep(case=self._case, step=uuid.UUID(found.row_id), outcome="done"))

    def _put_away(self, found: Blocker) -> None:
        """The decision is withdrawn; the one about to be signed is opened again with all that it said."""
        own = found.kind.table != "decision"
        wanted = self._decision if own else found.row_id
        rows = self._file.decisions if self._file is not None else ()
        decision = next((row for row in rows if row.id == wanted), None)
        told = "نوشته‌هایش در فرم رأی باز می‌شود تا کاملش کنید." if own else "شمارهٔ آن باطل می‌شود و می‌ماند."
        if decision is None or not confirm(self, "این رأی کنار گذاشته شود؟", "کنار بگذار", told):
            return
        if own:
            assert self._file is not None
            self._page.session.drafts.save(FORM, self._case_id, content_of(self._file, decision))
            self.destination = "decision", self._case_id
        self._issue(WithdrawDecision(case=self._case, decision=uuid.UUID(decision.id)))
        if own:
            self.reject()

    def _undo_referral(self, _found: Blocker) -> None:
        if (command := self._referral_undo()) is not None:
            self._issue(UndoCommand(case=self._case, command=command))

    def _referral_undo(self) -> uuid.UUID | None:
        """The user's own referral of the case, if it may be taken back still."""
        session = self._page.session
        minutes = int(session.settings.get("undo_minutes", _UNDO_MINUTES))
        offer = last_undoable(
            session.cache, self._page.role.desk, session.login, session.now(), minutes, self._case_id
        )
        return offer.command if offer is not None and offer.kind == ReferCase.KIND else None

    def _issue(self, command: SettleStep | WithdrawDecision | UndoCommand) -> None:
        self._page.session.issue(command, self._page.role.desk)
        if self.isVisible():
            self.refresh()

    @property
    def _case(self) -> uuid.UUID:
        return uuid.UUID(self._case_id)

    # ------------------------------------------------------------------ making

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(8)
        column.addWidget(self.heading)
        column.addWidget(self.how)
        column.addWidget(self.table, 1)
        column.addWidget(self.words)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        in_order = (self.carry, *self.settle.values(), self.go)
        for button in in_order:
            button.setAutoDefault(False)
            buttons.addWidget(button)
        buttons.addStretch(1)
        self.close_button.setAutoDefault(False)
        buttons.addWidget(self.close_button)
        column.addLayout(buttons)
        # Only now that they are in the dialog have they an order in it.
        for before, after in pairwise((self.table, *in_order)):
            QWidget.setTabOrder(before, after)
        self.resize(_WIDTH, _HEIGHT)
        self.table.setFocus()

    def _connect(self) -> None:
        self.table.selectionModel().currentRowChanged.connect(lambda *_rows: self._show_current())
        self.table.opened.connect(lambda _row: self._act_on(self._go))
        self.go.clicked.connect(lambda: self._act_on(self._go))
        self.carry.clicked.connect(lambda: self._act_on(self._carry_along))
        for name, button in self.settle.items():
            button.clicked.connect(lambda _checked=False, name=name: self._act_on(self._settle[name]))
        self.close_button.clicked.connect(self.reject)
        self._page.bridge.cache_changed.connect(self._changed)

    def _changed(self) -> None:
        if self.isVisible():
            self.refresh()


class _OpenThings(LazyTableModel):
    def __init__(self, check: LeaveCheck) -> None:
        super().__init__(
            (Column("کار باز", check.words_of), Column("وضعیت", check.state_of)),
            lambda offset, limit: check.rows()[offset : offset + limit],
            lambda: len(check.rows()),
            lambda found: found.row_id,
            check,
        )
        self._words = check.words_of

    def tip(self, row: Blocker) -> str:
        return f"\u200f{self._words(row)}"
