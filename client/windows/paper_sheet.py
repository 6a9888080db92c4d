"""A paper on the screen with what can be done with it: print it, or keep it as a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from client.widgets.key_hint import KeyButton
from client.widgets.label import Label
from client.widgets.pdf_view import PdfView
from client.windows import printing
from common.text import isolate

_NO_PRINTER = "چاپگری در این رایانه نیست؛ چاپگر را نصب و روشن کنید و دوباره Ctrl+P را بزنید"
_NOT_TAKEN = "چاپگر برگه را نگرفت؛ چاپگر را ببینید و دوباره Ctrl+P را بزنید"
_PRINTED = "به چاپگر داده شد"
_GIVEN_UP = "چاپ را نگه داشتید؛ شاید چند برگ چاپ شده باشد"


class PaperSheet(QWidget):
    """Told a paper by `show_paper`; until then, and after `clear`, nothing can be printed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pdf: bytes | None = None
        self._file_name = ""
        self.choose_printer: Callable[[QWidget], printing.Put | None] = printing.chosen_printer
        """Asks which printer, and answers how to put a PDF out there; a function of the parent window."""
        self.any_printer = printing.any_printer
        self.choose_file: Callable[[QWidget, str], Path | None] = chosen_pdf
        """Asks where to save; (parent, file name) -> path or None."""
        self.view = PdfView()
        self.save = KeyButton("ذخیرهٔ PDF", "Ctrl+E")
        self.told = Label("", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.view, 1)
        row = QHBoxLayout()
        row.addWidget(self.save)
        row.addWidget(self.told, 1)
        column.addLayout(row)
        self.setFocusProxy(self.view)
        self.save.clicked.connect(self._save)
        self.view.print_requested.connect(self.print_paper)
        self.clear()

    def show_paper(self, pdf: bytes, file_name: str) -> None:
        """Show `pdf`; `file_name` is offered when it is saved."""
        self._pdf, self._file_name = pdf, file_name
        self.view.show_pdf(pdf)
        self.save.setEnabled(True)
        self._say("")

    def clear(self) -> None:
        """Show nothing."""
        self._pdf = None
        self.view.clear()
        self.save.setEnabled(False)
        self._say("")

    def print_paper(self) -> None:
        """Ask for a printer and print."""
        if self._pdf is None:
            return
        if not self.any_printer():
            self._say(_NO_PRINTER)
            return
        put = self.choose_printer(self)
        if put is not None:
            taken = put(self._pdf)
            self._say(_GIVEN_UP if taken is None else _PRINTED if taken else _NOT_TAKEN)

    def _save(self) -> None:
        if self._pdf is None:
            return
        path = self.choose_file(self, self._file_name)
        if path is None:
            return
        try:
            keep(self._pdf, path)
        except OSError:
            self._say(f"ذخیره نشد: در {isolate(str(path.parent))} نمی‌توان نوشت؛ جای دیگری برگزینید")
        else:
            self._say(f"ذخیره شد — {isolate(path.name)}")

    def _say(self, sentence: str) -> None:
        self.told.setText(sentence)


def chosen_pdf(parent: QWidget, file_name: str) -> Path | None:
    """Where the user wants the file, or None."""
    path, _ = QFileDialog.getSaveFileName(parent, "ذخیرهٔ سند PDF", file_name, "سند PDF (*.pdf)")
    if not path:
        return None
    chosen = Path(path)
    return chosen if chosen.suffix else chosen.with_suffix(".pdf")


def keep(pdf: bytes, path: Path) -> None:
    """Write the file; a half-written one never stands under the name. Raises OSError."""
    beside = path.with_name(f".{path.name}.part")
    try:
        beside.write_bytes(pdf)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
