"""Commands that make a case."""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Iterator, Sequence
from datetime import date
from typing import ClassVar

from common import case_number, identifiers, money
from common.commands.base import Command, Part, Problem, optional, rows, sentence

MOST_PARTIES = 200
MOST_CLAIMS = 50
MOST_REPRESENTATIONS = 400
MOST_FLAGS = 20

CASE_FIELDS: dict[str, tuple[str, ...]] = {
    "criminal": ("offence_on", "offence_place"),
    "civil": (),
    "family": ("marriage_on", "marriage_number"),
    "enforcement": ("basis_number", "basis_on"),
}
"""Kind of case -> the fields that only it has: of the offence, the marriage, the judgment to be enforced."""
OWN_FIELDS: frozenset[str] = frozenset(field for fields in CASE_FIELDS.values() for field in fields)


@dataclasses.dataclass(frozen=True)
class FlagStated(Part):
    """What others must heed of a party: `flag` is a code of party_flag; `detail` a language, a prison."""

    id: uuid.UUID
    flag: str
    detail: str | None = optional(120)

    def problems(self, today: date) -> Iterator[Problem]:
        yield from super().problems(today)
        if not self.flag:
            yield Problem("unknown_code", "flag")


@dataclasses.dataclass(frozen=True)
class PartyStated(Part):
    """A party as stated in this case; `kind` is person, entity, foreigner or unknown.

    A person has given and family name; an entity its name in `family`. `national_id` is the 10-digit code of
    a person or the 11-digit one of an entity; optional, for many parties have none at first. A foreigner's is
    the number of a passport or of the foreigners' register. `id_reason` says why a code of one repeated digit
    is right. `mobile` is 09 and nine digits, `phone` 5 to 15 digits.
    """

    id: uuid.UUID
    role: str
    kind: str
    sort_key: str
    search_key: str
    national_id: str | None = None
    given: str | None = optional(60)
    family: str | None = optional(120)
    father: str | None = optional(60)
    birth_on: date | None = None
    nationality: str | None = optional(60)
    address: str | None = optional(300)
    postal_code: str | None = None
    mobile: str | None = None
    phone: str | None = None
    id_reason: str | None = optional(200)
    flags: tuple[FlagStated, ...] = rows()

    def problems(self, today: date) -> Iterator[Problem]:
        yield from super().problems(today)
        if self.kind in ("person", "entity", "foreigner") and not self.family:
            yield Problem("missing_field", "family")
        if self.kind == "person" and not self.given:
            yield Problem("missing_field", "given")
        for field in ("national_id", "birth_on", "postal_code", "mobile", "phone"):
            if code := party_field_problem(self, field, today):
                yield Problem(code, field)
        if len(self.flags) > MOST_FLAGS:
            yield Problem("too_many", "flags", {"limit": MOST_FLAGS})
        flags = [stated.flag for stated in self.flags]
        for index, flag in enumerate(flags):
            if flag in flags[:index]:
                yield Problem("flag_twice", f"flags[{index}].flag")


def party_field_problem(party: PartyStated, field: str, today: date) -> str | None:
    """The code of what is wrong with one of the fields of a party that have a form; None if nothing is."""
    value = getattr(party, field)
    if value is None:
        return None
    if field == "national_id":
        return _national_id_problem(party)
    if field == "birth_on":
        return "future_date" if value > today else None
    if field == "postal_code":
        return identifiers.postal_code_problem(value)
    if field == "mobile":
        return None if identifiers.mobile_normalised(value) == value else "mobile_malformed"
    digits = value.isascii() and value.isdecimal() and 5 <= len(value) <= 15
    return None if digits else "phone_malformed"


def _national_id_problem(party: PartyStated) -> str | None:
    number = party.national_id or ""
    if party.kind == "person":
        if len(number) == 11 and identifiers.legal_id_problem(number) is None:
            return "legal_id_in_person"
        code = identifiers.national_id_problem(number)
        if code == "national_id_repeated" and number != "0000000000" and party.id_reason:
            return None
        return code
    if party.kind == "entity":
        if len(number) == 10 and identifiers.national_id_problem(number) is None:
            return "national_id_in_entity"
        return identifiers.legal_id_problem(number)
    known = number.isascii() and number.isalnum() and len(number) <= 20
    return None if known else "malformed"


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
class RepresentationStated(Part):
    """A party who acts for another of the same case: a lawyer with a power of attorney, a guardian.

    `representative` and `client` are ids of parties; `document` is the number of the power of attorney,
    `granted_on` its day.
    """

    id: uuid.UUID
    representative: uuid.UUID
    client: uuid.UUID
    document: str | None = optional(60)
    granted_on: date | None = None

    def problems(self, today: date) -> Iterator[Problem]:
        yield from super().problems(today)
        if self.representative == self.client:
            yield Problem("represents_himself", "client")
        if self.granted_on is not None and self.granted_on > today:
            yield Problem("future_date", "granted_on")


@dataclasses.dataclass(frozen=True)
class RegisterCase(Command):
    """A case enters the system at a referral desk, with a number of the workstation's lease.

    `paper_number` and `paper_on` are those the paper bears. A deliberate double names the other case and says
    why. The fields of ``CASE_FIELDS`` are given for their own kind of case only.
    """

    KIND: ClassVar[str] = "register_case"

    number: str
    kind: str
    received_on: date
    subject: str = sentence(200)
    claims: tuple[ClaimStated, ...] = ()
    parties: tuple[PartyStated, ...] = ()
    representations: tuple[RepresentationStated, ...] = rows()
    paper_number: str | None = optional(40)
    paper_on: date | None = None
    offence_on: date | None = None
    offence_place: str | None = optional(200)
    marriage_on: date | None = None
    marriage_number: str | None = optional(40)
    basis_number: str | None = optional(40)
    basis_on: date | None = None
    double_of: uuid.UUID | None = None
    double_reason: str | None = optional(200)

    def problems(self, today: date) -> Iterator[Problem]:
        yield from super().problems(today)
        if not case_number.is_issued_form(self.number):
            yield Problem("number_malformed", "number")
        for field in ("received_on", "paper_on", "offence_on", "marriage_on", "basis_on"):
            day = getattr(self, field)
            if day is not None and day > today:
                yield Problem("future_date", field)
        if self.paper_on is not None and self.paper_on > self.received_on:
            yield Problem("date_after", "paper_on")
        for field in sorted(OWN_FIELDS - set(CASE_FIELDS.get(self.kind, ()))):
            if getattr(self, field) is not None:
                yield Problem("field_of_other_kind", field)
        if (self.double_of is None) != (self.double_reason is None):
            yield Problem("missing_field", "double_reason" if self.double_of else "double_of")
        yield from self._problems_of_rows()

    def _problems_of_rows(self) -> Iterator[Problem]:
        if not self.parties:
            yield Problem("no_parties", "parties")
        if not self.claims:
            yield Problem("no_claims", "claims")
        for field, most in (
            ("parties", MOST_PARTIES),
            ("claims", MOST_CLAIMS),
            ("representations", MOST_REPRESENTATIONS),
        ):
            if len(getattr(self, field)) > most:
                yield Problem("too_many", field, {"limit": most})
        earliest = min(day for day in (self.received_on, self.paper_on) if day is not None)
        for index, party in enumerate(self.parties):
            if party.birth_on is not None and party.birth_on > earliest:
                yield Problem("before_birth", f"parties[{index}].birth_on")
        yield from representation_problems(self.representations, {party.id for party in self.parties})


def representation_problems(
    stated: Sequence[RepresentationStated], parties: set[uuid.UUID]
) -> Iterator[Problem]:
    """Representations of or by nobody in the case, and those stated twice."""
    seen: set[tuple[uuid.UUID, uuid.UUID]] = set()
    for index, row in enumerate(stated):
        for field in ("representative", "client"):
            if getattr(row, field) not in parties:
                yield Problem("unknown_party", f"representations[{index}].{field}")
        if (row.representative, row.client) in seen:
            yield Problem("represented_twice", f"representations[{index}].client")
        seen.add((row.representative, row.client))
