"""A printer that is a file of the test's own, and a paper that is never done, for a case and for a day."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from threading import Event

import pypdfium2
from PySide6.QtPrintSupport import QPrinter

from client.paper.flow import Tell
from client.windows.paper_making import GivenUpError, PaperMaking
from client.windows.paper_sheet import PaperSheet
from client.windows.printing import print_pdf


def print_to(file: Path, sheet: PaperSheet) -> None:
    """Let the sheet print to `file` instead of asking which printer."""
    sheet.choose_printer = lambda _parent: partial(print_pdf, printer=file_printer(file))
    sheet.any_printer = lambda: True


def file_printer(file: Path) -> QPrinter:
    """A printer whose paper is `file`."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(file))
    return printer


def printed_size(file: Path) -> tuple[int, int, int]:
    """(pages, width, height in millimetres) of what was printed."""
    document = pypdfium2.PdfDocument(file)
    try:
        width, height = document[0].get_size()
        return len(document), round(width / 72 * 25.4), round(height / 72 * 25.4)
    finally:
        document.close()


@contextmanager
def slow_paper(making: PaperMaking) -> Iterator[Event]:
    """A paper of a hundred parts that is never done unless it is given up; then the event is set."""
    stopped, left = Event(), Event()

    def make(tell: Tell) -> bytes:
        try:
            while not left.wait(0.01):
                tell(50, 100)
        except GivenUpError:
            stopped.set()
            raise
        return b""

    making.begin(make)
    try:
        yield stopped
    finally:
        left.set()
