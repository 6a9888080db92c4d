"""A typeface inside one PDF document: a code of its own for every (shape, advance, text) that occurs.

reportlab's own TrueType fonts serve 256 characters at a time and keep their private characters for ever in
the font object.  This font is made for one document and goes with it; it writes a composite font
(ISO 32000-1, 9.7: Type 0, Identity-H) with 65,535 codes, widths as shaped, and ToUnicode from the clusters.
"""

from collections.abc import Iterable, Sequence

from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFDocument,
    PDFName,
    PDFObjectReference,
    PDFStream,
)

from client.paper.typeface import Glyph, Typeface

_SYMBOLIC = 4  # ISO 32000-1, table 123
_CODES_PER_BLOCK = 100  # the most that one beginbfchar may hold


class EmbeddedFont:
    """Codes of one face in one document.  reportlab calls `addObjects` when the document is written."""

    def __init__(self, face: Typeface, document: PDFDocument) -> None:
        self._face = face
        self._glyphs = [Glyph(0, 0.0, "")]  # code 0: .notdef
        self._codes: dict[Glyph, str] = {}
        self.resource = f"F{len(document.delayedFonts) + 1}"
        document.delayedFonts.append(self)

    def encode(self, glyphs: Iterable[Glyph]) -> str:
        """The string operand that draws these glyphs, as PDF hexadecimal."""
        codes = self._codes
        return "<" + "".join([codes.get(glyph) or self._add(glyph) for glyph in glyphs]) + ">"

    def _add(self, glyph: Glyph) -> str:
        if len(self._glyphs) > 0xFFFF:
            raise OverflowError("one document has more than 65,535 different glyphs")
        code = self._codes[glyph] = f"{len(self._glyphs):04X}"
        self._glyphs.append(glyph)
        return code

    def addObjects(self, document: PDFDocument) -> None:
        """Add font, descendant, descriptor, widths, glyph map and ToUnicode map to the document."""
        gids = [glyph.gid for glyph in self._glyphs]
        program = self._face.subset(set(gids))
        name = PDFName(f"{_subset_tag(gids)}+{self._face.name}")

        def stream(content: bytes, **entries: int) -> PDFObjectReference:
            return document.Reference(PDFStream(PDFDictionary(dict(entries)), content))

        descriptor = {
            "Type": PDFName("FontDescriptor"),
            "FontName": name,
            "Flags": _SYMBOLIC,
            "FontBBox": PDFArray(list(self._face.bounds)),
            "ItalicAngle": 0,
            "Ascent": round(self._face.ascent),
            "Descent": round(self._face.descent),
            "CapHeight": round(self._face.ascent),
            "StemV": 80,
            "FontFile2": stream(program, Length1=len(program)),
        }
        descendant = {
            "Type": PDFName("Font"),
            "Subtype": PDFName("CIDFontType2"),
            "BaseFont": name,
            "CIDSystemInfo": PDFDictionary(
                {"Registry": "(Adobe)", "Ordering": "(Identity)", "Supplement": 0}
            ),
            "FontDescriptor": document.Reference(PDFDictionary(descriptor)),
            "DW": 0,
            "W": PDFArray([0, PDFArray([glyph.advance for glyph in self._glyphs])]),
            "CIDToGIDMap": stream(b"".join(gid.to_bytes(2) for gid in gids)),
        }
        font = {
            "Type": PDFName("Font"),
            "Subtype": PDFName("Type0"),
            "BaseFont": name,
            "Encoding": PDFName("Identity-H"),
            "DescendantFonts": PDFArray([document.Reference(PDFDictionary(descendant))]),
            "ToUnicode": stream(_to_unicode(self._glyphs).encode("ascii")),
        }
        document.idToObject["BasicFonts"].dict[self.resource] = document.Reference(PDFDictionary(font))


def _subset_tag(gids: Sequence[int]) -> str:
    """Six capital letters that differ between different subsets (ISO 32000-1, 9.6.4)."""
    number = hash(tuple(gids))
    return "".join(chr(ord("A") + (number := abs(number) // 26) % 26) for _ in range(6))


def _to_unicode(glyphs: Sequence[Glyph]) -> str:
    """The CMap by which viewers copy and search (ISO 32000-1, 9.10.3); shapes without text copy as NUL."""
    pairs = [
        f"<{code:04X}> <{(glyph.text or chr(0)).encode('utf-16-be').hex().upper()}>"
        for code, glyph in enumerate(glyphs)
    ]
    blocks = [pairs[start : start + _CODES_PER_BLOCK] for start in range(0, len(pairs), _CODES_PER_BLOCK)]
    return "\n".join(
        [
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
            "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
            "1 begincodespacerange <0000> <FFFF> endcodespacerange",
            *(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks),
            "endcmap CMapName currentdict /CMap defineresource pop end end",
        ]
    )
