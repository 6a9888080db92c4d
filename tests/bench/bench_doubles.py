"""Looking for doubles of a case being entered among 50,000, beside the one question that must be asked."""

from __future__ import annotations

import secrets
import statistics
import tempfile
import time
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import select

from client.models.doubles import find_doubles
from client.sync.cache import Cache
from client.sync.cache_tables import VIEWS
from common.commands import PartyStated
from common.identifiers import uuid7
from tests.bench import large_cache
from tests.bench.real_window import p95, row
from tests.client.windows.filled_cache import fill_reference

LOOKS = 200
PROMISED_MS = 50.0
_SINCE = large_cache.TODAY - timedelta(days=730)


def bench() -> list[dict[str, Any]]:
    """Rows: name, ours, bound (both in `unit`), ratio = ours / bound, note."""
    with tempfile.TemporaryDirectory() as folder:
        cache = Cache(Path(folder) / "bench.cache", secrets.token_bytes(32))
        try:
            fill_reference(cache)
            large_cache.fill(cache)
            return _measured(cache)
        finally:
            cache.close()


def _measured(cache: Cache) -> list[dict[str, Any]]:
    random = Random(1405)
    known = [_stated(cache, random.randrange(large_cache.CASES)) for _ in range(LOOKS)]
    of_bank = [_stated(cache, 25 * random.randrange(large_cache.CASES // 25) + 7) for _ in range(LOOKS // 4)]
    ours, found = _looked(cache, known)
    busy, _ = _looked(cache, of_bank)
    unknown, _ = _looked(cache, [(_nobody(), "مطالبه وجه چک", "1405/0")] * (LOOKS // 4))
    bare, bare_busy = _bare(cache, known), _bare(cache, of_bank)
    note = "bound: one SELECT of the same people's cases in the same file, by index"
    bank = f"a bank that stands in {large_cache.CASES // 25:,} cases"
    name = "doubles among 50,000 cases"
    return [
        row(
            f"{name}: median",
            statistics.median(ours),
            statistics.median(bare),
            f"{note}; {found / LOOKS:.1f} found each time; promised {PROMISED_MS:.0f}",
        ),
        row(f"{name}: p95", p95(ours), p95(bare), f"{note}; slowest {max(ours):.1f}"),
        row(f"{name}: p95, {bank}", p95(busy), p95(bare_busy), note),
        row(f"{name}: median, nobody known", statistics.median(unknown), statistics.median(bare), note),
    ]


Stated = tuple[Sequence[PartyStated], str, str]


def _looked(cache: Cache, cases: Sequence[Stated]) -> tuple[list[float], int]:
    """Milliseconds of each look, and how many doubles all of them found."""
    taken, found = [], 0
    for parties, subject, paper in cases:
        began = time.perf_counter()
        found += len(find_doubles(cache, parties, subject, paper, _SINCE))
        taken.append((time.perf_counter() - began) * 1000)
    return taken, found


def _stated(cache: Cache, number: int) -> Stated:
    """What a clerk types who enters a case a second time."""
    case, party = VIEWS["court_case"], VIEWS["party"]
    ident = large_cache.case_id(number)
    with cache.read() as connection:
        head = connection.execute(select(case).where(case.c.id == ident)).one()
        people = connection.execute(select(party).where(party.c.case_id == ident)).all()
    parties = [
        PartyStated(
            uuid7(), person.role, person.kind, person.sort_key, person.search_key, person.national_id,
            person.given, person.family,
        )
        for person in people
    ]  # fmt: skip
    return parties, head.subject, head.paper_number


def _nobody() -> Sequence[PartyStated]:
    return [
        PartyStated(uuid7(), role, "person", "00", "ناشناخته", "0000000018", "ناشناس", "ناشناس")
        for role in ("plaintiff", "defendant")
    ]


def _bare(cache: Cache, cases: Sequence[Stated]) -> list[float]:
    party, taken = VIEWS["party"], []
    for parties, _, _ in cases:
        ids = [person.national_id for person in parties]
        began = time.perf_counter()
        with cache.read() as connection:
            connection.execute(select(party.c.case_id).where(party.c.national_id.in_(ids))).all()
        taken.append((time.perf_counter() - began) * 1000)
    return taken


if __name__ == "__main__":
    for measured in bench():
        print(measured)
