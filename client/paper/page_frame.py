"""The head and foot that every page of a longer paper bears."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from reportlab.lib.units import mm

from client.paper.flow import Block, Tell, draw_page, paginate
from client.paper.persian import MUTED, PRIMARY, PersianCanvas
from common.text import persian_digits

SIDE = 15 * mm
HEAD = 36 * mm
"""From the upper edge of the page to where its contents begin."""
FOOT = 19 * mm
"""From the lower edge of the page to where its contents end."""


@dataclass(frozen=True, slots=True)
class FrameWords:
    """`title` stands at the right and `mark` (a number, a date) at the left; `desk` and `printed` below.

    `remark` stands above the page number: that something on the paper waits for the centre.
    """

    title: str
    mark: str
    desk: str
    printed: str
    remark: str = ""


def draw_pages(
    canvas: PersianCanvas, words: FrameWords, blocks: Iterable[Block], expected: int, tell: Tell | None = None
) -> None:
    """Draw the blocks on as many framed pages as they take; `expected` is about how many blocks there are."""
    tell = tell or (lambda _done, _all: None)
    expected = max(expected, 1)
    laid: list[Block] = []
    for block in blocks:  # shaping the words of a row is half of the work
        laid.append(block)
        tell(min(len(laid), expected), 2 * expected)
    height = canvas.size[1]
    pages = paginate(laid, height - HEAD - FOOT, height - HEAD - FOOT)
    for number, page in enumerate(pages, start=1):
        _draw_frame(canvas, words, number, len(pages))
        draw_page(page, height - HEAD)
        canvas.next_page()
        tell(expected + expected * number // len(pages), 2 * expected)


def _draw_frame(canvas: PersianCanvas, words: FrameWords, page: int, pages: int) -> None:
    """Draw head and foot on the current page; `page` counts from 1."""
    width, height = canvas.size
    left, right = SIDE, width - SIDE
    used = canvas.text(left, height - 18 * mm, words.mark, 12, bold=True, align="left", colour=PRIMARY)
    size = canvas.fit(words.title, right - left - used - 6 * mm, 15, 8, bold=True)
    canvas.text(right, height - 18 * mm, words.title, size, bold=True)
    used = canvas.text(left, height - 25.5 * mm, words.printed, 8.5, align="left", colour=MUTED)
    size = canvas.fit(words.desk, right - left - used - 6 * mm, 9.5, 6)
    canvas.text(right, height - 25.5 * mm, words.desk, size, colour=MUTED)
    graphics = canvas.graphics
    graphics.setStrokeColor(PRIMARY)
    graphics.setLineWidth(1.2)
    graphics.line(left, height - 30 * mm, right, height - 30 * mm)
    counted = f"صفحهٔ {persian_digits(page)} از {persian_digits(pages)}"
    canvas.text(width / 2, 8.5 * mm, counted, 8.5, align="centre", colour=MUTED)
    if words.remark:
        size = canvas.fit(words.remark, right - left, 8.5, 6, bold=True)
        canvas.text(width / 2, 13 * mm, words.remark, size, bold=True, align="centre")
