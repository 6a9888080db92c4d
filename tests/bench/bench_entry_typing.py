"""From a key to its painted letter in the form of a new case, beside a bare line in a bare form."""

from __future__ import annotations

import statistics
from typing import Any

from PySide6.QtWidgets import QApplication, QFormLayout, QLineEdit, QTableWidget, QWidget

from tests.bench import real_window
from tests.bench.real_window import p95, row
from tests.client.windows.filled_cache import REFERRAL

PROMISED_MS = 16.0
PAUSE_MS = 40.0
"""Between two keys: twice as quick as the quickest typists."""
SENTENCE = "الزام به تنظیم سند رسمی انتقال یک دستگاه آپارتمان و تسلیم مبیع به انضمام خسارات دادرسی"
ADDRESS = "قم، خیابان شهید فاطمی، کوچهٔ ۱۲، پلاک ۳۴، طبقهٔ دوم، واحد ۵"
NAME = "سیدمحمدرضا حسینی تبار اصفهانی"


def bench() -> list[dict[str, Any]]:
    """Rows: name, ours, bound (both in `unit`), ratio = ours / bound, note."""
    real_window.application()
    bare = _bare()
    with real_window.real_window(REFERRAL) as window:
        real_window.press("F3")
        subject, cell, address = _ours(window)
    note = f"bound: a QLineEdit among eight in a bare form, same font; promised {PROMISED_MS:.0f}"
    name = "key to painted letter"
    return [
        row(f"{name}, subject: median", statistics.median(subject), statistics.median(bare), note),
        row(f"{name}, subject: p95", p95(subject), p95(bare), f"{note}; slowest {max(subject):.1f}"),
        row(f"{name}, a party's cell: p95", p95(cell), p95(bare), f"{note}; slowest {max(cell):.1f}"),
        row(f"{name}, its address: p95", p95(address), p95(bare), f"{note}; slowest {max(address):.1f}"),
    ]


def _ours(window: QWidget) -> tuple[list[float], list[float], list[float]]:
    """Latencies in the field of the subject, in a name's cell of the parties' table, in a party's address."""
    real_window.type_in("حقوقی")
    real_window.press("Return", "Tab", "Tab")
    subject = real_window.typing_latencies(SENTENCE * 2, window, PAUSE_MS)
    _go_to("طرفین")
    cell: list[float] = []
    for _ in range(2):
        real_window.press("Right", "Right")
        cell += real_window.typing_latencies(NAME, window, PAUSE_MS)
        real_window.press("Return", "Insert")
    _go_to("نشانی")
    return subject, cell, real_window.typing_latencies(ADDRESS, window, PAUSE_MS)


def _go_to(name: str) -> None:
    """Tab until the focus is in the field whose name holds `name`."""
    for _ in range(60):
        focus = QApplication.focusWidget()
        if focus is not None and name in focus.accessibleName():
            return
        real_window.press("Tab")
    raise AssertionError(f"Tab does not lead to {name}")


def _bare() -> list[float]:
    form = QWidget()
    layout = QFormLayout(form)
    lines = [QLineEdit() for _ in range(8)]
    for line in lines:
        layout.addRow("موضوع", line)
    layout.addRow(QTableWidget(4, 6))
    form.resize(real_window.WIDTH, real_window.HEIGHT)
    form.show()
    form.activateWindow()
    real_window.wait(form.isActiveWindow)
    lines[3].setFocus()
    taken = real_window.typing_latencies(SENTENCE * 2, form, PAUSE_MS)
    form.close()
    return taken


if __name__ == "__main__":
    for measured in bench():
        print(measured)
