"""A session may be set up as its login likes: the door does the same, the log stays verifiable."""

from contextlib import closing

import psycopg2
import pytest

from tests.server import world
from tests.server.world import Province, Station

STRANGE = (
    "set datestyle = 'German, DMY'",
    "set intervalstyle = 'sql_standard'",
    "set timezone = 'Pacific/Kiritimati'",
    "set bytea_output = escape",
    "set extra_float_digits = -15",
    "set array_nulls = off",
    "set transform_null_equals = on",
    "set escape_string_warning = off",
    "set quote_all_identifiers = on",
    "set xmloption = content",
    "set backslash_quote = on",
    "set plan_cache_mode = force_custom_plan",
    "set role kelaseh_user",
    "set search_path = court, rule, command",
    "set synchronous_commit = off",
    "select setseed(0.5)",
)


def test_strange_settings_change_nothing_that_is_written(province: Province) -> None:
    story = province.story().register().refer()
    clerk = Station(province.connection("clerk2"), world.FIRST)
    with closing(clerk), clerk.connection.cursor() as cursor:
        for statement in STRANGE:
            cursor.execute(statement)
        province._stations["clerk2"] = clerk
        story.accept()
        with pytest.raises(world.Rejected) as refused:
            story.decide("201", clerk="clerk2", judge="clerk2")  # a clerk does not sign
        assert refused.value.code == "forbidden"
    with province.superuser() as cursor:
        cursor.execute(
            "select n, rule.link(lag(hash, 1, '\\x') over (order by n), l) = hash from court.command_log l"
            " where desk = %s order by n",
            (world.FIRST,),
        )
        assert cursor.fetchall() == [(1, True), (2, True), (3, True)]
        cursor.execute("select received_on = rule.today(), next_on - received_on from court.docket_entry")
        assert cursor.fetchone() == (True, 30)


def test_backslashes_read_the_old_way_let_nothing_unclean_through(province: Province) -> None:
    story = province.story().register().refer().accept()
    with closing(Station(province.connection("clerk2"), world.FIRST)) as clerk:
        with clerk.connection.cursor() as cursor:
            cursor.execute("set standard_conforming_strings = off")
        for body in ("متن\u202e", "كتاب", "a\x1f", "a  b", " a", "a\u200c ", "٣"):
            payload = {
                "case": str(story.case), "decision": str(world.uuid7()), "entry": str(story.entry),
                "number": clerk.next_number("decision"), "kind": "verdict", "disposition": "201",
                "decided_on": str(clerk.today), "body": body,
            }  # fmt: skip
            (answer,) = clerk.send(clerk.envelope("prepare_decision", payload))
            assert answer["code"] == "not_clean", body


@pytest.mark.parametrize("isolation", ["repeatable read", "serializable"])
def test_other_isolations_are_refused_with_a_code(province: Province, isolation: str) -> None:
    with closing(psycopg2.connect(**province.connection("clerk2"))) as connection:
        for function, request in (
            ("execute", "[]"),
            ("changes", '{"desks": {}}'),
            ("fill", '{"desk": 2}'),
            ("hello", "{}"),
            ("lease", "{}"),
            ("present", "{}"),
            ("verify", '{"desk": 2}'),
            ("heads", '{"desk": 2}'),
            ("cases", '{"desk": 2, "ids": []}'),
        ):
            with connection.cursor() as cursor:
                cursor.execute(f"set transaction isolation level {isolation}")
                cursor.execute(f"select api.{function}(%s)", (request,))
                assert cursor.fetchone() == ({"code": "not_read_committed"},), function
            connection.rollback()
