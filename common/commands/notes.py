"""Commands that write beside a case: notes, and steps that somebody must still take."""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from common.commands.base import Command, Problem, optional, sentence

SCOPES = ("branch", "private")


@dataclasses.dataclass(frozen=True)
class WriteNote(Command):
    """A note of the desk (`scope` branch), or a judge's own (private) until he shares it with the desk."""

    KIND: ClassVar[str] = "write_note"

    note: uuid.UUID
    scope: str
    body: str = sentence(4000, multiline=True)

    def problems(self, today: date) -> Iterator[Problem]:
        yield from super().problems(today)
        if self.scope not in SCOPES:
            yield Problem("unknown_code", "scope")


@dataclasses.dataclass(frozen=True)
class ShareNote(Command):
    """The judge lets the desk read a private note; this cannot be taken back."""

    KIND: ClassVar[str] = "share_note"

    note: uuid.UUID


@dataclasses.dataclass(frozen=True)
class OpenStep(Command):
    """Something of the case is under way that must be settled before it leaves: an inquiry, an order's step.

    `kind` is a code of step_kind; `decision` the decision that ordered it, if one did.
    """

    KIND: ClassVar[str] = "open_step"

    step: uuid.UUID
    kind: str
    title: str = sentence(200)
    due_on: date | None = None
    decision: uuid.UUID | None = None

    def problems(self, today: date) -> Iterator[Problem]:
        yield from super().problems(today)
        if not self.kind:
            yield Problem("unknown_code", "kind")
        if self.due_on is not None and self.due_on < today:
            yield Problem("date_before", "due_on")


@dataclasses.dataclass(frozen=True)
class SettleStep(Command):
    """The step is done, or dropped for the reason in `remark`."""

    KIND: ClassVar[str] = "settle_step"

    step: uuid.UUID
    outcome: str
    remark: str | None = optional(200)

    def problems(self, today: date) -> Iterator[Problem]:
        yield from super().problems(today)
        if self.outcome not in ("done", "dropped"):
            yield Problem("unknown_code", "outcome")
        if self.outcome == "dropped" and self.remark is None:
            yield Problem("missing_field", "remark")
