"""Pictures of the papers: each with nothing, with a little and with very much on it."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pypdfium2

from client.models.day_list import day_entries, day_paper
from client.models.papers import CASE_COVER, DOCKET_SHEET, RECEIPT, Paper
from client.models.words import Words
from client.paper.day_list import make_day_list
from client.sync.cache import Cache
from tests.client.paper import full_case
from tests.client.paper.full_case import PRINTED
from tests.client.windows.filled_cache import BRANCH, TODAY
from tests.pictures.list_scenes import taken_up

_SCALE = 1.25
_COLOURS = 32
_EVENTS = 300
Fill = Callable[[Cache], object]


def _plain(cache: Cache) -> None:
    with cache.write() as connection:
        full_case.add_head(connection, subject="خلع ید")
        full_case.add_party(connection, 1, "مریم", "رضایی‌نژاد", "plaintiff", national_id="0012345679")
        full_case.add_party(connection, 2, "حسین", "کیانی", "defendant")


def _eventful(cache: Cache) -> None:
    full_case.add_full_case(cache)
    with cache.write() as connection:
        for number in range(_EVENTS):
            full_case.add_event(connection, "settle_step", BRANCH, number, "m.rezaei" if number % 3 else None)


def _crowded(cache: Cache) -> None:
    full_case.add_full_case(cache, 40, subject=full_case.LONG_SUBJECT)
    with cache.write() as connection:
        for party in range(3, 40, 3):
            full_case.add_flag(connection, party, "deaf")


_OF_A_CASE: tuple[tuple[str, Paper, Fill, int], ...] = (
    ("docket-sheet", DOCKET_SHEET, full_case.add_full_case, 0),
    ("docket-sheet-plain", DOCKET_SHEET, _plain, 0),
    ("docket-sheet-events", DOCKET_SHEET, _eventful, 2),
    ("docket-sheet-crowded", DOCKET_SHEET, _crowded, 1),
    ("cover", CASE_COVER, full_case.add_full_case, 0),
    ("cover-crowded", CASE_COVER, _crowded, 0),
    ("receipt", RECEIPT, full_case.add_full_case, 0),
)
"""Name of the picture, the paper, the case, and which page of it, from 0."""
_DAYS = ((0, 0), (3, 0), (3000, 1))
"""How many cases the branch took up that day, and which page is pictured."""
NAMES = tuple(name for name, *_ in _OF_A_CASE) + tuple(f"day-list-{count}" for count, _page in _DAYS)


def take(folder: Path) -> list[Path]:
    """Draw all pictures into `folder`; the files."""
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for name, paper, fill, page in _OF_A_CASE:
        pdf = _made(fill, partial(_of_case, paper))
        files.append(_draw(pdf, page, folder / f"{name}.png"))
    for count, page in _DAYS:
        pdf = _made(taken_up(count), _day_list)
        files.append(_draw(pdf, page, folder / f"day-list-{count}.png"))
    return files


def _of_case(paper: Paper, cache: Cache, words: Words) -> bytes:
    return paper.pdf(full_case.read(cache), words, PRINTED)


def _day_list(cache: Cache, words: Words) -> bytes:
    return make_day_list(day_paper(day_entries(cache, words, BRANCH, TODAY), words, PRINTED, TODAY))


def _made(fill: Fill, make: Callable[[Cache, Words], bytes]) -> bytes:
    with tempfile.TemporaryDirectory() as home, full_case.cache_with_words(Path(home)) as (cache, words):
        fill(cache)
        return make(cache, words)


def _draw(pdf: bytes, page: int, file: Path) -> Path:
    with pypdfium2.PdfDocument(pdf) as document:
        drawn = document[page].render(scale=_SCALE).to_pil()
    drawn.convert("RGB").quantize(_COLOURS).save(file, optimize=True)
    return file
