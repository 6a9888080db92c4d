"""Commands that move a case to a branch of the same instance."""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from common.commands.base import Command, Problem


@dataclasses.dataclass(frozen=True)
class ReferCase(Command):
    """The referral authority sends a waiting case to a branch (Criminal Procedure Code art. 338)."""

    KIND: ClassVar[str] = "refer_case"

    referral: uuid.UUID
    to_desk: int
    method: str = "manual"


@dataclasses.dataclass(frozen=True)
class AcceptReferral(Command):
    """The branch takes the case up: a docket entry is opened, its archive number given by the centre.

    `next_on` is the date the case is looked at again: every open entry has one.
    """

    KIND: ClassVar[str] = "accept_referral"

    referral: uuid.UUID
    entry: uuid.UUID
    received_on: date
    next_on: date
    next_kind: str = "supervision"

    def problems(self, today: date) -> Iterator[Problem]:
        yield from super().problems(today)
        if self.received_on > today:
            yield Problem("future_date", "received_on")
        if self.next_on < self.received_on:
            yield Problem("date_before", "next_on")
