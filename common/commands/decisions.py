"""Commands that write and sign a decision."""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from common import case_number
from common.commands.base import Command, Problem, sentence


@dataclasses.dataclass(frozen=True)
class PrepareDecision(Command):
    """A clerk or judge writes the decision of a docket entry, with an 18-digit number of the lease."""

    KIND: ClassVar[str] = "prepare_decision"

    decision: uuid.UUID
    entry: uuid.UUID
    number: str
    disposition: str
    decided_on: date
    body: str = sentence(20_000, multiline=True)

    def problems(self, today: date) -> Iterator[Problem]:
        yield from super().problems(today)
        if not case_number.is_issued_form(self.number):
            yield Problem("number_malformed", "number")
        if self.decided_on > today:
            yield Problem("future_date", "decided_on")
        if not self.disposition:
            yield Problem("unknown_code", "disposition")


@dataclasses.dataclass(frozen=True)
class SignDecision(Command):
    """A judge signs: the decision enters the branch's register; a final disposition ends the docket entry."""

    KIND: ClassVar[str] = "sign_decision"

    decision: uuid.UUID
