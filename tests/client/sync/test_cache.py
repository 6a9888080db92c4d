"""The encrypted file: what it keeps, which row its views prefer, which numbers it gives."""

import secrets
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from client.sync import leases
from client.sync.cache import Cache, recall, remember
from client.sync.cache_tables import CACHE_VERSION, VIEWS
from client.sync.refusals import CacheRefused
from common.errors import Rejection
from common.read_models import CASE_TABLES, FEED_COLUMNS

_OF_A_CASE = ("representation", "party_flag", "amendment", "note", "step", "event", "outcome")


@pytest.fixture
def cache(tmp_path: Path) -> Iterator[Cache]:
    made = Cache(tmp_path / "some.cache", secrets.token_bytes(32))
    yield made
    made.close()


def test_every_view_has_the_columns_of_the_feed_and_the_layer(cache: Cache) -> None:
    assert set(VIEWS) == {table.name for table in CASE_TABLES}
    with cache.read() as connection:
        for name, view in VIEWS.items():
            found = set(connection.exec_driver_sql(f"select * from v_{name}").keys())
            assert found == {*FEED_COLUMNS[name], "layer"} == set(view.columns.keys())


def test_a_view_prefers_a_prediction_and_leaves_out_what_a_prediction_hides(cache: Cache) -> None:
    rows = [("a", 0, 0), ("b", 0, 0), ("b", 1, 0), ("c", 0, 0), ("c", 1, 1), ("d", 1, 0)]
    with cache.write() as connection:
        connection.exec_driver_sql("insert into court_case (id, layer, hidden) values (?, ?, ?)", rows)
    with cache.read() as connection:
        found = connection.exec_driver_sql("select id, layer from v_court_case order by id").all()
    assert [tuple(row) for row in found] == [("a", 0), ("b", 1), ("d", 1)]


@pytest.mark.parametrize(
    ("query", "index"),
    [
        ("select * from v_announcement where desk = 1 order by sent_on", "announcement_inbox"),
        ("select * from v_court_case where holder = 1 order by received_on", "court_case_held"),
        ("select * from v_party where search_key >= 'a' and search_key < 'b'", "party_search"),
        ("select * from v_docket_entry where desk = 1 and archive_year = 1405", "docket_entry_archive"),
        ("select * from v_party where case_id = 'a'", "party_case"),
        (
            "select case_id from v_party where national_id = 'a' and not struck order by id",
            "party_national_id",
        ),
        ("select case_id from v_party where search_key = 'a' and not struck order by id", "party_search"),
        ("select * from v_court_case where paper_number = 'a'", "court_case_paper"),
        ("select * from v_event where actor = 'a' and desk = 1 and at > 'b'", "event_actor"),
        *((f"select * from v_{name} where case_id = 'a'", f"{name}_case") for name in _OF_A_CASE),
    ],
)
def test_the_lists_of_the_windows_are_read_through_an_index(cache: Cache, query: str, index: str) -> None:
    with cache.read() as connection:
        plan = str(connection.exec_driver_sql(f"explain query plan {query}").all())
    assert f"INDEX {index} " in plan
    assert "SCAN" not in plan


def test_a_reader_sees_one_state_while_others_write(cache: Cache) -> None:
    with cache.read() as connection:
        assert recall(connection, "fact", "none") == "none"
        with cache.write() as writing:
            remember(writing, "fact", {"a": [1, None]})
        assert recall(connection, "fact", "none") == "none"
    with cache.read() as connection:
        assert recall(connection, "fact") == {"a": [1, None]}


def test_a_write_that_fails_leaves_nothing(cache: Cache) -> None:
    def fail() -> None:
        with cache.write() as connection:
            remember(connection, "fact", 1)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with cache.read() as connection:
        assert recall(connection, "fact") is None


def test_a_cache_of_a_newer_program_is_refused_and_an_older_one_keeps_the_outbox(tmp_path: Path) -> None:
    key = secrets.token_bytes(32)
    path = tmp_path / "some.cache"
    for version, code in ((CACHE_VERSION - 1, None), (CACHE_VERSION + 1, "cache_too_new")):
        cache = Cache(path, key)
        with cache.write() as connection:
            remember(connection, "workstation", "mine")
            connection.exec_driver_sql("insert or ignore into access values ('a', 1, 2, 3)")
            connection.exec_driver_sql(f"pragma user_version = {version}")
        cache.close()
        if code:
            with pytest.raises(CacheRefused) as refused:
                Cache(path, key)
            assert refused.value.code == code
        else:
            cache = Cache(path, key)
            with cache.read() as connection:
                assert recall(connection, "workstation") == "mine"
                assert connection.exec_driver_sql("select * from access").all() == []
            cache.close()


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.one_of(st.just("take"), st.integers(0, 5), st.just("block")), max_size=40))
def test_no_serial_is_out_twice_at_a_time(cache: Cache, steps: list[object]) -> None:
    out: list[int] = []
    fresh = 1
    with cache.write() as connection:
        connection.exec_driver_sql("delete from lease")
        for step in steps:
            if step == "block":
                leases.add(connection, 1405, "case", fresh, fresh + 2)
                fresh += 5
            elif step == "take":
                if leases.stock(connection, 1405, "case"):
                    out.append(leases.take(connection, 1405, "case"))
                else:
                    with pytest.raises(Rejection):
                        leases.take(connection, 1405, "case")
            elif isinstance(step, int) and step < len(out):
                serial = out.pop(step)
                leases.add(connection, 1405, "case", serial, serial)
            assert len(set(out)) == len(out)


def test_from_15_esfand_numbers_of_the_next_year_are_wanted_too(cache: Cache) -> None:
    kinds = {"register_case", "refer_case", "send_up"}
    with cache.write() as connection:
        leases.add(connection, 1405, "seal", 1, 50)
        assert list(leases.wanted(connection, kinds, date(2027, 3, 5))) == [(1405, "case")]
        wanted = list(leases.wanted(connection, kinds, date(2027, 3, 6)))
    assert wanted == [(1405, "case"), (1406, "case"), (1406, "seal")]
