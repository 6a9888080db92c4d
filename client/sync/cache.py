"""The encrypted file that windows read and the link writes: SQLCipher behind an ordinary SQLAlchemy pool.

Readers see one committed state for as long as their block lasts (WAL) and are never held up; writers take
turns. A commit returns after one fsync (``synchronous=FULL``).
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, QueuePool, create_engine, event, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.exc import DatabaseError, OperationalError
from sqlcipher3 import dbapi2

from client.sync.cache_tables import CACHE_VERSION, KEPT, meta, metadata, view_statements
from client.sync.disk_troubles import refusal_of, was_interrupted
from client.sync.refusals import CacheDamaged, CacheRefused

KEY_BYTES = 32
_BUSY_MS = 10_000


def _nobody(*_: Any) -> None:
    """Whoever wants to be told says so."""


class Cache:
    """The tables of ``cache_tables.py`` in one file, readable with `key` (32 random bytes) alone."""

    def __init__(self, path: Path, key: bytes) -> None:
        """Open the file, or make it. Raises CacheRefused, of which CacheDamaged and CacheUnwritable."""
        if len(key) != KEY_BYTES:
            raise ValueError(f"the key has {KEY_BYTES} bytes")
        self.path = path
        self.trouble: str | None = None
        """Why the file could not be written or read last, until a write succeeds: a code of CacheRefused."""
        self.on_trouble: Callable[[], object] = _nobody
        """Called on any thread when `trouble` begins or ends."""
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

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection that sees one committed state until the block ends. Never write with it."""
        with self._troubles(), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """The one writing transaction; on disk when the block has ended, undone if it raises.

        Raises CacheUnwritable if the disk does not take it, CacheDamaged if it gives back what is not ours.
        """
        with (
            self._troubles(),
            self._writing,
            self._engine.connect().execution_options(begin="begin immediate") as connection,
            connection.begin(),
        ):
            yield connection
        if self.trouble is not None and self.trouble != CacheDamaged.CODE:
            self.trouble = None
            self.on_trouble()

    def check(self, *tables: str, limit: Callable[[Any], object] = _nobody) -> bool:
        """Read every page of `tables` (of all without names); whether it came to its end.

        Raises CacheDamaged if one is not as it was written. `limit` is given the driver's connection, whose
        ``interrupt`` ends the check.

        quick_check reads each page, and reading verifies its HMAC; 0.5 s for 100 MB. integrity_check would
        compare indexes too: 10 s, and what it finds beyond is no damage of the disk.
        """
        with self.read() as connection:
            limit(connection.connection.dbapi_connection)
            for name in tables or ("1",):
                try:
                    found = connection.exec_driver_sql(f"pragma quick_check({name})").scalar()
                except OperationalError as error:
                    if was_interrupted(error):
                        return False
                    raise
                if found != "ok":
                    self._note_trouble(CacheDamaged())
                    raise CacheDamaged
        return True

    def probe(self) -> None:
        """After a trouble: look whether the disk takes a write again. Raises as `write` does."""
        with self.write() as connection:
            remember(connection, "probe", self.trouble)

    def checkpoint(self) -> None:
        """Bring all that was committed into the file itself, which may then be moved without its log.

        Raises CacheUnwritable; closing does the same, but leaves the log behind and says nothing.
        """
        with self.read() as connection:
            connection.exec_driver_sql("pragma wal_checkpoint(truncate)")

    def close(self) -> None:
        """Close all connections; the file may then be moved or opened by another."""
        self._engine.dispose()

    def _connect(self) -> Any:
        return connect(self.path, self._key)

    @contextmanager
    def _troubles(self) -> Iterator[None]:
        try:
            yield
        except DatabaseError as error:
            refusal = refusal_of(error, self.path)
            if refusal is None:
                raise
            self._note_trouble(refusal)
            raise refusal from error

    def _note_trouble(self, refusal: CacheRefused) -> None:
        if self.trouble != refusal.code:
            self.trouble = refusal.code
            self.on_trouble()

    def _prepare(self) -> None:
        with self.write() as connection:
            version = connection.exec_driver_sql("pragma user_version").scalar_one()
            if version > CACHE_VERSION:
                raise CacheRefused("cache_too_new", parameters={"version": version})
            if version < CACHE_VERSION:
                _make_tables(connection)
                connection.exec_driver_sql(f"pragma user_version = {CACHE_VERSION}")


def connect(path: Path, key: bytes) -> Any:
    """A connection of the driver to a file of this kind; raises the driver's own errors."""
    connection = dbapi2.connect(
        str(path), timeout=_BUSY_MS / 1000, isolation_level=None, check_same_thread=False
    )
    # SQLCipher would tell stderr of a wrong key; we tell it by an exception.
    connection.execute("pragma cipher_log_level = none")
    connection.execute(f"""pragma key = "x'{key.hex()}'" """)
    for pragma in (
        "journal_mode = wal",
        "synchronous = full",
        "fullfsync = on",
        "temp_store = memory",
        "cache_size = -16000",
    ):
        connection.execute(f"pragma {pragma}")
    return connection


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
