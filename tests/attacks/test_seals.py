"""Five guesses of a case password, whoever guesses and however; nothing of the case before it is opened."""

import contextlib
import hashlib
import json
import os
import threading
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import psycopg2
import pytest

from common.commands import ReissueSeal
from common.identifiers import uuid7
from server import users
from tests.server import world
from tests.server.world import Province, Station, Story

WRONG = bytes(32)


@contextlib.contextmanager
def psql(province: Province, login: str) -> Iterator[Any]:
    """A cursor of plain SQL in one open transaction, rolled back at the end."""
    with closing(psycopg2.connect(**province.connection(login))) as connection, connection.cursor() as cursor:
        yield cursor
        connection.rollback()


def called(cursor: Any, function: str, request: Any) -> dict[str, Any]:
    """What an api function answers."""
    cursor.execute(f"select api.{function}(%s)", (json.dumps(request),))
    answer: dict[str, Any] = cursor.fetchone()[0]
    return answer


def guess(story: Story, value: bytes) -> dict[str, Any]:
    """A request to api.present."""
    return {"seal": str(story.seal), "desk": world.APPEAL, "guess": value.hex()}


def opening(story: Story, station: Station, attempt: int) -> dict[str, Any]:
    """The command that opens the seal by a counted attempt."""
    return station.envelope(
        "open_seal",
        {
            "case": str(story.case), "seal": str(story.seal), "attempt": attempt, "entry": str(uuid7()),
            "received_on": str(station.today), "next_on": str(station.today), "next_kind": "supervision",
        },
    )  # fmt: skip


def everything_told(station: Station, story: Story) -> list[dict[str, Any]]:
    """The answers of every function that tells of cases."""
    fill = station.ask("fill", desk=station.desk)
    changes = station.ask("changes", desks={str(station.desk): "3:3:"})
    cases = station.ask("cases", desk=station.desk, ids=[str(story.case)])
    return [fill, changes, cases]


def test_of_a_sealed_case_the_receiver_sees_number_sender_date_and_serial_and_all_after_opening(
    sealed: Story,
) -> None:
    station = sealed.province.station("clerk4")
    serial = sealed.province.value("select serial from court.seal")
    salt = sealed.province.value("select encode(salt, 'hex') from court.seal")
    for told in everything_told(station, sealed):
        assert set(told["rows"]) == {"announcement"}
        (announcement,) = told["rows"]["announcement"]
        assert announcement == [
            f"{sealed.case}/{world.APPEAL}", str(sealed.case), world.APPEAL, sealed.number, "seal",
            str(sealed.seal), world.FIRST, world.APPEAL, str(station.today), "sealed", None, serial, salt, 0,
        ]  # fmt: skip
        text = json.dumps([told["access"], told["rows"]], ensure_ascii=False)
        for secret in ("محمدی", world.national_id("accused"), "مزاحمت", "محکوم", "306", str(sealed.decision)):
            assert secret not in text
    sealed.open(sealed.present(sealed.stretched))
    for told in everything_told(station, sealed):
        rows = told["rows"]
        assert set(rows) == {
            "court_case", "party", "claim", "referral", "docket_entry", "decision", "seal", "event",
        }  # fmt: skip
        counts = {table: len(lines) for table, lines in rows.items()}
        assert counts == dict.fromkeys(rows, 1) | {"party": 2, "docket_entry": 2, "event": 7}
        assert hashlib.sha256(sealed.stretched).hexdigest() not in json.dumps(told)


def test_an_outsider_sees_nothing_of_it_at_all(sealed: Story) -> None:
    for login in ("clerk3", "judge3", "enquirer", "head", "chief", "admin"):
        station = sealed.province.station(login)
        for told in everything_told(station, sealed):
            assert told["rows"] == {}
            assert told["access"] == []


def test_sixty_four_guesses_at_once_are_five(sealed: Story) -> None:
    province = sealed.province
    with province.superuser() as cursor:
        cursor.execute("alter role clerk4 connection limit 70")
    try:
        counted: list[dict[str, Any]] = []
        refused: list[dict[str, Any]] = []
        start = threading.Barrier(64)

        def guess_once() -> None:
            with closing(psycopg2.connect(**province.connection("clerk4"))) as connection:
                connection.autocommit = True
                with connection.cursor() as cursor:
                    start.wait(60)
                    answer = called(cursor, "present", guess(sealed, os.urandom(32)))
                    (counted if "attempt" in answer else refused).append(answer)

        threads = [threading.Thread(target=guess_once) for _ in range(64)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        with province.superuser() as cursor:
            cursor.execute("alter role clerk4 connection limit 3")
    assert sorted(answer["attempt"] for answer in counted) == [1, 2, 3, 4, 5]
    assert [answer["code"] for answer in refused] == ["seal_locked"] * 59
    assert province.value("select count(*) from court.seal_attempt") == 5
    assert province.value("select state from court.seal") == "locked"


def test_a_guess_that_is_rolled_back_is_never_answered(sealed: Story) -> None:
    """The right password itself, presented and taken back: no call of the transaction betrays it."""
    station = sealed.province.station("clerk4")
    with psql(sealed.province, "clerk4") as cursor:
        for number in range(100):
            right = number % 2 == 0
            attempt = called(cursor, "present", guess(sealed, sealed.stretched if right else WRONG))
            assert attempt == {"attempt": 1, "left": 4}
            if number % 3 == 0:
                cursor.execute("savepoint here")
            answer = called(cursor, "execute", [opening(sealed, station, 1)])["answers"][0]
            assert (answer["code"], answer["field"]) == ("attempt_unknown", "attempt")
            told = called(cursor, "changes", {"desks": {str(world.APPEAL): "3:3:"}})
            assert told == {"code": "transaction_has_written"}
            cursor.connection.rollback()
    assert sealed.province.value("select count(*) from court.seal_attempt") == 0


def test_presenting_and_opening_in_one_statement_is_refused(sealed: Story) -> None:
    station = sealed.province.station("clerk4")
    with psql(sealed.province, "clerk4") as cursor:
        cursor.execute(
            "select api.present(%s), api.execute(%s)",
            (json.dumps(guess(sealed, sealed.stretched)), json.dumps([opening(sealed, station, 1)])),
        )
        presented, opened = cursor.fetchone()
        assert presented == {"attempt": 1, "left": 4}
        assert opened["answers"][0]["code"] == "attempt_unknown"


COSTS = "explain (analyze, wal, buffers, timing off, summary off, format json) "


def test_the_last_guess_writes_the_same_whether_right_or_wrong(sealed: Story) -> None:
    """EXPLAIN tells how much a call wrote, and it can be rolled back: one more byte would be an answer."""
    for _ in range(4):
        sealed.present(WRONG)
    seen = set()
    with psql(sealed.province, "clerk4") as cursor:
        for value in (WRONG, WRONG, sealed.stretched, os.urandom(32), sealed.stretched, WRONG):
            cursor.execute(COSTS + "select api.present(%s)", (json.dumps(guess(sealed, value)),))
            plan = cursor.fetchone()[0][0]["Plan"]
            seen.add((plan["WAL Records"], plan["WAL Bytes"]))
            cursor.connection.rollback()
    assert len(seen) == 1


@pytest.mark.parametrize("tries", [0, 4])
def test_plans_printed_at_the_callers_wish_show_nothing_of_what_happens_inside(
    sealed: Story, tries: int
) -> None:
    for _ in range(tries):
        sealed.present(WRONG)
    with psql(sealed.province, "clerk4") as cursor:
        cursor.execute(
            "set client_min_messages = debug1; set debug_print_plan = on; set debug_print_parse = on;"
            "set debug_print_rewritten = on; set debug_pretty_print = off; set trace_sort = on;"
            "set plan_cache_mode = force_custom_plan"
        )
        cursor.connection.commit()
        cursor.connection.notices = []
        called(cursor, "present", guess(sealed, sealed.stretched))
        called(cursor, "execute", [opening(sealed, sealed.province.station("clerk4"), 1)])
        notices = cursor.connection.notices
    printed = [notice for notice in notices if "plan" in notice or "parse tree" in notice]
    assert printed, "the caller's own statement is printed"
    assert not [notice for notice in notices if "relid" in notice or "sort" in notice.split()[:3]]


def test_a_wrong_try_a_right_one_a_lock_and_a_new_password(sealed: Story) -> None:
    province = sealed.province
    with pytest.raises(world.Rejected) as refused:
        sealed.open(sealed.present(WRONG))
    assert (refused.value.code, refused.value.parameters) == ("wrong_password", {"left": 4})
    for _ in range(4):
        attempt = sealed.present(WRONG)
    with pytest.raises(world.Rejected, match="seal_locked"):
        sealed.present(sealed.stretched)
    with pytest.raises(world.Rejected, match="wrong_password"):
        sealed.open(attempt)
    assert province.value("select state from court.seal") == "locked"
    sender = province.station("clerk2")
    old, sealed.seal = sealed.seal, uuid7()
    sender.do(
        ReissueSeal(
            case=sealed.case, seal=sealed.seal, serial=sender.next_number("seal"), salt=bytes(16),
            verifier=hashlib.sha256(sealed.stretched).digest(), expires_on=sender.today, replaces=old,
        )
    )  # fmt: skip
    # A try of the old seal does not open the new one, and the right one as the last try does.
    with pytest.raises(world.Rejected, match="attempt_unknown"):
        sealed.open(attempt)
    for _ in range(4):
        sealed.present(WRONG)
    assert sealed.open(sealed.present(sealed.stretched))["ordinal"] == 2


def test_a_colleagues_counted_try_is_his_own(sealed: Story) -> None:
    attempt = sealed.present(sealed.stretched)
    with sealed.province.superuser() as cursor:
        users.add_login(cursor, "clerk4b", world.PASSWORD, "مریم", "محمدی")
        users.add_membership(cursor, "clerk4b", world.APPEAL, "clerk")
    with closing(Station(sealed.province.connection("clerk4b"), world.APPEAL)) as other:
        answer = other.send(opening(sealed, other, attempt))[0]
        assert answer["code"] == "attempt_unknown"
