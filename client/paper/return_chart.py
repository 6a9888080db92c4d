"""Bars of incoming and disposed entries of each desk, from right to left."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count

from reportlab.lib.units import mm

from client.paper.persian import HAIRLINE, MUTED, SERIES, WHITE, PersianCanvas
from client.paper.return_figures import DeskRow
from common.text import group_digits, persian_digits

MOST_DESKS = 12  # more would leave no room for their names
SERIES_TITLES = ("وارده", "مختومه")

_AXIS, _LABELS = 12 * mm, 13 * mm  # room for the figures on the right and the names below
_WIDEST_BAR = 9 * mm
_LEADING = 1.35


@dataclass(frozen=True, slots=True)
class Box:
    """Left, bottom, width, height in points."""

    x: float
    y: float
    width: float
    height: float


def draw_chart(canvas: PersianCanvas, box: Box, rows: Sequence[DeskRow]) -> None:
    """Draw title, legend and bars; of more than `MOST_DESKS` desks those with the most incoming entries."""
    shown = rows
    title = "وارده و مختومه به تفکیک شعبه"
    if len(rows) > MOST_DESKS:
        shown = sorted(rows, key=lambda row: row.incoming, reverse=True)[:MOST_DESKS]
        title += f" — {persian_digits(MOST_DESKS)} شعبه با بیشترین وارده، از {persian_digits(len(rows))} شعبه"
    top = box.y + box.height
    canvas.text(box.x + box.width, top - 11, title, 11, bold=True)
    _legend(canvas, box.x, top - 11)
    plot = Box(box.x, box.y + _LABELS, box.width - _AXIS, box.height - _LABELS - 13 * mm)
    ceiling, step = _scale(max((max(row.incoming, row.disposed) for row in shown), default=0))
    _axis(canvas, plot, ceiling, step)
    group = plot.width / max(len(shown), 1)
    for place, row in enumerate(shown):
        centre = plot.x + plot.width - group * (place + 0.5)
        _bars(canvas, plot, centre, group, (row.incoming, row.disposed), ceiling)
        _name(canvas, centre, plot.y - 1.5 * mm, group - 1.5 * mm, row.short_title or row.title)


def _legend(canvas: PersianCanvas, left: float, baseline: float) -> None:
    x = left
    for title, colour in reversed(tuple(zip(SERIES_TITLES, SERIES, strict=False))):
        width = canvas.text(x, baseline, title, 8.5, align="left")
        canvas.graphics.setFillColor(colour)
        canvas.graphics.roundRect(x + width + 1.2 * mm, baseline - 1, 3 * mm, 3 * mm, 1, stroke=0, fill=1)
        x += width + 9 * mm


def _scale(largest: int) -> tuple[int, int]:
    """(ceiling, step) with at most five steps of 1, 2 or 5 times a power of ten."""
    steps = (factor * 10**power for power in count() for factor in (1, 2, 5))
    step = next(step for step in steps if largest <= 5 * step)
    return max(step, -(-largest // step) * step), step


def _axis(canvas: PersianCanvas, plot: Box, ceiling: int, step: int) -> None:
    graphics = canvas.graphics
    graphics.setLineWidth(0.5)
    right = plot.x + plot.width
    for value in range(0, ceiling + 1, step):
        y = plot.y + plot.height * value / ceiling
        graphics.setStrokeColor(HAIRLINE if value else MUTED)
        graphics.line(plot.x, y, right, y)
        canvas.text(right + _AXIS, y - 2.4, group_digits(value), 7.5, colour=MUTED, tabular=True)


def _bars(
    canvas: PersianCanvas, plot: Box, centre: float, group: float, values: tuple[int, int], ceiling: int
) -> None:
    """The first series stands on the right."""
    width = min(group * 0.36, _WIDEST_BAR)
    for value, colour, left in zip(values, SERIES, (centre + 0.4, centre - width - 0.4), strict=False):
        height = plot.height * value / ceiling
        canvas.graphics.setFillColor(colour)
        canvas.graphics.rect(left, plot.y, width, height, stroke=0, fill=1)
        label = group_digits(value)
        size = canvas.fit(label, width + 0.1 * group, 7, 5)
        middle, room = left + width / 2, canvas.width(label, size, tabular=True)
        canvas.graphics.setFillColor(WHITE)  # a line of the grid must not cross the figure
        canvas.graphics.rect(middle - room / 2, plot.y + height + 1, room, size, stroke=0, fill=1)
        canvas.text(middle, plot.y + height + 2.5, label, size, align="centre", tabular=True)


def _name(canvas: PersianCanvas, centre: float, top: float, width: float, title: str) -> None:
    """A desk's name below its bars, small enough to stand in the room for names."""
    sizes = (7.5, 7, 6.5, 6, 5.5, 5, 4.5)
    size = next(
        (size for size in sizes if len(canvas.wrap(title, width, size)) * size * _LEADING <= _LABELS),
        sizes[-1],
    )
    canvas.paragraph(centre + width / 2, top, width, title, size, size * _LEADING, align="centre")
