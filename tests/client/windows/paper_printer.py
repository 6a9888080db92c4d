"""A printer that is a file of the test's own, for the papers of a case and of a day."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pypdfium2
from PySide6.QtPrintSupport import QPrinter

from client.windows.paper_sheet import PaperSheet
from client.windows.printing import print_pdf


def print_to(file: Path, sheet: PaperSheet) -> None:
    """Let the sheet print to `file` instead of asking which printer."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(file))
    sheet.choose_printer = lambda _parent: partial(print_pdf, printer=printer)
    sheet.any_printer = lambda: True


def printed_size(file: Path) -> tuple[int, int, int]:
    """(pages, width, height in millimetres) of what was printed."""
    document = pypdfium2.PdfDocument(file)
    try:
        width, height = document[0].get_size()
        return len(document), round(width / 72 * 25.4), round(height / 72 * 25.4)
    finally:
        document.close()
