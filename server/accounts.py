"""`kelaseh-server account`: logins and desks by hand, on the machine where the server runs.

Passwords are asked for, or read from standard input where nobody sits there; never taken from the command
line, which others on the machine can read.
"""

from __future__ import annotations

import argparse
import getpass
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg2

from server import users
from server.database import DATABASE
from server.run import running_in

SHORTEST_PASSWORD = 12


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `kelaseh-server account`."""
    parser.add_argument("--data", type=Path, required=True, metavar="DIR", help="the server's folder")
    acts = parser.add_subparsers(dest="what", required=True, metavar="WHAT")
    added = acts.add_parser("add", help="make a login, or change its names and password")
    added.add_argument("login")
    added.add_argument("given")
    added.add_argument("family")
    seated = acts.add_parser("seat", help="give a login a role at a desk from today on")
    seated.add_argument("login")
    seated.add_argument("desk", help="the desk's code")
    seated.add_argument("role")
    for name, meaning in (
        ("password", "give a login a new password"),
        ("lock", "shut a login out at once"),
        ("unlock", "let a locked login in again"),
    ):
        acts.add_parser(name, help=meaning).add_argument("login")


def run(arguments: argparse.Namespace) -> int:
    """`kelaseh-server account`: make logins, give them desks, lock them."""
    centre = running_in(arguments.data).superuser_connection(DATABASE)
    with (
        closing(psycopg2.connect(**centre)) as connection,
        connection,
        connection.cursor() as cursor,
    ):
        try:
            _act(cursor, arguments)
        except (ValueError, LookupError) as error:
            print(error, file=sys.stderr)
            return 1
        except psycopg2.errors.ExclusionViolation:
            print(f"{arguments.login} already belongs to desk {arguments.desk}.", file=sys.stderr)
            return 1
    return 0


def _act(cursor: Any, arguments: argparse.Namespace) -> None:
    if arguments.what == "add":
        users.add_login(cursor, arguments.login, _password(), arguments.given, arguments.family)
    elif arguments.what == "seat":
        cursor.execute(
            "select d.id, rule.today() from court.desk d where d.code = %s and d.active", (arguments.desk,)
        )
        desk = cursor.fetchone()
        if desk is None:
            raise LookupError(f"there is no desk {arguments.desk!r}")
        users.add_membership(cursor, arguments.login, desk[0], arguments.role, first_day=desk[1])
    elif arguments.what == "password":
        users.set_password(cursor, arguments.login, _password())
    elif arguments.what == "lock":
        users.lock(cursor, arguments.login)
    else:
        users.unlock(cursor, arguments.login)


def _password() -> str:
    typed = getpass.getpass("Password: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
    if len(typed) < SHORTEST_PASSWORD:
        raise ValueError(f"a password has at least {SHORTEST_PASSWORD} characters")
    return typed
