"""Copies of a database, with what CREATE DATABASE … TEMPLATE leaves behind: owner, rights and settings."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg2
from psycopg2 import sql


@contextmanager
def statements(connection_kwargs: dict[str, Any]) -> Iterator[Any]:
    """A cursor outside any transaction; the connection is closed afterwards."""
    connection = psycopg2.connect(**connection_kwargs)
    try:
        connection.autocommit = True
        with connection.cursor() as cursor:
            yield cursor
    finally:
        connection.close()


def exists(cursor: Any, name: str) -> bool:
    """Whether the server has a database of this name."""
    cursor.execute("select from pg_database where datname = %s", (name,))
    return bool(cursor.rowcount)


def copy(cursor: Any, template: str, name: str) -> None:
    """Make the database ``name`` exactly like ``template``. Nobody may be connected to the template."""
    cursor.execute(
        "select pg_get_userbyid(datdba) from pg_database where datname = %s",
        (template,),
    )
    (owner,) = cursor.fetchone()
    cursor.execute(
        sql.SQL("create database {} template {} owner {} strategy file_copy").format(
            sql.Identifier(name), sql.Identifier(template), sql.Identifier(owner)
        )
    )
    _copy_rights(cursor, template, name)
    _copy_settings(cursor, template, name)


def drop(cursor: Any, name: str) -> None:
    """Drop the database, whoever is still connected."""
    cursor.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name)))


def _copy_rights(cursor: Any, template: str, name: str) -> None:
    cursor.execute(sql.SQL("revoke all on database {} from public").format(sql.Identifier(name)))
    cursor.execute(
        "select case grantee when 0 then null else pg_get_userbyid(grantee) end, privilege_type"
        " from pg_database, aclexplode(coalesce(datacl, acldefault('d', datdba))) where datname = %s",
        (template,),
    )
    for grantee, privilege in cursor.fetchall():
        cursor.execute(
            sql.SQL("grant {} on database {} to {}").format(
                sql.SQL(privilege),
                sql.Identifier(name),
                sql.SQL("public") if grantee is None else sql.Identifier(grantee),
            )
        )


def _copy_settings(cursor: Any, template: str, name: str) -> None:
    cursor.execute(
        "select pg_get_userbyid(nullif(setrole, 0)), split_part(entry, '=', 1),"
        " substr(entry, strpos(entry, '=') + 1)"
        " from pg_db_role_setting join pg_database d on d.oid = setdatabase, unnest(setconfig) entry"
        " where datname = %s",
        (template,),
    )
    for role, setting, value in cursor.fetchall():
        whom = (
            sql.SQL("database {}").format(sql.Identifier(name))
            if role is None
            else sql.SQL("role {} in database {}").format(sql.Identifier(role), sql.Identifier(name))
        )
        # Lists such as search_path are stored as they would be written; a single value takes quotes.
        written = sql.SQL(value) if setting == "search_path" else sql.Literal(value)
        cursor.execute(sql.SQL("alter {} set {} to {}").format(whom, sql.Identifier(setting), written))
