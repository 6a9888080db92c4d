"""What other programs see in our papers: text by Poppler and PDFium, pictures by Poppler."""

import subprocess
from io import BytesIO

import pypdfium2
from PIL import Image

_DIRECTION_MARKS = dict.fromkeys(map(ord, "\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069\f"))


def poppler(program: str, *options: str, pdf: bytes) -> bytes:
    """Run a Poppler program on a document given through its standard input."""
    return subprocess.run([program, *options], input=pdf, capture_output=True, check=True).stdout


def poppler_lines(pdf: bytes) -> list[str]:
    """The lines that `pdftotext` copies, without marks of direction and empty lines."""
    return _lines(poppler("pdftotext", "-layout", "-", "-", pdf=pdf).decode())


def pdfium_lines(pdf: bytes, page: int = 0) -> list[str]:
    """The lines that PDFium copies from a page, without marks of direction and empty lines."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return _lines(document[page].get_textpage().get_text_range())
    finally:
        document.close()


def pages(pdf: bytes) -> int:
    """How many pages a document has."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return len(document)
    finally:
        document.close()


def said(pdf: bytes) -> str:
    """All words in the order a reader copies them, line breaks and spaces that do not break as spaces."""
    lines = (line for page in range(pages(pdf)) for line in pdfium_lines(pdf, page))
    return " ".join(lines).replace("\u00a0", " ")


def picture(pdf: bytes, dpi: int, page: int = 1) -> Image.Image:
    """A page in grey as printed at this resolution."""
    options = ("-r", str(dpi), "-gray", "-f", str(page), "-l", str(page), "-png", "-", "-")
    return Image.open(BytesIO(poppler("pdftoppm", *options[:-1], pdf=pdf))).convert("L")


def _lines(text: str) -> list[str]:
    lines = (line.translate(_DIRECTION_MARKS).strip() for line in text.splitlines())
    return [line for line in lines if line]
