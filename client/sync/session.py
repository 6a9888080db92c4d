"""One signed-in user on one workstation: everything a window may ask of the sync core."""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Callable
from concurrent.futures import Future
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from client.sync.events import Event
from common.commands import Command

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

    from client.sync.cache import Cache
    from client.sync.drafts import Drafts


@dataclasses.dataclass(frozen=True)
class ServerAddress:
    """Where the centre is. `tls_root`: PEM file of the authority that signed its certificate.

    `host` may be a folder (Unix socket). TLS is verify-full, except on loopback and a socket.
    """

    host: str
    port: int
    database: str = "kelaseh"
    tls_root: str | None = None


@dataclasses.dataclass(frozen=True)
class DeskRole:
    """A desk the user acts for today, in which `role`, with the `kinds` of commands it may issue."""

    desk: int
    role: str
    kinds: frozenset[str]
    substitute_for: str | None = None


@dataclasses.dataclass(frozen=True)
class Issued:
    """A command that is safe in the outbox: its id, and its place in this workstation's sequence."""

    id: uuid.UUID
    sequence: int


@dataclasses.dataclass(frozen=True)
class Attention:
    """A command the centre rejected, with everything that was typed and why it can't be so.

    `command` is None when the payload is of a version this program no longer reads.
    """

    id: uuid.UUID
    sequence: int
    kind: str
    desk: int
    case_id: str
    payload: dict[str, Any]
    command: Command | None
    issued_at: datetime
    code: str
    field: str | None
    parameters: dict[str, Any]


@dataclasses.dataclass(frozen=True)
class OutboxCounts:
    """How many commands wait to be sent, need the user's attention, or were applied (kept some days)."""

    waiting: int
    rejected: int
    applied: int


NumberType = Literal["case", "decision", "seal"]


class Session:
    """One signed-in user on one workstation. Methods may be called from any thread; none waits for the net."""

    login: str
    name: str
    roles: tuple[DeskRole, ...]
    server: ServerAddress
    workstation: uuid.UUID
    settings: dict[str, Any]
    cache: Cache
    drafts: Drafts

    @classmethod
    def sign_in(
        cls,
        home: Path,
        server: ServerAddress,
        login: str,
        password: str,
        remember: bool = False,
        keyring: KeyringBackend | None = None,
    ) -> Session:
        """A running session; blocks while it connects (at most some 10 s), so call it off the GUI thread.

        Online first; if the centre can't be reached, offline against the verifier of the last online
        sign-in. `keyring` None is the system's own. Raises SignInRefused(code).
        """
        raise NotImplementedError

    @property
    def online(self) -> bool:
        """Whether the centre answered the last call."""
        raise NotImplementedError

    def today(self) -> date:
        """Tehran's date: the local clock's, never before the last day the centre told."""
        raise NotImplementedError

    def issue(self, command: Command, desk: int, mends: uuid.UUID | None = None) -> Issued:
        """Put a command of `desk` in the outbox (one fsync) with its prediction, and wake the link.

        `mends`: the rejected command it replaces, which is settled in the same commit.
        Raises ShapeProblems; then nothing was stored.
        """
        raise NotImplementedError

    def next_number(self, kind: NumberType) -> str:
        """The next 18-digit number of this workstation's lease, never given again.

        Raises Rejection("lease_exhausted") when there is none left and the centre is away.
        """
        raise NotImplementedError

    def return_number(self, number: str) -> None:
        """Give back a number taken by `next_number` and used nowhere."""
        raise NotImplementedError

    def ask(self, name: str, request: dict[str, Any]) -> Future[dict[str, Any]]:
        """api.<name>(request) on the link's thread. The future raises CentreAway or Rejection."""
        raise NotImplementedError

    def enquire(self, desk: int, number: str, reason: str) -> Future[dict[str, Any]]:
        """An enquiry that leaves its trace: asks, commits, then fetches the answer."""
        raise NotImplementedError

    def attention(self) -> tuple[Attention, ...]:
        """Rejected commands that the user has neither mended nor dismissed, oldest first."""
        raise NotImplementedError

    def settle(self, command: uuid.UUID) -> None:
        """The user has dealt with a rejected command: it leaves `attention`."""
        raise NotImplementedError

    def outbox_counts(self) -> OutboxCounts:
        """Counts of the outbox by state."""
        raise NotImplementedError

    def subscribe(self, callback: Callable[[Event], None]) -> Callable[[], None]:
        """Call `callback` with each event, from the link's thread (or the issuing one); returns the cancel."""
        raise NotImplementedError

    def seen(self, case_id: str, cause_id: str) -> None:
        """Mark an announcement as read on this workstation (table `seen` of the cache)."""
        raise NotImplementedError

    def in_front(self, front: bool) -> None:
        """Whether a window is in front: the link asks for news more often then."""
        raise NotImplementedError

    def close(self, timeout: float = 5.0) -> None:
        """Stop the link, close the cache. What waits in the outbox stays there."""
        raise NotImplementedError
