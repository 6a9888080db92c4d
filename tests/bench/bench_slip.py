"""Making sealed slips, against bare reportlab drawing as many strings, digits and lines without shaping.

Bound: one page a slip with the same font, through reportlab's own calls and with its own settings:
`drawRightString` for each line of words (letters unjoined, order wrong), one text object for the digits of
the masks, `line` for each path.  The numbers are counted in a real slip.
"""

from __future__ import annotations

import statistics
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

import client.style
from client.paper.slip import SlipContent, make_slip, make_slips
from common.seal import new_password
from tests.bench.stopwatch import seconds

SLIPS = 40
ROUNDS = 5
WORDS = 37  # lines of words on a slip; every other text object is one digit of a mask
FONT = Path(client.style.__file__).parent / "fonts" / "Vazirmatn-Bold.ttf"
A5 = (419.5, 595.3)


@dataclass(frozen=True)
class Ink:
    """How much stands on one slip."""

    digits: int
    paths: int


def bench() -> dict[str, Any]:
    """Slips a second in one document (ours) and bare pages a second with as much ink (bound)."""
    slips = [_slip(number) for number in range(SLIPS)]
    ink = _ink(make_slip(slips[0]))
    pdfmetrics.registerFont(TTFont("Bare", str(FONT), shapable=False))
    ours, bound, alone = [], [], []
    for _ in range(ROUNDS):
        ours.append(SLIPS / seconds(lambda: make_slips(slips)))
        bound.append(SLIPS / seconds(lambda: _bare_pages(ink)))
        alone.append(SLIPS / seconds(lambda: [make_slip(slip) for slip in slips]))
    result = {
        "name": "make sealed slips",
        "ours": round(statistics.median(ours), 1),
        "bound": round(statistics.median(bound), 1),
        "ratio": round(statistics.median(own / bare for own, bare in zip(ours, bound, strict=True)), 2),
        "unit": "slips/s",
        "note": (
            f"{SLIPS} slips in one document; a document for each {statistics.median(alone):.0f} slips/s;"
            f" {WORDS} lines of words, {ink.digits} mask digits, {ink.paths} paths a slip"
        ),
    }
    print(result)
    return result


def _slip(number: int) -> SlipContent:
    return SlipContent(
        from_title="شعبهٔ ۳ دادگاه عمومی حقوقی",
        to_title="شعبهٔ ۱۲ تجدیدنظر استان",
        recipient_title="مدیر دفتر شعبهٔ ۱۲",
        case_number=f"14040992{number:010}",
        serial=f"{14040903000000 + number}",
        issued_on=date(2025, 11, 24),
        expires_on=date(2025, 12, 1),
        password=new_password(),
    )


def _ink(pdf: bytes) -> Ink:
    document = pypdfium2.PdfDocument(pdf)
    kinds = [part.type for part in document[0].get_objects()]
    document.close()
    return Ink(
        digits=kinds.count(pdfium.FPDF_PAGEOBJ_TEXT) - WORDS, paths=kinds.count(pdfium.FPDF_PAGEOBJ_PATH)
    )


def _bare_pages(ink: Ink) -> bytes:
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=A5, pageCompression=1)
    rng = Random(1)
    for page in range(SLIPS):
        canvas.setFont("Bare", 9)
        for line in range(WORDS):
            canvas.drawRightString(400, 20 + line * 15, f"شعبهٔ {line} دادگاه عمومی حقوقی {page}")
        digits = canvas.beginText()
        digits.setFont("Bare", 30)
        for _ in range(ink.digits):
            digits.setTextOrigin(rng.uniform(0, 400), rng.uniform(0, 590))
            digits.textOut(rng.choice("۰۱۲۳۴۵۶۷۸۹"))
        canvas.drawText(digits)
        for _ in range(ink.paths):
            canvas.setLineWidth(rng.uniform(0.4, 1.2))
            canvas.line(rng.uniform(0, 400), 10, rng.uniform(0, 400), 90)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


if __name__ == "__main__":
    bench()
