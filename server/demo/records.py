"""The rows of an invented case while it is being made; instants are seconds since 1970."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from random import Random
from uuid import UUID


def past_id(random: Random, instant: int) -> UUID:
    """An id of version 7 (RFC 9562), as a client made it at `instant`; the same for the same draws."""
    tail = random.getrandbits(74)
    value = instant * 1000 << 80 | 7 << 76 | tail >> 62 << 64 | 2 << 62 | tail & (1 << 62) - 1
    return UUID(int=value)


_NONE = UUID(int=0)


@dataclass(slots=True)
class Flag:
    """What others must heed of a party."""

    id: UUID
    flag: str
    detail: str | None = None


@dataclass(slots=True)
class Party:
    """A party as stated in its case; the id and what follows the name come when its way is known."""

    role: str
    kind: str
    national_id: str | None = None
    given: str | None = None
    family: str | None = None
    id: UUID = _NONE
    father: str | None = None
    birth_on: date | None = None
    nationality: str | None = None
    address: str | None = None
    postal_code: str | None = None
    mobile: str | None = None
    struck: bool = False
    flags: list[Flag] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The name in a sentence."""
        if self.kind == "unknown":
            return "متهم ناشناس"
        return f"{self.given} {self.family}" if self.given else self.family or ""


@dataclass(slots=True)
class Claim:
    """A claim or charge of its case."""

    code_kind: str
    code: str
    amount: int | None = None
    id: UUID = _NONE


@dataclass(slots=True)
class Representation:
    """A lawyer and his client, a guardian and his ward."""

    id: UUID
    representative: Party
    client: Party
    document: str | None
    granted_on: date | None


@dataclass(slots=True)
class Stay:
    """A docket entry."""

    id: UUID
    desk: int
    ordinal: int
    in_class: str
    in_on: date
    opened_at: int
    opened_by: str
    disposed_on: date | None = None
    out_class: str | None = None
    next_on: date | None = None
    next_kind: str | None = None
    archive_year: int = 0
    archive_row: int = 0


@dataclass(slots=True)
class Referral:
    """A referral from a referral desk to a branch."""

    id: UUID
    from_desk: int
    to_desk: int
    method: str
    on: date
    at: int
    by: str
    accepted_at: int | None = None
    accepted_by: str | None = None


@dataclass(slots=True)
class Outcome:
    """What a decision says of one claim; of one party, or of all."""

    id: UUID
    claim: Claim
    party: Party | None
    disposition: str


@dataclass(slots=True)
class Decision:
    """A decision in a stay; unsigned ones have no signer and no row in the register."""

    id: UUID
    stay: Stay
    disposition: str
    on: date
    body: str
    prepared_at: int
    prepared_by: str
    signed_at: int | None = None
    signed_by: str | None = None
    number: str = ""
    register_year: int | None = None
    register_row: int | None = None
    kind: str = "verdict"
    corrects: Decision | None = None
    outcomes: list[Outcome] = field(default_factory=list)


@dataclass(slots=True)
class Seal:
    """A case sent up; the import keeps no password, so what is still sealed has to be reissued."""

    id: UUID
    from_desk: int
    to_desk: int
    filed_on: date
    sent_on: date
    sent_at: int
    sent_by: str
    printed_at: int
    salt: bytes
    verifier: bytes
    opened_at: int | None = None
    opened_by: str | None = None
    serial: str = ""


@dataclass(slots=True)
class Amendment:
    """An old value that was changed, or (`field` None) a row that came later."""

    id: UUID
    entity: str
    row: UUID
    field: str | None
    old: str | None
    new: str | None
    desk: int
    command: UUID
    at: int
    by: str
    reason: str | None = None


@dataclass(slots=True)
class Note:
    """A note of a branch, or a judge's own."""

    id: UUID
    desk: int
    scope: str
    body: str
    at: int
    by: str
    shared: bool = False


@dataclass(slots=True)
class Step:
    """Something that somebody must still do, or has done."""

    id: UUID
    desk: int
    kind: str
    title: str
    due_on: date
    opened_at: int
    opened_by: str
    state: str = "open"
    settled_at: int | None = None
    settled_by: str | None = None
    remark: str | None = None


@dataclass(slots=True)
class Paper:
    """What the paper says beyond its subject; own fields of the kinds of cases among it."""

    paper_number: str | None = None
    paper_on: date | None = None
    offence_on: date | None = None
    offence_place: str | None = None
    marriage_on: date | None = None
    marriage_number: str | None = None
    basis_number: str | None = None
    basis_on: date | None = None


@dataclass(slots=True)
class Case:
    """A case with all its rows; `access` is the level of each desk that knows of it."""

    id: UUID
    kind: str
    subject: str
    received_on: date
    registered_at: int
    registered_by: str
    holder: int
    parties: list[Party]
    claims: list[Claim]
    number: str = ""
    paper: Paper = field(default_factory=Paper)
    file_place: str | None = None
    file_note: str | None = None
    representations: list[Representation] = field(default_factory=list)
    amendments: list[Amendment] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    stays: list[Stay] = field(default_factory=list)
    referrals: list[Referral] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    seals: list[Seal] = field(default_factory=list)
    access: dict[int, int] = field(default_factory=dict)
