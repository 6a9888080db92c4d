"""Databases with the invented province, and its people."""

import itertools
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import date
from typing import Any

import psycopg2

from server.cluster import Cluster
from server.demo import DemoUser
from tests import database_copy
from tests.conftest import Database
from tests.server.world import Station

_numbers = itertools.count(1)


class Demo:
    """A database with the demonstration, and its people."""

    def __init__(self, database: Database, users: list[DemoUser]) -> None:
        self.database = database
        self.users = users

    def rows(self, query: str, *parameters: Any) -> list[tuple[Any, ...]]:
        """What a superuser reads."""
        with (
            closing(psycopg2.connect(**self.database.superuser)) as connection,
            connection.cursor() as cursor,
        ):
            cursor.execute(query, parameters or None)
            found: list[tuple[Any, ...]] = cursor.fetchall()
        return found

    def value(self, query: str, *parameters: Any) -> Any:
        """The first column of the first row."""
        return self.rows(query, *parameters)[0][0]

    @property
    def today(self) -> date:
        """Today, by the centre's clock."""
        found: date = self.value("select rule.today()")
        return found

    def user(self, role: str, desk: int | None = None) -> DemoUser:
        """Somebody with this role, at a desk if one is named."""
        return next(user for user in self.users if user.role == role and desk in (None, user.desk))

    def station(self, user: DemoUser) -> Station:
        """A person at a workstation."""
        return Station(self.database.as_(user.login, user.password), user.desk)


@contextmanager
def migrated_databases(cluster: Cluster, template: str) -> Iterator[Callable[[], Database]]:
    """Makes migrated databases that last until the block ends."""
    names: list[str] = []

    def make() -> Database:
        names.append(f"kelaseh_demo_{next(_numbers)}")
        with database_copy.statements(cluster.superuser_connection()) as cursor:
            database_copy.copy(cursor, template, names[-1])
        return Database(cluster, names[-1])

    yield make
    with database_copy.statements(cluster.superuser_connection()) as cursor:
        for name in names:
            database_copy.drop(cursor, name)
