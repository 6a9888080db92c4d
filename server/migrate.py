"""Bring a database to this program's version: tables are migrated, code is replaced.

Everything happens in one transaction: either the database is of this version afterwards, or it is as it was.
"""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Any

import psycopg2
from alembic import command
from alembic.config import Config
from psycopg2 import sql
from sqlalchemy import NullPool, create_engine
from sqlalchemy.engine import Connection

from server.migrations.env_schema import SCHEMA
from server.reference import load_reference

OWNER, READER, USER, WARDEN = "kelaseh_owner", "kelaseh_reader", "kelaseh_user", "kelaseh_warden"
MARKS = tuple(
    f"kelaseh_{role}"
    for role in (
        "clerk",
        "judge",
        "branch_manager",
        "referral_authority",
        "enquiry_officer",
        "district_head",
        "administrator",
    )
)
"""Roles granted to nobody: they carry the rights of who holds that role at a desk today."""

SQL = Path(__file__).parent / "sql"
CODE_SCHEMAS = ("rule", "command", "api")
_ROUTINES = ("rule", "trigger", "command", "api")
_ONE_MIGRATION_AT_A_TIME = 0x6B656C61


def migrate(connection: dict[str, Any]) -> None:
    """Make or bring up to date the database of `connection`: arguments of psycopg2.connect for a superuser.

    Idempotent. Raises what PostgreSQL raises, and the database is then unchanged.
    """
    engine = create_engine(
        "postgresql+psycopg2://", creator=lambda: psycopg2.connect(**connection), poolclass=NullPool
    )
    with engine.begin() as migration:
        cursor = migration.connection.cursor()
        cursor.execute("select pg_advisory_xact_lock(%s)", (_ONE_MIGRATION_AT_A_TIME,))
        _make_roles(cursor)
        _migrate_tables(migration)
        _own_tables(cursor)
        _replace_code(cursor)
        load_reference(cursor)
        cursor.execute("insert into court.chain_head (desk) select id from court.desk on conflict do nothing")
        cursor.execute(
            "insert into court.secret values ('receipt', %s) on conflict do nothing",
            (secrets.token_bytes(32),),
        )


def _make_roles(cursor: Any) -> None:
    """Roles belong to the whole cluster; another database of it may have made them."""
    for role in (OWNER, READER, USER, WARDEN, *MARKS):
        cursor.execute("select from pg_roles where rolname = %s", (role,))
        if not cursor.rowcount:
            cursor.execute(sql.SQL("create role {} nologin").format(sql.Identifier(role)))
    # Only this form, without a schema, takes the right to execute away from everybody.
    cursor.execute(f"alter default privileges for role {OWNER} revoke execute on functions from public")
    cursor.execute("alter default privileges revoke execute on functions from public")
    cursor.execute(f"grant usage on language plpgsql to {OWNER}")


def _migrate_tables(connection: Connection) -> None:
    connection.exec_driver_sql(f"create schema if not exists {SCHEMA}")
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _own_tables(cursor: Any) -> None:
    """Everything in court belongs to the owner, whoever ran the revision that made it."""
    cursor.execute(f"alter schema court owner to {OWNER}")
    cursor.execute(
        "select relkind, relname from pg_class"
        " where relnamespace = 'court'::regnamespace and relkind in ('r', 'S', 'v', 'p')"
        "   and not exists (select from pg_depend where objid = pg_class.oid and deptype in ('i', 'a'))"
    )
    for kind, name in cursor.fetchall():
        noun = {"S": "sequence", "v": "view"}.get(kind, "table")
        cursor.execute(
            sql.SQL("alter {} court.{} owner to {}").format(
                sql.SQL(noun), sql.Identifier(name), sql.Identifier(OWNER)
            )
        )


def _replace_code(cursor: Any) -> None:
    """Drop the schemas that hold no data and make them anew from ``server/sql``."""
    for schema in CODE_SCHEMAS:
        cursor.execute(f"drop schema if exists {schema} cascade")
    for schema in CODE_SCHEMAS:
        cursor.execute(f"create schema {schema} authorization {OWNER}")
    # A routine may call one whose file comes later; all are checked at the end.
    cursor.execute("set local check_function_bodies = off")
    cursor.execute(f"set local role {OWNER}")
    for folder in _ROUTINES:
        for file in sorted((SQL / folder).glob("*.sql")):
            cursor.execute(file.read_text(encoding="utf-8"))
    cursor.execute("set local role none")
    for file in sorted((SQL / "policy").glob("*.sql")):
        cursor.execute(file.read_text(encoding="utf-8"))
    cursor.execute("set local check_function_bodies = on")
    cursor.execute(
        "select case l.lanname when 'sql' then fmgr_sql_validator(p.oid) else plpgsql_validator(p.oid) end"
        "  from pg_proc p join pg_language l on l.oid = p.prolang"
        " where p.pronamespace::regnamespace::text = any(%s)",
        (list(CODE_SCHEMAS),),
    )
