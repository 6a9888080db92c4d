"""Words of a cell as lines: what was before struck through, what is to be heeded behind a small flag."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.colors import Color

from client.paper.persian import INK, MUTED, PersianCanvas
from common.text import persian_digits

_FLAG = 1.15  # of the type size: the room a flag takes before its words
_STRIKE = 0.29  # of the type size: where a line through small letters stands


@dataclass(frozen=True, slots=True)
class Cell:
    """What a place of a form or table says, in the order printed.

    `earlier`: how many changes before those of `was` are told elsewhere. `was`: old values, struck through.
    `text`: the value, struck through too when `struck`. `notes`: muted lines below it. `flags`: what others
    must heed, bold behind a flag.
    """

    text: str = ""
    was: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    struck: bool = False
    bold: bool = False
    earlier: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line of a cell."""

    text: str
    bold: bool = False
    struck: bool = False
    flag: bool = False
    indent: bool = False
    colour: Color = INK
    tabular: bool = False


def cell_lines(
    canvas: PersianCanvas, cell: Cell, width: float, size: float, tabular: bool = False
) -> list[Line]:
    """The lines of a cell that is `width` points wide; none for an empty one.

    `tabular`: the cell stands in a column, so numbers and dates alone get digits of one width.
    """

    def wrapped(text: str, bold: bool = False) -> list[tuple[str, bool]]:
        figures = tabular and _is_figures(text)
        return [(part, figures) for part in _wrapped(canvas, text, width, size, bold, figures)]

    lines: list[Line] = []
    if cell.earlier:
        told = f"{persian_digits(cell.earlier)} تغییر پیش‌تر"
        lines += (Line(part, colour=MUTED) for part, _figures in wrapped(told))
    for text in cell.was:
        lines += (Line(part, struck=True, colour=MUTED, tabular=figures) for part, figures in wrapped(text))
    colour = MUTED if cell.struck else INK
    for part, figures in wrapped(cell.text, cell.bold):
        lines.append(Line(part, cell.bold, cell.struck, colour=colour, tabular=figures))
    for text in cell.notes:
        lines += (Line(part, colour=MUTED, tabular=figures) for part, figures in wrapped(text))
    for text in cell.flags:
        parts = _wrapped(canvas, text, width - _FLAG * size, size, True, False)
        lines += (Line(part, True, flag=not n, indent=True) for n, part in enumerate(parts))
    return lines


def draw_line(canvas: PersianCanvas, line: Line, right: float, baseline: float, size: float) -> None:
    """Write a line with its right end at `right`."""
    if line.flag:
        draw_flag(canvas, right, baseline, size)
    x = right - (_FLAG * size if line.indent else 0)
    width = canvas.text(x, baseline, line.text, size, line.bold, colour=line.colour, tabular=line.tabular)
    if line.struck and line.text:
        graphics = canvas.graphics
        graphics.setStrokeColor(line.colour)
        graphics.setLineWidth(0.7)
        y = baseline + _STRIKE * size
        graphics.line(x - width - 0.6, y, x + 0.6, y)


def draw_flag(canvas: PersianCanvas, right: float, baseline: float, size: float) -> None:
    """A small flag on a pole: the typeface has none, and paper may be black and white."""
    graphics = canvas.graphics
    height, width = 0.85 * size, 0.62 * size
    graphics.saveState()
    graphics.setStrokeColor(INK)
    graphics.setFillColor(INK)
    graphics.setLineWidth(0.9)
    graphics.line(right - 0.5, baseline - 0.12 * size, right - 0.5, baseline + height)
    cloth = graphics.beginPath()
    cloth.moveTo(right - 0.5, baseline + height)
    cloth.lineTo(right - 0.5 - width, baseline + 0.7 * height)
    cloth.lineTo(right - 0.5, baseline + 0.4 * height)
    cloth.close()
    graphics.drawPath(cloth, stroke=0, fill=1)
    graphics.restoreState()


def _wrapped(
    canvas: PersianCanvas, text: str, width: float, size: float, bold: bool, tabular: bool
) -> Sequence[str]:
    if not text:
        return ()
    if "\n" not in text and canvas.width(text, size, bold, tabular) <= width:
        return (text,)
    return canvas.wrap(text, width, size, bold)


def _is_figures(text: str) -> bool:
    return not any(map(str.isalpha, text))
