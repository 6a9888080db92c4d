"""From F9 in a full form to the next empty one, painted and with the cursor in it, over 50,000 cases.

Beside it a bare Qt form that only clears itself, and the bare insert of the same bytes into an encrypted
file, which no program that keeps its word can do without.
"""

from __future__ import annotations

import json
import secrets
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from random import Random
from typing import Any

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QFormLayout, QLineEdit, QTableWidget, QTableWidgetItem, QWidget
from sqlalchemy import func, select
from sqlcipher3 import dbapi2

from client.models.claims import ClaimRow
from client.models.party_rows import PartyRow
from client.sync.cache import Cache
from client.sync.cache_tables import ENTITIES, outbox
from client.windows.case_entry import CaseEntryPage
from client.windows.main_window import MainWindow
from server.demo.names import family_name, given_name
from server.demo.parties import national_id
from tests.bench import real_window
from tests.bench.real_window import p95, row
from tests.client.windows.filled_cache import REFERRAL

SAVES = 60
PROMISED_MS = 50.0
_FIELDS = 8


def bench() -> list[dict[str, Any]]:
    """Rows: name, ours, bound (both in `unit`), ratio = ours / bound, note."""
    real_window.application()
    bare = _bare_form()
    with real_window.real_window(REFERRAL) as window:
        ours = _ours(window)
        kept = _bytes_of_last(window.session.cache)
    fsync = _bare_insert(kept)
    promised = f"promised {PROMISED_MS:.0f}"
    form = f"bound: F9 in a bare form of {_FIELDS} lines and two tables that clears itself; {promised}"
    disk = f"bound: one fsync'd INSERT of the same {len(kept):,} bytes into SQLCipher"
    name = "F9 to the next empty form, painted"
    return [
        row(f"{name}: median", statistics.median(ours), statistics.median(bare), form),
        row(f"{name}: p95", p95(ours), p95(bare), f"{form}; slowest {max(ours):.1f}"),
        row(f"{name}: median", statistics.median(ours), statistics.median(fsync), disk),
        row(f"{name}: p95", p95(ours), p95(fsync), f"{disk}; slowest {max(fsync):.1f}"),
    ]


def _ours(window: MainWindow) -> list[float]:
    """Milliseconds of each save of a two-party case; the first, which loads what it needs, is left out."""
    real_window.press("F3")
    page = window.current()
    assert isinstance(page, CaseEntryPage)
    random, cache = Random(1405), window.session.cache
    before, taken = _registered(cache), []
    for number in range(SAVES + 1):
        _fill(page, random, number)
        real_window.settle()
        taken.append(_until_painted(window, page.form.is_empty))
        focused = page.form.case.field("paper_number")
        assert focused.hasFocus(), "the cursor is not where the next case begins"
    assert _registered(cache) == before + SAVES + 1, "not every case was saved"
    return taken[1:]


def _until_painted(window: QWidget, empty: Callable[[], bool]) -> float:
    painted = real_window.Painted(window)
    began = time.perf_counter()
    real_window.press("F9")
    assert empty(), "F9 saved nothing"
    real_window.wait(lambda: painted.done)
    taken = (time.perf_counter() - began) * 1000
    window.removeEventFilter(painted)
    return taken


def _fill(page: CaseEntryPage, random: Random, number: int) -> None:
    """As typed: the keys themselves are measured by the bench of typing."""
    form = page.form
    form.kind.set_code("civil")
    form.case.field("paper_number").set_value(f"{number}/الف")
    form.case.field("paper_on").set_value("۱۴۰۵/۰۹/۰۱")
    form.subject.set_value(f"مطالبهٔ وجه چک شمارهٔ {number}")
    form.claims.set_rows([ClaimRow("102", "125,000,000")])
    form.parties.set_rows([_party(random, role) for role in ("plaintiff", "defendant")])
    form.parties.setFocus()
    page.keep_draft()


def _party(random: Random, role: str) -> PartyRow:
    return PartyRow(
        role, "person", given_name(random), family_name(random), national_id(random),
        father=given_name(random, 1.0), mobile="09121234567", postal_code="3715893467",
        address="قم، خیابان شهید فاطمی، کوچهٔ ۱۲، پلاک ۳۴، واحد ۵",
    )  # fmt: skip


def _registered(cache: Cache) -> int:
    with cache.read() as connection:
        return int(connection.execute(select(func.count()).select_from(outbox)).scalar_one())


# ------------------------------------------------------------------------------------- the bounds


def _bytes_of_last(cache: Cache) -> bytes:
    """What the last save wrote: the command, and the rows of the case by which it is foretold."""
    with cache.read() as connection:
        command = connection.execute(select(outbox).order_by(outbox.c.sequence.desc()).limit(1)).one()
        written = [list(command)]
        for name, table in ENTITIES.items():
            case = table.c.id if name == "court_case" else table.c.get("case_id")
            if case is not None:
                found = connection.execute(select(table).where(case == command.case_id))
                written += [list(each) for each in found]
    return json.dumps(written, ensure_ascii=False, default=str).encode()


def _bare_insert(kept: bytes) -> list[float]:
    """As the cache is opened (`client/sync/cache.py`), and nothing above the driver."""
    taken = []
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(dbapi2.connect(f"{folder}/bare.cache", isolation_level=None)) as connection,
    ):
        connection.execute(f"""pragma key = "x'{secrets.token_hex(32)}'" """)
        for pragma in ("journal_mode = wal", "synchronous = full", "fullfsync = on"):
            connection.execute(f"pragma {pragma}")
        connection.execute("create table kept (id integer primary key, bytes blob not null)")
        for _ in range(SAVES):
            began = time.perf_counter()
            connection.execute("insert into kept (bytes) values (?)", (kept,))
            taken.append((time.perf_counter() - began) * 1000)
    return taken


def _bare_form() -> list[float]:
    """What any Qt program pays to clear a form as large and to show it."""
    form = QWidget()
    layout = QFormLayout(form)
    lines = [QLineEdit() for _ in range(_FIELDS)]
    tables = [QTableWidget(2, 2), QTableWidget(4, 6)]
    for field in (*lines, *tables):
        layout.addRow("موضوع", field)
    form.resize(real_window.WIDTH, real_window.HEIGHT)
    QShortcut(QKeySequence("F9"), form, lambda: _clear(lines, tables))
    form.show()
    form.activateWindow()
    real_window.wait(form.isActiveWindow)
    taken = []
    for _ in range(SAVES):
        _fill_bare(lines, tables)
        tables[0].setFocus()
        real_window.settle()
        taken.append(_until_painted(form, lambda: not lines[0].text()))
    form.close()
    return taken


def _fill_bare(lines: Sequence[QLineEdit], tables: Sequence[QTableWidget]) -> None:
    for line in lines:
        line.setText("مطالبهٔ وجه چک")
    for table in tables:
        for cell in range(table.rowCount() * table.columnCount()):
            table.setItem(*divmod(cell, table.columnCount()), QTableWidgetItem("مریم رضایی‌نژاد"))


def _clear(lines: Sequence[QLineEdit], tables: Sequence[QTableWidget]) -> None:
    for line in lines:
        line.clear()
    for table in tables:
        table.clearContents()
    lines[0].setFocus()
    QApplication.processEvents()


if __name__ == "__main__":
    for measured in bench():
        print(measured)
