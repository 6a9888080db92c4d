"""The docket sheet (برگهٔ پرونده): all a branch has of a case, on as many A4 pages as it takes.

What was amended keeps its old value, struck through, as the registers of paper do (a thin line, and the right
words beside it). Whoever fills it leaves out protected addresses: nothing here knows them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from reportlab.lib.units import mm

from client.paper.barcode import code128_widths, draw_code128
from client.paper.cells import Cell
from client.paper.flow import Block, Tell, gap
from client.paper.page_frame import SIDE, FrameWords, draw_pages
from client.paper.paper_table import PaperColumn, PaperTable, facts_blocks
from client.paper.persian import PRIMARY, PersianCanvas

_WIDTH, _HEIGHT = 210 * mm, 297 * mm
_LEFT, _RIGHT = SIDE, _WIDTH - SIDE
_BARS_HEIGHT, _MODULE = 9 * mm, 0.34 * mm

Row = tuple[Cell, ...]
Columns = tuple[tuple[str, float], ...]

PARTIES: Columns = (
    ("ردیف", 10), ("سمت", 22), ("نام و آنچه باید رعایت شود", 52), ("کد یا شناسهٔ ملی", 26),
    ("نمایندگی", 36), ("نشانی و تماس", 34),
)  # fmt: skip
CLAIMS: Columns = (("ردیف", 10), ("کد", 18), ("خواسته یا اتهام", 108), ("مبلغ (ریال)", 44))
ENTRIES: Columns = (
    ("ردیف", 10), ("شعبه", 54), ("شمارهٔ بایگانی", 25), ("ورود", 22), ("نوع ورود", 23), ("خروج", 22),
    ("نوع خروج", 24),
)  # fmt: skip
DECISIONS: Columns = (
    ("شمارهٔ دادنامه", 47), ("نوع", 16), ("نتیجه", 49), ("تاریخ", 22), ("دفتر دادنامه", 22), ("امضا", 24),
)  # fmt: skip
STEPS: Columns = (("اقدام", 28), ("شرح", 76), ("مهلت", 22), ("وضعیت", 54))
AMENDMENTS: Columns = (("زمان", 22), ("چه", 46), ("پیش و پس از اصلاح", 64), ("اصلاح‌کننده و سبب", 48))
EVENTS: Columns = (("زمان", 22), ("کار", 36), ("شرح", 74), ("به دست", 48))
_PARTS = (
    ("طرفین پرونده", PARTIES), ("خواسته یا اتهام", CLAIMS), ("ردیف‌های رسیدگی", ENTRIES),
    ("آرا و تصمیم‌ها", DECISIONS), ("اقدام‌ها", STEPS), ("اصلاحات", AMENDMENTS), ("رویدادها", EVENTS),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class DocketSheet:
    """Rows have as many cells as the columns of their part; a part without rows is left out.

    `digits`: the number of the case in ASCII, for the bars; empty if it cannot be bars.
    """

    frame: FrameWords
    digits: str
    facts: tuple[tuple[str, Cell], ...]
    parties: tuple[Row, ...] = ()
    claims: tuple[Row, ...] = ()
    entries: tuple[Row, ...] = ()
    decisions: tuple[Row, ...] = ()
    steps: tuple[Row, ...] = ()
    amendments: tuple[Row, ...] = ()
    events: tuple[Row, ...] = ()
    missing: tuple[str, ...] = field(default=())
    """Sentences said instead of parts that have no rows though a case always has some."""

    def parts(self) -> tuple[tuple[Row, ...], ...]:
        """The rows of each part, in the order printed."""
        return (
            self.parties, self.claims, self.entries, self.decisions, self.steps, self.amendments, self.events
        )  # fmt: skip


def make_docket_sheet(sheet: DocketSheet, tell: Tell | None = None) -> bytes:
    """The sheet as a PDF document."""
    canvas = PersianCanvas((_WIDTH, _HEIGHT), f"{sheet.frame.title} {sheet.digits}".strip(), sheet.frame.desk)
    draw_pages(canvas, sheet.frame, _blocks(canvas, sheet), sum(map(len, sheet.parts())), tell)
    return canvas.finish()


def _blocks(canvas: PersianCanvas, sheet: DocketSheet) -> Iterator[Block]:
    if sheet.digits:
        yield _bars(canvas, sheet.digits)
    yield from facts_blocks(canvas, sheet.facts, _LEFT, _RIGHT, 29 * mm)
    for (title, columns), rows in zip(_PARTS, sheet.parts(), strict=True):
        if rows:
            yield from _part(canvas, title, columns, rows)
    for sentence in sheet.missing:
        yield _sentence(canvas, sentence)


def _part(canvas: PersianCanvas, title: str, columns: Columns, rows: Sequence[Row]) -> Iterator[Block]:
    table = PaperTable(canvas, [PaperColumn(words, width * mm) for words, width in columns], _RIGHT)
    yield gap(4 * mm)
    yield Block(
        7.5 * mm,
        lambda top: canvas.text(_RIGHT, top - 5 * mm, title, 11, bold=True, colour=PRIMARY),
        keeps_next=True,
    )
    yield table.head
    yield from table.rows(rows)


def _sentence(canvas: PersianCanvas, words: str) -> Block:
    return Block(9 * mm, lambda top: canvas.text(_RIGHT, top - 6 * mm, words, 9.5))


def _bars(canvas: PersianCanvas, digits: str) -> Block:
    """Bars in the middle, so that a scan of any docket sheet opens the case; the digits for weak scanners."""
    width = sum(code128_widths(digits)) * _MODULE

    def draw(top: float) -> None:
        left = _LEFT + (_RIGHT - _LEFT - width) / 2
        draw_code128(canvas.graphics, left, top - _BARS_HEIGHT, digits, _MODULE, _BARS_HEIGHT)
        middle = (_LEFT + _RIGHT) / 2
        canvas.text(middle, top - _BARS_HEIGHT - 3.6 * mm, digits, 8, align="centre", tabular=True)

    return Block(_BARS_HEIGHT + 7.5 * mm, draw)
