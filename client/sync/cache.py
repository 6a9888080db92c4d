"""The encrypted file that windows read and the link writes: SQLCipher behind an ordinary SQLAlchemy pool.

Readers see one committed state for as long as their block lasts (WAL) and are never held up; writers take
turns. A commit returns after one fsync (``synchronous=FULL``).
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, QueuePool, create_engine, event, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.exc import DatabaseError, OperationalError
from sqlcipher3 import dbapi2

from client.sync.cache_tables import CACHE_VERSION, KEPT, meta, metadata, view_statements
from client.sync.refusals import CacheRefused, CacheUnwritable

KEY_BYTES = 32
_BUSY_MS = 10_000


class Cache:
    """The tables of ``cache_tables.py`` in one file, readable with `key` (32 random bytes) alone."""

    def __init__(self, path: Path, key: bytes) -> None:
        """Open the file, or make it. Raises CacheRefused."""
        if len(key) != KEY_BYTES:
            raise ValueError(f"the key has {KEY_BYTES} bytes")
        self.path = path
        self._key = key
        self._writing = threading.Lock()
        self._engine = create_engine(
            "sqlite://",
            creator=self._connect,
            module=dbapi2,
            poolclass=QueuePool,
            pool_size=4,
            max_overflow=8,
            # The connection used last has its pages deciphered still; taken in turn, each reads them anew.
            pool_use_lifo=True,
        )
        event.listen(self._engine, "begin", _begin)
        try:
            self._prepare()
        except CacheRefused:
            self.close()
            raise
        except DatabaseError as error:
            self.close()
            # Subclasses tell of a full disk or a lock; the plain error means that this is no database to us.
            if type(error.orig) is not dbapi2.DatabaseError:
                raise
            raise CacheRefused("cache_unreadable") from error

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection that sees one committed state until the block ends. Never write with it."""
        with _disk_troubles(), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """The one writing transaction; on disk when the block has ended, undone if it raises.

        Raises CacheUnwritable if the disk does not take it.
        """
        with (
            _disk_troubles(),
            self._writing,
            self._engine.connect().execution_options(begin="begin immediate") as connection,
            connection.begin(),
        ):
            yield connection

    def close(self) -> None:
        """Close all connections; the file may then be moved or opened by another."""
        self._engine.dispose()

    def _connect(self) -> Any:
        connection = dbapi2.connect(
            str(self.path), timeout=_BUSY_MS / 1000, isolation_level=None, check_same_thread=False
        )
        # SQLCipher would tell stderr of a wrong key; we tell it by an exception.
        connection.execute("pragma cipher_log_level = none")
        connection.execute(f"""pragma key = "x'{self._key.hex()}'" """)
        for pragma in (
            "journal_mode = wal",
            "synchronous = full",
            "fullfsync = on",
            "temp_store = memory",
            "cache_size = -16000",
        ):
            connection.execute(f"pragma {pragma}")
        return connection

    def _prepare(self) -> None:
        with self.write() as connection:
            version = connection.exec_driver_sql("pragma user_version").scalar_one()
            if version > CACHE_VERSION:
                raise CacheRefused("cache_too_new", parameters={"version": version})
            if version < CACHE_VERSION:
                _make_tables(connection)
                connection.exec_driver_sql(f"pragma user_version = {CACHE_VERSION}")


@contextmanager
def _disk_troubles() -> Iterator[None]:
    # SQLITE_FULL, SQLITE_IOERR, SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_BUSY: sqlite.org/rescode.html
    try:
        yield
    except OperationalError as error:
        raise CacheUnwritable from error


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get("begin", "begin"))


def _make_tables(connection: Connection) -> None:
    views = connection.exec_driver_sql("select name from sqlite_master where type = 'view'").scalars().all()
    for name in views:
        connection.exec_driver_sql(f'drop view "{name}"')
    metadata.drop_all(connection, tables=[table for table in metadata.sorted_tables if table not in KEPT])
    metadata.create_all(connection)
    for statement in view_statements():
        connection.exec_driver_sql(statement)


def remember(connection: Connection, key: str, value: Any) -> None:
    """Keep one fact (JSON values) in `meta`."""
    text = json.dumps(value, ensure_ascii=False)
    statement = insert(meta).values(key=key, value=text)
    connection.execute(statement.on_conflict_do_update(index_elements=["key"], set_={"value": text}))


def recall(connection: Connection, key: str, default: Any = None) -> Any:
    """A fact kept in `meta`, or `default`."""
    text = connection.execute(select(meta.c.value).where(meta.c.key == key)).scalar()
    return default if text is None else json.loads(text)
