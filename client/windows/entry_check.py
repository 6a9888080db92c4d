"""What must be mended in an entry, and where in the form each problem stands."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence
from datetime import date

from client.models import case_words
from client.models.claims import ClaimRow
from client.models.party_rows import PartyRow, typed_problem
from client.models.words import Words
from common import money
from common.commands import Problem, RegisterCase
from common.errors import FIELD_NAMES
from common.parties import problems_between
from common.text import persian_digits

_SECTIONS = ("claims", "parties")
_ROW = re.compile(r"(parties|claims|representations)\[(\d+)\]\.(.+)")
_ORDER = (
    "kind", "received_on", "paper_number", "paper_on", "subject", "offence_on", "offence_place",
    "marriage_on", "marriage_number", "basis_number", "basis_on", "claims", "parties",
)  # fmt: skip


@dataclasses.dataclass(frozen=True)
class Place:
    """Where a problem is told: a field of the case (`row` None), or a field of a row of claims or parties."""

    field: str
    table: str = ""
    row: int = -1


def typed_problems(
    claims: Sequence[ClaimRow], offered: Sequence[str], ended: Sequence[str]
) -> Iterator[Problem]:
    """Claims whose text is no code of the list or no amount; keys `offered` today, those that `ended`."""
    for at, claim in enumerate(claims):
        field = f"claims[{at}].code"
        if claim.key in ended and claim.key not in offered:
            yield Problem("code_ended", field)
        elif claim.key not in offered:
            yield Problem("unknown_code" if claim.key else "missing_field", field)
        try:
            claim.rials()
        except money.AmountError as error:
            yield Problem(error.code, f"claims[{at}].amount", error.parameters)


def party_problems(words: Words, rows: Sequence[PartyRow], today: date) -> Iterator[Problem]:
    """What a command can't know of the parties: roles of the list, dates that are none, and rows together."""
    for at, row in enumerate(rows):
        field = f"parties[{at}].role"
        if not row.role:
            yield Problem("missing_field", field)
        elif code := case_words.code_problem(words, "party_role", row.role, today):
            yield Problem(code, field)
        for name in ("birth_on", "granted_on"):
            if wrong := typed_problem(row, name, today):
                yield Problem(wrong[0], f"parties[{at}].{name}", wrong[1])
        for number, flag in enumerate(row.flags):
            if code := case_words.code_problem(words, "party_flag", flag.flag, today):
                yield Problem(code, f"parties[{at}].flags[{number}].flag")
    known = {row.id for row in rows}
    representing = [at for at, row in enumerate(rows) if any(client.party in known for client in row.clients)]
    yield from problems_between(rows, representing, case_words.role_rules(words))


def place_of(problem: Problem, command: RegisterCase) -> Place:
    """Where in the form a problem of `command` is told."""
    found = _ROW.fullmatch(problem.field)
    if found is None:
        return Place(problem.field)
    table, at, field = found[1], int(found[2]), found[3]
    if table == "claims":
        return Place("amount" if field == "amount" else "code", table, at)
    if table == "representations":
        ids = [party.id for party in command.parties]
        stated = command.representations[at] if at < len(command.representations) else None
        row = ids.index(stated.representative) if stated and stated.representative in ids else 0
        return Place("clients" if field in ("client", "representative") else field, "parties", row)
    return Place("flags" if field.startswith("flags") else field, table, at)


def in_order(problem: Problem) -> tuple[int, int]:
    """Where a payload field stands in the form, to tell problems in reading order."""
    name, _, rest = problem.field.partition("[")
    name = "parties" if name == "representations" else name
    row = int(rest.partition("]")[0]) if rest else -1
    return (_ORDER.index(name) if name in _ORDER else len(_ORDER), row)


def row_named(place: Place, row: int | None, sentence: str) -> str:
    """A sentence about a row names it, for several rows may have the same trouble; so does one about a field
    of the case that does not name it."""
    if not place.table or row is None:
        title = "" if place.field in _SECTIONS else FIELD_NAMES.get(place.field, "")
        return sentence if title in sentence else f"{title}: {sentence}"
    return f"{'طرف' if place.table == 'parties' else 'ردیف'} {persian_digits(row + 1)}: {sentence}"
