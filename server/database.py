"""The database of a cluster: made with the settings that all copies of a text need to be equal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import psycopg2
from psycopg2 import sql

from server.migrate import migrate

if TYPE_CHECKING:
    from server.cluster import Cluster

DATABASE = "kelaseh"


def create_database(cluster: Cluster, name: str = DATABASE) -> None:
    """Make the database if it is missing, UTF8 and locale C as every store of ours sorts, and migrate it."""
    connection = psycopg2.connect(**cluster.superuser_connection())
    try:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute("select from pg_database where datname = %s", (name,))
            if not cursor.rowcount:
                cursor.execute(
                    sql.SQL("create database {} template template0 encoding 'UTF8' locale 'C'").format(
                        sql.Identifier(name)
                    )
                )
    finally:
        connection.close()
    migrate(cluster.superuser_connection(name))
