"""What Enter does on a row of a case file, and the acts that begin by reading it, such as signing."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog

from client.models.case_file import CaseFile
from client.sync.session import DeskRole
from client.windows.case_details import CaseDetails, note_pairs, party_pairs, row_pairs
from client.windows.case_issuing import CaseIssuing
from client.windows.case_sections import CaseSections
from client.windows.decision_acts import DecisionActs
from client.windows.page import Page

_SHARE = "اشتراک با شعبه"


class CaseReader(QObject):
    """Told by `take` the case and the acts it allows; what they do not allow is only shown."""

    done = Signal(str)
    """An act was issued: the sentence to say; "" if the user thought better of it."""
    settle_asked = Signal(object)
    """The row of a step that is to be settled."""

    def __init__(self, sections: CaseSections, issuing: CaseIssuing, role: DeskRole, page: Page) -> None:
        super().__init__(page)
        self._sections, self._issuing, self._role = sections, issuing, role
        self._page = page
        self._decisions = DecisionActs(page, issuing)
        self._file: CaseFile | None = None
        self._acts: frozenset[str] = frozenset()

    def take(self, file: CaseFile | None, acts: frozenset[str]) -> None:
        """This case is shown by now."""
        self._file, self._acts = file, acts

    def read(self, name: str, row: Any) -> None:
        """Enter on a row of the section of that name."""
        if name == "decisions":
            self._read_decision(row)
        elif name == "steps" and row in self._running_steps():
            self.settle_asked.emit(row)
        else:
            self._read_details(name, row)

    def sign(self) -> None:
        """The decision that waits is read, and signed if the judge says so."""
        if (decision := self._unsigned()) is not None:
            self._read_decision(decision)

    def sign_again(self) -> None:
        """A signature the centre did not accept: what keeps the case is settled, and it is given again."""
        if self._file is not None and (decision := self._unsigned()) is not None:
            self.done.emit(self._decisions.sign(self._file, decision))

    def correct(self) -> None:
        """A correction of the decision that is chosen, or of the only one, is written."""
        if self._file is not None:
            told = self._decisions.correct(self._file, self._chosen("decisions"))
            if told:
                self._sections.go_to("decisions")
            self.done.emit(told)

    def settle(self) -> None:
        """The step chosen, or the first that may be settled."""
        steps = self._running_steps()
        if steps:
            chosen = self._chosen("steps")
            shown = [row for row in self._sections.steps.model.rows if row in steps]
            self.settle_asked.emit(chosen if chosen in steps else shown[0])

    def put_away(self) -> None:
        """The unsigned decision that is chosen, else a step is settled."""
        decision = self._chosen("decisions")
        if decision is None or decision.state != "prepared" or "withdraw_decision" not in self._acts:
            self.settle()
        else:
            self.done.emit(self._issuing.withdraw(decision.case_id, decision))

    def _read_decision(self, decision: Any) -> None:
        if self._file is not None:
            self.done.emit(self._decisions.read(self._file, decision))

    def _read_details(self, name: str, row: Any) -> None:
        section = self._sections.names[name]
        if name == "parties":
            pairs = party_pairs(section, row, self._sections.context)
        else:
            pairs = note_pairs(section, row) if name == "notes" else row_pairs(section, row)
        act = _SHARE if name == "notes" and self._may_share(row) else ""
        details = CaseDetails(section.title, pairs, act=act, parent=self._page)
        if details.exec() == QDialog.DialogCode.Accepted and act:
            self.done.emit(self._issuing.share(row.case_id, row))
        details.deleteLater()

    def _may_share(self, note: Any) -> bool:
        return (
            self._file is not None
            and "share_note" in self._acts
            and self._file.is_sharable(note, self._role.desk)
        )

    def _unsigned(self) -> Any | None:
        return self._file.unsigned_decision(self._role.desk) if self._file is not None else None

    def _running_steps(self) -> list[Any]:
        if self._file is None or "settle_step" not in self._acts:
            return []
        return list(self._file.running_steps())

    def _chosen(self, name: str) -> Any | None:
        section = self._sections.names[name]
        return section.current() if section.table.hasFocus() else None
