"""A random pattern that keeps a folded paper from being read against the light.

It stops a glance, not a laboratory: a machine that knows typeface and place can still correlate.  So the
pattern is drawn afresh for every sheet, in the size and face of the password itself, and nothing with a
meaning or a regular edge may stand inside it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from reportlab.lib.units import mm

from client.paper.persian import INK, PersianCanvas
from client.paper.typeface import Glyph
from common.text import persian_digits

_ASCII_DIGITS = "0123456789"
# Half dark hides most: multiplied with the password, an even black would merely dim it.
_LAYERS = 2  # of digits in the password's own size


@dataclass(frozen=True, slots=True)
class Zone:
    """A rectangle on the sheet, in points from the lower left corner."""

    x: float
    y: float
    width: float
    height: float


def draw_mask(canvas: PersianCanvas, zone: Zone, size: float, small: float, rng: Random) -> None:
    """Fill the zone with hatching and random bold digits: Persian of `size`, Latin of `small` points."""
    persian = [canvas.glyph(digit, bold=True) for digit in persian_digits(_ASCII_DIGITS)]
    latin = [canvas.glyph(digit, bold=True) for digit in _ASCII_DIGITS]
    graphics = canvas.graphics
    graphics.saveState()
    clip = graphics.beginPath()
    clip.rect(zone.x, zone.y, zone.width, zone.height)
    graphics.clipPath(clip, stroke=0, fill=0)
    graphics.setStrokeColor(INK)
    graphics.addLiteral(" ".join(_hatching(zone, rng)))
    for _ in range(_LAYERS):
        canvas.scatter(_scattered(zone, persian, size, rng), size, bold=True)
    canvas.scatter(_scattered(zone, latin, small, rng), small, bold=True)
    graphics.restoreState()


def _hatching(zone: Zone, rng: Random) -> Iterator[str]:
    """Lines of random weight, pitch and slope, leaning both ways."""
    for lean in (1, -1):
        x = zone.x - zone.height
        while x < zone.x + zone.width + zone.height:
            foot = x + lean * zone.height * rng.uniform(0.7, 1.3)
            weight = rng.uniform(0.4, 1.2)
            yield f"{weight:.2f} w {x:.2f} {zone.y + zone.height:.2f} m {foot:.2f} {zone.y:.2f} l S"
            x += rng.uniform(1.4, 2.8) * mm


def _scattered(
    zone: Zone, digits: list[Glyph], size: float, rng: Random
) -> Iterator[tuple[float, float, Glyph]]:
    """Digits in uneven rows that run over all four edges."""
    y = zone.y - size * rng.uniform(0, 0.6)
    while y < zone.y + zone.height:
        x = zone.x - size * rng.uniform(0, 0.6)
        while x < zone.x + zone.width:
            yield x, y + size * rng.uniform(-0.1, 0.1), rng.choice(digits)
            x += size * rng.uniform(0.55, 0.9)
        y += size * rng.uniform(0.65, 0.95)
