"""Serials as bars: Code 128 (ISO/IEC 15417), digits only, and QR (ISO/IEC 18004) in numeric mode.

Digits only, because a scanner types key codes: under a Persian keyboard layout letters would come out wrong.
"""

from itertools import groupby

import segno
from reportlab.lib.colors import black
from reportlab.pdfgen.canvas import Canvas

QUIET_BARS = 10  # modules left white at either end of Code 128 (ISO/IEC 15417, 4.3)
QUIET_QR = 4  # modules left white around a QR symbol (ISO/IEC 18004, 5.3.8)

_START_C, _STOP, _CHECK_MODULUS = 105, 106, 103
# Widths of bar, space, bar, ... for each value 0 to 106 (ISO/IEC 15417, table 1).
_PATTERN_LIST = (
    "212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 "
    "122231 113222 123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 "
    "322112 322211 212123 212321 232121 111323 131123 131321 112313 132113 132311 211313 231113 231311 "
    "112133 112331 132131 113123 113321 133121 313121 211331 231131 213113 213311 213131 311123 311321 "
    "331121 312113 312311 332111 314111 221411 431111 111224 111422 121124 121421 141122 141221 112214 "
    "112412 122114 122411 142112 142211 241211 221114 413111 241112 134111 111242 121142 121241 114212 "
    "124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113 114311 411113 "
    "411311 113141 114131 311141 411131 211412 211214 211232 2331112"
)
_PATTERNS = tuple(_PATTERN_LIST.split())


def code128_widths(digits: str) -> list[int]:
    """Widths in modules of bar, space, bar, … for an even number of digits (code set C).

    Raises ValueError for anything else.
    """
    if not (digits.isascii() and digits.isdigit()) or len(digits) % 2:
        raise ValueError(f"Code 128 set C takes an even number of ASCII digits, not {digits!r}")
    values = [_START_C] + [int(digits[at : at + 2]) for at in range(0, len(digits), 2)]
    check = (_START_C + sum(place * value for place, value in enumerate(values))) % _CHECK_MODULUS
    return [int(width) for value in (*values, check, _STOP) for width in _PATTERNS[value]]


def draw_code128(canvas: Canvas, x: float, y: float, digits: str, module: float, height: float) -> float:
    """Draw the bars with their lower left corner at (x, y); returns the width.  All in points.

    The caller keeps `QUIET_BARS` modules white on both sides.
    """
    at = x
    path = canvas.beginPath()
    for place, width in enumerate(code128_widths(digits)):
        if place % 2 == 0:
            path.rect(at, y, width * module, height)
        at += width * module
    _fill(canvas, path)
    return at - x


def qr_modules(digits: str) -> int:
    """Modules along one side of the QR symbol of these digits, without the white border."""
    return len(_qr_matrix(digits))


def draw_qr(canvas: Canvas, x: float, y: float, digits: str, module: float) -> float:
    """Draw a QR symbol of ASCII digits with its lower left corner at (x, y); returns its side (points).

    The caller keeps `QUIET_QR` modules white all round.
    """
    matrix = _qr_matrix(digits)
    path = canvas.beginPath()
    for row, modules in enumerate(reversed(matrix)):
        column = 0
        for dark, stretch in groupby(modules):
            length = len(list(stretch))
            if dark:
                path.rect(x + column * module, y + row * module, length * module, module)
            column += length
    _fill(canvas, path)
    return len(matrix) * module


def _qr_matrix(digits: str) -> tuple[bytearray, ...]:
    if not (digits.isascii() and digits.isdigit()):
        raise ValueError(f"the QR symbol of a serial takes ASCII digits only, not {digits!r}")
    matrix: tuple[bytearray, ...] = segno.make_qr(digits, mode="numeric", error="m").matrix
    return matrix


def _fill(canvas: Canvas, path: object) -> None:
    canvas.saveState()
    canvas.setFillColor(black)
    canvas.drawPath(path, stroke=0, fill=1)
    canvas.restoreState()
