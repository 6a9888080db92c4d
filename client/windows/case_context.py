"""What a row of a case means beside the others: whose lawyer, which outcome, which correction."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from client.models.case_file import RUNNING_STEP, CaseFile, shown_day
from client.models.parties import flags_in_words, party_name
from client.models.words import Words
from client.windows.amended_text import Piece
from common import case_number
from common.commands.decisions import CORRECTION
from common.text import isolate, persian_digits


class CaseContext:
    """Told a case by `take`; then answers for its rows."""

    def __init__(self, words: Words, desk: int) -> None:
        self.words = words
        own = words.desk(desk)
        self._body = own.body if own is not None else None
        self._parties: dict[str, Any] = {}
        self._claims: dict[str, int] = {}
        self._decisions: dict[str, Any] = {}
        self._flags: dict[str, list[Any]] = {}
        self._acting: dict[str, list[Any]] = {}
        self._outcomes: dict[str, list[Any]] = {}
        self._of_claim: dict[str, list[Any]] = {}
        self.today = ""

    def take(self, file: CaseFile, today: str) -> None:
        """Answer for the rows of `file` from now on; `today` is an ISO date."""
        self.today = today
        self._parties = {row.id: row for row in file.parties}
        self._claims = {row.id: place for place, row in enumerate(file.claims, 1)}
        self._decisions = {row.id: row for row in file.decisions}
        self._flags = _by(file.flags, "party")
        self._acting = _by((row for row in file.representations if not row.struck), "representative")
        self._outcomes = _by(file.outcomes, "decision")
        self._of_claim = _by(file.outcomes, "claim")

    def name(self, party: Any) -> list[Piece]:
        """A party with what others must heed, and whom he acts for."""
        pieces = [Piece(party_name(party))]
        if flags := flags_in_words(self.flags(party), self.words):
            pieces.append(Piece(flags, warning=True))
        if clients := self._acting.get(party.id):
            # «وکیلِ حسین کیانی», the role said with its ezafe.
            names = " و ".join(self.person(row.client) for row in clients)
            pieces.append(Piece(f"{self.words.code_title('party_role', party.role)}ِ {names}", muted=True))
        return pieces

    def person(self, party_id: str | None) -> str:
        """The bare name of a party of the case."""
        party = self._parties.get(party_id or "")
        return party_name(party) if party is not None else ""

    def desk(self, desk: int | None) -> str:
        """The title of a desk, without the name of the judicial body the reader sits in."""
        return self.words.short_title(desk, self._body)

    def flags(self, party: Any) -> list[Any]:
        """The flags of a party, those struck out too."""
        return self._flags.get(party.id, [])

    def claim_outcomes(self, claim: Any) -> list[Piece]:
        """What the decisions said of a claim, for whom, and in which decision."""
        pieces = []
        for outcome in self._of_claim.get(claim.id, ()):
            decision = self._decisions.get(outcome.decision)
            # A correction says the same once more.
            if decision is None or decision.state == "withdrawn" or decision.kind == CORRECTION:
                continue
            said = self.words.code_title("disposition", outcome.disposition)
            whom = f" ({self.person(outcome.party)})" if outcome.party else ""
            unsigned = (
                "، آمادهٔ امضا" if decision.state == "prepared" else f" {shown_day(decision.decided_on)}"
            )
            pieces.append(Piece(f"{said}{whom}{unsigned}", muted=decision.state == "prepared"))
        return pieces

    def decision_outcomes(self, decision: Any) -> list[Piece]:
        """The disposition, and claim by claim where they differ."""
        words = self.words
        pieces = [Piece(words.code_title("disposition", decision.disposition))]
        for outcome in self._outcomes.get(decision.id, ()):
            whom = f" برای {self.person(outcome.party)}" if outcome.party else ""
            place = persian_digits(self._claims.get(outcome.claim, 0) or "؟")
            said = words.code_title("disposition", outcome.disposition)
            pieces.append(Piece(f"· ردیف {place}{whom}: {said}", muted=True))
        return pieces

    def decision_number(self, decision: Any) -> list[Piece]:
        """Its number, and that of the decision it corrects."""
        pieces = [Piece(case_number.show(decision.number))]
        corrected = self._decisions.get(decision.corrects or "")
        if corrected is not None:
            pieces.append(Piece(f"تصحیحِ {case_number.show(corrected.number)}", muted=True))
        return pieces

    def due(self, step: Any) -> list[Piece]:
        """When the step is due; ▲ and a word if that day has gone by."""
        if not step.due_on:
            return [Piece("–")]
        day = shown_day(step.due_on)
        late = step.state in RUNNING_STEP and step.due_on < self.today
        return [Piece(f"▲ گذشته {isolate(day)}", warning=True, bold=True) if late else Piece(day)]

    def in_order(self, file: CaseFile) -> tuple[list[Any], list[Any], list[Any]]:
        """Decisions with their corrections under them; steps, the open ones first; notes, newest first."""
        corrections = _by((row for row in file.decisions if row.corrects in self._decisions), "corrects")
        decisions = []
        for row in file.decisions:
            if row.corrects not in self._decisions:
                decisions += [row, *corrections.get(row.id, ())]
        steps = sorted(
            file.steps, key=lambda row: (row.state not in RUNNING_STEP, row.due_on or "9999", row.opened_at)
        )
        return decisions, steps, list(reversed(file.notes))


def _by(rows: Iterable[Any], field: str) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for row in rows:
        found.setdefault(getattr(row, field), []).append(row)
    return found
