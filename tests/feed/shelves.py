"""The work of a province at work: what waits where, and what is done with it."""

from __future__ import annotations

import collections
import dataclasses
import random
import threading
import uuid
from collections.abc import Callable
from typing import Any

from common.commands import Command

Item = dict[str, Any]


class Shelves:
    """What waits to be done, by stage and desk; a writer takes an item and puts it on the next shelf."""

    def __init__(self) -> None:
        self.registered: dict[str, tuple[int, int]] = {}
        self._shelves: dict[tuple[str, int], list[Item]] = collections.defaultdict(list)
        self._lock = threading.Lock()

    def put(self, stage: str, desk: int, item: Item) -> None:
        """Add work."""
        with self._lock:
            self._shelves[stage, desk].append(item)

    def take(self, stage: str, desk: int, chance: random.Random) -> Item | None:
        """Some work of a stage at a desk, None if there is none."""
        with self._lock:
            shelf = self._shelves[stage, desk]
            return shelf.pop(chance.randrange(len(shelf))) if shelf else None

    def take_this(self, stage: str, desk: int, item: Item) -> bool:
        """Take a certain item away; False if somebody was quicker."""
        with self._lock:
            shelf = self._shelves[stage, desk]
            if item not in shelf:
                return False
            shelf.remove(item)
            return True

    def peek(self, stage: str, desk: int, chance: random.Random) -> Item | None:
        """The same, but it stays there for others: two may try to do it."""
        with self._lock:
            shelf = self._shelves[stage, desk]
            return chance.choice(shelf) if shelf else None


@dataclasses.dataclass(frozen=True)
class Step:
    """A command and what follows: `done` takes the id it was applied under, `undone` follows a refusal."""

    command: Command
    done: Callable[[uuid.UUID], None]
    undone: Callable[[], None]


def ignored(_: uuid.UUID) -> None:
    """Nothing follows."""
