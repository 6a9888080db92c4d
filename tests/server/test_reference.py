"""The words and rules every database starts with."""

import itertools
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import psycopg2
import pytest

from common import jalali
from common.text import is_clean, search_key, sort_key
from server.cluster import Cluster
from server.reference import code_rows, load_reference
from tests import database_copy

TABLES = Path(__file__).parents[2] / "server" / "migrations" / "versions" / "0001_first.sql"

_numbers = itertools.count(1)


@pytest.fixture
def cursor(cluster: Cluster) -> Iterator[Any]:
    """A cursor on the bare tables, in one transaction that is rolled back."""
    name = f"kelaseh_reference_{next(_numbers)}"
    with database_copy.statements(cluster.superuser_connection()) as statements:
        statements.execute(f"create database {name} template template0")
        connection = psycopg2.connect(**cluster.superuser_connection(name))
        try:
            with connection.cursor() as cursor:
                cursor.execute(TABLES.read_text(encoding="utf-8"))
                connection.commit()
                yield cursor
        finally:
            connection.close()
            database_copy.drop(statements, name)


def rows(cursor: Any, query: str) -> list[tuple[Any, ...]]:
    cursor.execute(query)
    result: list[tuple[Any, ...]] = cursor.fetchall()
    return result


def test_every_word_is_clean_and_told_apart_from_the_others_of_its_kind() -> None:
    words = list(code_rows())
    assert len({(kind, code) for kind, code, *_ in words}) == len(words)
    assert len({(kind, title) for kind, _, title, *_ in words}) == len(words)
    assert all(is_clean(title) and title for _, _, title, *_ in words)


def test_what_the_codes_point_to_exists() -> None:
    attributes = {(kind, code): found for kind, code, _, _, found in code_rows()}
    for kind, attribute, target in (
        ("case_kind", "branches", "branch_kind"),
        ("branch_kind", "body_kind", "body_kind"),
        ("body_kind", "case_kinds", "case_kind"),
        ("party_role", "opposite", "party_role"),
        ("objection", "filer", "party_role"),
        ("disposition", "out_class", "out_class"),
        ("charge", "court", "branch_kind"),
        ("claim", "case_kind", "case_kind"),
    ):
        for (owner, _), found in attributes.items():
            if owner == kind and attribute in found:
                named = found[attribute]
                for code in named if isinstance(named, list) else [named]:
                    assert (target, code) in attributes


def test_a_disposition_says_what_it_counts_as_exactly_if_it_ends_the_stay() -> None:
    for kind, _, title, _, attributes in code_rows():
        if kind == "disposition":
            assert attributes["ends"] == ("out_class" in attributes), title


def test_telephone_nuisance_goes_straight_to_the_court() -> None:
    attributes = {code: found for kind, code, _, _, found in code_rows() if kind == "charge"}
    assert attributes["306"] == {"direct_court": True}
    assert "direct_court" not in attributes["101"]


def test_loading_twice_changes_nothing_and_the_second_time_is_quick(cursor: Any) -> None:
    load_reference(cursor)
    cursor.connection.commit()
    before = rows(cursor, "select code::text from court.code") + rows(cursor, "select * from court.setting")
    cursor.connection.commit()

    def seconds_to_load() -> float:
        started = time.perf_counter()
        load_reference(cursor)
        return time.perf_counter() - started

    # The quickest of some: what other programs of this machine take is not ours.
    assert min(seconds_to_load() for _ in range(3)) < 1.5
    after = rows(cursor, "select code::text from court.code") + rows(cursor, "select * from court.setting")
    assert after == before


def test_a_word_changed_in_the_files_comes_again_by_the_feed(cursor: Any) -> None:
    load_reference(cursor)
    cursor.execute("update court.code set title = 'old' where kind = 'charge' and code = '306'")
    cursor.connection.commit()
    load_reference(cursor)
    changed = rows(cursor, "select kind, code from court.code where changed = pg_current_xact_id()")
    assert changed == [("charge", "306")]
    (found,) = rows(cursor, "select title, sort_key, search_key from court.code where (kind, code) = "
                            "('charge', '306')")  # fmt: skip
    assert found == ("مزاحمت تلفنی", sort_key("مزاحمت تلفنی"), search_key("مزاحمت تلفنی"))


def test_an_edited_setting_stays_as_it_is(cursor: Any) -> None:
    load_reference(cursor)
    cursor.execute("update court.setting set value = '7' where key = 'seal_tries'")
    load_reference(cursor)
    assert rows(cursor, "select value from court.setting where key = 'seal_tries'") == [(7,)]
    assert rows(cursor, "select value from court.setting where key = 'number_case'") == [("92",)]


def test_the_days_of_the_centre_are_those_of_its_time_zone_data(cursor: Any) -> None:
    load_reference(cursor)
    assert rows(
        cursor,
        "select count(*) from court.calendar_day where starts <> day::timestamp at time zone 'Asia/Tehran'"
        " or ends <> (day + 1)::timestamp at time zone 'Asia/Tehran'",
    ) == [(0,)]


def test_days_follow_each_other_and_belong_to_the_month_they_lie_in(cursor: Any) -> None:
    load_reference(cursor)
    (gaps,) = rows(
        cursor,
        "select count(*) filter (where starts <> lag), count(*) from"
        " (select starts, lag(ends) over (order by day) from court.calendar_day) d",
    )
    assert gaps == (0, (jalali.month_starts(1441 * 12) - jalali.month_starts(1387 * 12)).days)
    assert rows(
        cursor,
        "select count(*) from court.calendar_day d left join court.calendar_month m"
        " on d.day >= m.starts and d.day < m.ends where m.month is distinct from d.month",
    ) == [(0,)]


def test_today_is_the_day_that_holds_now(cursor: Any) -> None:
    load_reference(cursor)
    instant = datetime(2026, 11, 24, 20, 30, tzinfo=UTC)
    cursor.execute("select day from court.calendar_day where starts <= %s and ends > %s", (instant, instant))
    assert cursor.fetchall() == [(date(2026, 11, 25),)]


def test_months_carry_their_label_and_length(cursor: Any) -> None:
    load_reference(cursor)
    assert rows(
        cursor, "select label, starts, ends, days from court.calendar_month where month = 1405*12+8"
    ) == [("آذر ۱۴۰۵", date(2026, 11, 22), date(2026, 12, 22), 30)]
    assert rows(cursor, "select count(*), min(month), max(month) from court.calendar_month") == [
        (61 * 12, 1380 * 12, 1440 * 12 + 11)
    ]
