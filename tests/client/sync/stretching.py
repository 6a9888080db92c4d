"""Where many programs sign in, what stretching a password costs is not the matter."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Any
from unittest import mock

from nacl import pwhash

from client.sync import keys


def stretching_less() -> AbstractContextManager[Any]:
    """While it is entered, passwords are stretched as little as can be."""
    return mock.patch.multiple(
        keys, _OPERATIONS=pwhash.argon2id.OPSLIMIT_MIN, _MEMORY=pwhash.argon2id.MEMLIMIT_MIN
    )
