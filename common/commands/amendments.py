"""Commands that change what a case says: amendments that keep the old value, and taking a command back."""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from common import text
from common.commands.base import Command, Part, Problem, optional, rows
from common.commands.cases import ClaimStated, FlagStated, PartyStated, RepresentationStated

MOST_CHANGES = 200
LONGEST_VALUE = 300

AMENDABLE: dict[str, tuple[str, ...]] = {
    "court_case": (
        "subject", "received_on", "paper_number", "paper_on", "offence_on", "offence_place", "marriage_on",
        "marriage_number", "basis_number", "basis_on", "file_place", "file_note",
    ),
    "party": (
        "role", "kind", "national_id", "given", "family", "father", "birth_on", "nationality", "address",
        "postal_code", "mobile", "phone", "id_reason", "struck",
    ),
    "claim": ("code", "amount", "struck"),
    "representation": ("document", "granted_on", "struck"),
    "party_flag": ("detail", "struck"),
}  # fmt: skip
"""Table of the case -> the fields an amendment may change. `struck` takes a row out, visibly."""


@dataclasses.dataclass(frozen=True)
class FieldChanged(Part):
    """One field of one row: `id` is the amendment's own, `row` the row's (the case's own id for court_case).

    Values are text: a date ISO, an amount its digits, `struck` "true" or "false"; absent is none. `old` is
    the value the author saw: the centre refuses the change if the field says something else by then
    (`changed_meanwhile`), so two people's changes of different fields merge and none is overwritten unseen.
    """

    id: uuid.UUID
    entity: str
    row: uuid.UUID
    field: str
    old: str | None = None
    new: str | None = None

    def problems(self, today: date) -> Iterator[Problem]:
        yield from super().problems(today)
        if self.field not in AMENDABLE.get(self.entity, ()):
            yield Problem("unknown_field", "field")
        elif self.old == self.new:
            yield Problem("nothing_changed", "new")
        elif self.new is not None and len(self.new) > LONGEST_VALUE:
            yield Problem("too_long", "new", {"limit": LONGEST_VALUE, "length": len(self.new)})
        elif self.new is not None and not text.is_clean(self.new):
            yield Problem("not_clean", "new")


@dataclasses.dataclass(frozen=True)
class PartyKeys(Part):
    """The keys a party is sorted and found by, after a change of its name.

    `seen_sort_key` and `seen_search_key` are those the author saw: where another has changed the rest of the
    name meanwhile, the centre puts both changes into one key by them.
    """

    party: uuid.UUID
    sort_key: str
    search_key: str
    seen_sort_key: str | None = None
    seen_search_key: str | None = None


@dataclasses.dataclass(frozen=True)
class FlagAdded(FlagStated):
    """A flag of a party the case has already."""

    party: uuid.UUID = dataclasses.field(default=uuid.UUID(int=0), kw_only=True)


@dataclasses.dataclass(frozen=True)
class AmendCase(Command):
    """Fields changed and rows added; all of it or nothing. `keys` for every party whose name changes."""

    KIND: ClassVar[str] = "amend_case"

    changes: tuple[FieldChanged, ...] = rows()
    keys: tuple[PartyKeys, ...] = rows()
    parties: tuple[PartyStated, ...] = rows()
    claims: tuple[ClaimStated, ...] = rows()
    representations: tuple[RepresentationStated, ...] = rows()
    flags: tuple[FlagAdded, ...] = rows()
    reason: str | None = optional(200)

    def problems(self, today: date) -> Iterator[Problem]:
        yield from super().problems(today)
        lists = ("changes", "parties", "claims", "representations", "flags")
        if not any(getattr(self, name) for name in lists):
            yield Problem("nothing_changed", "changes")
        for name in lists:
            if len(getattr(self, name)) > MOST_CHANGES:
                yield Problem("too_many", name, {"limit": MOST_CHANGES})
        seen: set[tuple[uuid.UUID, str]] = set()
        for index, change in enumerate(self.changes):
            if (change.row, change.field) in seen:
                yield Problem("changed_twice", f"changes[{index}].field")
            seen.add((change.row, change.field))


UNDOABLE = ("register_case", "refer_case", "accept_referral", "prepare_decision", "amend_case", "write_note")
"""Kinds of commands that ``UndoCommand`` takes back."""


@dataclasses.dataclass(frozen=True)
class UndoCommand(Command):
    """Take back the last command on a case: by its author, from the same desk, for `undo_minutes` (setting).

    Nothing else may have been done on the case since; reading, printing and notes do not count.
    """

    KIND: ClassVar[str] = "undo_command"

    command: uuid.UUID
