"""What is done with a decision from the case file: read, signed, put away, corrected."""

from __future__ import annotations

import uuid
from typing import Any

from PySide6.QtWidgets import QDialog

from client.models.case_file import CaseFile
from client.models.decision_form import correctable_now
from client.sync.session import Attention
from client.windows.case_issuing import CaseIssuing
from client.windows.decision_target import CorrectionOf
from client.windows.decision_text import CORRECT, SIGN, WITHDRAW, DecisionText
from client.windows.leave_check import leave_check, told_by
from client.windows.page import Page
from common.blockers import CLOSE
from common.commands import SignDecision
from common.commands.decisions import CORRECTION

_CHOOSE = "کدام رأی؟ در بخش آرا برگزینید و دوباره Ctrl+R را بزنید"


class DecisionActs:
    """Each act answers the sentence to say, or "" if nothing was done here."""

    def __init__(self, page: Page, issuing: CaseIssuing) -> None:
        self._page, self._issuing = page, issuing

    def read(self, file: CaseFile, decision: Any) -> str:
        """Show the decision, and do with it what the reader chooses."""
        text = DecisionText(
            decision, file, self._page.words, acts=self._offered(file, decision), parent=self._page
        )
        chosen = text.chosen if text.exec() == QDialog.DialogCode.Accepted else ""
        text.deleteLater()
        if chosen == SIGN:
            return self.sign(file, decision)
        if chosen == WITHDRAW:
            return self._issuing.withdraw(file.case.id, decision)
        if chosen == CORRECT:
            self._page.navigate("decision", CorrectionOf(file.case.id, decision.id))
        return ""

    def sign(self, file: CaseFile, decision: Any) -> str:
        """The judge signs, once nothing is left open that the end of the stay would leave behind."""
        refused = self._refused(decision)
        carry: tuple[uuid.UUID, ...] | None = ()
        if self._ends(decision):
            carry = leave_check(self._page, file.case.id, CLOSE, decision.id, told_by(refused))
        if carry is None:
            return ""
        return self._issuing.sign(file.case.id, decision, carry, refused.id if refused is not None else None)

    def correct(self, file: CaseFile, chosen: Any | None) -> str:
        """Write the correction of the decision chosen, or of the only one that may be corrected."""
        found = correctable_now(file, self._page.role)
        wanted = next((row for row in found if chosen is not None and row.id == chosen.id), None)
        if wanted is None and len(found) != 1:
            return _CHOOSE if found else ""
        self._page.navigate("decision", CorrectionOf(file.case.id, (wanted or found[0]).id))
        return ""

    def _offered(self, file: CaseFile, decision: Any) -> frozenset[str]:
        role = self._page.role
        may = file.acts(role, self._page.words.desk(role.desk))
        unsigned = file.unsigned_decision(role.desk)
        own = unsigned is not None and unsigned.id == decision.id
        correctable = any(row.id == decision.id for row in correctable_now(file, role))
        offered = {
            SIGN: own and "sign_decision" in may,
            WITHDRAW: decision.state == "prepared" and "withdraw_decision" in may,
            CORRECT: correctable,
        }
        return frozenset(act for act, possible in offered.items() if possible)

    def _ends(self, decision: Any) -> bool:
        code = self._page.words.code("disposition", decision.disposition)
        return decision.kind != CORRECTION and code is not None and bool(code.attributes.get("ends"))

    def _refused(self, decision: Any) -> Attention | None:
        """The signature of this decision that the centre did not accept, which the next one mends."""
        return next(
            (
                found
                for found in self._page.session.attention()
                if found.kind == SignDecision.KIND and found.payload.get("decision") == decision.id
            ),
            None,
        )
