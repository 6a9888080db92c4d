"""One Vazirmatn face: lines shaped by HarfBuzz, and the font cut down to the glyphs of one document."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from struct import unpack
from typing import NamedTuple

import uharfbuzz as hb

from client.paper.bidi import visual_runs
from client.paper.copy_order import guarded

_FONTS = Path(__file__).resolve().parent.parent / "style" / "fonts"
_EM = 1000  # PDF counts advances in thousandths of the type size
# Marks of direction: the bidi algorithm has obeyed them, the paper does not show them.
_UNSEEN = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
_DROPPED_TABLES = ("GDEF", "GPOS", "GSUB", "STAT", "cmap", "name", "post", "OS/2", "DSIG", "gasp")


class Glyph(NamedTuple):
    """A drawn shape, the advance after it in thousandths of an em, and the text it stands for.

    `text` is one character, or empty for a shape whose characters are carried by others.
    """

    gid: int
    advance: float
    text: str


class Mark(NamedTuple):
    """A shape drawn away from the pen: offsets from the start of the line in thousandths of an em."""

    gid: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class ShapedLine:
    """A line ready to draw from left to right; `width` in thousandths of an em."""

    glyphs: tuple[Glyph, ...]
    marks: tuple[Mark, ...]
    width: float


class Typeface:
    """A font file, opened once for the whole program and never changed."""

    def __init__(self, path: Path) -> None:
        self.name = path.stem
        self._face = hb.Face(hb.Blob.from_file_path(str(path)))
        self._font = hb.Font(self._face)
        self._scale = _EM / self._face.upem
        self.space = self._font.get_nominal_glyph(ord(" "))
        extents = self._font.get_font_extents("ltr")
        self.ascent, self.descent = extents.ascender * self._scale, extents.descender * self._scale
        box = unpack(">4h", self._face.reference_table("head").data[36:44])
        self.bounds = tuple(round(edge * self._scale) for edge in box)

    def shape(self, text: str, tabular: bool = False) -> ShapedLine:
        """Shape one line (no line breaks inside) with a right-to-left base direction.

        tabular: digits of equal width, for columns.
        """
        glyphs: list[Glyph] = []
        marks: list[Mark] = []
        pen = 0.0
        for run in visual_runs(text):
            letters = "".join(c for c in text[run.start : run.end] if c not in _UNSEEN)
            guarded_letters = guarded(letters, run.right_to_left, first=run.start == 0)
            pen = self._add_run(guarded_letters, run.right_to_left, tabular, glyphs, marks, pen)
        return ShapedLine(tuple(glyphs), tuple(marks), pen)

    def _add_run(
        self,
        letters: str,
        right_to_left: bool,
        tabular: bool,
        glyphs: list[Glyph],
        marks: list[Mark],
        pen: float,
    ) -> float:
        """Add what HarfBuzz makes of one run, from left to right; returns where the pen is afterwards.

        Letters that became one shape stay together; nearly all are a letter and a shape, and go quickly.
        """
        if not letters:
            return pen
        buffer = hb.Buffer()
        buffer.add_str(letters)
        buffer.direction = "rtl" if right_to_left else "ltr"
        buffer.script = "Latn" if letters.isascii() else "Arab"
        buffer.language = "fa"
        hb.shape(self._font, buffer, {"tnum": tabular})
        placed = list(zip(buffer.glyph_infos, buffer.glyph_positions, strict=True))
        starts = sorted({info.cluster for info, _ in placed})
        ends = dict(zip(starts, [*starts[1:], len(letters)], strict=True))
        for start, grouped in groupby(placed, key=lambda pair: pair[0].cluster):
            members = list(grouped)
            info, position = members[0]
            if (
                len(members) == 1
                and ends[start] == start + 1
                and not (position.x_offset or position.y_offset)
            ):
                advance = round(position.x_advance * self._scale, 2)
                glyphs.append(Glyph(info.codepoint, advance, letters[start]))
                pen += advance
                continue
            cluster = self._cluster(letters[start : ends[start]], right_to_left, members)
            marks.extend(Mark(mark.gid, pen + mark.x, mark.y) for mark in cluster.marks)
            glyphs.extend(cluster.glyphs)
            pen += cluster.width
        return pen

    def _cluster(
        self, letters: str, right_to_left: bool, members: Iterable[tuple[hb.GlyphInfo, hb.GlyphPosition]]
    ) -> ShapedLine:
        """The letters of one cluster and the shapes that HarfBuzz made of them.

        Viewers reverse the several characters of one code in right-to-left text (بالا is copied as باال).
        So no code stands for more than one character: the width is shared out among the characters, the
        first slot draws the shape, the others are blank, and every viewer copies them one by one in order.
        """
        shape: int | None = None
        marks: list[Mark] = []
        pen = 0.0
        for info, position in members:
            moved = bool(position.x_offset or position.y_offset or pen)
            if shape is None and not moved:
                shape = info.codepoint
            else:
                x, y = position.x_offset * self._scale, position.y_offset * self._scale
                marks.append(Mark(info.codepoint, pen + x, y))
            pen += position.x_advance * self._scale
        source = letters[::-1] if right_to_left else letters  # in drawing order
        share = round(pen / len(source), 2)
        slots = [self.space if shape is None else shape] + [self.space] * (len(source) - 1)
        glyphs = tuple(Glyph(gid, share, letter) for gid, letter in zip(slots, source, strict=True))
        return ShapedLine(glyphs, tuple(marks), share * len(source))

    def subset(self, gids: set[int]) -> bytes:
        """The font file with these glyphs only, their numbers kept, without what a PDF viewer never reads."""
        wanted = hb.SubsetInput()
        wanted.flags = hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NOTDEF_OUTLINE
        wanted.glyph_set.update(gids)
        wanted.drop_table_tag_set.update(int.from_bytes(f"{tag:4}".encode()) for tag in _DROPPED_TABLES)
        return bytes(hb.subset(self._face, wanted).blob.data)


@cache
def typeface(bold: bool) -> Typeface:
    """Vazirmatn Regular or Bold."""
    return Typeface(_FONTS / ("Vazirmatn-Bold.ttf" if bold else "Vazirmatn-Regular.ttf"))
