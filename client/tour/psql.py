"""A person's own login at the centre without the program, as with psql: what it can and cannot do."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import psycopg2
from psycopg2 import errors, sql

from client.sync.session import ServerAddress

Row = list[Any]

_COURT_TABLES = ("court_case", "party", "claim", "docket_entry", "decision", "seal", "command_log")


class Terminal:
    """One connection of `login`; a transaction lasts from its first call to `commit` or `roll_back`."""

    def __init__(self, server: ServerAddress, login: str, password: str) -> None:
        self._connection = psycopg2.connect(
            host=server.host, port=server.port, dbname=server.database, user=login, password=password
        )

    def close(self) -> None:
        """End the connection."""
        self._connection.close()

    def commit(self) -> None:
        """Keep what was done."""
        self._connection.commit()

    def roll_back(self) -> None:
        """Undo what was done, as far as the centre lets it be undone."""
        self._connection.rollback()

    def call(self, name: str, request: Any) -> dict[str, Any]:
        """The answer of api.<name>, refusals (with a key "code") included."""
        with self._connection.cursor() as cursor:
            call = sql.SQL("select {}(%s)").format(sql.Identifier("api", name))
            cursor.execute(call, (json.dumps(request),))
            row = cursor.fetchone()
        answer: dict[str, Any] = row[0] if row else {}
        return answer

    def who(self) -> str:
        """The login as the centre sees it."""
        with self._connection.cursor() as cursor:
            cursor.execute("select session_user")
            row = cursor.fetchone()
        self._connection.rollback()
        return str(row[0]) if row else ""

    def readable_tables(self) -> list[str]:
        """Which of the centre's tables this login may read: there should be none."""
        return [table for table in _COURT_TABLES if self._may_read(table)]

    def rows_of(self, desk: int, case: str) -> dict[str, list[Row]]:
        """Every row that is told of the case, asked for by its id or not, by table."""
        answers = [self.call("cases", {"desk": desk, "ids": [case]}), self.call("changes", {"desks": {}})]
        found: dict[str, list[Row]] = {}
        for answer in (*answers, *self._pages(desk)):
            for table, rows in answer["rows"].items():
                found.setdefault(table, []).extend(row for row in rows if case in row)
        self._connection.rollback()
        return {table: rows for table, rows in found.items() if rows}

    def count_cases(self, desk: int, number: str) -> int:
        """How many cases of that number the centre has at `desk`."""
        rows = (row for page in self._pages(desk) for row in page["rows"].get("court_case", ()))
        count = sum(number in row for row in rows)
        self._connection.rollback()
        return count

    def _pages(self, desk: int) -> Iterator[dict[str, Any]]:
        """All that is delivered to `desk`, page by page."""
        after: dict[str, Any] | None = {}
        while after is not None:
            page = self.call("fill", {"desk": desk, "limit": 500, **after})
            yield page
            after = {"after": page["after"]} if page.get("after") else None

    def _may_read(self, table: str) -> bool:
        try:
            with self._connection.cursor() as cursor:
                cursor.execute(sql.SQL("select * from {} limit 1").format(sql.Identifier("court", table)))
        except errors.InsufficientPrivilege:
            return False
        else:
            return True
        finally:
            self._connection.rollback()
