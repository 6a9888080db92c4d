"""The receipt for whoever brought the paper, on A5: the number and where to ask, nothing of another party."""

from __future__ import annotations

from dataclasses import dataclass

from reportlab.lib.units import mm

from client.paper.barcode import code128_widths, draw_code128
from client.paper.cells import Cell, cell_lines, draw_line
from client.paper.persian import HAIRLINE, INK, MUTED, PRIMARY, SOFT, PersianCanvas
from common.text import persian_digits

WIDTH, HEIGHT = 148 * mm, 210 * mm

_LEFT, _RIGHT = 13 * mm, 135 * mm
_MOST_NAMES = 6
_LABEL = 30 * mm
_SIZES = (11.5, 10.0, 9.0, 8.0, 7.0)
_RULE = 52 * mm
_FACTS_BOTTOM = _RULE + 3 * mm


@dataclass(frozen=True, slots=True)
class Receipt:
    """`applicants`: the names of the applicant's side only. `digits`: the ASCII number for the bars, or
    nothing. `branch`: where the case is heard, or that it will be told. `remark`: that the centre has yet to
    confirm it."""

    body: str
    desk: str
    groups: tuple[str, ...]
    digits: str
    received: str
    registered: str
    registered_by: str
    kind: str
    subject: str
    branch: str
    applicants: tuple[str, ...]
    remark: str = ""


def make_receipt(receipt: Receipt) -> bytes:
    """The receipt as a PDF document of one page."""
    canvas = PersianCanvas((WIDTH, HEIGHT), f"رسید ثبت پرونده {receipt.digits}".strip(), receipt.desk)
    _head(canvas, receipt)
    _number(canvas, receipt)
    _facts(canvas, receipt)
    _foot(canvas, receipt)
    canvas.next_page()
    return canvas.finish()


def _head(canvas: PersianCanvas, receipt: Receipt) -> None:
    middle = WIDTH / 2
    across = _RIGHT - _LEFT
    size = canvas.fit(receipt.body, across, 9.5, 6)
    canvas.text(middle, 195 * mm, receipt.body, size, align="centre", colour=MUTED)
    canvas.text(middle, 186 * mm, "رسید ثبت پرونده", 16, bold=True, align="centre")
    canvas.graphics.setStrokeColor(PRIMARY)
    canvas.graphics.setLineWidth(1.2)
    canvas.graphics.line(_LEFT, 180.5 * mm, _RIGHT, 180.5 * mm)


def _number(canvas: PersianCanvas, receipt: Receipt) -> None:
    """The groups from left to right in a tinted box, the bars below."""
    graphics = canvas.graphics
    graphics.setFillColor(SOFT)
    graphics.roundRect(_LEFT, 156 * mm, _RIGHT - _LEFT, 21 * mm, 2 * mm, stroke=0, fill=1)
    canvas.text(_RIGHT - 3 * mm, 171.5 * mm, "شمارهٔ پرونده", 8.5, colour=MUTED)
    groups, space = receipt.groups, 4 * mm
    natural = sum(canvas.width(group, 1, True) for group in groups)
    room = _RIGHT - _LEFT - 8 * mm - space * (len(groups) - 1)
    size = min(26.0, room / natural) if natural else 26.0
    x = WIDTH / 2 - (natural * size + space * (len(groups) - 1)) / 2
    for group in groups:
        x += space + canvas.text(x, 160.5 * mm, group, size, True, "left", INK)
    if receipt.digits:
        module = 0.5 * mm
        width = sum(code128_widths(receipt.digits)) * module
        draw_code128(graphics, WIDTH / 2 - width / 2, 140 * mm, receipt.digits, module, 12 * mm)
        canvas.text(WIDTH / 2, 135.5 * mm, receipt.digits, 8.5, align="centre", tabular=True)


def _facts(canvas: PersianCanvas, receipt: Receipt) -> None:
    """Everything else, at the largest size at which it fits; at the smallest with fewer names."""
    width = _RIGHT - _LEFT - _LABEL
    y = 127 * mm
    sizes = [(size, _MOST_NAMES) for size in _SIZES]
    for size, names in (*sizes, *((_SIZES[-1], fewer) for fewer in range(_MOST_NAMES - 1, 0, -1))):
        leading, air = 1.7 * size, 0.55 * size
        facts = _facts_of(receipt, names)
        shown = [(label, cell_lines(canvas, Cell(value or "—"), width, size)) for label, value in facts]
        if sum(len(lines) * leading + air for _label, lines in shown) <= y - _FACTS_BOTTOM:
            break
    for label, lines in shown:
        baseline = y - leading / 2 - 0.29 * size
        canvas.text(_RIGHT, baseline, label, min(size, 9.5), colour=MUTED)
        for line in lines:
            draw_line(canvas, line, _RIGHT - _LABEL, baseline, size)
            baseline -= leading
        y -= len(lines) * leading + air


def _facts_of(receipt: Receipt, names: int) -> list[tuple[str, str]]:
    return [
        ("تاریخ دریافت", receipt.received),
        ("متقاضی", _names(receipt.applicants, names)),
        ("موضوع", " — ".join(filter(None, (receipt.kind, receipt.subject)))),
        ("شعبهٔ رسیدگی", receipt.branch),
        ("دریافت در", receipt.desk),
        ("ثبت‌کننده", receipt.registered_by),
        ("زمان ثبت", receipt.registered),
    ]


def _names(applicants: tuple[str, ...], most: int) -> str:
    more = len(applicants) - most
    rest = f" و {persian_digits(more)} تن دیگر" if more > 0 else ""
    return "، ".join(applicants[:most]) + rest


def _foot(canvas: PersianCanvas, receipt: Receipt) -> None:
    graphics = canvas.graphics
    graphics.setStrokeColor(HAIRLINE)
    graphics.setLineWidth(0.8)
    graphics.line(_LEFT, _RULE, _RIGHT, _RULE)
    across = _RIGHT - _LEFT
    canvas.text(
        _RIGHT, 45 * mm, "این شماره را نگه دارید؛ پیگیری پرونده با همین شماره انجام می‌شود.", 9.5, bold=True
    )
    where = f"واحد پاسخگویی {receipt.body}".strip()
    ask = f"برای پیگیری، این شماره و کارت شناسایی خود را به {where} ببرید."
    canvas.text(_RIGHT, 38.5 * mm, ask, canvas.fit(ask, across, 9, 6))
    canvas.text(_RIGHT, 32 * mm, "این رسید تنها دریافت و ثبت را گواهی می‌کند.", 9)
    canvas.text(_LEFT + 22 * mm, 25 * mm, "مهر و امضا", 9, align="centre", colour=MUTED)
    if receipt.remark:
        size = canvas.fit(receipt.remark, across, 8.5, 6, bold=True)
        canvas.text(WIDTH / 2, 11 * mm, receipt.remark, size, bold=True, align="centre")
