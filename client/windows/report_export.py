"""A report as a file of the user's: made and written off the windows' thread."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from client.paper.monthly_return import make_return
from client.paper.return_figures import MonthlyReturn
from client.paper.workbook import make_workbook
from common import jalali


@dataclasses.dataclass(frozen=True)
class ExportForm:
    """A kind of file: its ending, what the dialog calls it, and how its bytes are made."""

    ending: str
    words: str
    make: Callable[[MonthlyReturn], bytes]


PDF = ExportForm("pdf", "سند PDF", make_return)
WORKBOOK = ExportForm("xlsx", "کارپوشهٔ اکسل", make_workbook)


def chosen_file(parent: QWidget, form: ExportForm, month: int) -> Path | None:
    """Where the user wants the file, or None."""
    name = f"kelaseh-{month // 12:04d}-{month % 12 + 1:02d}.{form.ending}"
    path, _ = QFileDialog.getSaveFileName(
        parent, f"ذخیرهٔ {form.words} — {jalali.month_label(month)}", name, f"{form.words} (*.{form.ending})"
    )
    if not path:
        return None
    chosen = Path(path)
    return chosen if chosen.suffix else chosen.with_suffix(f".{form.ending}")


def write(form: ExportForm, figures: MonthlyReturn, path: Path) -> Path:
    """Make the file; a half-written one never stands under the name. Raises OSError."""
    beside = path.with_name(f".{path.name}.part")
    try:
        beside.write_bytes(form.make(figures))
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
    return path
