"""Commands that write and sign a decision."""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from common import case_number
from common.commands.base import Command, Part, Problem, rows, sentence

MOST_OUTCOMES = 500
CORRECTION = "correction"


@dataclasses.dataclass(frozen=True)
class OutcomeStated(Part):
    """What the decision says of one claim: for all parties, or for one `party`."""

    id: uuid.UUID
    claim: uuid.UUID
    disposition: str
    party: uuid.UUID | None = None

    def problems(self, today: date) -> Iterator[Problem]:
        yield from super().problems(today)
        if not self.disposition:
            yield Problem("unknown_code", "disposition")


@dataclasses.dataclass(frozen=True)
class PrepareDecision(Command):
    """A clerk or judge writes the decision of a docket entry, with an 18-digit number of the lease.

    `kind` is a code of decision_kind. A correction names in `corrects` the signed decision of the same entry
    it mends, bears the same `disposition` and ends nothing; any other kind needs a running entry. `outcomes`
    tell apart claims and parties; without any, `disposition` holds for all.
    """

    KIND: ClassVar[str] = "prepare_decision"

    decision: uuid.UUID
    entry: uuid.UUID
    number: str
    kind: str
    disposition: str
    decided_on: date
    body: str = sentence(20_000, multiline=True)
    corrects: uuid.UUID | None = None
    outcomes: tuple[OutcomeStated, ...] = rows()

    def problems(self, today: date) -> Iterator[Problem]:
        yield from super().problems(today)
        if not case_number.is_issued_form(self.number):
            yield Problem("number_malformed", "number")
        if self.decided_on > today:
            yield Problem("future_date", "decided_on")
        if not self.disposition:
            yield Problem("unknown_code", "disposition")
        if (self.kind == CORRECTION) != (self.corrects is not None):
            yield Problem("missing_field", "corrects" if self.kind == CORRECTION else "kind")
        if len(self.outcomes) > MOST_OUTCOMES:
            yield Problem("too_many", "outcomes", {"limit": MOST_OUTCOMES})
        seen: set[tuple[uuid.UUID, uuid.UUID | None]] = set()
        for index, outcome in enumerate(self.outcomes):
            if (outcome.claim, outcome.party) in seen:
                yield Problem("outcome_twice", f"outcomes[{index}].claim")
            seen.add((outcome.claim, outcome.party))


@dataclasses.dataclass(frozen=True)
class SignDecision(Command):
    """A judge signs: the decision enters the branch's register; a final disposition ends the docket entry.

    Ending is refused while something is open (``common.blockers``); `carry` are the steps that go along.
    """

    KIND: ClassVar[str] = "sign_decision"

    decision: uuid.UUID
    carry: tuple[uuid.UUID, ...] = rows()


@dataclasses.dataclass(frozen=True)
class WithdrawDecision(Command):
    """A decision nobody has signed is put away; its number stays used and void."""

    KIND: ClassVar[str] = "withdraw_decision"

    decision: uuid.UUID
