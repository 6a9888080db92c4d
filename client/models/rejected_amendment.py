"""An amendment the centre refused, laid over the case as it is by now; two people's values side by side."""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from client.models.case_file import CaseFile
from client.models.field_words import ROWS, field_title
from client.models.parties import party_name
from client.models.words import Words
from client.sync import instants
from client.sync.session import Attention
from common.commands import (
    AmendCase,
    ClaimStated,
    FieldChanged,
    PartyStated,
    RegisterCase,
    RepresentationStated,
)

CHANGED_MEANWHILE = "changed_meanwhile"
_LISTS = {"party": "parties", "claim": "claims", "representation": "representations"}
_STRUCK = "struck"
# Of the case, but no field of a registration.
_BESIDE = ("file_place", "file_note")
_Row = PartyStated | ClaimStated | RepresentationStated


@dataclasses.dataclass(frozen=True)
class Conflict:
    """A field that somebody else changed first: what the user wants and what it says `now`, both as text."""

    change: FieldChanged
    now: str | None
    by: str | None
    at: datetime | None

    def taken(self) -> FieldChanged:
        """The other's value, as a change of nothing."""
        return dataclasses.replace(self.change, old=self.now, new=self.now)

    def kept(self) -> FieldChanged:
        """The user's value over the other's."""
        return dataclasses.replace(self.change, old=self.now)


def conflicts(rejected: Attention) -> list[Conflict]:
    """The conflicting fields of a rejected amendment; none if it was refused for another reason."""
    command = rejected.command
    if rejected.code != CHANGED_MEANWHILE or not isinstance(command, AmendCase):
        return []
    found = []
    for told in rejected.parameters.get("conflicts", ()):
        place = told.get("change", -1)
        if 0 <= place < len(command.changes):
            at = told.get("at")
            found.append(
                Conflict(
                    command.changes[place], told.get("now"), told.get("by"), instants.read(at) if at else None
                )
            )
    return found


def changed(stated: RegisterCase, changes: Iterable[FieldChanged], seen: RegisterCase) -> RegisterCase:
    """`stated` with these changes made; a row brought back is that of `seen`. What a form has not is left."""
    values: dict[str, Any]
    for change in changes:
        if change.entity == "court_case":
            beside_it = change.field in _BESIDE
            values = {} if beside_it else {change.field: _value(change.field, change.new)}
        elif change.entity == "party_flag":
            values = {"parties": tuple(_flagged(row, change) for row in stated.parties)}
        else:
            name = _LISTS[change.entity]
            values = {name: tuple(_rows(getattr(stated, name), change, getattr(seen, name)))}
        stated = dataclasses.replace(stated, **values)
    return stated


class MendedAmendment:
    """What a user wanted of a case, laid over the case as the centre has it by now.

    `seen`: the case with what others changed; `wanted`: with what the user typed; `beside`: those of the
    user's changes that no form of the case shows (of the paper file's place).
    """

    def __init__(self, rejected: Attention, seen: RegisterCase) -> None:
        self.conflicts = conflicts(rejected)
        self.seen = changed(seen, [conflict.taken() for conflict in self.conflicts], seen)
        self.wanted, self.reason = self.seen, ""
        self.beside: list[FieldChanged] = []
        if isinstance(command := rejected.command, AmendCase):
            rebased = {conflict.change.id: conflict.kept() for conflict in self.conflicts}
            self.beside = _beside(rebased.get(change.id, change) for change in command.changes)
            self.wanted = _with_additions(changed(self.seen, command.changes, self.seen), command)
            self.reason = command.reason or ""

    def choose(self, place: int, mine: bool, said: RegisterCase) -> RegisterCase:
        """What the form says, `said`, with one of the two values of a conflict."""
        conflict = self.conflicts[place]
        change = conflict.kept() if mine else conflict.taken()
        if _beside([change]):
            self.beside = [each for each in self.beside if each.field != change.field]
            self.beside += [change] if mine else []
        return changed(said, [change], self.seen)


def _with_additions(stated: RegisterCase, command: AmendCase) -> RegisterCase:
    """`stated` with the rows that an amendment adds."""
    parties = [
        dataclasses.replace(
            party,
            flags=(*party.flags, *(flag for flag in command.flags if flag.party == party.id)),
        )
        for party in (*stated.parties, *command.parties)
    ]
    return dataclasses.replace(
        stated,
        parties=tuple(parties),
        claims=(*stated.claims, *command.claims),
        representations=(*stated.representations, *command.representations),
    )


def _beside(changes: Iterable[FieldChanged]) -> list[FieldChanged]:
    return [change for change in changes if change.entity == "court_case" and change.field in _BESIDE]


def what_changed(change: FieldChanged, file: CaseFile | None, words: Words) -> str:
    """«نام خانوادگی (خوانده حسین کیانی)»: the field and the row it is of."""
    title = "بودن در پرونده" if change.field == _STRUCK else field_title(change.entity, change.field)
    row = _row_words(change, file, words) if change.entity != "court_case" else ""
    return f"{title} ({row})" if row else title


def _row_words(change: FieldChanged, file: CaseFile | None, words: Words) -> str:
    row_id = str(change.row)
    if file is not None and change.entity == "party":
        for party in file.parties:
            if party.id == row_id:
                return f"{words.code_title('party_role', party.role)} {party_name(party)}"
    if file is not None and change.entity == "claim":
        for claim in file.claims:
            if claim.id == row_id:
                return words.code_title(claim.code_kind, claim.code)
    return ROWS[change.entity]


def _rows(rows: tuple[_Row, ...], change: FieldChanged, seen: tuple[_Row, ...]) -> Iterable[_Row]:
    if change.field != _STRUCK:
        for row in rows:
            value = _value(change.field, change.new)
            yield dataclasses.replace(row, **{change.field: value}) if row.id == change.row else row
        return
    yield from (row for row in rows if row.id != change.row)
    if change.new == "false":
        yield from (row for row in (*rows, *seen) if row.id == change.row)


def _flagged(party: PartyStated, change: FieldChanged) -> PartyStated:
    if all(flag.id != change.row for flag in party.flags):
        return party
    if change.field == _STRUCK:
        flags = tuple(flag for flag in party.flags if change.new != "true" or flag.id != change.row)
    else:
        flags = tuple(
            dataclasses.replace(flag, detail=change.new) if flag.id == change.row else flag
            for flag in party.flags
        )
    return dataclasses.replace(party, flags=flags)


def _value(field: str, text: str | None) -> Any:
    """The value that an amendment tells as text, as a registration has it."""
    if text is None:
        return None
    if field.endswith("_on"):
        return date.fromisoformat(text)
    if field == "amount":
        return int(text)
    return uuid.UUID(text) if field in ("representative", "client") else text
