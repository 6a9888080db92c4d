"""The day's list of a desk on A4 across: what was registered or taken up, in the order it happened."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass

from reportlab.lib.units import mm

from client.paper.cells import Cell
from client.paper.flow import Block, Tell, gap
from client.paper.page_frame import SIDE, FrameWords, draw_pages
from client.paper.paper_table import Measures, PaperColumn, PaperTable
from client.paper.persian import SOFT, PersianCanvas
from common.text import persian_digits

_WIDTH, _HEIGHT = 297 * mm, 210 * mm
_RIGHT = _WIDTH - SIDE
_COLUMNS = (
    ("ردیف", 12), ("شمارهٔ پرونده", 43), ("نوع", 17), ("موضوع", 60), ("طرفین", 54), ("بایگانی", 24),
    ("کار", 17), ("ساعت", 13), ("به دست", 27),
)  # fmt: skip
_MEASURES = Measures(size=8.0, leading=3.9 * mm, air=0.9 * mm)
_TOTAL_HEIGHT = 7 * mm
_WAITS = "◌"
_NOTHING = "در این روز در این میز پرونده‌ای ثبت یا پذیرفته نشده است."


@dataclass(frozen=True, slots=True)
class DayRow:
    """One thing done that day, in the words of the columns; `void` is struck through: taken back since.

    `pending` is marked: the centre has not answered yet.
    """

    number: str
    kind: str
    subject: str
    parties: str
    archive: str
    act: str
    time: str
    by: str
    void: bool = False
    pending: bool = False


@dataclass(frozen=True, slots=True)
class DayList:
    """`totals`: sentences below the last row."""

    frame: FrameWords
    rows: tuple[DayRow, ...]
    totals: tuple[str, ...]


def make_day_list(day: DayList, tell: Tell | None = None) -> bytes:
    """The list as a PDF document."""
    canvas = PersianCanvas((_WIDTH, _HEIGHT), f"{day.frame.title} {day.frame.mark}", day.frame.desk)
    draw_pages(canvas, day.frame, _blocks(canvas, day), len(day.rows), tell)
    return canvas.finish()


def _blocks(canvas: PersianCanvas, day: DayList) -> Iterator[Block]:
    if not day.rows:
        yield gap(6 * mm)
        yield Block(9 * mm, lambda top: canvas.text(_RIGHT, top - 6 * mm, _NOTHING, 10))
        return
    table = PaperTable(
        canvas, [PaperColumn(title, width * mm) for title, width in _COLUMNS], _RIGHT, _MEASURES
    )
    yield table.head
    rows = table.rows([_cells(number, row) for number, row in enumerate(day.rows, start=1)])
    last = next(rows)
    for block in rows:
        yield last
        last = block
    # The totals never stand alone on a page.
    yield dataclasses.replace(last, keeps_next=True)
    for place, sentence in enumerate(day.totals, start=1):
        yield _total(canvas, sentence, keeps_next=place < len(day.totals))


def _cells(number: int, row: DayRow) -> tuple[Cell, ...]:
    texts = (row.number, row.kind, row.subject, row.parties, row.archive, row.act, row.time, row.by)
    cells = [Cell(text, struck=row.void) for text in texts]
    return (Cell(f"{_WAITS} " * row.pending + persian_digits(number)), *cells)


def _total(canvas: PersianCanvas, sentence: str, keeps_next: bool) -> Block:
    def draw(top: float) -> None:
        graphics = canvas.graphics
        graphics.setFillColor(SOFT)
        graphics.rect(SIDE, top - _TOTAL_HEIGHT, _RIGHT - SIDE, _TOTAL_HEIGHT, stroke=0, fill=1)
        size = canvas.fit(sentence, _RIGHT - SIDE - 4 * mm, 9, 6, bold=True)
        canvas.text(_RIGHT - 2 * mm, top - _TOTAL_HEIGHT / 2 - 0.29 * size, sentence, size, bold=True)

    return Block(_TOTAL_HEIGHT, draw, keeps_next)
