"""The rows of one case as predictions read and write them."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from common.commands import Command

Row = dict[str, Any]
Rows = dict[str, dict[str, Row]]
"""Table -> id -> row, without `layer`. A predicted row that is missing afterwards has been taken away."""


@dataclasses.dataclass(frozen=True)
class Context:
    """Who issued the command, for which desk, when; `result` if the centre has answered.

    `today` is the Tehran date of `issued_at` (both text); `dispositions`: attributes by disposition code;
    `behalf` whom the actor substitutes for; `command` the command's own id. For an ``UndoCommand``: `undone`,
    the command it takes back if this workstation still has it, and `told`, the rows as the centre told them.
    """

    login: str
    desk: int
    issued_at: str
    today: str
    dispositions: Mapping[str, Mapping[str, Any]]
    result: Mapping[str, Any]
    command: UUID
    behalf: str | None = None
    undone: Command | None = None
    told: Rows = dataclasses.field(default_factory=dict)


def put(rows: Rows, table: str, id: str, **columns: Any) -> None:
    """A new row."""
    rows.setdefault(table, {})[id] = {"id": id, **columns}


def change(rows: Rows, table: str, id: str, **columns: Any) -> None:
    """Other values of a row, if it is there."""
    if old := rows.get(table, {}).get(id):
        rows[table][id] = {**old, **columns}


def has(rows: Rows, table: str, id: str) -> bool:
    """Whether the row is there."""
    return id in rows.get(table, {})


def as_text(value: date | UUID | str | None) -> str | None:
    """A date or an id as the cache keeps it."""
    return None if value is None else str(value)


def carry(rows: Rows, steps: Iterable[UUID]) -> None:
    """The steps that go along with the case."""
    for step in steps:
        change(rows, "step", str(step), state="carried")
