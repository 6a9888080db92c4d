"""Stopped at any step of a command or a batch, everything acknowledged is there once (some of the steps)."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.chaos.steps import Office, kill_centre, kill_clerks
from tests.client.sync.stretching import stretching_less
from tests.own_server import own_database
from tests.server.world import Province


@pytest.fixture(autouse=True)
def _stretch_less() -> Iterator[None]:
    with stretching_less():
        yield


def test_a_program_killed_at_any_step_of_its_commands_loses_and_doubles_nothing(
    province: Province, tmp_path: Path
) -> None:
    office = Office(province, tmp_path)
    assert kill_clerks(office, range(1, 300, 33)) == 10
    assert office.findings() == []
    office.road.stop()


def test_a_centre_killed_at_any_row_of_a_batch_loses_and_doubles_nothing(tmp_path: Path) -> None:
    with own_database(None, durable=True) as database, closing(Province(database)) as province:
        office = Office(province, tmp_path)
        assert kill_centre(province, office, (2, 7)) == 2
        assert office.findings() == []
        office.road.stop()
