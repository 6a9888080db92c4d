"""A cache with the reference words, and stories to put into it."""

import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest

from client.models.words import Words
from client.sync.cache import Cache
from client.sync.cache_tables import ENTITIES, outbox
from tests.client.models.story import Story
from tests.client.windows.filled_cache import fill_reference


@pytest.fixture(scope="module")
def lasting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cache]:
    """One cache for the tests of a file, each of which makes cases of its own."""
    made = Cache(Path(tmp_path_factory.mktemp("cache")) / "some.cache", secrets.token_bytes(32))
    fill_reference(made)
    yield made
    made.close()


@pytest.fixture
def cache(lasting: Cache) -> Cache:
    """A cache with reference words and no case."""
    with lasting.write() as connection:
        for table in (*ENTITIES.values(), outbox):
            connection.execute(table.delete())
    return lasting


@pytest.fixture
def words(lasting: Cache) -> Words:
    """The titles of the real code lists."""
    return Words(lasting)


@pytest.fixture
def story(cache: Cache) -> Story:
    """What was done, put into the cache."""
    return Story(cache)
