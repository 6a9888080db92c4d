"""A table on paper: its head repeated on every page, rows as high as their words, very high rows parted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from reportlab.lib.units import mm

from client.paper.cells import Cell, Line, cell_lines, draw_line
from client.paper.flow import Block
from client.paper.persian import HAIRLINE, MUTED, PRIMARY, STRIPE, WHITE, PersianCanvas

_PADDING = 1.6 * mm
_MOST_LINES = 28  # a row of more lines goes on below, on the next page if need be


@dataclass(frozen=True, slots=True)
class PaperColumn:
    """A column: its title and its width in points."""

    title: str
    width: float


@dataclass(frozen=True, slots=True)
class Measures:
    """Type size and leading of the rows, and the white above and below the words of a row; in points."""

    size: float = 8.5
    leading: float = 4.4 * mm
    air: float = 1.3 * mm


class PaperTable:
    """`right` is the right edge; columns follow each other to the left."""

    def __init__(
        self,
        canvas: PersianCanvas,
        columns: Sequence[PaperColumn],
        right: float,
        measures: Measures | None = None,
    ) -> None:
        self._canvas = canvas
        self._columns = columns
        self._measures = measures or Measures()
        self._rights = [right - sum(c.width for c in columns[:place]) for place in range(len(columns))]
        self._right = right
        self._left = right - sum(column.width for column in columns)
        self.head = self._make_head()

    def rows(self, rows: Sequence[Sequence[Cell]]) -> Iterator[Block]:
        """The blocks of these rows, without the head."""
        for number, row in enumerate(rows):
            yield from self._row(row, striped=number % 2 == 1)

    def _row(self, row: Sequence[Cell], striped: bool) -> Iterator[Block]:
        size = self._measures.size
        columns = [
            cell_lines(self._canvas, cell, column.width - 2 * _PADDING, size, tabular=True)
            for cell, column in zip(row, self._columns, strict=True)
        ]
        most = max((len(lines) for lines in columns), default=0) or 1
        for start in range(0, most, _MOST_LINES):
            part = [lines[start : start + _MOST_LINES] for lines in columns]
            yield self._part(part, striped, first=not start)

    def _part(self, columns: Sequence[Sequence[Line]], striped: bool, first: bool) -> Block:
        measures = self._measures
        count = max(1, *(len(lines) for lines in columns)) if columns else 1
        height = count * measures.leading + 2 * measures.air

        def draw(top: float) -> None:
            self._band(top, height, STRIPE if striped else WHITE, ruled=first)
            for right, lines in zip(self._rights, columns, strict=True):
                baseline = top - measures.air - measures.leading / 2 - 0.29 * measures.size
                for line in lines:
                    draw_line(self._canvas, line, right - _PADDING, baseline, measures.size)
                    baseline -= measures.leading

        return Block(height, draw, head=self.head)

    def _make_head(self) -> Block:
        canvas, size, leading = self._canvas, self._measures.size - 0.5, 3.9 * mm
        titles = [
            canvas.wrap(column.title, column.width - 2 * _PADDING, size, True) for column in self._columns
        ]
        height = max(len(lines) for lines in titles) * leading + 2.2 * mm

        def draw(top: float) -> None:
            self._band(top, height, PRIMARY, ruled=False)
            for right, lines in zip(self._rights, titles, strict=True):
                baseline = top - (height - len(lines) * leading) / 2 - leading / 2 - 0.29 * size
                for line in lines:
                    canvas.text(right - _PADDING, baseline, line, size, bold=True, colour=WHITE)
                    baseline -= leading

        return Block(height, draw, keeps_next=True)

    def _band(self, top: float, height: float, colour: object, ruled: bool) -> None:
        graphics = self._canvas.graphics
        graphics.setFillColor(colour)
        graphics.rect(self._left, top - height, self._right - self._left, height, stroke=0, fill=1)
        if ruled:
            graphics.setStrokeColor(HAIRLINE)
            graphics.setLineWidth(0.4)
            graphics.line(self._left, top, self._right, top)


def facts_blocks(
    canvas: PersianCanvas,
    facts: Sequence[tuple[str, Cell]],
    left: float,
    right: float,
    label_width: float,
) -> Iterator[Block]:
    """Labels and values in two columns, read right to left and then down."""
    middle = (left + right) / 2
    measures = Measures()
    width = middle - left - label_width - 3 * mm
    pairs = zip_longest(facts[::2], facts[1::2])
    for pair in pairs:
        shown = [
            (edge, fact[0], cell_lines(canvas, fact[1], width, measures.size))
            for edge, fact in zip((right, middle - 3 * mm), pair, strict=True)
            if fact is not None
        ]
        count = max(1, *(len(lines) for _edge, _label, lines in shown))
        yield _fact_block(canvas, shown, count, label_width, measures)


def _fact_block(
    canvas: PersianCanvas,
    shown: Sequence[tuple[float, str, Sequence[Line]]],
    count: int,
    label_width: float,
    measures: Measures,
) -> Block:
    def draw(top: float) -> None:
        for right, label, lines in shown:
            baseline = top - measures.leading / 2 - 0.29 * measures.size
            size = canvas.fit(label, label_width - 2 * mm, measures.size, 6)
            canvas.text(right, baseline, label, size, colour=MUTED)
            for line in lines:
                draw_line(canvas, line, right - label_width, baseline, measures.size)
                baseline -= measures.leading

    return Block(count * measures.leading + 0.8 * mm, draw)
