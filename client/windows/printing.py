"""From a PDF in memory to a printer; nothing is written to a file on the way."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pypdfium2
from PySide6.QtCore import QMarginsF, QRect, QSizeF, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QProgressDialog, QWidget

from common.text import isolate, persian_digits

_POINTS_PER_INCH = 72
_MOST_DPI = 300  # the finest line of our papers is four dots wide; a page of it is drawn in 0.2 s
_TOLD_AFTER_MS = 1000

Put = Callable[[bytes], bool | None]
"""Puts a PDF out on paper; whether the printer took it, None if the user gave up on the way."""
GoesOn = Callable[[int, int], bool]
"""Told (pages printed, pages in all) before each page and at the end; whether to go on."""


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
    return partial(print_told, printer=printer, parent=parent)


def print_told(pdf: bytes, printer: QPrinter, parent: QWidget) -> bool | None:
    """Print; what takes more than a second shows its progress over `parent` and can be given up (Esc)."""
    dialog = QProgressDialog("در حال چاپ…", "انصراف (Esc)", 0, 1, parent)
    dialog.setWindowTitle("چاپ")
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    dialog.setMinimumDuration(_TOLD_AFTER_MS)

    def goes_on(done: int, pages: int) -> bool:
        dialog.setMaximum(pages)
        dialog.setLabelText(
            f"در حال چاپ: {isolate(persian_digits(done))} از {isolate(persian_digits(pages))} صفحه"
        )
        dialog.setValue(done)  # the window lives meanwhile
        return not dialog.wasCanceled()

    try:
        return print_pdf(pdf, printer, goes_on)
    finally:
        dialog.close()
        dialog.deleteLater()


def print_pdf(pdf: bytes, printer: QPrinter, goes_on: GoesOn = lambda _done, _pages: True) -> bool | None:
    """Print every page in its own size; whether the printer took it, None if `goes_on` ended it."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        printer.setPageLayout(_layout(document[0].get_size()))
        printer.setFullPage(True)
        painter = QPainter()
        if not painter.begin(printer):
            return False
        dpi = min(printer.resolution(), _MOST_DPI)
        for number, page in enumerate(document):
            if not goes_on(number, len(document)):
                printer.abort()
                painter.end()
                return None
            if number:
                printer.newPage()
            bitmap = page.render(scale=dpi / _POINTS_PER_INCH)
            image = QImage(
                bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_BGR888
            )
            painter.drawImage(QRect(0, 0, printer.width(), printer.height()), image)
        taken = bool(painter.end())
        goes_on(len(document), len(document))
        return taken
    finally:
        document.close()


def _layout(points: tuple[float, float]) -> QPageLayout:
    size = QPageSize(QSizeF(*points), QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    return QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0))
