"""People who may sign in: a PostgreSQL role of their own, an account, and memberships of desks.

Each function writes with the caller's cursor, a superuser's, and leaves the commit to him.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from psycopg2 import sql
from psycopg2.extras import DateRange

from common.text import is_clean, sort_key
from server.migrate import USER

CONNECTIONS = 3
"""How many connections a login may hold: the program's, one that is just ending, one to spare."""

_LOGIN = re.compile(r"[a-z][a-z0-9_.]{1,62}")
_RESERVED = ("pg_", "kelaseh_", "postgres")


def add_login(
    cursor: Any, login: str, password: str, given: str, family: str, *, public_key: bytes | None = None
) -> None:
    """Make a login and its account; what exists in this database or the cluster is brought in line.

    Raises ValueError for a login that is not 2 to 63 lower-case letters, digits, `_` and `.`, or is reserved,
    and for names that are not in their stored form.
    """
    if not _LOGIN.fullmatch(login) or login.startswith(_RESERVED):
        raise ValueError(f"{login!r} cannot be a login")
    if not is_clean(given) or not is_clean(family):
        raise ValueError("the name is not in its stored form")
    cursor.execute("select from pg_roles where rolname = %s", (login,))
    verb = "alter" if cursor.rowcount else "create"
    cursor.execute("set local password_encryption = 'scram-sha-256'")
    cursor.execute(
        sql.SQL(
            "{} role {} with login password {} connection limit {} nosuperuser nocreatedb nocreaterole"
        ).format(sql.SQL(verb), sql.Identifier(login), sql.Literal(password), sql.Literal(CONNECTIONS))
    )
    cursor.execute(sql.SQL("grant {} to {}").format(sql.Identifier(USER), sql.Identifier(login)))
    cursor.execute(
        "insert into court.account (login, given, family, sort_key, public_key) values (%s, %s, %s, %s, %s)"
        " on conflict (login) do update set given = excluded.given, family = excluded.family,"
        "    sort_key = excluded.sort_key, public_key = excluded.public_key, changed = default",
        (login, given, family, sort_key(f"{family} {given}"), public_key),
    )


def add_membership(
    cursor: Any,
    login: str,
    desk: int,
    role: str,
    *,
    first_day: date | None = None,
    day_after: date | None = None,
    substitute_for: str | None = None,
) -> int:
    """Let a login act in a role at a desk from `first_day` until before `day_after`; None has no bound.

    Returns the membership's id. Raises ValueError for a role that is not held at this kind of desk, and
    psycopg2's ExclusionViolation if the login already belongs to that desk on one of the days.
    """
    cursor.execute("select rule.sits_at(%s, d.kind) from court.desk d where d.id = %s", (role, desk))
    if cursor.fetchone() != (True,):
        raise ValueError(f"desk {desk} has no {role}")
    cursor.execute(
        "insert into court.membership (login, desk, role, during, substitute_for)"
        " values (%s, %s, %s, %s, %s) returning id",
        (login, desk, role, DateRange(first_day, day_after), substitute_for),
    )
    membership: int = cursor.fetchone()[0]
    return membership


def lock(cursor: Any, login: str) -> None:
    """Shut a login out: no new connection, no right in an open one; open ones end. Raises LookupError."""
    _set_locked(cursor, login, locked=True)
    cursor.execute("select pg_terminate_backend(pid) from pg_stat_activity where usename = %s", (login,))


def unlock(cursor: Any, login: str) -> None:
    """Let a locked login in again. Raises LookupError."""
    _set_locked(cursor, login, locked=False)


def set_password(cursor: Any, login: str, password: str) -> None:
    """Give a login of ours a new password. Raises LookupError."""
    cursor.execute("select from court.account where login = %s", (login,))
    if not cursor.rowcount:
        raise LookupError(f"there is no account {login!r}")
    cursor.execute("set local password_encryption = 'scram-sha-256'")
    cursor.execute(
        sql.SQL("alter role {} with password {}").format(sql.Identifier(login), sql.Literal(password))
    )


def _set_locked(cursor: Any, login: str, *, locked: bool) -> None:
    cursor.execute(
        "update court.account set locked = %s, changed = default where login = %s", (locked, login)
    )
    if not cursor.rowcount:
        raise LookupError(f"there is no account {login!r}")
    cursor.execute(
        sql.SQL("alter role {} with {}").format(
            sql.Identifier(login), sql.SQL("nologin" if locked else "login")
        )
    )
