"""A province for the stress of the feed."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.server.world import Province


@pytest.fixture
def province(database: Any) -> Iterator[Province]:
    """A migrated database with desks and people."""
    made = Province(database)
    yield made
    made.close()
