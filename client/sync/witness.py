"""A small file beside the cache that knows how far the cache had come, in case an older one is put back.

It holds no secret: a fingerprint of the key, the last place given in the outbox, how many numbers were given
out. Written without waiting for the disk: what it misses after a power cut it only fails to notice.
"""

from __future__ import annotations

import contextlib
import dataclasses
import hashlib
import json
import os
import threading
from pathlib import Path
from typing import Any

# Always overwritten whole and in place, so that a full disk has room for it.
_SIZE = 512


@dataclasses.dataclass(frozen=True)
class Testimony:
    """What is known of the cache that was used here last.

    `key` is its key's fingerprint and `workstation` its id, "" if unknown; `sequence` the last place in its
    outbox; `taken` how many numbers it had given out; `damaged` whether it was found to be damaged.
    """

    key: str = ""
    workstation: str = ""
    sequence: int = 0
    taken: int = 0
    damaged: bool = False


class Witness:
    """The file `path`; missing or unreadable, it testifies to nothing."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._noting = threading.Lock()
        self.testimony = _read(path)

    def knows(self, key: bytes) -> bool:
        """Whether the cache was made with this key."""
        return self.testimony.key == fingerprint(key)

    def note(self, **facts: Any) -> None:
        """Keep facts of the Testimony; `sequence` and `taken` never go back. Any thread may call it."""
        with self._noting:
            for name in ("sequence", "taken"):
                if name in facts:
                    facts[name] = max(facts[name], getattr(self.testimony, name))
            noted = dataclasses.replace(self.testimony, **facts)
            if noted != self.testimony:
                self.testimony = noted
                # Without it work goes on: it is a second pair of eyes, not the memory.
                with contextlib.suppress(OSError):
                    _write(self._path, noted)


def fingerprint(key: bytes) -> str:
    """Tells one key from another, and nothing of either."""
    return hashlib.blake2b(key, digest_size=8, person=b"kelaseh-cache").hexdigest()


def _read(path: Path) -> Testimony:
    try:
        told = json.loads(path.read_text(encoding="ascii"))
        return Testimony(
            str(told["key"]),
            str(told["workstation"]),
            int(told["sequence"]),
            int(told["taken"]),
            bool(told["damaged"]),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return Testimony()


def _write(path: Path, testimony: Testimony) -> None:
    file = os.open(path, os.O_WRONLY | os.O_CREAT, 0o600)
    try:
        os.write(file, json.dumps(dataclasses.asdict(testimony)).ljust(_SIZE).encode("ascii"))
    finally:
        os.close(file)
