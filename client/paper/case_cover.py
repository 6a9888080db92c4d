"""The cover of a paper file, on A4: its number large and as bars, who and what it is about, what to heed.

One page always: long lists are cut and say by how many; the docket sheet inside has them whole.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.units import mm

from client.paper.barcode import code128_widths, draw_code128
from client.paper.cells import Cell, Line, cell_lines, draw_line
from client.paper.persian import HAIRLINE, INK, MUTED, PRIMARY, SOFT, PersianCanvas
from common.text import persian_digits

_WIDTH, _HEIGHT = 210 * mm, 297 * mm
_LEFT, _RIGHT = 16 * mm, 194 * mm
_ACROSS = _RIGHT - _LEFT
_DROP = 0.29  # of the type size: from the middle of a line to its baseline
_WARNING_LINES, _STAYS = 5, 4
_FOOT, _STAY, _STAYS_TITLE, _MORE = 21, 7, 10, 6  # mm: the foot, a stay, the title above, the line below


@dataclass(frozen=True, slots=True)
class Side:
    """The parties of one side: its title and a cell for each party, with the flags to heed."""

    title: str
    parties: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Stay:
    """A docket entry: the branch, its archive number and when the case came in; `ended` when it left."""

    branch: str
    archive: str
    came: str
    ended: str = ""


@dataclass(frozen=True, slots=True)
class CaseCover:
    """What one cover says; everything already as people read it, but `digits`, the ASCII number for the bars
    (empty if the number cannot be bars).

    `groups`: the number in the groups it is read by. `warnings`: what others must heed, of whom. `stays`:
    newest first.
    """

    body: str
    branch: str
    groups: tuple[str, ...]
    digits: str
    kind: str
    subject: Cell
    received: str
    archive: str
    sides: tuple[Side, Side]
    others: tuple[Cell, ...]
    warnings: tuple[str, ...]
    stays: tuple[Stay, ...]
    printed: str
    remark: str = ""


def make_cover(cover: CaseCover) -> bytes:
    """The cover as a PDF document of one page."""
    title = f"جلد پرونده {cover.digits}".strip()
    canvas = PersianCanvas((_WIDTH, _HEIGHT), title, cover.branch)
    _Sheet(canvas, cover).draw()
    canvas.next_page()
    return canvas.finish()


class _Sheet:
    """Heights here are millimetres from the lower edge."""

    def __init__(self, canvas: PersianCanvas, cover: CaseCover) -> None:
        self._canvas = canvas
        self._cover = cover
        stays = len(cover.stays)
        room = _STAYS_TITLE + _STAY * max(1, min(stays, _STAYS)) + (_MORE if stays > _STAYS else 0)
        self._stays_top = _FOOT + room

    def draw(self) -> None:
        """All of it."""
        self._head()
        self._number()
        self._about()
        bottom = self._warnings(178)
        self._parties(min(bottom - 4, 172))
        self._stays()
        self._foot()

    def _head(self) -> None:
        cover = self._cover
        self._fitted(281, cover.body, 11, colour=MUTED)
        self._fitted(273, cover.branch, 15, bold=True)
        self._rule(268.5, PRIMARY, 1.4)

    def _number(self) -> None:
        """The groups stand from left to right, as they are read."""
        canvas, groups = self._canvas, self._cover.groups
        self._write(_RIGHT, 261.5, "شمارهٔ پرونده", 9.5, colour=MUTED)
        size, space = 38.0, 8 * mm
        natural = sum(canvas.width(group, 1, True) for group in groups)
        size = min(size, (_ACROSS - space * (len(groups) - 1)) / natural) if natural else size
        x = _WIDTH / 2 - (natural * size + space * (len(groups) - 1)) / 2
        for group in groups:
            x += space + canvas.text(x, 246 * mm, group, size, True, "left", INK)
        if self._cover.digits:
            self._bars(222, 17)

    def _bars(self, bottom: float, height: float) -> None:
        digits = self._cover.digits
        module = min(0.62 * mm, 0.62 * _ACROSS / sum(code128_widths(digits)))
        width = sum(code128_widths(digits)) * module
        draw_code128(self._canvas.graphics, _WIDTH / 2 - width / 2, bottom * mm, digits, module, height * mm)
        self._canvas.text(_WIDTH / 2, (bottom - 5) * mm, digits, 10, align="centre", tabular=True)

    def _about(self) -> None:
        cover = self._cover
        left = self._box(_RIGHT - 118 * mm, 118 * mm)
        self._write(
            _RIGHT - 4 * mm, 205.5, f"موضوع — {cover.kind}" if cover.kind else "موضوع", 8.5, colour=MUTED
        )
        self._in_lines(cover.subject, _RIGHT - 4 * mm, 203.5, 110 * mm, 21, (14, 12, 10.5, 9, 8), bold=True)
        right = left - 3 * mm
        self._box(_LEFT, right - _LEFT)
        self._write(right - 4 * mm, 205.5, "شمارهٔ بایگانی", 8.5, colour=MUTED)
        room = right - _LEFT - 8 * mm
        size = self._canvas.fit(cover.archive, room, 24, 9, bold=True)
        self._canvas.text((right + _LEFT) / 2, 193.5 * mm, cover.archive, size, True, "centre")
        received = f"دریافت {cover.received}"
        self._canvas.text((right + _LEFT) / 2, 186.5 * mm, received, 9.5, align="centre", colour=MUTED)

    def _box(self, left: float, width: float) -> float:
        """A tinted box of the row under the bars; returns its left edge."""
        graphics = self._canvas.graphics
        graphics.setFillColor(SOFT)
        graphics.roundRect(left, 182 * mm, width, 28.5 * mm, 2 * mm, stroke=0, fill=1)
        return left

    def _warnings(self, top: float) -> float:
        """What to heed, in a heavy frame; returns its lower edge, `top` for nothing to heed."""
        if not self._cover.warnings:
            return top
        size, leading = 11.0, 6.2
        lines: list[Line] = []
        for warning in self._cover.warnings:
            lines += cell_lines(self._canvas, Cell(flags=(warning,)), _ACROSS - 10 * mm, size)
        if len(lines) > _WARNING_LINES:
            rest = sum(line.flag for line in lines[_WARNING_LINES - 1 :])
            more = f"و {persian_digits(rest)} مورد دیگر در برگهٔ پرونده"
            lines = [*lines[: _WARNING_LINES - 1], Line(more, True, indent=True)]
        height = len(lines) * leading + 5
        graphics = self._canvas.graphics
        graphics.setStrokeColor(INK)
        graphics.setLineWidth(1.6)
        graphics.roundRect(_LEFT, (top - height) * mm, _ACROSS, height * mm, 2 * mm, stroke=1, fill=0)
        y = top - 2.5 - leading / 2
        for line in lines:
            draw_line(self._canvas, line, _RIGHT - 5 * mm, y * mm - _DROP * size, size)
            y -= leading
        return top - height

    def _parties(self, top: float) -> None:
        """Both sides beside each other, the others below in one line after another."""
        bottom = self._stays_top + (18 if self._cover.others else 0)
        half = (_ACROSS - 8 * mm) / 2
        middle = _RIGHT - half - 4 * mm
        for side, right in zip(self._cover.sides, (_RIGHT, middle - 4 * mm), strict=True):
            self._write(right, top - 5, side.title, 10, bold=True, colour=PRIMARY)
            self._list(side.parties, right, top - 8, half, top - 8 - bottom)
        graphics = self._canvas.graphics
        graphics.setStrokeColor(HAIRLINE)
        graphics.setLineWidth(0.8)
        graphics.line(middle, (top - 1) * mm, middle, bottom * mm)
        if self._cover.others:
            names = "، ".join(cell.text for cell in self._cover.others)
            self._write(_RIGHT, bottom - 4, "دیگران", 9, bold=True, colour=PRIMARY)
            self._in_lines(Cell(names), _RIGHT - 18 * mm, bottom - 1, _ACROSS - 18 * mm, 14, (9, 8, 7))

    def _list(self, parties: Sequence[Cell], right: float, top: float, width: float, height: float) -> None:
        """The parties at the largest size at which all fit; at the smallest, as many as fit."""
        if not parties:
            self._write(right, top - 5, "—", 11, colour=MUTED)
        for size in (14.0, 12.0, 10.5, 9.0, 8.0, 7.0):
            leading = size * 1.62 / mm
            blocks = [cell_lines(self._canvas, cell, width, size) for cell in parties]
            if sum(map(len, blocks)) * leading <= height:
                break
        else:
            most = int(height / leading) - 1
            shown: list[list[Line]] = []
            while len(shown) < len(blocks) and sum(map(len, shown)) + len(blocks[len(shown)]) <= most:
                shown.append(blocks[len(shown)])
            more = f"و {persian_digits(len(blocks) - len(shown))} تن دیگر در برگهٔ پرونده"
            blocks = [*shown, [Line(more, True)]]
        y = top - leading / 2
        for line in (line for block in blocks for line in block):
            draw_line(self._canvas, line, right, y * mm - _DROP * size, size)
            y -= leading

    def _stays(self) -> None:
        """The branches the case has been in, so that every archive finds its own number."""
        self._rule(self._stays_top - 3, HAIRLINE, 0.8)
        y = self._stays_top - _STAYS_TITLE
        self._write(_RIGHT, y, "ردیف‌های رسیدگی", 10, bold=True, colour=PRIMARY)
        stays = self._cover.stays
        for stay in stays[:_STAYS]:
            y -= _STAY
            when = f"{stay.came} تا {stay.ended}" if stay.ended else f"از {stay.came}"
            canvas = self._canvas
            canvas.text(_LEFT, y * mm, when, 9, align="left", colour=MUTED)
            canvas.text(_LEFT + 46 * mm, y * mm, stay.archive, 10, True, "left", tabular=True)
            room = _ACROSS - 46 * mm - 36 * mm
            canvas.text(_RIGHT, y * mm, stay.branch, canvas.fit(stay.branch, room, 9.5, 6))
        if len(stays) > _STAYS:
            more = f"و {persian_digits(len(stays) - _STAYS)} ردیف پیش‌تر در برگهٔ پرونده"
            self._write(_RIGHT, y - _MORE, more, 8.5, colour=MUTED)
        if not stays:
            self._write(_RIGHT, y - _STAY, "هنوز در شعبه‌ای ثبت نشده است", 9.5)

    def _foot(self) -> None:
        self._canvas.text(_LEFT, 11 * mm, self._cover.printed, 8, align="left", colour=MUTED)
        if self._cover.remark:
            size = self._canvas.fit(self._cover.remark, 120 * mm, 9, 6, bold=True)
            self._canvas.text(_RIGHT, 11 * mm, self._cover.remark, size, bold=True)

    def _in_lines(
        self,
        cell: Cell,
        right: float,
        top: float,
        width: float,
        height: float,
        sizes: Sequence[float],
        bold: bool = False,
    ) -> None:
        """A cell at the largest of `sizes` at which it fits; at the smallest it is cut."""
        shown = dataclasses.replace(cell, bold=bold or cell.bold)
        for size in sizes:
            leading = size * 1.6 / mm
            lines = cell_lines(self._canvas, shown, width, size)
            if len(lines) * leading <= height:
                break
        most = max(1, int(height / leading))
        if len(lines) > most:
            lines = [*lines[: most - 1], self._cut(lines[most - 1], width, size)]
        y = top - leading / 2
        for line in lines:
            draw_line(self._canvas, line, right, y * mm - _DROP * size, size)
            y -= leading

    def _cut(self, line: Line, width: float, size: float) -> Line:
        """The line with as many of its words as leave room to say that there were more."""
        words = line.text.split(" ")
        while len(words) > 1 and self._canvas.width(" ".join((*words, "…")), size, line.bold) > width:
            words.pop()
        return dataclasses.replace(line, text=f"{' '.join(words).rstrip('،؛ ')} …")

    def _fitted(
        self, height: float, words: str, size: float, bold: bool = False, colour: object = INK
    ) -> None:
        size = self._canvas.fit(words, _ACROSS, size, 7, bold)
        self._canvas.text(_WIDTH / 2, height * mm, words, size, bold, "centre", colour)

    def _write(
        self, right: float, height: float, words: str, size: float, bold: bool = False, colour: object = INK
    ) -> None:
        self._canvas.text(right, height * mm, words, size, bold, colour=colour)

    def _rule(self, height: float, colour: object, width: float) -> None:
        graphics = self._canvas.graphics
        graphics.setStrokeColor(colour)
        graphics.setLineWidth(width)
        graphics.line(_LEFT, height * mm, _RIGHT, height * mm)
