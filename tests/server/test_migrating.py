"""A database of the first release is brought up to date with everything in it."""

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg2
import pytest

from common.identifiers import uuid7
from server import audit, migrate
from server.cluster import Cluster
from tests import database_copy
from tests.conftest import Database
from tests.server import world
from tests.server.amending import amend, subject
from tests.server.world import Province

REVISIONS = Path(migrate.__file__).parent / "migrations" / "versions"
DROP_CODE = "drop schema api cascade; drop schema command cascade; drop schema rule cascade"


@pytest.fixture
def released(cluster: Cluster) -> Iterator[Database]:
    """A database with the tables of 0001 alone, and nothing in them but words."""
    name = f"kelaseh_released_{uuid7().hex}"
    with database_copy.statements(cluster.superuser_connection()) as cursor:
        cursor.execute(f"create database {name} template template0")
        yield Database(cluster, name)
        database_copy.drop(cursor, name)


def rows(database: Database, query: str) -> list[tuple[Any, ...]]:
    with closing(psycopg2.connect(**database.superuser)) as connection, connection.cursor() as cursor:
        cursor.execute(query)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


def make_the_first_release(database: Database) -> None:
    """The tables as they were released, twenty cases half-way through, and the log of what was done."""
    with (
        closing(psycopg2.connect(**database.superuser)) as connection,
        connection,
        connection.cursor() as cursor,
    ):
        cursor.execute((REVISIONS / "0001_first.sql").read_text(encoding="utf-8"))
        cursor.execute("create schema migration")
        cursor.execute("create table migration.alembic_version (version_num varchar(32) primary key)")
        cursor.execute("insert into migration.alembic_version values ('0001')")
        # The guard of the released code: whatever the migration does, it must not be kept from it.
        cursor.execute("create schema rule")
        for trigger in ("kept", "forgotten"):
            cursor.execute((migrate.SQL / "trigger" / f"{trigger}.sql").read_text(encoding="utf-8"))
        cursor.execute(
            "create trigger kept before update or delete or truncate on court.command_log"
            " execute function rule.kept();"
            "create trigger guard before insert or update on court.decision for each row"
            " when (new.changed <> pg_current_xact_id()) execute function rule.forgotten()"
        )


def test_the_form_of_the_alembic_version_is_that_of_the_program(released: Database) -> None:
    """What `make_the_first_release` writes by hand is what the program finds."""
    migrate.migrate(released.superuser)
    assert rows(released, "select version_num from migration.alembic_version") == [("0002",)]


def fill(database: Database) -> list[str]:
    """Twenty cases of the first release, taken up, decided and signed; the ids of their commands."""
    ids: list[str] = []
    with (
        closing(psycopg2.connect(**database.superuser)) as connection,
        connection,
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "insert into court.district values (9, 'حوزه');"
            "insert into court.body values (9, 9, 'criminal', 'مجتمع');"
            "insert into court.desk (id, code, kind, body, title, sort_key)"
            " values (91, 'r', 'referral', 9, 'ر', '');"
            "insert into court.desk (id, code, kind, branch_kind, body, title, sort_key)"
            " values (92, 'b', 'branch', 'criminal_two', 9, 'ش', '')"
        )
        for n in range(1, 21):
            case, entry, command = str(uuid7()), str(uuid7()), str(uuid7())
            ids.append(command)
            values = {"case": case, "entry": entry, "number": f"14056892{n:010d}", "n": n, "id": str(uuid7())}
            cursor.execute(
                "insert into court.court_case (id, number, kind, subject, received_on, holder, registered_by)"
                " values (%(case)s, %(number)s, 'criminal', 'توهین', '2026-01-01', 92, 'x');"
                "insert into court.case_access (case_id, desk, level) values (%(case)s, 92, 2);"
                "insert into court.party (id, case_id, ordinal, role, kind, given, family, sort_key,"
                " search_key) values (%(id)s, %(case)s, 1, 'lawyer', 'person', 'علی', 'محمدی', '', '');"
                "insert into court.claim (id, case_id, ordinal, code_kind, code)"
                " values (%(id)s, %(case)s, 1, 'charge', '306');"
                "insert into court.docket_entry (id, case_id, desk, ordinal, archive_year, archive_row,"
                " received_on, in_on, in_class, opened_by)"
                " values (%(entry)s, %(case)s, 92, 1, 1404, %(n)s, '2026-01-01', '2026-01-01', 'new', 'x');"
                "insert into court.decision (id, case_id, entry, desk, number, disposition, decided_on, body,"
                " state, register_year, register_row, prepared_by, signed_at, signed_by) values (%(id)s,"
                " %(case)s, %(entry)s, 92, %(number)s, '201', '2026-02-01', 'رأی', 'signed', 1404, %(n)s,"
                " 'x', now(), 'x')",
                values,
            )
            cursor.execute(
                "insert into court.command_log (id, desk, n, actor, kind, version, payload, status, result,"
                " incarnation, position, receipt, hash) values (%s, 92, %s, 'x', 'register_case', 1, %s, %s,"
                " '{}', 1, %s, '', '')",
                (command, n, json.dumps({"case": case}), "rejected" if n == 20 else "applied", n),
            )
    return ids


def test_a_database_of_the_first_release_keeps_everything_and_gains_its_story(released: Database) -> None:
    make_the_first_release(released)
    ids = fill(released)
    kept = "select to_jsonb(t) - 'changed' from court.{} t order by id"
    tables = ("court_case", "party", "claim", "docket_entry", "decision", "command_log")
    before = {table: rows(released, kept.format(table)) for table in tables}
    migrate.migrate(released.superuser)
    for table in tables:
        after = rows(released, kept.format(table))
        assert len(after) == 20
        for (old,), (new,) in zip(before[table], after, strict=True):
            assert old.items() <= new.items()
    assert rows(released, "select distinct withdrawn, double_of from court.court_case") == [(False, None)]
    assert rows(released, "select distinct struck from court.party") == [(False,)]
    assert rows(released, "select distinct kind, corrects from court.decision") == [("verdict", None)]
    told = rows(
        released, "select id::text from court.command_log where case_id is not null order by position"
    )  # fmt: skip
    assert [id for (id,) in told] == ids[:19]
    assert rows(
        released,
        "select count(*) from court.command_log where case_id is distinct from (payload ->> 'case')::uuid"
        " and status = 'applied'",
    ) == [(0,)]
    with pytest.raises(psycopg2.errors.RaiseException, match="append-only"):
        rows(released, "update court.command_log set case_id = null returning 1")


def test_what_was_migrated_is_worked_with_and_its_chains_hold(released: Database) -> None:
    make_the_first_release(released)
    migrate.migrate(released.superuser)
    with closing(Province(released)) as province:
        story = province.story().register().refer().accept()
        amend(story, subject(story, "توهین"), login="clerk2")
        story.decide("201").send_up()
        page = province.station("clerk2").ask("fill", desk=world.FIRST)
        assert [row[4] for row in page["rows"]["event"]] == [
            "register_case", "refer_case", "accept_referral", "amend_case", "prepare_decision",
            "sign_decision", "send_up",
        ]  # fmt: skip
        assert not audit.verify(released.superuser).findings
