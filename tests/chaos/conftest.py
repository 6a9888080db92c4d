"""A small province for workstations that are killed."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from client.sync.address import ServerAddress
from tests.chaos.workplace import Workplace
from tests.server.world import Province


@pytest.fixture
def workplace(province: Province, tmp_path: Path) -> Iterator[Callable[[str], Workplace]]:
    """Makes the place of somebody's work; its program is not started."""
    arguments = province.database.superuser
    centre = ServerAddress(arguments["host"], arguments["port"], arguments["dbname"])
    made: list[Workplace] = []

    def make(login: str) -> Workplace:
        made.append(Workplace(tmp_path, login, login, centre, seed=len(made), pause=0.02))
        return made[-1]

    yield make
    for place in made:
        place.close()
