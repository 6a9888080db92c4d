"""A slip as the receiver reads it, and a printer that is a file of the test's own."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path

from PySide6.QtPrintSupport import QPrinter

from client.windows.printing import print_pdf
from client.windows.send_up import SendUpPage
from common import seal
from tests.client.paper.pdf_reading import pdfium_lines

_GROUP = re.compile(r"[0-9]{4}")


def password_on(slip: bytes) -> seal.CasePassword:
    """The password printed in Latin digits on a slip."""
    return seal.typed("".join(line for line in pdfium_lines(slip) if _GROUP.fullmatch(line)))


def printer_to(file: Path, page: SendUpPage) -> None:
    """Let the page print to `file` instead of asking which printer."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(file))
    page.choose_printer = lambda _parent: partial(print_pdf, printer=printer)
    page.any_printer = lambda: True
