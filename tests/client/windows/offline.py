"""A real session while the centre is away, over a cache written by hand."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

from keyring.backend import KeyringBackend
from nacl.pwhash import argon2id

from client.sync import identity, leases, signing_in
from client.sync.cache import Cache
from client.sync.session import ServerAddress, Session
from common import jalali
from tests.client.windows.filled_cache import TODAY, reference_file

PASSWORD = "گذرواژهٔ درست"
LOGIN = "m.rezaei"
# No program listens there, so the centre is away at once.
AWAY = ServerAddress("/nonexistent", 1)
NOW = datetime.combine(TODAY, time(10, 42), jalali.TEHRAN)
SETTINGS: dict[str, Any] = {
    "number_organisation": "68",
    "number_case": "92",
    "number_decision": "39",
    "number_seal": "77",
    "seal_days": 30,
    "seal_tries": 5,
    "offline_days": 14,
    "supervision_days": 30,
}
BRANCH_KINDS = ("accept_referral", "open_seal", "prepare_decision", "send_up", "reissue_seal", "record_print")
REFERRAL_KINDS = ("register_case", "refer_case")


class Drawer(KeyringBackend):
    """A keyring in memory."""

    priority = 1.0

    def __init__(self) -> None:
        super().__init__()
        self.entries: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.entries.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.entries[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self.entries.pop((service, username), None)


def drawer_of(login: str = LOGIN) -> Drawer:
    """A keyring after an online sign-in yesterday."""
    drawer = Drawer()
    keys = signing_in.keys_of(AWAY, login, drawer)
    keys.new_cache_key()
    keys.renew_verifier(PASSWORD, TODAY - timedelta(days=1))
    return drawer


def quicken(drawer: Drawer) -> Drawer:
    """Lets the keyring's password be looked at quickly: stretched as little as libsodium allows."""
    entry = next(entry for entry in drawer.entries if entry[1].endswith("#verifier"))
    verifier = json.loads(drawer.entries[entry])
    cost = {"operations": argon2id.OPSLIMIT_MIN, "memory": argon2id.MEMLIMIT_MIN}
    salt, length = bytes.fromhex(verifier["salt"]), len(bytes.fromhex(verifier["hash"]))
    stretched = argon2id.kdf(length, PASSWORD.encode(), salt, cost["operations"], cost["memory"])
    drawer.entries[entry] = json.dumps({**verifier, **cost, "hash": stretched.hex()})
    return drawer


def desk_role(desk: int, role: str, kinds: Iterable[str]) -> dict[str, Any]:
    """A desk as api.hello tells it."""
    return {"desk": desk, "role": role, "kinds": list(kinds)}


def begin(
    home: Path, drawer: Drawer, desks: list[dict[str, Any]], fill: Callable[[Cache], object] = lambda _: None
) -> None:
    """What an online sign-in leaves behind: reference rows, the desks, numbers to give, and `fill`'s rows."""
    path = signing_in.cache_path(home, AWAY, LOGIN)
    path.parent.mkdir(parents=True, exist_ok=True)
    key = signing_in.keys_of(AWAY, LOGIN, drawer).cache_key()
    assert key is not None
    path.write_bytes(reference_file(key))
    cache = Cache(path, key)
    with cache.write() as connection:
        greeting = {
            "given": "مریم", "family": "رضایی", "desks": desks, "settings": SETTINGS,
            "today": TODAY.isoformat(),
        }  # fmt: skip
        identity.keep(connection, greeting)
        for kind in ("case", "decision", "seal"):
            leases.add(connection, 1405, kind, 501, 700)
    fill(cache)
    cache.close()


def enter(home: Path, drawer: Drawer) -> Session:
    """Sign in, offline."""
    return Session.sign_in(home, AWAY, LOGIN, PASSWORD, keyring=drawer, now=lambda: NOW)
