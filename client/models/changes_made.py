"""The changes of an amendment: what each says, how many there are."""

from __future__ import annotations

from uuid import UUID

from common.commands import AmendCase, FieldChanged
from common.text import isolate, persian_digits

Said = tuple[UUID, str, str | None]
"""A row, its field, and what it says."""


def count_changes(command: AmendCase) -> int:
    """How many fields and rows an amendment changes or adds."""
    added = (command.parties, command.claims, command.representations, command.flags)
    return len(command.changes) + sum(len(rows) for rows in added)


def changes_in_words(command: AmendCase) -> str:
    """«۳ تغییر»."""
    return f"{isolate(persian_digits(count_changes(command)))} تغییر"


def said_by(command: AmendCase | None) -> frozenset[Said]:
    """What the changes of an amendment say; nothing if there is none."""
    return frozenset(map(what_is_said, command.changes)) if command is not None else frozenset()


def what_is_said(change: FieldChanged) -> Said:
    """Which field of which row says what by a change."""
    return change.row, change.field, change.new
