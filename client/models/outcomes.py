"""What a decision says of each claim and party: which dispositions fit, and the rows of the outcome table."""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from client.models.case_file import CaseFile
from client.models.words import Code, Words
from common.commands import OutcomeStated
from common.identifiers import uuid7

# Kind of case -> sides of the code list (server/codes/disposition.csv) that fit it; `any` fits all.
_SIDES = {
    "criminal": ("criminal",),
    "civil": ("civil",),
    "family": ("family", "civil"),
    "enforcement": ("enforcement", "civil", "criminal"),
}
# How a disposition that ends the stay is counted (out_class) -> the kind of decision it mostly is.
_KINDS = {"judgment": "verdict", "settlement": "settlement"}


@dataclasses.dataclass(frozen=True)
class OutcomeRow:
    """A row of the table: a claim, or one `party` of it (ids), and the disposition's code as typed.

    `typed` may be words that name no code. Empty, a claim is decided like the whole, a party like its claim.
    """

    claim: str
    party: str | None = None
    typed: str = ""

    @property
    def key(self) -> tuple[str, str | None]:
        """What of the case it is about; no two rows are about the same."""
        return self.claim, self.party


def dispositions(words: Words, case_kind: str | None, branch_kind: str | None, day: date) -> list[Code]:
    """Those a branch may write in such a case on `day`, alphabetical; an appeal branch has more."""
    sides = {"any", *_SIDES.get(case_kind or "", ("criminal", "civil", "family", "enforcement"))}
    if branch_kind == "appeal":
        sides.add("appeal")
    return [code for code in words.codes("disposition", day) if code.attributes.get("side", "any") in sides]


def usual_kind(disposition: Code | None) -> str | None:
    """The kind of decision that a disposition mostly is: what ends without a judgment is an order."""
    if disposition is None:
        return None
    return _KINDS.get(disposition.attributes.get("out_class", ""), "order")


def principals(file: CaseFile, words: Words) -> list[Any]:
    """The parties something may be decided of: those with a side in the case, not lawyers or witnesses."""
    found = []
    for party in file.parties:
        role = words.code("party_role", party.role)
        attributes = role.attributes if role else {}
        sided = attributes.get("side") in ("claimant", "respondent") or attributes.get("opposite")
        if sided and not party.struck:
            found.append(party)
    return found


def blank_rows(file: CaseFile) -> list[OutcomeRow]:
    """A row for each claim that was not struck out, decided like the whole."""
    return [OutcomeRow(claim.id) for claim in file.claims if not claim.struck]


def rows_said(file: CaseFile, said: Iterable[Mapping[str, Any]], whole: str) -> list[OutcomeRow]:
    """The table of `file` with what a draft or a payload says (claim, party, disposition).

    A claim said to be decided like the `whole` follows it again; what has been struck out since is left out.
    """
    told: dict[str, dict[str | None, str]] = {}
    for outcome in said:
        told.setdefault(outcome["claim"], {})[outcome.get("party")] = outcome["disposition"]
    standing = [party.id for party in file.parties if not party.struck]
    rows = []
    for blank in blank_rows(file):
        own = told.get(blank.claim, {})
        typed = own.get(None, "")
        rows.append(dataclasses.replace(blank, typed="" if typed == whole else typed))
        rows += [OutcomeRow(blank.claim, party, own[party]) for party in standing if party in own]
    return rows


def rows_of(file: CaseFile, decision: str) -> list[OutcomeRow]:
    """What a decision of the case says, claim by claim; also of rows struck out since."""
    places = {row.id: place for place, row in enumerate((*file.claims, *file.parties))}
    found = [OutcomeRow(row.claim, row.party, row.disposition) for row in file.outcomes_of(decision)]
    return sorted(found, key=lambda row: (places.get(row.claim, 0), places.get(row.party or "", -1)))


def standing_rows(file: CaseFile, rows: Iterable[OutcomeRow]) -> list[OutcomeRow]:
    """Those whose claim and party were not struck out since."""
    standing = {row.id for row in (*file.claims, *file.parties) if not row.struck}
    return [row for row in rows if row.claim in standing and row.party in (*standing, None)]


def stated(rows: Sequence[OutcomeRow], whole: str) -> list[tuple[OutcomeStated, int]]:
    """What the rows state, each with its place in the table; nothing if all is decided like the whole.

    As soon as something differs every claim is stated, for what a decision is silent on it has not decided.
    """
    if not any(row.typed for row in rows):
        return []
    found = []
    for place, row in enumerate(rows):
        said = row.typed or ("" if row.party else whole)
        if said:
            party = uuid.UUID(row.party) if row.party else None
            found.append((OutcomeStated(uuid7(), uuid.UUID(row.claim), said, party), place))
    return found
