"""Invented names: real shares of given names, family names built from given names and places."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path
from random import Random

FOLDER = Path(__file__).parent / "names"


@dataclass(frozen=True)
class Weighted:
    """Things with whole weights, drawn in proportion to them."""

    items: tuple[str, ...]
    cumulative: tuple[int, ...]

    @classmethod
    def of(cls, weights: dict[str, int]) -> Weighted:
        """The keys of `weights`, each as likely as its value is large."""
        return cls(tuple(weights), tuple(accumulate(weights.values())))

    def draw(self, random: Random) -> str:
        """One of the items."""
        return random.choices(self.items, cum_weights=self.cumulative)[0]


@cache
def _weighted(file: str) -> Weighted:
    with (FOLDER / file).open(encoding="utf-8", newline="") as lines:
        return Weighted.of({row["name"]: int(row["weight"]) for row in csv.DictReader(lines)})


def given_name(random: Random, share_of_men: float = 0.5) -> str:
    """A given name, a man's in `share_of_men` of all draws."""
    return _weighted("male.csv" if random.random() < share_of_men else "female.csv").draw(random)


def family_name(random: Random) -> str:
    """A family name."""
    return _weighted("family.csv").draw(random)


@cache
def staff_families() -> tuple[tuple[str, str], ...]:
    """Family names of the staff, each with its spelling in Latin letters."""
    with (FOLDER / "staff.csv").open(encoding="utf-8", newline="") as lines:
        return tuple((row["family"], row["latin"]) for row in csv.DictReader(lines))
