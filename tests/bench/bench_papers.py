"""Papers of a case and of a day, against bare reportlab drawing as many lines of words and paths a page.

Bound: the same font, through reportlab's own calls and with its own settings: `drawRightString` for each line
of words (letters unjoined, order wrong, nothing wrapped), `line` for each path. Counted in the real paper.
"""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Callable
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

import client.style
from client.models.day_list import day_entries, day_paper
from client.models.papers import CASE_COVER, DOCKET_SHEET, RECEIPT, Paper
from client.models.words import Words
from client.paper.day_list import make_day_list
from client.sync.cache import Cache
from tests.bench.stopwatch import seconds
from tests.client.paper import full_case
from tests.client.paper.full_case import PRINTED
from tests.client.windows.filled_cache import BRANCH, TODAY
from tests.pictures.list_scenes import taken_up

EVENTS, AMENDMENTS, ROWS = 300, 300, 3000
ROUNDS = 5
FONT = Path(client.style.__file__).parent / "fonts" / "Vazirmatn-Regular.ttf"
WORDS = "شعبهٔ ۳ دادگاه عمومی حقوقی"
Make = Callable[[Cache, Words], bytes]


def bench() -> list[dict[str, Any]]:
    """Milliseconds a paper, from the rows of the cache to the document."""
    pdfmetrics.registerFont(TTFont("Bare", str(FONT), shapable=False))
    return [
        _measured(
            f"docket sheet, {EVENTS} events and {AMENDMENTS} amendments",
            _eventful,
            partial(_of_case, DOCKET_SHEET),
        ),
        *(
            _measured(
                f"{paper.file_name} of a case with 3 parties",
                full_case.add_full_case,
                partial(_of_case, paper),
            )
            for paper in (CASE_COVER, RECEIPT)
        ),
        _measured(f"day's list of {ROWS} cases", taken_up(ROWS), _day_list),
    ]


def _eventful(cache: Cache) -> None:
    full_case.add_full_case(cache)
    party = full_case.party_id(3)
    with cache.write() as connection:
        for number in range(EVENTS):
            full_case.add_event(connection, "settle_step", BRANCH, number, "m.rezaei")
        for number in range(AMENDMENTS):
            old, new = f"خیابان {number}", f"خیابان {number + 1}"
            full_case.amend(connection, "party", party, "address", old, new, "اشتباه در نوشتن", number)


def _of_case(paper: Paper, cache: Cache, words: Words) -> bytes:
    return paper.pdf(full_case.read(cache), words, PRINTED)


def _day_list(cache: Cache, words: Words) -> bytes:
    return make_day_list(day_paper(day_entries(cache, words, BRANCH, TODAY), words, PRINTED, TODAY))


def _measured(name: str, fill: Callable[[Cache], object], make: Make) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as home, full_case.cache_with_words(Path(home)) as (cache, words):
        fill(cache)
        ink = _ink(make(cache, words))
        ours, bound = [], []
        for _ in range(ROUNDS):
            ours.append(seconds(lambda: make(cache, words)) * 1000)
            bound.append(seconds(lambda: _bare(ink)) * 1000)
    lines, paths = (sum(page[place] for page in ink) for place in (0, 1))
    result = {
        "name": name,
        "ours": round(statistics.median(ours), 1),
        "bound": round(statistics.median(bound), 1),
        "ratio": round(statistics.median(own / bare for own, bare in zip(ours, bound, strict=True)), 2),
        "unit": "ms",
        "note": f"{len(ink)} pages, {lines} lines of words, {paths} paths",
    }
    print(result)
    return result


def _ink(pdf: bytes) -> list[tuple[int, int]]:
    """Lines of words and paths of each page."""
    with pypdfium2.PdfDocument(pdf) as document:
        kinds = [[part.type for part in page.get_objects()] for page in document]
    return [(page.count(pdfium.FPDF_PAGEOBJ_TEXT), page.count(pdfium.FPDF_PAGEOBJ_PATH)) for page in kinds]


def _bare(ink: list[tuple[int, int]]) -> bytes:
    buffer = BytesIO()
    canvas = Canvas(buffer, pageCompression=1)
    for lines, paths in ink:
        canvas.setFont("Bare", 8.5)
        for line in range(lines):
            canvas.drawRightString(100 + 80 * (line % 6), 800 - line, f"{WORDS} {line}")
        for path in range(paths):
            canvas.line(50, 800 - path, 550, 800 - path)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


if __name__ == "__main__":
    bench()
