"""One connection to the centre: its calls are prepared once, and stay good when the centre's code changes."""

import threading
from collections.abc import Iterator

import pytest

from client.sync.address import ServerAddress
from client.sync.centre import Centre
from client.sync.refusals import CentreFault
from server.migrate import migrate
from tests.server.world import PASSWORD, Province

NOTHING_NEW: dict[str, dict[str, str]] = {"desks": {}}


class OpenCentre(Centre):
    """The real connection, with what the server remembers of it."""

    def prepared(self) -> dict[str, int]:
        """How often each prepared call was executed."""
        cursor = self._connection.cursor()
        cursor.execute("select name, generic_plans + custom_plans from pg_prepared_statements")
        self._wait(float("inf"))
        return dict(cursor.fetchall())


@pytest.fixture
def registrar(province: Province, centre: ServerAddress) -> Iterator[OpenCentre]:
    """The registrar's connection."""
    made = OpenCentre(centre, "registrar", PASSWORD, threading.Event())
    yield made
    made.close()


def test_a_call_is_prepared_once_and_executed_as_often_as_it_is_made(registrar: OpenCentre) -> None:
    for _ in range(3):
        registrar.call("changes", NOTHING_NEW)
    registrar.call("execute", [])
    assert registrar.prepared() == {"api_changes": 3, "api_execute": 1}


def test_a_connection_goes_on_after_the_centres_code_was_replaced(
    registrar: OpenCentre, province: Province
) -> None:
    registrar.call("execute", [])
    migrate(province.database.superuser)
    assert registrar.call("execute", [])["answers"] == []


def test_a_function_that_the_centre_lacks_for_a_while_is_a_fault_and_then_works(
    registrar: OpenCentre, province: Province
) -> None:
    registrar.call("execute", [])
    for function in ("execute", "changes"):
        with province.superuser() as cursor:
            cursor.execute(f"alter function api.{function} rename to away")
        with pytest.raises(CentreFault):
            registrar.call(function, [])
        with province.superuser() as cursor:
            cursor.execute(f"alter function api.away rename to {function}")
    assert registrar.call("execute", [])["answers"] == []
    assert "snapshot" in registrar.call("changes", NOTHING_NEW)
