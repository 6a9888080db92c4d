"""What changed between a case as it was seen and as the form says it now: the amendment of it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from common.commands import (
    AMENDABLE,
    AmendCase,
    ClaimStated,
    FieldChanged,
    FlagAdded,
    FlagStated,
    PartyKeys,
    PartyStated,
    RegisterCase,
    RepresentationStated,
)
from common.identifiers import uuid7

_Row = TypeVar("_Row", PartyStated, ClaimStated, RepresentationStated, FlagStated)
_STRUCK = "struck"
# A row that names others is never turned to name something else: it is struck out and another added.
_IDENTITY = {
    "party": (),
    "claim": ("code_kind",),
    "representation": ("representative", "client"),
    "party_flag": ("flag",),
}


def amendment(seen: RegisterCase, said: RegisterCase, reason: str | None = None) -> AmendCase | None:
    """The command that makes the case say what `said` says; None if it does already.

    Rows are the same by their ids. Both are of one case, and of one kind: that is never amended.
    """
    changes = list(_fields_changed("court_case", seen.case, seen, said))
    added: dict[str, list[Any]] = {}
    for table, field in (("party", "parties"), ("claim", "claims"), ("representation", "representations")):
        more, new = _rows_changed(table, _by_id(getattr(seen, field)), _by_id(getattr(said, field)))
        changes += more
        added[field] = new
    flags: list[FlagAdded] = []
    before = _by_id(seen.parties)
    for party in said.parties:
        # Flags of a party struck out go with it; those of one added come with it.
        if party.id in before:
            more, new = _rows_changed("party_flag", _by_id(before[party.id].flags), _by_id(party.flags))
            changes += more
            flags += [FlagAdded(flag.id, flag.flag, flag.detail, party=party.id) for flag in new]
    if not changes and not flags and not any(added.values()):
        return None
    return AmendCase(
        case=seen.case,
        changes=tuple(changes),
        keys=tuple(_keys(seen, said)),
        parties=tuple(added["parties"]),
        claims=tuple(added["claims"]),
        representations=tuple(added["representations"]),
        flags=tuple(flags),
        reason=reason,
    )


def as_text(value: object) -> str | None:
    """A value as an amendment tells it: a day ISO, an amount its digits."""
    if value is None:
        return None
    return value.isoformat() if isinstance(value, date) else str(value)


def _fields_changed(table: str, row: UUID, seen: object, said: object) -> Iterator[FieldChanged]:
    for field in AMENDABLE[table]:
        if field == _STRUCK or not hasattr(seen, field):
            continue
        old, new = as_text(getattr(seen, field)), as_text(getattr(said, field))
        if old != new:
            yield FieldChanged(uuid7(), table, row, field, old, new)


def _rows_changed(
    table: str, seen: Mapping[UUID, _Row], said: Mapping[UUID, _Row]
) -> tuple[list[FieldChanged], list[_Row]]:
    changes: list[FieldChanged] = []
    added = [row for id, row in said.items() if id not in seen]
    for id, row in seen.items():
        now = said.get(id)
        if now is None or any(getattr(now, name) != getattr(row, name) for name in _IDENTITY[table]):
            changes.append(FieldChanged(uuid7(), table, id, _STRUCK, "false", "true"))
            if now is not None:
                added.append(dataclasses.replace(now, id=uuid7()))
        else:
            changes += _fields_changed(table, id, row, now)
    return changes, added


def _keys(seen: RegisterCase, said: RegisterCase) -> Iterator[PartyKeys]:
    before = _by_id(seen.parties)
    for party in said.parties:
        was = before.get(party.id)
        if was is not None and (was.sort_key, was.search_key) != (party.sort_key, party.search_key):
            yield PartyKeys(party.id, party.sort_key, party.search_key, was.sort_key, was.search_key)


def _by_id(rows: tuple[_Row, ...]) -> dict[UUID, _Row]:
    return {row.id: row for row in rows}
