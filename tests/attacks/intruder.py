"""Somebody with psql and a login of his own."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any

import psycopg2

from tests.server.world import Province

DENIED = "42501"
NO_SUCH_FUNCTION = "42883"
NO_SUCH_OBJECT = "42704"
NO_SUCH_TABLE = "42P01"


class Intruder:
    """A connection of a login; every attempt is a transaction that is rolled back."""

    def __init__(self, province: Province, login: str) -> None:
        self.login = login
        self.province = province
        self.connection = psycopg2.connect(**province.connection(login))
        self.attempts = 0

    def close(self) -> None:
        """End the connection."""
        self.connection.close()

    def refused(self, *statements: str) -> str | None:
        """The SQLSTATE of the first statement that fails, None if all succeed."""
        self.attempts += 1
        try:
            with self.connection.cursor() as cursor:
                for statement in statements:
                    if statement.lower().startswith("copy"):
                        cursor.copy_expert(statement, io.StringIO())
                    else:
                        cursor.execute(statement)
        except psycopg2.Error as error:
            return error.pgcode or "client"
        else:
            return None
        finally:
            self.connection.rollback()

    def value(self, statement: str, parameters: tuple[Any, ...] = ()) -> Any:
        """The first column of the first row."""
        with self.connection.cursor() as cursor:
            cursor.execute(statement, parameters)
            return cursor.fetchone()[0]

    def successes(
        self, attempts: Iterable[tuple[str, ...]], expected: frozenset[str]
    ) -> list[tuple[str | None, tuple[str, ...]]]:
        """What was not refused with one of the expected SQLSTATEs."""
        outcomes = [(self.refused(*statements), statements) for statements in attempts]
        return [outcome for outcome in outcomes if outcome[0] not in expected]
