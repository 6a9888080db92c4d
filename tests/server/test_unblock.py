"""Whoever holds others up in an open transaction is ended by those who wait."""

import threading
from collections.abc import Iterator
from typing import Any

import psycopg2
import pytest

from tests.server import world
from tests.server.world import Province, Station


@pytest.fixture
def held(province: Province) -> Iterator[Any]:
    """A colleague's connection that has sent a command and never commits."""
    station = province.station("registrar")
    command = world.registration(station)
    with station.connection.cursor() as cursor:
        cursor.execute("begin")
    station.send(station.envelope(command.KIND, command.payload()))
    yield station.connection
    province.value("select pg_terminate_backend(pid) from pg_stat_activity where usename = 'registrar'")


def unblocked(station: Station, waiting: threading.Event) -> int:
    """How many were ended, asked until there is somebody to end."""
    while not waiting.wait(0.2):
        ended: int = station.ask("unblock")["ended"]
        if ended:
            return ended
    return 0


def test_a_login_that_holds_a_transaction_open_is_ended_after_three_seconds(
    province: Province, held: Any
) -> None:
    colleague = province.station("authority")
    assert colleague.ask("unblock") == {"ended": 0}
    with province.superuser() as cursor:
        cursor.execute("set lock_timeout = '200ms'")
        with pytest.raises(psycopg2.errors.LockNotAvailable):
            cursor.execute("select from court.chain_head where desk = %s for update", (world.REFERRAL,))
        cursor.connection.rollback()
    assert unblocked(colleague, threading.Event()) == 1
    with pytest.raises(psycopg2.OperationalError), held.cursor() as cursor:
        cursor.execute("select 1")
    assert province.value("select count(*) from court.court_case") == 0


def test_who_only_reads_or_rests_is_left_alone_and_so_is_the_superuser(province: Province) -> None:
    resting = province.station("clerk2")
    with province.superuser() as cursor:
        cursor.execute("select from court.chain_head for update")
        assert province.station("authority").ask("unblock") == {"ended": 0}
    assert resting.ask("verify", desk=world.FIRST)["count"] == 0
