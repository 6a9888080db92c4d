"""Opening a case with 300 events and going on to its neighbours, beside a bare table of the same rows."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from statistics import median
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QTableView, QVBoxLayout, QWidget
from sqlalchemy import select

from client.sync.cache import Cache
from client.sync.cache_tables import VIEWS
from client.windows.case_file import CaseFilePage
from client.windows.desk_cases import DeskCasesPage
from client.windows.main_window import MainWindow
from tests.bench import large_cache, real_window
from tests.bench.real_window import p95, row
from tests.client.windows.filled_cache import BRANCH

OPENED = 40
NEIGHBOURS = 60
PROMISED_MS = 100.0


class _Taken(NamedTuple):
    """Milliseconds until a case was painted, and those the processor worked for it."""

    shown: float
    worked: float


def bench() -> list[dict[str, Any]]:
    """Rows: name, ours, bound (both in `unit`), ratio = ours / bound, note."""
    with real_window.real_window(BRANCH) as window:
        for number in range(1, OPENED + 1):
            large_cache.add_events(window.session.cache, number, desk=BRANCH)
        opened = _times(OPENED, _opening(window))
        bare = _times(OPENED, _bare(window.session.cache))
        read_ahead, at_once = _neighbours(window, pause=0.1), _neighbours(window, pause=0)
    return [
        _row(f"case file with {large_cache.EVENTS} events on screen: p95", opened, bare, "opened by its id"),
        _row("case file: the next of the list by ↓: p95", read_ahead, bare, "a look of 0.1 s at each"),
        _row("case file: ↓ held down: p95", at_once, bare, "no pause between two"),
    ]


def _row(name: str, ours: Sequence[_Taken], bare: Sequence[_Taken], how: str) -> dict[str, Any]:
    """Other programs lengthen the wait on a busy machine, not the time of the processor."""
    shown, bound = ([taken.shown for taken in each] for each in (ours, bare))
    return row(
        name,
        p95(shown),
        p95(bound),
        f"bound: one SELECT of {large_cache.EVENTS} events and a bare QTableView of them; {how}; "
        f"promised {PROMISED_MS:.0f}; median {median(shown):.1f}, slowest {max(shown):.1f}, of the processor "
        f"{p95([taken.worked for taken in ours]):.1f} (bound {p95([taken.worked for taken in bare]):.1f})",
    )


def _times(count: int, show: Callable[[int], QWidget], pause: float = 0) -> list[_Taken]:
    """What each took; the first, which loads what is needed, is not counted."""
    taken = []
    for number in range(count + 1):
        QTest.qWait(round(pause * 1000))
        began, worked = time.perf_counter(), time.process_time()
        shown = show(number)
        QApplication.processEvents()
        shown.grab()
        ended = time.perf_counter(), time.process_time()
        taken.append(_Taken((ended[0] - began) * 1000, (ended[1] - worked) * 1000))
    return taken[1:]


def _opening(window: MainWindow) -> Callable[[int], QWidget]:
    def show(number: int) -> QWidget:
        window.open_page("case_file", large_cache.case_id(number))
        return window

    return show


def _neighbours(window: MainWindow, pause: float) -> list[_Taken]:
    """From the list of the desk's cases into the first, then ↓ from case to case."""
    window.open_page("desk_cases")
    page = window.current()
    assert isinstance(page, DeskCasesPage)
    real_window.wait(lambda: page.model.row(0) is not None)
    page.table.setFocus()
    real_window.press("Ctrl+Home", "Return")
    real_window.wait(lambda: isinstance(window.current(), CaseFilePage))
    file = window.current()
    assert isinstance(file, CaseFilePage)
    seen: list[str] = []

    def show(_: int) -> QWidget:
        before = file.heading.words()
        real_window.press("Down")
        seen.append(file.heading.words())
        assert seen[-1] != before, "↓ does not lead to the next case"
        return window

    return _times(NEIGHBOURS, show, pause)


# ------------------------------------------------------------------------------------- the bound


class _Rows(QAbstractTableModel):
    """What any Qt programmer would write for rows that are all in memory."""

    def __init__(self, rows: Sequence[Any]) -> None:
        super().__init__()
        self._rows = rows

    def rowCount(self, _parent: Any = None) -> int:
        return len(self._rows)

    def columnCount(self, _parent: Any = None) -> int:
        return 5

    def data(self, index: Any, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return self._rows[index.row()][index.column()]
        return None


def _bare(cache: Cache) -> Callable[[int], QWidget]:
    event = VIEWS["event"]
    columns = (event.c.at, event.c.kind, event.c.actor, event.c.behalf, event.c.desk)
    kept: list[QWidget] = []

    def show(number: int) -> QWidget:
        case = large_cache.case_id(number)
        with cache.read() as connection:
            rows = connection.execute(select(*columns).where(event.c.case_id == case)).all()
        window = QWidget()
        box = QVBoxLayout(window)
        head = QHBoxLayout()
        for word in ("شماره", "موضوع", "طرفین", "نزد"):
            head.addWidget(QLabel(word))
        box.addLayout(head)
        table = QTableView()
        model = _Rows(rows)
        model.setParent(table)
        table.setModel(model)
        box.addWidget(table)
        window.resize(real_window.WIDTH, real_window.HEIGHT)
        window.show()
        kept.append(window)
        return window

    return show


if __name__ == "__main__":
    for measured in bench():
        print(measured)
