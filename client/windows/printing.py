"""From a PDF in memory to a printer; nothing is written to a file on the way."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pypdfium2
from PySide6.QtCore import QMarginsF, QRect, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QWidget

_POINTS_PER_INCH = 72
_MOST_DPI = 400


Put = Callable[[bytes], bool]
"""Puts a PDF out on paper; whether the printer took it."""


def any_printer() -> bool:
    """Whether this computer knows a printer."""
    return bool(QPrinterInfo.availablePrinterNames())


def chosen_printer(parent: QWidget) -> Put | None:
    """The printer chosen in the system's dialog, or None. Printing to a file is not offered."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    dialog = QPrintDialog(printer, parent)
    dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintToFile, False)
    dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintPageRange, False)
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return None
    return partial(print_pdf, printer=printer)


def print_pdf(pdf: bytes, printer: QPrinter) -> bool:
    """Print every page in its own size; whether the printer took it."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        printer.setPageLayout(_layout(document[0].get_size()))
        printer.setFullPage(True)
        painter = QPainter()
        if not painter.begin(printer):
            return False
        dpi = min(printer.resolution(), _MOST_DPI)
        for number, page in enumerate(document):
            if number:
                printer.newPage()
            bitmap = page.render(scale=dpi / _POINTS_PER_INCH)
            image = QImage(
                bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_BGR888
            )
            painter.drawImage(QRect(0, 0, printer.width(), printer.height()), image)
        return bool(painter.end())
    finally:
        document.close()


def _layout(points: tuple[float, float]) -> QPageLayout:
    size = QPageSize(QSizeF(*points), QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    return QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0))
