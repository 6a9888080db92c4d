"""What the operating system's keyring keeps for a login at a centre (service "kelaseh").

- the cache key: 32 random bytes, as they are. Not derived from the password: a reset password must not cost
  the outbox.
- the mark of the cache file used last, so that an older copy of it is known.
- the verifier for signing in while the centre is away: salt, Argon2id of the password, the last day the
  centre was reached. Renewed at each online sign-in.
- the password itself, if the user wished it remembered.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import json
import secrets
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import keyring as system_keyring
from keyring.backend import KeyringBackend
from keyring.errors import KeyringError, NoKeyringError, PasswordDeleteError
from nacl import pwhash

from client.sync.cache import KEY_BYTES
from client.sync.refusals import SignInRefused

SERVICE = "kelaseh"
_HASH_BYTES = 32
# libsodium's "interactive" memory (64 MiB): old branch computers sign in too.
_OPERATIONS = pwhash.argon2id.OPSLIMIT_MODERATE
_MEMORY = pwhash.argon2id.MEMLIMIT_INTERACTIVE


class Keys:
    """The entries of one login at one centre. `backend` None is the system's keyring.

    Every method raises SignInRefused("keyring_missing") without a keyring, ("keyring_locked") if it is shut.
    """

    def __init__(self, owner: str, backend: KeyringBackend | None = None) -> None:
        """`owner` names login and centre: "login@host:port/database"."""
        self._owner = owner
        self._backend = backend or system_keyring.get_keyring()

    def cache_key(self) -> bytes | None:
        """The key of the cache file, None if there never was one."""
        text = self._get("cache-key")
        return bytes.fromhex(text) if text else None

    def new_cache_key(self) -> bytes:
        """A new key, kept before anything is encrypted with it."""
        key = secrets.token_bytes(KEY_BYTES)
        self._set("cache-key", key.hex())
        return key

    def cache_mark(self, place: Path) -> str | None:
        """The mark of the cache file that was used last at `place` (`put_back.py`)."""
        return self._get(_mark_entry(place))

    def renew_cache_mark(self, place: Path, mark: str) -> None:
        """The cache file at `place` has been marked with `mark`."""
        self._set(_mark_entry(place), mark)

    def renew_verifier(self, password: str, last_day: date) -> None:
        """The centre has accepted `password` on `last_day` (Tehran's date)."""
        salt = secrets.token_bytes(pwhash.argon2id.SALTBYTES)
        self._set(
            "verifier",
            json.dumps(
                {
                    "salt": salt.hex(),
                    "operations": _OPERATIONS,
                    "memory": _MEMORY,
                    "hash": _stretched(password, salt, _OPERATIONS, _MEMORY).hex(),
                    "last_day": last_day.isoformat(),
                }
            ),
        )

    def last_day(self) -> date | None:
        """The day of the last online sign-in; None if there was none."""
        text = self._get("verifier")
        return date.fromisoformat(json.loads(text)["last_day"]) if text else None

    def accepts(self, password: str) -> bool:
        """Whether this is the password that the centre accepted last; False if there was none."""
        text = self._get("verifier")
        if not text:
            return False
        kept = json.loads(text)
        stretched = _stretched(password, bytes.fromhex(kept["salt"]), kept["operations"], kept["memory"])
        return hmac.compare_digest(stretched, bytes.fromhex(kept["hash"]))

    def remembered_password(self) -> str | None:
        """The password, if the user wished it remembered here."""
        return self._get("password")

    def remember_password(self, password: str) -> None:
        """Keep the password in the keyring."""
        self._set("password", password)

    def forget_password(self) -> None:
        """Take the password out of the keyring."""
        with _refusals(), contextlib.suppress(PasswordDeleteError):
            self._backend.delete_password(SERVICE, self._name("password"))

    def _name(self, entry: str) -> str:
        return f"{self._owner}#{entry}"

    def _get(self, entry: str) -> str | None:
        with _refusals():
            return self._backend.get_password(SERVICE, self._name(entry))

    def _set(self, entry: str, text: str) -> None:
        with _refusals():
            self._backend.set_password(SERVICE, self._name(entry), text)


@contextlib.contextmanager
def _refusals() -> Iterator[None]:
    try:
        yield
    except NoKeyringError as error:
        raise SignInRefused("keyring_missing") from error
    except PasswordDeleteError:
        raise
    except KeyringError as error:
        raise SignInRefused("keyring_locked") from error


def _mark_entry(place: Path) -> str:
    return f"cache-mark-{hashlib.blake2b(str(place.resolve()).encode(), digest_size=8).hexdigest()}"


def _stretched(password: str, salt: bytes, operations: int, memory: int) -> bytes:
    return pwhash.argon2id.kdf(_HASH_BYTES, password.encode(), salt, opslimit=operations, memlimit=memory)
