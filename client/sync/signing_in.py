"""Signing in: online first; against the verifier of the last online sign-in when the centre is away."""

from __future__ import annotations

import contextlib
import dataclasses
import hashlib
import threading
import uuid
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from keyring.backend import KeyringBackend

from client.sync import foretelling, identity, instants, outbox, put_back, rescue
from client.sync.address import ServerAddress
from client.sync.cache import Cache, recall, remember
from client.sync.cache_tables import KEPT
from client.sync.centre import Centre
from client.sync.clock import Clock
from client.sync.events import Event
from client.sync.exchange import Exchange
from client.sync.file_lock import FileLock
from client.sync.keys import Keys
from client.sync.link import Link, Pace
from client.sync.refusals import (
    CacheDamaged,
    CacheRefused,
    CacheUnwritable,
    CentreAway,
    CentreBusy,
    SignInRefused,
)
from client.sync.witness import Witness, fingerprint
from common.errors import Rejection
from common.identifiers import uuid7

_OFFLINE_DAYS = 14
_KEY_MISSING = "cache_key_missing"


@dataclasses.dataclass
class Workstation:
    """The parts of a signed-in session, wired. `link` has not been started."""

    login: str
    server: ServerAddress
    id: uuid.UUID
    cache: Cache
    clock: Clock
    exchange: Exchange
    link: Link
    lock: FileLock
    witness: Witness


def cache_path(home: Path, server: ServerAddress, login: str) -> Path:
    """The cache file of a login at a centre; its name tells neither."""
    name = hashlib.sha256(f"{login}@{server}".encode()).hexdigest()[:32]
    return home / "workstations" / f"{name}.cache"


def keys_of(server: ServerAddress, login: str, keyring: KeyringBackend | None) -> Keys:
    """The keyring's entries of a login at a centre."""
    return Keys(f"{login}@{server}", keyring)


def set_aside(home: Path, server: ServerAddress, login: str, keys: Keys) -> Path | None:
    """Put a cache that was refused aside, with all that can be read of it in a new one; its new name.

    Nothing is deleted: its key may come back with the keyring of the account.
    """
    path = cache_path(home, server, login)
    if not path.exists():
        return None
    lock = FileLock(path.with_suffix(".lock"))
    try:
        witness = Witness(path.with_suffix(".witness"))
        key = keys.cache_key()
        reason = _KEY_MISSING if key is None else _refusal_of(path, key, witness)
        if reason is None:
            return None
        key = key or keys.new_cache_key()
        with contextlib.closing(rescue.rebuild(path, key, reason, instants.utc_now())) as cache:
            witness.note(key=fingerprint(key), damaged=False)
            with cache.read() as connection:
                told = rescue.read(connection)
    finally:
        lock.release()
    return None if told is None else path.with_name(told.aside)


def _refusal_of(path: Path, key: bytes, witness: Witness) -> str | None:
    try:
        with contextlib.closing(_existing_cache(path, key, witness)):
            return None
    except CacheUnwritable:
        raise
    except CacheRefused as refusal:
        return refusal.code


@dataclasses.dataclass(frozen=True)
class SigningIn:
    """Who signs in where, and what the session is to be given."""

    home: Path
    server: ServerAddress
    login: str
    password: str = dataclasses.field(repr=False)
    remember_password: bool
    keys: Keys
    emit: Callable[[Event], None]
    now: Callable[[], datetime]
    pace: Pace


def sign_in(asked: SigningIn) -> Workstation:
    """The workstation of who signs in. Raises SignInRefused; then nothing is left open."""
    try:
        return _attempt(asked)
    except CacheDamaged:
        # Met beyond what is checked at the start, and noted beside the file: it is now built anew.
        return _attempt(asked)


def _attempt(asked: SigningIn) -> Workstation:
    server, login, password, keys = asked.server, asked.login, asked.password, asked.keys
    path = cache_path(asked.home, server, login)
    stop = threading.Event()
    with contextlib.ExitStack() as undo:
        lock = FileLock(path.with_suffix(".lock"))
        undo.callback(lock.release)
        rescue.finish(path)
        witness = Witness(path.with_suffix(".witness"))
        link: Link | None = None

        def slow() -> None:
            if link is not None:
                link.slow()

        def connect() -> Centre:
            return Centre(server, login, password, stop, slow)

        centre = _connected(connect)
        if centre is not None:
            undo.callback(centre.close)
        elif not path.exists() or keys.last_day() is None:
            raise SignInRefused("centre_away_first_time")
        elif not keys.accepts(password):
            raise SignInRefused("wrong_login")
        cache = _open_cache(path, keys, witness, asked.now())
        undo.callback(cache.close)

        def troubled() -> None:
            if cache.trouble == CacheDamaged.CODE:
                witness.note(damaged=True)
            if link is not None:
                link.tell_again()

        cache.on_trouble = troubled
        workstation = _workstation_of(cache, login, witness, asked.now())
        put_back.begin(cache, keys, witness)
        clock = Clock(asked.now)
        exchange = Exchange(cache, login, workstation, clock, asked.emit)
        if exchange.identity is not None:
            clock.learn_day(exchange.identity.last_day)
        link = Link(cache, exchange, connect, stop, asked.emit, asked.pace)
        if centre is None or not _begun(link, centre):
            # Stretching a password takes a while: once is enough.
            _check_offline(keys, None if centre is None else password, exchange, clock)
        else:
            _renew(keys, password, clock, asked.remember_password)
        undo.pop_all()
    return Workstation(login, server, workstation, cache, clock, exchange, link, lock, witness)


def _connected(connect: Callable[[], Centre]) -> Centre | None:
    try:
        return connect()
    except CentreAway:
        return None


def _begun(link: Link, centre: Centre) -> bool:
    """Whether the first round came to its end; False if the centre went away meanwhile."""
    try:
        link.begin(centre)
    except (CentreAway, CentreBusy):
        centre.close()
        return False
    except CacheRefused:
        raise
    except Rejection as refusal:
        raise SignInRefused(refusal.code, refusal.field, refusal.parameters) from refusal
    return True


def _open_cache(path: Path, keys: Keys, witness: Witness, now: datetime) -> Cache:
    """The cache that is there, rebuilt if it is damaged; a new one where there is none."""
    key = keys.cache_key()
    if not path.exists():
        key = key or keys.new_cache_key()
        cache = Cache(path, key)
    elif key is None:
        raise CacheRefused(_KEY_MISSING)
    else:
        try:
            cache = _existing_cache(path, key, witness)
        except CacheDamaged as damage:
            cache = rescue.rebuild(path, key, damage.code, now)
    witness.note(key=fingerprint(key), damaged=False)
    return cache


def _existing_cache(path: Path, key: bytes, witness: Witness) -> Cache:
    """The cache that is there, its queue and drafts read through. Raises CacheRefused."""
    if witness.testimony.damaged:
        raise CacheDamaged
    try:
        cache = Cache(path, key)
    except CacheRefused as refusal:
        if refusal.code == "cache_unreadable" and witness.testimony.key:
            # Its first page makes no sense: with the key it was made with, it must be damaged.
            raise (CacheDamaged() if witness.knows(key) else CacheRefused("cache_wrong_key")) from refusal
        raise
    try:
        # What only this file knows. All of it is read in the background, once a day (`checking.py`).
        cache.check(*(table.name for table in KEPT))
    except CacheRefused:
        cache.close()
        raise
    return cache


def _workstation_of(cache: Cache, login: str, witness: Witness, now: datetime) -> uuid.UUID:
    with cache.write() as connection:
        outbox.prune(connection, now)
        # A new release may foretell otherwise, or have made the tables anew.
        foretelling.remake(connection, sorted(outbox.cases_foretold(connection)), login)
        known = recall(connection, "workstation")
        if known is None:
            # Of a damaged file that much is kept beside it: its numbers are leased to this workstation.
            known = witness.testimony.workstation or str(uuid7())
            remember(connection, "workstation", known)
    witness.note(workstation=known)
    return uuid.UUID(known)


def _check_offline(keys: Keys, unchecked: str | None, exchange: Exchange, clock: Clock) -> None:
    """Whether who signs in may work without the centre; `unchecked` is a password not yet looked at."""
    told: identity.Identity | None = exchange.identity
    last_day = keys.last_day()
    if told is None or last_day is None:
        raise SignInRefused("centre_away_first_time")
    if unchecked is not None and not keys.accepts(unchecked):
        raise SignInRefused("wrong_login")
    days = int(told.settings.get("offline_days", _OFFLINE_DAYS))
    if (clock.today() - last_day).days > days:
        raise SignInRefused("offline_days_over", parameters={"days": days})


def _renew(keys: Keys, password: str, clock: Clock, remember_password: bool) -> None:
    keys.renew_verifier(password, clock.today())
    if remember_password:
        keys.remember_password(password)
    else:
        keys.forget_password()
