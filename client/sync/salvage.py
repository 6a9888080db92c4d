"""Rows out of a damaged file: from both ends of a table up to the damage, then row by row between."""

from __future__ import annotations

import contextlib
import dataclasses
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Table, literal_column, select
from sqlcipher3 import dbapi2

from client.sync.cache import connect

# Where nothing tells how far a table went, so many rowids are tried beyond the last that was read.
_TRIED_BEYOND = 1000
_MOST_TRIED = 10_000

Row = tuple[Any, ...]


@dataclasses.dataclass(frozen=True)
class Salvaged:
    """Rows of a table by column, and the rowids that could not be read; None if nothing tells which."""

    rows: list[dict[str, Any]]
    unreadable: tuple[int, ...] | None

    @property
    def whole(self) -> bool:
        """Whether every row was read."""
        return self.unreadable == ()


class DamagedFile:
    """Reads what can be read of the cache at `path`; a file that can't be opened holds nothing."""

    def __init__(self, path: Path, key: bytes) -> None:
        self._path, self._key = path, key
        self._connection: Any = None

    def close(self) -> None:
        """Close the file."""
        if self._connection is not None:
            self._connection.close()
        self._connection = None

    def last_sequence(self, table: Table) -> int | None:
        """The highest key an AUTOINCREMENT table ever had; None if that can't be read."""
        rows, whole = self._read("select seq from sqlite_sequence where name = ?", table.name)
        if not whole:
            return None
        return int(rows[0][0]) if rows else 0

    def rows(self, table: Table, last: int | None = None) -> Salvaged:
        """What can be read of `table`; `last`: the highest rowid there ever was, if that is known.

        Columns that the file does not have are left out.
        """
        there, whole = self._read(f"pragma table_info({table.name})")
        names = {row[1] for row in there}
        columns = [column.name for column in table.columns if column.name in names]
        if not whole or not columns:
            return Salvaged([], () if whole else None)
        query = str(select(literal_column("rowid"), *(table.c[name] for name in columns)))
        read, whole = self._read(f"{query} order by rowid")
        found = {row[0]: row[1:] for row in read}
        unreadable: tuple[int, ...] | None = ()
        if not whole:
            unreadable = self._read_between(query, found, last)
        rows = [dict(zip(columns, found[rowid], strict=True)) for rowid in sorted(found)]
        return Salvaged(rows, unreadable)

    def _read_between(self, query: str, found: dict[int, Row], last: int | None) -> tuple[int, ...] | None:
        begin = max(found, default=0) + 1
        beyond, _ = self._read(f"{query} order by rowid desc")
        found.update({row[0]: row[1:] for row in beyond})
        guess = begin + _TRIED_BEYOND if last is None else last + 1
        end = beyond[-1][0] if beyond else guess
        unreadable = []
        for rowid in range(begin, min(end, begin + _MOST_TRIED)):
            rows, whole = self._read(f"{query} where rowid = ?", rowid)
            found.update({row[0]: row[1:] for row in rows})
            if not whole:
                unreadable.append(rowid)
        return None if last is None and not beyond else tuple(unreadable)

    def _read(self, query: str, *values: Any) -> tuple[Sequence[Row], bool]:
        """The rows up to the first damage, and whether there was none."""
        rows: list[Row] = []
        try:
            if self._connection is None:
                self._connection = connect(self._path, self._key)
            rows.extend(self._connection.execute(query, values))
        except dbapi2.DatabaseError:
            # SQLCipher reads nothing more over a connection that has met with damage.
            with contextlib.suppress(dbapi2.Error):
                self.close()
            self._connection = None
            return rows, False
        return rows, True
