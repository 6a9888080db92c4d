"""An inbox of a million rows, encrypted on disk, against a bare table view over a list in memory."""

from __future__ import annotations

import os
import secrets
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QAbstractItemModel, QAbstractTableModel, QEventLoop, Qt
from PySide6.QtWidgets import QApplication, QHeaderView, QTableView
from sqlalchemy import text

from client.models.inbox import InboxModel
from client.models.later import finish_background
from client.models.words import Words
from client.style import theme
from client.sync.cache import Cache
from client.widgets.table import make_table

ROWS = 1_000_000
JUMPS = 30
DESK = 12
_FILL = text(
    """
    with recursive n(i) as (select 0 union all select i + 1 from n where i < :rows - 1)
    insert into announcement (id, layer, case_id, desk, number, cause, cause_id, from_desk, to_desk, sent_on,
                              state, subject, hidden)
    select printf('01990000-0000-7000-8000-%012x/12', i), 0, printf('01990000-0000-7000-8000-%012x', i),
           :desk, printf('%d', 140568920000000001 + i), 'referral',
           printf('01990000-0000-7000-9000-%012x', i), 5, :desk,
           date('2024-03-20', '+' || (i / 1000) || ' days'), 'waiting', 'مطالبه وجه چک', 0
    from n
    """
)


class _ListModel(QAbstractTableModel):
    """What any Qt programmer would write for rows that are all in memory."""

    def __init__(self, rows: Sequence[tuple[str, ...]]) -> None:
        super().__init__()
        self._rows = rows

    def rowCount(self, _parent: Any = None) -> int:
        return len(self._rows)

    def columnCount(self, _parent: Any = None) -> int:
        return 4

    def data(self, index: Any, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return self._rows[index.row()][index.column()]
        return None


def bench() -> list[dict[str, Any]]:
    """One row per measurement: name, ours, bound (both in `unit`), ratio = ours / bound, note."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    theme.apply(app)
    with tempfile.TemporaryDirectory() as folder:
        cache = Cache(Path(folder) / "bench.cache", secrets.token_bytes(32))
        try:
            with cache.write() as connection:
                connection.execute(_FILL, {"rows": ROWS, "desk": DESK})
            words = Words(cache)
            rows = [(str(140568920000000001 + i), "مطالبه وجه چک", "5", "2026-11-25") for i in range(ROWS)]
            return _measured(lambda: InboxModel(cache, words, DESK), lambda: _ListModel(rows))
        finally:
            finish_background()
            cache.close()


def _measured(ours: Callable[[], InboxModel], bare: Callable[[], QAbstractItemModel]) -> list[dict[str, Any]]:
    model_view, show_ours = _shown(lambda: make_table(ours(), (226, 0, 200, 116)))
    began = time.perf_counter()
    _until(lambda: model_view.model().rowCount() == ROWS)
    whole = (time.perf_counter() - began) * 1000 + show_ours
    bare_view, show_bare = _shown(lambda: _bare_view(bare()))
    note = f"the scroll bar tells all of {ROWS:,} rows after {whole:.0f} ms, on another thread"
    return [
        _row("inbox of 1,000,000: first rows on screen", show_ours, show_bare, note),
        _row(
            "inbox of 1,000,000: jump anywhere and paint",
            statistics.median(_jumps(model_view)),
            statistics.median(_jumps(bare_view)),
            "median of jumps all over the list; ours decrypts 200 rows each time",
        ),
    ]


def _shown(make: Callable[[], QTableView]) -> tuple[QTableView, float]:
    began = time.perf_counter()
    view = make()
    view.resize(1100, 600)
    view.show()
    _until(lambda: _is_filled(view))
    view.grab()
    return view, (time.perf_counter() - began) * 1000


def _jumps(view: QTableView) -> list[float]:
    taken = []
    for jump in range(JUMPS):
        row = (jump * 7919 * 131) % ROWS
        began = time.perf_counter()
        view.scrollTo(view.model().index(row, 0), QTableView.ScrollHint.PositionAtTop)
        view.grab()
        _until(lambda: _is_filled(view))
        view.grab()
        taken.append((time.perf_counter() - began) * 1000)
    return taken


def _is_filled(view: QTableView) -> bool:
    """Whether the rows on screen show what they hold and not the dots of what is being read."""
    top, bottom = view.rowAt(0), view.rowAt(view.viewport().height() - 1)
    return all(view.model().index(row, 0).data() != "…" for row in (top, max(bottom, top)) if row >= 0)


def _until(true: Callable[[], bool]) -> None:
    while not true():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 5)


def _bare_view(model: QAbstractItemModel) -> QTableView:
    view = QTableView()
    model.setParent(view)
    view.setModel(model)
    view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    return view


def _row(name: str, ours: float, bound: float, note: str) -> dict[str, Any]:
    return {
        "name": name,
        "ours": round(ours, 2),
        "bound": round(bound, 2),
        "ratio": round(ours / bound, 2),
        "unit": "ms",
        "note": f"bound: QTableView over a Python list; {note}",
    }


if __name__ == "__main__":
    for measured in bench():
        print(measured)
