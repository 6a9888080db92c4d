"""One program at a time: a lock that the operating system drops when its holder dies."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

from client.sync.disk_troubles import refusal_of_file
from client.sync.refusals import CacheRefused

# What a lock that somebody holds is refused with, on this system and that.
_HELD = (errno.EWOULDBLOCK, errno.EACCES, errno.EDEADLK)


class FileLock:
    """Holds `path` locked until `release`. Raises CacheRefused("cache_in_use") if someone else holds it, and
    CacheUnwritable if the disk does not let the file be made."""

    def __init__(self, path: Path) -> None:
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise refusal_of_file(error) from error
        try:
            _lock(self._file)
        except OSError as error:
            os.close(self._file)
            if error.errno in _HELD:
                raise CacheRefused("cache_in_use") from error
            raise refusal_of_file(error) from error

    def release(self) -> None:
        """Let others have it. The file stays: removing it would let two lock two files of one name."""
        os.close(self._file)


if sys.platform == "win32":
    import msvcrt

    def _lock(file: int) -> None:
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
