"""The small province in a fresh database."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.server.world import Province


@pytest.fixture
def province(database: Any) -> Iterator[Province]:
    """A migrated database with desks and people, and their stations."""
    made = Province(database)
    yield made
    made.close()
