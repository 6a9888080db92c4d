"""A reportlab canvas that writes Persian rightly: the one door by which words get onto our paper.

Measures are PDF points with the origin at the lower left corner, as in reportlab; `reportlab.lib.units.mm`
converts.  Every line has a right-to-left base direction; a Latin or numeric insertion that must keep its own
order stands in an isolate (`common.text.isolate`).
"""

from collections.abc import Iterable
from functools import cached_property
from io import BytesIO
from typing import Literal

from reportlab.lib.colors import Color, HexColor
from reportlab.pdfbase.pdfdoc import PDFZCompress
from reportlab.pdfgen.canvas import Canvas

from client.paper.embedded_font import EmbeddedFont
from client.paper.typeface import Glyph, ShapedLine, typeface

Align = Literal["right", "left", "centre"]

INK = HexColor("#1B2733")
MUTED = HexColor("#55636F")
HAIRLINE = HexColor("#CBD3DA")
PRIMARY = HexColor("#0F5C63")
SOFT = HexColor("#E1F0F0")
STRIPE = HexColor("#F5F7F8")
WHITE = HexColor("#FFFFFF")
SERIES = (PRIMARY, HexColor("#B8730C"), HexColor("#5B6C9E"))


class _Canvas(Canvas):
    """reportlab's canvas without its habit of naming Helvetica, never embedded, on every page."""

    def _make_preamble(self) -> None:
        self._preamble = "1 0 0 1 0 0 cm"


class PersianCanvas:
    """One document being drawn.  `graphics` is reportlab's canvas for lines, boxes and clips.

    size: (width, height) of a page in points.  The title and author go into the document's metadata.
    """

    def __init__(self, size: tuple[float, float], title: str, author: str) -> None:
        self._buffer = BytesIO()
        self.size = size
        self.graphics = _Canvas(
            self._buffer, pagesize=size, pageCompression=0, pdfVersion=(1, 5), lang="fa-IR"
        )
        # Deflate alone: reportlab's own page compression adds ASCII85, a quarter larger.
        self.graphics._doc.defaultStreamFilters = [PDFZCompress]
        self.graphics.setTitle(title)
        self.graphics.setSubject(title)
        self.graphics.setAuthor(author)
        self.graphics.setCreator("Kelaseh")
        self._lines: dict[tuple[str, bool, bool], ShapedLine] = {}

    @cached_property
    def _regular(self) -> EmbeddedFont:
        return EmbeddedFont(typeface(False), self.graphics._doc)

    @cached_property
    def _bold(self) -> EmbeddedFont:
        return EmbeddedFont(typeface(True), self.graphics._doc)

    def shape(self, string: str, bold: bool = False, tabular: bool = False) -> ShapedLine:
        """The line as shaped; kept for this document, so what repeats is shaped once."""
        key = (string, bold, tabular)
        line = self._lines.get(key)
        if line is None:
            line = self._lines[key] = typeface(bold).shape(string, tabular)
        return line

    def width(self, string: str, size: float, bold: bool = False, tabular: bool = False) -> float:
        """Width of a line in points."""
        return self.shape(string, bold, tabular).width * size / 1000

    def text(
        self,
        x: float,
        y: float,
        string: str,
        size: float,
        bold: bool = False,
        align: Align = "right",
        colour: Color = INK,
        tabular: bool = False,
    ) -> float:
        """Write one line on the baseline y; x is its right end, left end or centre.  Returns its width."""
        line = self.shape(string, bold, tabular)
        width = line.width * size / 1000
        left = x - {"right": width, "left": 0.0, "centre": width / 2}[align]
        font = self._bold if bold else self._regular
        unit = size / 1000
        self._draw(f"1 0 0 1 {left:.2f} {y:.2f} Tm {font.encode(line.glyphs)} Tj", font, size, colour)
        if line.marks:
            drawn = [
                f"1 0 0 1 {left + mark.x * unit:.2f} {y + mark.y * unit:.2f} Tm "
                f"{font.encode((Glyph(mark.gid, 0.0, ''),))} Tj"
                for mark in line.marks
            ]
            self._draw(" ".join(drawn), font, size, colour, wordless=True)
        return width

    def _draw(
        self, shown: str, font: EmbeddedFont, size: float, colour: Color, wordless: bool = False
    ) -> None:
        """Put text operators into the page; `wordless` keeps the shapes out of what viewers copy."""
        drawn = (
            f"q {colour.red:.3f} {colour.green:.3f} {colour.blue:.3f} rg "
            f"BT /{font.resource} {size:.2f} Tf {shown} ET Q"
        )
        self.graphics.addLiteral(f"/Span <</ActualText ( )>> BDC {drawn} EMC" if wordless else drawn)

    def paragraph(
        self,
        x_right: float,
        y_top: float,
        width: float,
        string: str,
        size: float,
        leading: float,
        bold: bool = False,
        colour: Color = INK,
        align: Align = "right",
    ) -> float:
        """Write a paragraph wrapped to `width` below y_top.  Returns the height used, in points."""
        lines = self.wrap(string, width, size, bold)
        ascent, descent = typeface(bold).ascent, typeface(bold).descent
        middle = (ascent + descent) * size / 2000
        x = x_right - {"right": 0.0, "left": width, "centre": width / 2}[align]
        for number, line in enumerate(lines):
            self.text(x, y_top - (number + 0.5) * leading - middle, line, size, bold, align, colour)
        return leading * len(lines)

    def wrap(self, string: str, width: float, size: float, bold: bool = False) -> list[str]:
        """Cut a text into lines not wider than `width`; a word wider than a line is cut between letters.

        Letters do not join across spaces, so a line is as wide as its words and the spaces between them.
        """
        space = self.width(" ", size, bold)
        lines: list[str] = []
        for part in string.split("\n"):
            line: list[str] = []
            used = 0.0
            for word in filter(None, part.split(" ")):  # a no-break space holds a number together
                wide = self.width(word, size, bold)
                if line and used + space + wide > width:
                    lines.append(" ".join(line))
                    line, used = [], 0.0
                while wide > width and len(word) > 1:
                    head = self._longest_start(word, width, size, bold)
                    lines.append(word[:head])
                    word = word[head:]
                    wide = self.width(word, size, bold)
                used += wide + (space if line else 0.0)
                line.append(word)
            lines.append(" ".join(line))
        return lines

    def _longest_start(self, word: str, width: float, size: float, bold: bool) -> int:
        for length in range(len(word) - 1, 1, -1):
            if self.width(word[:length], size, bold) <= width:
                return length
        return 1

    def fit(self, string: str, width: float, size: float, smallest: float, bold: bool = False) -> float:
        """The largest size from `size` down to `smallest` at which the line is not wider than `width`."""
        natural = self.width(string, 1, bold)
        return max(min(size, width / natural), smallest) if natural else size

    def glyph(self, character: str, bold: bool = False) -> Glyph:
        """The shape of one character without its text: for patterns, not for words."""
        return self.shape(character, bold).glyphs[0]._replace(text="")

    def scatter(
        self,
        places: Iterable[tuple[float, float, Glyph]],
        size: float,
        bold: bool = False,
        colour: Color = INK,
    ) -> None:
        """Draw shapes at (x, y); they are no text to be copied or read out."""
        font = self._bold if bold else self._regular
        drawn = " ".join(f"1 0 0 1 {x:.2f} {y:.2f} Tm {font.encode((glyph,))} Tj" for x, y, glyph in places)
        self._draw(drawn, font, size, colour, wordless=True)

    def next_page(self) -> None:
        """End this page and begin the next."""
        self.graphics.showPage()

    def finish(self) -> bytes:
        """End the document and give it as bytes; nothing has touched a disk."""
        self.graphics.save()
        return self._buffer.getvalue()
