"""What must hold of the schemas whatever is added to them."""

import re

from common.read_models import CASE_TABLES, FEED_COLUMNS
from server.cluster import Cluster
from server.migrate import SQL, migrate
from tests.server.amending import full_story
from tests.server.world import Province

ROUTINE = re.compile(r"^create (?:function|type) (\w+)\.(\w+)", re.MULTILINE)


def test_each_file_holds_one_routine_of_its_name() -> None:
    for folder in ("rule", "trigger", "command", "api"):
        for file in sorted((SQL / folder).glob("*.sql")):
            text = file.read_text(encoding="utf-8")
            schema = "rule" if folder == "trigger" else folder
            assert ROUTINE.findall(text) == [(schema, file.stem)], file
            assert text.startswith("-- "), f"{file} says nothing of itself"


def test_no_code_converts_dates_by_the_callers_time_zone() -> None:
    for file in SQL.glob("*/*.sql"):
        text = re.sub(r"--.*", "", file.read_text(encoding="utf-8"))
        assert not re.search(r"current_date|date_trunc|::date\b|localtime", text), file


def test_nothing_in_court_depends_on_code(province: Province) -> None:
    depending = province.value(
        "select count(*) from pg_depend d"
        "  join pg_proc p on d.refclassid = 'pg_proc'::regclass and p.oid = d.refobjid"
        " where p.pronamespace::regnamespace::text in ('api', 'command', 'rule')"
        "   and d.classid in ('pg_attrdef'::regclass, 'pg_constraint'::regclass, 'pg_class'::regclass)"
    )
    assert depending == 0


def test_the_door_leads_to_every_command() -> None:
    """A command without its line in api.execute would fail whole batches."""
    door = (SQL / "api" / "execute.sql").read_text(encoding="utf-8")
    led_to = re.findall(r"when '(\w+)' then entry\.result := command\.(\w+)\(", door)
    assert {kind for kind, _ in led_to} == {file.stem for file in (SQL / "command").glob("*.sql")}
    assert all(kind == routine for kind, routine in led_to)


def test_a_value_used_before_is_told_by_constraints_that_exist(province: Province) -> None:
    named = re.findall(r"when '(\w+)' then", (SQL / "rule" / "field_of.sql").read_text(encoding="utf-8"))
    with province.superuser() as cursor:
        cursor.execute("select conname from pg_constraint where connamespace = 'court'::regnamespace")
        assert set(named) <= {name for (name,) in cursor.fetchall()}
    assert named


def test_every_row_of_a_case_has_its_case(province: Province) -> None:
    """No foreign key says so: docs/decisions/0003."""
    full_story(province)
    with province.superuser() as cursor:
        cursor.execute(
            "select relname from pg_class join pg_attribute on attrelid = pg_class.oid"
            " where relnamespace = 'court'::regnamespace and relkind = 'r' and attname = 'case_id'"
        )
        tables = [table for (table,) in cursor.fetchall()]
    assert len(tables) == 14
    for table in tables:
        lost = (
            f"select count(*) from court.{table} t where not exists ("
            "select from court.court_case c where c.id = t.case_id) and t.case_id is not null"
        )
        assert province.value(lost) == 0, table
        assert province.value(f"select count(*) from court.{table}") > 0


def test_a_second_migration_keeps_the_rows_and_the_code(province: Province) -> None:
    story = province.story().register()
    migrate(province.database.superuser)
    story.refer()
    assert province.value("select count(*) from court.referral") == 1


def test_a_login_may_execute_api_and_nothing_else_of_ours(province: Province) -> None:
    with province.superuser() as cursor:
        cursor.execute(
            "select p.oid::regprocedure::text, p.pronamespace::regnamespace::text from pg_proc p"
            " where p.pronamespace::regnamespace::text in ('api', 'command', 'rule')"
            "   and has_function_privilege('clerk2', p.oid, 'execute')"
        )
        assert {schema for _, schema in cursor.fetchall()} == {"api"}
        for schema in ("court", "command", "rule", "migration", "public"):
            cursor.execute("select has_schema_privilege('clerk2', %s, 'usage')", (schema,))
            assert cursor.fetchone() == (False,), schema


def test_definer_functions_and_commands_pin_their_search_path(province: Province) -> None:
    loose = province.value(
        "select array_agg(p.oid::regprocedure::text) from pg_proc p"
        " where p.pronamespace::regnamespace::text in ('api', 'command', 'rule')"
        "   and (p.prosecdef or p.pronamespace = 'command'::regnamespace"
        "        or p.prorettype = 'trigger'::regtype)"
        "   and not coalesce(p.proconfig @> array['search_path=pg_catalog, pg_temp'], false)"
    )
    assert loose is None
    assert province.value("select bool_and(prosecdef) from pg_proc where pronamespace = 'api'::regnamespace")
    assert not province.value(
        "select bool_or(prosecdef) from pg_proc where pronamespace = 'command'::regnamespace"
    )


def test_the_feed_delivers_the_columns_both_sides_agreed_on(province: Province) -> None:
    story = full_story(province)
    for login in ("clerk2", "clerk4"):
        station = province.station(login)
        page = station.ask("fill", desk=station.desk)
        for table, rows in page["rows"].items():
            with province.superuser() as cursor:
                _compare(cursor, table, rows[0])
        for table, rows in station.ask("changes", desks={})["reference"].items():
            assert {len(row) for row in rows} == {len(FEED_COLUMNS[table])}, table
    assert story.number
    delivered = set(province.station("clerk2").ask("fill", desk=2)["rows"]) | {"announcement"}
    assert delivered == {table.name for table in CASE_TABLES}


def _compare(cursor: object, table: str, row: list[object]) -> None:
    columns = FEED_COLUMNS[table]
    assert len(row) == len(columns), table
    if table == "announcement":
        return
    if table == "event":
        cursor.execute(  # type: ignore[attr-defined]
            "select kind, desk, actor, position from court.command_log where id = %s", (row[0],)
        )
        told = dict(zip(columns, row, strict=True))
        assert cursor.fetchone() == (told["kind"], told["desk"], told["actor"], told["position"])  # type: ignore[attr-defined]
        return
    cursor.execute(f"select to_jsonb(t) from court.{table} t where id = %s", (row[0],))  # type: ignore[attr-defined]
    (stored,) = cursor.fetchone()  # type: ignore[attr-defined]
    for column, value in zip(columns, row, strict=True):
        if (column == "at" or column.endswith("_at")) and value is not None:
            assert str(value).endswith("Z")
            assert str(value)[:19] == str(stored[column])[:19]
        else:
            assert value == stored[column], (table, column)


def test_the_code_is_sound(both_versions: Cluster, province: Province) -> None:
    """Where plpgsql_check is installed it finds wrong names and types; elsewhere migrating checks the
    syntax, and the other tests call each routine."""
    with province.superuser() as cursor:
        cursor.execute("select from pg_available_extensions where name = 'plpgsql_check'")
        if not cursor.rowcount:
            return
        cursor.execute("create extension plpgsql_check")
        cursor.execute(
            "select c.functionid, c.lineno, c.message from pg_proc p join pg_language l on l.oid = p.prolang,"
            " lateral plpgsql_check_function_tb(p.oid, case"
            "   when p.proname = 'begin_chain' then 'court.desk'::regclass"
            "   when p.prorettype = 'trigger'::regtype then 'court.party'::regclass else 0 end,"
            "   performance_warnings => false, extra_warnings => false) c"
            " where l.lanname = 'plpgsql'"
            "   and p.pronamespace::regnamespace::text in ('api', 'command', 'rule')"
        )
        found = cursor.fetchall()
        assert not found, found
