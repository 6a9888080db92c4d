"""The sealed slip: one A5 sheet, printed on one side, that folds into its own envelope.

Three panels of 70 mm.  The lowest folds up over the middle one, which carries the password; the uppermost
folds back and becomes the outer face.  Both outer panels carry a random mask where the password lies between
them.  The sheet is made in memory, goes to the printer and is never stored.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from random import Random, SystemRandom

from reportlab.lib.colors import Color, black
from reportlab.lib.units import mm

from client.paper.barcode import code128_widths, draw_code128, draw_qr, qr_modules
from client.paper.masking import Zone, draw_mask
from client.paper.persian import HAIRLINE, INK, MUTED, WHITE, Align, PersianCanvas
from common import jalali
from common.seal import CasePassword, groups
from common.text import isolate, persian_digits

WIDTH, HEIGHT, PANEL = 148, 210, 70  # mm

_PASSWORD_SIZE, _LATIN_SIZE = 30.0, 10.0
_LEFT, _RIGHT = 10.0, 138.0  # mm: what every printer can print
_ZONE_TOP, _ZONE_BOTTOM = 92.0, 114.0  # mm: where the password stands
_MASK_MARGIN = 2.5  # mm: how far the masks reach beyond it, for folds that are not exact
_GLUE = 5.0  # mm: width of a strip of glue
_SMALLEST = 6.5  # points: the smallest print that is still read with ease


@dataclass(frozen=True, slots=True)
class SlipContent:
    """What one slip says.  Titles are shown as given; `serial` has ASCII digits, an even number of them.

    Raises ValueError if the serial cannot be a bar code.
    """

    from_title: str
    to_title: str
    recipient_title: str
    case_number: str
    serial: str
    issued_on: date
    expires_on: date
    password: CasePassword

    def __post_init__(self) -> None:
        code128_widths(self.serial)


def make_slip(content: SlipContent, rng: Random | None = None) -> bytes:
    """One slip as a PDF document.  rng: source of the mask, the system's own unless a test gives another."""
    return make_slips([content], rng)


def make_slips(contents: Sequence[SlipContent], rng: Random | None = None) -> bytes:
    """Several slips in one PDF document, a page each.  Raises ValueError if there are none."""
    if not contents:
        raise ValueError("no slip to make")
    canvas = PersianCanvas((WIDTH * mm, HEIGHT * mm), "برگهٔ رمز پرونده", contents[0].from_title)
    source = rng or SystemRandom()
    for content in contents:
        _Sheet(canvas, content).draw(source)
        canvas.next_page()
    return canvas.finish()


class _Sheet:
    """One slip on the current page.  Measures here are millimetres from the upper left corner."""

    def __init__(self, canvas: PersianCanvas, content: SlipContent) -> None:
        self.canvas = canvas
        self.content = content
        self.case_number = isolate(persian_digits(content.case_number))
        self.serial = isolate(persian_digits(content.serial))
        self.expiry = jalali.show(content.expires_on)

    def draw(self, rng: Random) -> None:
        """All three panels."""
        for top in (2 * PANEL - _ZONE_BOTTOM, 4 * PANEL - _ZONE_BOTTOM):  # mirrored at either fold
            self._mask(top - _MASK_MARGIN, _ZONE_BOTTOM - _ZONE_TOP + 2 * _MASK_MARGIN, rng)
        self._outer_face()
        self._inside()
        self._cover()
        self._fold(PANEL, "تای ۲ — بخش بالا را به پشت تا بزنید")
        self._fold(2 * PANEL, "تای ۱ — بخش پایین را روی بخش میانی تا بزنید")

    def _outer_face(self) -> None:
        content = self.content
        self._write(_RIGHT, 8.5, "محرمانه — تنها به دست گیرنده باز شود", 9.5, bold=True)
        self._labelled(_RIGHT, 14.3, 80, "از", content.from_title)
        self._labelled(_RIGHT, 20.1, 80, "به", content.to_title)
        self._labelled(54, 8.5, 44, "شمارهٔ پرونده", self.case_number)
        self._labelled(54, 14.3, 44, "سریال برگه", self.serial)
        self._labelled(54, 20.1, 44, "تاریخ صدور", jalali.show(content.issued_on))
        module = 0.62
        side = qr_modules(content.serial) * module
        draw_qr(self.canvas.graphics, (_RIGHT - side) * mm, self._y(53.5 + side), content.serial, module * mm)
        self._labelled(_RIGHT - side - 6, 58.5, 48, "گیرنده", content.recipient_title)
        self._labelled(_RIGHT - side - 6, 64.5, 48, "اعتبار تا", self.expiry)
        self._code128(14, 53.5, 46, 8.5)

    def _code128(self, left: float, top: float, width: float, height: float) -> None:
        module = min(0.42, width / sum(code128_widths(self.content.serial))) * mm
        canvas = self.canvas
        drawn = draw_code128(
            canvas.graphics, left * mm, self._y(top + height), self.content.serial, module, height * mm
        )
        canvas.text(
            left * mm + drawn / 2, self._y(top + height + 3.6), self.content.serial, 8.5, align="centre"
        )

    def _inside(self) -> None:
        content = self.content
        self._glue(2, 72, WIDTH - 4, _GLUE)
        self._glue(2, 72 + _GLUE, _GLUE, 61)
        self._glue(WIDTH - 2 - _GLUE, 72 + _GLUE, _GLUE, 61)
        self._write(_RIGHT, 83.5, f"رمز گشودن پروندهٔ {self.case_number}", 11, bold=True)
        self._labelled(_RIGHT, 89, 128, "گیرنده", content.recipient_title)
        self._password()
        centre = WIDTH / 2
        self._write(centre, 121, "رقم‌ها را از چپ به راست، در سه گروه چهارتایی، بنویسید.", 9.5, align="centre")
        self._write(
            centre, 127, f"این رمز یک بار و تا {self.expiry} پذیرفته می‌شود.", 9.5, bold=True, align="centre"
        )
        self._write(centre, 132.5, f"سریال برگه: {self.serial}", 8, colour=MUTED, align="centre")

    def _password(self) -> None:
        graphics = self.canvas.graphics
        graphics.setStrokeColor(black)
        graphics.setLineWidth(0.5 * mm)
        height = _ZONE_BOTTOM - _ZONE_TOP
        graphics.roundRect(14 * mm, self._y(_ZONE_BOTTOM), 120 * mm, height * mm, 2 * mm, stroke=1, fill=0)
        for centre, group in zip((37, 74, 111), groups(self.content.password), strict=True):
            shown = persian_digits(group)
            self._write(centre, 103.5, shown, _PASSWORD_SIZE, bold=True, align="centre", tabular=True)
            self._write(centre, 110.8, group, _LATIN_SIZE, align="centre", tabular=True)

    def _cover(self) -> None:
        self._write(_RIGHT, 147, "راهنمای گیرنده", 9, bold=True)
        for baseline, sentence in (
            (152, "۱. اگر برگه باز، پاره یا دوباره چسبانده شده است، آن را نپذیرید و به فرستنده خبر دهید."),
            (
                156.5,
                "۲. رمز را در «گشودن پرونده» بنویسید؛ پس از پنج رمز نادرست، برگهٔ تازه لازم است.",
            ),
            (161, "۳. این برگه یک بار چاپ می‌شود؛ چاپ دوباره رمز تازه می‌سازد و این رمز را باطل می‌کند."),
        ):
            self._write(_RIGHT, baseline, sentence, 8)
        self._write(
            WIDTH / 2,
            197,
            "فرستنده: نخست تای ۱ را بزنید و لبه‌ها را بچسبانید، سپس تای ۲ را به پشت بزنید و ببندید.",
            8,
            colour=MUTED,
            align="centre",
        )
        self._glue(2, HEIGHT - 2 - _GLUE, WIDTH - 4, _GLUE)

    def _mask(self, top: float, height: float, rng: Random) -> None:
        zone = Zone(_LEFT * mm, self._y(top + height), (_RIGHT - _LEFT) * mm, height * mm)
        draw_mask(self.canvas, zone, _PASSWORD_SIZE, _LATIN_SIZE, rng)

    def _fold(self, top: float, label: str) -> None:
        graphics, y = self.canvas.graphics, self._y(top)
        half = self.canvas.width(label, 7) / 2 + 3 * mm
        graphics.saveState()
        graphics.setStrokeColor(MUTED)
        graphics.setLineWidth(0.5)
        graphics.setDash(4, 3)
        graphics.line(0, y, WIDTH / 2 * mm - half, y)
        graphics.line(WIDTH / 2 * mm + half, y, WIDTH * mm, y)
        graphics.restoreState()
        self._write(WIDTH / 2, top + 0.9, label, 7, colour=MUTED, align="centre")

    def _glue(self, left: float, top: float, width: float, height: float) -> None:
        graphics = self.canvas.graphics
        x, y = left * mm, self._y(top + height)
        graphics.saveState()
        outline = graphics.beginPath()
        outline.rect(x, y, width * mm, height * mm)
        graphics.clipPath(outline, stroke=0, fill=0)
        graphics.setStrokeColor(HAIRLINE)
        graphics.setLineWidth(0.5)
        step = 2.2 * mm
        for place in range(int((width + height) * mm / step) + 1):
            start = x - height * mm + place * step
            graphics.line(start, y, start + height * mm, y + height * mm)
        graphics.restoreState()
        if width > height:
            half = self.canvas.width("جای چسب", 7) / 2 + 2 * mm
            graphics.setFillColor(WHITE)
            graphics.rect((left + width / 2) * mm - half, y, 2 * half, height * mm, stroke=0, fill=1)
            self._write(left + width / 2, top + height / 2 + 0.9, "جای چسب", 7, colour=MUTED, align="centre")

    def _labelled(self, right: float, baseline: float, width: float, label: str, value: str) -> None:
        """A muted label and its value, which shrinks and at last takes two lines rather than being cut."""
        canvas = self.canvas
        used = self._write(right, baseline, f"{label}:", 8, colour=MUTED) / mm + 1.5
        room = (width - used) * mm
        size = canvas.fit(value, room, 9.5, _SMALLEST, bold=True)
        if canvas.width(value, size, bold=True) <= room + 0.01:
            self._write(right - used, baseline, value, size, bold=True)
        else:
            leading = 1.25 * _SMALLEST
            top = self._y(baseline) + 1.4 * leading
            canvas.paragraph((right - used) * mm, top, room, value, _SMALLEST, leading, bold=True)

    def _write(
        self,
        x: float,
        baseline: float,
        string: str,
        size: float,
        bold: bool = False,
        align: Align = "right",
        colour: Color = INK,
        tabular: bool = False,
    ) -> float:
        return self.canvas.text(x * mm, self._y(baseline), string, size, bold, align, colour, tabular)

    def _y(self, from_top: float) -> float:
        return float((HEIGHT - from_top) * mm)
