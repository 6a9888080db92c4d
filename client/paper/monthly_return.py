"""The monthly return on A4: what the month was in five figures, a chart, and the table of desks."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.units import mm

from client.paper.persian import HAIRLINE, INK, MUTED, PRIMARY, SOFT, STRIPE, WHITE, PersianCanvas
from client.paper.return_chart import Box, draw_chart
from client.paper.return_figures import COLUMN_TITLES, DeskRow, MonthlyReturn, shown_figures
from common import jalali
from common.text import persian_digits

_WIDTH, _HEIGHT = 210 * mm, 297 * mm
_LEFT, _RIGHT = 15 * mm, 195 * mm
_COLUMNS = tuple(width * mm for width in (10, 56, 19, 18, 18, 19, 20, 20))  # from right to left
_TABLE_TOP, _FIRST_TABLE_TOP, _TABLE_BOTTOM = 258 * mm, 160 * mm, 19 * mm
_HEAD_HEIGHT, _ROW_HEIGHT, _LEADING = 10.5 * mm, 7 * mm, 4.6 * mm
_TEXT, _PADDING = 9.0, 2 * mm
_DROP = 0.29 * _TEXT  # from the middle of a row down to its baseline


def make_return(figures: MonthlyReturn) -> bytes:
    """The return as a PDF document."""
    canvas = PersianCanvas(
        (_WIDTH, _HEIGHT), f"{figures.title} — {figures.month_label}", figures.district_title
    )
    pages = _pages(canvas, figures)
    table = _Table(canvas, figures.total())
    for number, rows in enumerate(pages):
        _heading(canvas, figures)
        if number == 0:
            _summary(canvas, figures.total())
            draw_chart(canvas, Box(_LEFT, 166 * mm, _RIGHT - _LEFT, 66 * mm), figures.rows)
        table.draw(rows, _FIRST_TABLE_TOP if number == 0 else _TABLE_TOP, last=number == len(pages) - 1)
        _footing(canvas, number + 1, len(pages))
        canvas.next_page()
    return canvas.finish()


@dataclass(frozen=True, slots=True)
class _NumberedRow:
    number: int
    row: DeskRow
    title_lines: tuple[str, ...]

    @property
    def height(self) -> float:
        return float(max(_ROW_HEIGHT, len(self.title_lines) * _LEADING + 2.4 * mm))


def _pages(canvas: PersianCanvas, figures: MonthlyReturn) -> list[list[_NumberedRow]]:
    """The rows of each page; the totals never stand alone on the last one."""
    room = _FIRST_TABLE_TOP - _TABLE_BOTTOM - _HEAD_HEIGHT
    pages: list[list[_NumberedRow]] = [[]]
    for number, row in enumerate(figures.rows, start=1):
        lines = canvas.wrap(row.title, _COLUMNS[1] - 2 * _PADDING, _TEXT)
        numbered = _NumberedRow(number, row, tuple(lines))
        needed = numbered.height + (_ROW_HEIGHT if number == len(figures.rows) else 0)
        if needed > room:
            pages.append([])
            room = _TABLE_TOP - _TABLE_BOTTOM - _HEAD_HEIGHT
        pages[-1].append(numbered)
        room -= numbered.height
    return pages


def _heading(canvas: PersianCanvas, figures: MonthlyReturn) -> None:
    """Title and month, repeated on every page."""
    canvas.text(_LEFT, 279 * mm, figures.month_label, 12, bold=True, align="left", colour=PRIMARY)
    room = _RIGHT - _LEFT - canvas.width(figures.month_label, 12, bold=True) - 8 * mm
    canvas.text(_RIGHT, 279 * mm, figures.title, canvas.fit(figures.title, room, 16, 9, True), bold=True)
    printed = f"تاریخ چاپ: {jalali.show(figures.printed_on)}"
    canvas.text(_LEFT, 271.5 * mm, printed, 9, align="left", colour=MUTED)
    size = canvas.fit(figures.district_title, 140 * mm, 10, 6.5)
    canvas.text(_RIGHT, 271.5 * mm, figures.district_title, size, colour=MUTED)
    canvas.graphics.setStrokeColor(PRIMARY)
    canvas.graphics.setLineWidth(1.2)
    canvas.graphics.line(_LEFT, 266 * mm, _RIGHT, 266 * mm)


def _summary(canvas: PersianCanvas, total: DeskRow) -> None:
    """The month in five figures, a card each."""
    gap, bottom, height = 4 * mm, 239 * mm, 19 * mm
    titles, figures = COLUMN_TITLES[2:7], shown_figures(total)[:5]
    width = (_RIGHT - _LEFT - gap * (len(titles) - 1)) / len(titles)
    for place, (title, figure) in enumerate(zip(titles, figures, strict=True)):
        left = _RIGHT - width - place * (width + gap)
        canvas.graphics.setFillColor(SOFT)
        canvas.graphics.roundRect(left, bottom, width, height, 2 * mm, stroke=0, fill=1)
        canvas.text(left + width / 2, bottom + 12.6 * mm, title, 8.5, align="centre", colour=MUTED)
        size = canvas.fit(figure, width - 4 * mm, 17, 8, bold=True)
        canvas.text(
            left + width / 2, bottom + 4.4 * mm, figure, size, bold=True, align="centre", colour=PRIMARY
        )


def _footing(canvas: PersianCanvas, page: int, pages: int) -> None:
    said = f"صفحهٔ {persian_digits(page)} از {persian_digits(pages)}"
    canvas.text(_WIDTH / 2, 10 * mm, said, 8.5, align="centre", colour=MUTED)


class _Table:
    """The table of desks; figures of a column end at one line, so units stand under units."""

    def __init__(self, canvas: PersianCanvas, total: DeskRow) -> None:
        self._canvas = canvas
        self._total = total
        rights = [_RIGHT - sum(_COLUMNS[:place]) for place in range(len(_COLUMNS))]
        self._centres = [right - width / 2 for right, width in zip(rights, _COLUMNS, strict=True)]
        self._title_right = rights[1] - _PADDING

    def draw(self, rows: Sequence[_NumberedRow], top: float, last: bool) -> None:
        """One page of it below `top`; the last page ends with the totals."""
        ends = self._figure_ends([numbered.row for numbered in rows])
        y = self._head(top)
        for numbered in rows:
            y -= numbered.height
            self._band(y, numbered.height, STRIPE if numbered.number % 2 == 0 else WHITE)
            baseline = y + numbered.height / 2 - _DROP
            self._canvas.text(
                self._centres[0],
                baseline,
                persian_digits(numbered.number),
                _TEXT,
                align="centre",
                colour=MUTED,
            )
            block = len(numbered.title_lines) * _LEADING
            self._canvas.paragraph(
                self._title_right,
                y + (numbered.height + block) / 2,
                _COLUMNS[1] - 2 * _PADDING,
                numbered.row.title,
                _TEXT,
                _LEADING,
            )
            self._figures(numbered.row, ends, baseline)
        if last:
            y -= _ROW_HEIGHT
            self._band(y, _ROW_HEIGHT, SOFT)
            baseline = y + _ROW_HEIGHT / 2 - _DROP
            self._canvas.text(self._title_right, baseline, self._total.title, _TEXT, bold=True)
            self._figures(self._total, ends, baseline, bold=True)

    def _head(self, top: float) -> float:
        graphics = self._canvas.graphics
        graphics.setFillColor(PRIMARY)
        graphics.rect(_LEFT, top - _HEAD_HEIGHT, _RIGHT - _LEFT, _HEAD_HEIGHT, stroke=0, fill=1)
        leading = 3.9 * mm
        for centre, width, title in zip(self._centres, _COLUMNS, COLUMN_TITLES, strict=True):
            room = width - 1.2 * mm
            lines = self._canvas.wrap(title, room, 8, bold=True)
            start = top - (_HEAD_HEIGHT - len(lines) * leading) / 2
            self._canvas.paragraph(
                centre + room / 2, start, room, title, 8, leading, bold=True, colour=WHITE, align="centre"
            )
        return float(top - _HEAD_HEIGHT)

    def _band(self, y: float, height: float, colour: object) -> None:
        graphics = self._canvas.graphics
        graphics.setFillColor(colour)
        graphics.rect(_LEFT, y, _RIGHT - _LEFT, height, stroke=0, fill=1)
        graphics.setStrokeColor(HAIRLINE)
        graphics.setLineWidth(0.4)
        graphics.line(_LEFT, y + height, _RIGHT, y + height)

    def _figure_ends(self, rows: Sequence[DeskRow]) -> list[float]:
        """Where the figures of each column end, so that the widest stands in the middle of its column."""
        columns = zip(*(shown_figures(row) for row in (*rows, self._total)), strict=True)
        widest = [
            max(self._canvas.width(figure, _TEXT, True, tabular=True) for figure in column)
            for column in columns
        ]
        return [centre + width / 2 for centre, width in zip(self._centres[2:], widest, strict=True)]

    def _figures(self, row: DeskRow, ends: Sequence[float], baseline: float, bold: bool = False) -> None:
        for figure, end in zip(shown_figures(row), ends, strict=True):
            self._canvas.text(end, baseline, figure, _TEXT, bold, tabular=True, colour=INK)
