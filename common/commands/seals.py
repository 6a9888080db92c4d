"""Commands that send a case up under seal and open it there."""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from common.commands.base import Command, Problem, rows
from common.seal import SALT_BYTES

VERIFIER_BYTES = 32


@dataclasses.dataclass(frozen=True)
class _Sealed(Command):
    """What every sealing carries: a leased serial, and the verifier of a password nobody stores."""

    seal: uuid.UUID
    serial: str
    salt: bytes
    verifier: bytes
    expires_on: date

    def problems(self, today: date) -> Iterator[Problem]:
        yield from super().problems(today)
        if len(self.salt) != SALT_BYTES:
            yield Problem("malformed", "salt")
        if len(self.verifier) != VERIFIER_BYTES:
            yield Problem("malformed", "verifier")
        if self.expires_on < today:
            yield Problem("date_before", "expires_on")


@dataclasses.dataclass(frozen=True)
class SendUp(_Sealed):
    """After an objection the case goes to an appeal branch, sealed until its password is presented there.

    Refused while something is open (``common.blockers``); `carry` are the steps that go along.
    """

    KIND: ClassVar[str] = "send_up"

    to_desk: int
    objection: str
    filed_on: date
    carry: tuple[uuid.UUID, ...] = rows()

    def problems(self, today: date) -> Iterator[Problem]:
        yield from super().problems(today)
        if self.filed_on > today:
            yield Problem("future_date", "filed_on")


@dataclasses.dataclass(frozen=True)
class ReissueSeal(_Sealed):
    """A new password for a case under way: the old slip (`replaces`) is void from now on."""

    KIND: ClassVar[str] = "reissue_seal"

    replaces: uuid.UUID


@dataclasses.dataclass(frozen=True)
class RecordPrint(Command):
    """The slip of this seal was printed; a second print is refused, it takes a new password."""

    KIND: ClassVar[str] = "record_print"

    seal: uuid.UUID


@dataclasses.dataclass(frozen=True)
class OpenSeal(Command):
    """The receiving branch opens the case by an attempt that was counted before (``api.present``)."""

    KIND: ClassVar[str] = "open_seal"

    seal: uuid.UUID
    attempt: int
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
