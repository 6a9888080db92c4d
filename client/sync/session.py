"""One signed-in user on one workstation: everything a window may ask of the sync core."""

from __future__ import annotations

import dataclasses
import threading
import uuid
from collections.abc import Callable
from concurrent.futures import Future
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Literal

from keyring.backend import KeyringBackend
from sqlalchemy.dialects.sqlite import insert

from client.sync import attention, drafts, foretelling, instants, leases, outbox, rescue, signing_in
from client.sync.address import ServerAddress
from client.sync.attention import Attention
from client.sync.cache import Cache
from client.sync.cache_tables import seen
from client.sync.centre import Centre
from client.sync.checking import Checking
from client.sync.drafts import Draft, Drafts
from client.sync.events import Answered, CacheChanged, Event, LinkChanged, RolesChanged
from client.sync.identity import DeskRole, Identity
from client.sync.leases import Numbering
from client.sync.link import Pace
from client.sync.outbox import OutboxCounts
from client.sync.refusals import (
    CacheRefused,
    CacheUnwritable,
    CentreAway,
    CentreBusy,
    CentreFault,
    ShapeProblems,
    SignInRefused,
)
from client.sync.rescue import Rescue
from common import jalali
from common.commands import Command
from common.errors import Rejection
from common.identifiers import uuid7


@dataclasses.dataclass(frozen=True)
class Issued:
    """A command that is safe in the outbox: its id, and its place in this workstation's sequence."""

    id: uuid.UUID
    sequence: int


NumberType = Literal["case", "decision", "seal"]


class Session:
    """One signed-in user on one workstation. Any thread may call it; nothing waits for the net.

    Events (``events.py``) go to every subscriber, mostly from the link's thread.
    """

    @classmethod
    def sign_in(
        cls,
        home: Path,
        server: ServerAddress,
        login: str,
        password: str,
        remember: bool = False,
        keyring: KeyringBackend | None = None,
        *,
        now: Callable[[], datetime] = instants.utc_now,
        pace: Pace | None = None,
    ) -> Session:
        """A running session; blocks while it connects (5 s at most) and for the first answers.

        Online first; if the centre can't be reached, offline against the verifier of the last online
        sign-in. `keyring` None is the system's own. Raises SignInRefused(code).
        """
        subscribers: list[Callable[[Event], None]] = []

        def emit(event: Event) -> None:
            for subscriber in tuple(subscribers):
                subscriber(event)

        keys = signing_in.keys_of(server, login, keyring)
        station = signing_in.sign_in(
            signing_in.SigningIn(home, server, login, password, remember, keys, emit, now, pace or Pace())
        )
        session = cls(station, subscribers, emit)
        station.link.start()
        session._checking.start()
        return session

    @staticmethod
    def remembered_password(
        server: ServerAddress, login: str, keyring: KeyringBackend | None = None
    ) -> str | None:
        """The password, if the user wished it remembered on this workstation."""
        return signing_in.keys_of(server, login, keyring).remembered_password()

    @staticmethod
    def set_aside(
        home: Path, server: ServerAddress, login: str, keyring: KeyringBackend | None = None
    ) -> Path | None:
        """After a refusal that waiting does not mend: cache_unreadable, cache_wrong_key, cache_key_missing,
        cache_too_new. The file gets another name, and what can be read of its outbox and drafts moves into
        a new one. None if nothing was amiss. Raises SignInRefused."""
        return signing_in.set_aside(home, server, login, signing_in.keys_of(server, login, keyring))

    def __init__(
        self,
        station: signing_in.Workstation,
        subscribers: list[Callable[[Event], None]],
        emit: Callable[[Event], None],
    ) -> None:
        """Use `Session.sign_in`."""
        self.login = station.login
        self.server = station.server
        self.workstation = station.id
        self.cache: Cache = station.cache
        self.drafts = Drafts(station.cache, station.clock.now)
        self._station = station
        self._subscribers = subscribers
        self._emit = emit
        self._checking = Checking(station.cache, self.today())
        self._closing = threading.Lock()
        self._closed = False

    @property
    def _identity(self) -> Identity:
        identity = self._station.exchange.identity
        if identity is None:
            raise RuntimeError("a session begins with a greeting")
        return identity

    @property
    def name(self) -> str:
        """Given and family name of the user."""
        return self._identity.name

    @property
    def roles(self) -> tuple[DeskRole, ...]:
        """The desks the user acts for today; RolesChanged tells when they are others."""
        return self._identity.roles

    @property
    def settings(self) -> dict[str, Any]:
        """The centre's settings, such as supervision_days and seal_days."""
        return self._identity.settings

    @property
    def link(self) -> LinkChanged:
        """The state of the link as it was told last."""
        return self._station.link.state

    @property
    def online(self) -> bool:
        """Whether there is a connection to the centre."""
        return self.link.state != "offline"

    @property
    def clock_skew(self) -> timedelta:
        """How far the local clock was behind the centre's when it was heard last (negative: ahead)."""
        return self._station.clock.skew

    def today(self) -> date:
        """Tehran's date: the local clock's as corrected by the centre, never before the last day it told."""
        return self._station.clock.today()

    def now(self) -> datetime:
        """The instant (UTC): the local clock's as corrected by the centre."""
        return self._station.clock.now()

    def issue(
        self,
        command: Command,
        desk: int,
        mends: uuid.UUID | None = None,
        *,
        ends: tuple[str, str] | None = None,
        keeps: Draft | None = None,
    ) -> Issued:
        """Put a command of `desk` in the outbox (one fsync) with its prediction, and wake the link.

        In the same commit: `mends`, the rejected command it replaces, is settled; `ends`, form and key of
        the draft it was typed in, is forgotten; `keeps`, a draft of the words it gives back, is kept. So no
        crash leaves a draft behind that would be saved a second time, or takes words away with a command.
        Raises ShapeProblems, or CacheUnwritable if the disk does not take it; then nothing was stored.
        """
        if problems := tuple(command.problems(self.today())):
            raise ShapeProblems(problems)
        id, case = uuid7(), str(command.case)
        acting = next((role for role in self.roles if role.desk == desk), None)
        with self.cache.write() as connection:
            sequence = outbox.put(
                connection,
                id=id,
                kind=command.KIND,
                version=command.VERSION,
                desk=desk,
                case_id=case,
                payload=command.payload(),
                issued_at=self.now(),
                substituting=acting.substitute_for if acting else None,
                mends=mends,
            )
            foretelling.remake(connection, [case], self.login)
            if ends is not None:
                drafts.remove(connection, *ends)
            if keeps is not None:
                drafts.put(connection, keeps)
        self._station.witness.note(sequence=sequence)
        self._emit(CacheChanged(frozenset({case})))
        self._station.link.wake()
        return Issued(id, sequence)

    def next_number(self, kind: NumberType) -> str:
        """The next 18-digit number of this workstation's lease, never given again.

        Raises Rejection("lease_exhausted") when there is none left; the link fetches more when it can.
        """
        year, _, _ = jalali.to_jalali(self.today())
        with self.cache.write() as connection:
            serial = leases.take(connection, year, kind)
            taken = leases.taken(connection)
        self._station.witness.note(taken=taken)
        return Numbering.of(self.settings).number(year, kind, serial)

    def return_number(self, number: str) -> None:
        """Give back a number taken by `next_number` and used nowhere. ValueError if it is none of ours."""
        year, kind, serial = Numbering.of(self.settings).parts(number)
        with self.cache.write() as connection:
            leases.add(connection, year, kind, serial, serial)

    def ask(self, name: str, request: dict[str, Any]) -> Future[dict[str, Any]]:
        """api.<name>(request) on the link's thread. The future raises CentreAway or Rejection."""
        return self._station.link.ask(lambda centre: centre.call(name, request))

    def enquire(self, desk: int, number: str, reason: str) -> Future[dict[str, Any]]:
        """An enquiry that leaves its trace: asks, commits, then fetches the answer."""

        def question(centre: Centre) -> dict[str, Any]:
            ticket = centre.call("ask", {"desk": desk, "number": number, "reason": reason})["ticket"]
            return centre.call("answer", {"ticket": ticket})

        return self._station.link.ask(question)

    def attention(self) -> tuple[Attention, ...]:
        """Rejected commands that the user has neither mended nor dismissed, oldest first."""
        with self.cache.read() as connection:
            return tuple(attention.read(row) for row in outbox.rejected(connection))

    def settle(self, command: uuid.UUID) -> None:
        """The user has dealt with a rejected command: it leaves `attention`, its draft goes too."""
        with self.cache.write() as connection:
            outbox.settle(connection, command)
            drafts.remove_mending(connection, str(command))
        self._emit(CacheChanged(frozenset()))

    def outbox_counts(self) -> OutboxCounts:
        """Counts of the outbox by state."""
        with self.cache.read() as connection:
            return outbox.counts(connection)

    def rescue(self) -> Rescue | None:
        """What became of a damaged or older cache, until the user has said that he knows."""
        with self.cache.read() as connection:
            return rescue.read(connection)

    def settle_rescue(self) -> None:
        """The user knows what `rescue` tells."""
        with self.cache.write() as connection:
            rescue.keep(connection, None)

    def subscribe(self, callback: Callable[[Event], None]) -> Callable[[], None]:
        """Call `callback` with each event, from the link's thread or the issuing one; returns the cancel."""
        self._subscribers.append(callback)

        def cancel() -> None:
            if callback in self._subscribers:
                self._subscribers.remove(callback)

        return cancel

    def seen(self, case_id: str, cause_id: str) -> None:
        """Mark an announcement as read on this workstation (table `seen` of the cache)."""
        row = {"case_id": case_id, "cause_id": cause_id, "seen_at": instants.written(self.now())}
        with self.cache.write() as connection:
            connection.execute(insert(seen).values(row).on_conflict_do_nothing())
        self._emit(CacheChanged(frozenset({case_id})))

    def in_front(self, front: bool) -> None:
        """Whether a window is in front: the link asks for news more often then."""
        self._station.link.in_front(front)

    def close(self, timeout: float = 5.0) -> None:
        """Stop the link, close the cache. What waits in the outbox stays there."""
        with self._closing:
            if not self._closed:
                self._closed = True
                self._station.link.stop(timeout)
                self._checking.stop()
                self.cache.close()
                self._station.lock.release()


__all__ = [
    "Answered",
    "Attention",
    "CacheChanged",
    "CacheRefused",
    "CacheUnwritable",
    "CentreAway",
    "CentreBusy",
    "CentreFault",
    "DeskRole",
    "Event",
    "Issued",
    "LinkChanged",
    "NumberType",
    "OutboxCounts",
    "Pace",
    "Rejection",
    "Rescue",
    "RolesChanged",
    "ServerAddress",
    "Session",
    "ShapeProblems",
    "SignInRefused",
]
