"""What a driver's error says of the disk and the file (sqlite.org/rescode.html), as a refusal."""

from __future__ import annotations

import errno
import shutil
from pathlib import Path

from sqlalchemy.exc import DatabaseError

from client.sync.refusals import CacheDamaged, CacheRefused, CacheUnwritable

_PERMISSION, _BUSY, _READ_ONLY, _INTERRUPTED, _IO_ERROR, _CORRUPT, _FULL, _CANNOT_OPEN, _NOT_A_DATABASE = (
    3, 5, 8, 9, 10, 11, 13, 14, 26,
)  # fmt: skip
_CODES = {
    _PERMISSION: "cache_read_only",
    _READ_ONLY: "cache_read_only",
    _CANNOT_OPEN: "cache_read_only",
    _FULL: "disk_full",
    _IO_ERROR: "disk_failing",
    _BUSY: "cache_unwritable",
}
_ERRNOS = {
    errno.ENOSPC: "disk_full",
    errno.EDQUOT: "disk_full",
    errno.EROFS: "cache_read_only",
    errno.EACCES: "cache_read_only",
    errno.EPERM: "cache_read_only",
}
# Where less is free, growing the shared memory of the log fails as an input/output error.
_NO_ROOM = 256 * 1024


def refusal_of(error: DatabaseError, path: Path) -> CacheRefused | None:
    """CacheUnwritable, CacheDamaged or CacheRefused("cache_unreadable"); None for a fault of a statement.

    `path` is the cache's, whose disk is looked at.
    """
    code = getattr(error.orig, "sqlite_errorcode", 0) & 0xFF
    if code == _NOT_A_DATABASE:
        return CacheRefused("cache_unreadable")
    if code == _CORRUPT:
        return CacheDamaged()
    if code not in _CODES:
        return None
    if code in (_IO_ERROR, _CANNOT_OPEN) and shutil.disk_usage(path.parent).free < _NO_ROOM:
        return CacheUnwritable("disk_full")
    return CacheUnwritable(_CODES[code])


def was_interrupted(error: DatabaseError) -> bool:
    """Whether another thread ended the statement."""
    return getattr(error.orig, "sqlite_errorcode", 0) & 0xFF == _INTERRUPTED


def refusal_of_file(error: OSError) -> CacheUnwritable:
    """The same for a file of ours that is no database."""
    return CacheUnwritable(_ERRNOS.get(error.errno or 0, "disk_failing"))
