"""A cache of its own for each test of a paper, and the words in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from client.models.words import Words
from client.sync.cache import Cache
from tests.client.paper import full_case


@pytest.fixture
def cache_and_words(tmp_path: Path) -> Iterator[tuple[Cache, Words]]:
    with full_case.cache_with_words(tmp_path) as both:
        yield both


@pytest.fixture
def cache(cache_and_words: tuple[Cache, Words]) -> Cache:
    return cache_and_words[0]


@pytest.fixture
def words(cache_and_words: tuple[Cache, Words]) -> Words:
    return cache_and_words[1]
