"""Commands that make a case."""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from common import case_number, identifiers, money
from common.commands.base import Command, Part, Problem, optional, sentence

MOST_PARTIES = 200
MOST_CLAIMS = 50


@dataclasses.dataclass(frozen=True)
class PartyStated(Part):
    """A party as stated in this case; `kind` is person, entity, foreigner or unknown.

    A person has given and family name; an entity its name in `family`. `national_id` is the 10-digit code of
    a person or the 11-digit one of an entity; optional, for many parties have none at first.
    """

    id: uuid.UUID
    role: str
    kind: str
    sort_key: str
    search_key: str
    national_id: str | None = None
    given: str | None = optional(60)
    family: str | None = optional(120)

    def problems(self, today: date) -> Iterator[Problem]:
        yield from super().problems(today)
        if self.kind in ("person", "entity", "foreigner") and not self.family:
            yield Problem("missing_field", "family")
        if self.kind == "person" and not self.given:
            yield Problem("missing_field", "given")
        if self.national_id is not None and self.kind in ("person", "entity"):
            check = identifiers.national_id_problem if self.kind == "person" else identifiers.legal_id_problem
            if code := check(self.national_id):
                yield Problem(code, "national_id")


@dataclasses.dataclass(frozen=True)
class ClaimStated(Part):
    """A claim (civil) or charge (criminal) of the case: a code of the list, an amount in Rials or none."""

    id: uuid.UUID
    code_kind: str
    code: str
    amount: int | None = None

    def problems(self, today: date) -> Iterator[Problem]:
        yield from super().problems(today)
        if not self.code:
            yield Problem("unknown_code", "code")
        if self.amount is not None and not 0 <= self.amount <= money.LIMIT:
            yield Problem("amount_too_large", "amount", {"limit": money.LIMIT})


@dataclasses.dataclass(frozen=True)
class RegisterCase(Command):
    """A case enters the system at a referral desk, with a number of the workstation's lease."""

    KIND: ClassVar[str] = "register_case"

    number: str
    kind: str
    received_on: date
    subject: str = sentence(200)
    claims: tuple[ClaimStated, ...] = ()
    parties: tuple[PartyStated, ...] = ()

    def problems(self, today: date) -> Iterator[Problem]:
        yield from super().problems(today)
        if not case_number.is_issued_form(self.number):
            yield Problem("number_malformed", "number")
        if self.received_on > today:
            yield Problem("future_date", "received_on")
        if not self.parties:
            yield Problem("no_parties", "parties")
        if not self.claims:
            yield Problem("no_claims", "claims")
        if len(self.parties) > MOST_PARTIES:
            yield Problem("too_many", "parties", {"limit": MOST_PARTIES})
        if len(self.claims) > MOST_CLAIMS:
            yield Problem("too_many", "claims", {"limit": MOST_CLAIMS})
