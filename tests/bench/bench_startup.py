"""From starting the interpreter to a usable window, against a bare PySide6 window in the same font."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

RUNS = 5
ROWS = 300

# Each prints the seconds since its process began, on the clock the processes share.
_BARE = """
import os, time
began = float(os.environ["BEGAN"])
from importlib.resources import files
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
app = QApplication([])
for weight in ("Regular", "Bold"):
    font = files("client.style").joinpath("fonts", f"Vazirmatn-{weight}.ttf").read_bytes()
    QFontDatabase.addApplicationFontFromData(font)
app.setFont(QFont("Vazirmatn", 10))
window = QMainWindow()
window.setCentralWidget(QLabel("کارتابل ورودی"))
window.resize(1366, 768)
window.show()
app.processEvents()
window.grab()
print(time.monotonic() - began)
"""

_SIGN_IN = """
import os, time
from pathlib import Path
began = float(os.environ["BEGAN"])
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from client.application import Application
from client.style import theme
app = QApplication([])
theme.apply(app)
application = Application(Path(os.environ["HOME_OF_BENCH"]), None)
application.start()
window = application.sign_in
app.processEvents()
window.grab()
field = window.focusWidget()
app.sendEvent(field, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_C, Qt.KeyboardModifier.NoModifier, "c"))
assert field.text() == "c"
print(time.monotonic() - began)
application.close()
"""

_OURS = """
import os, time
from pathlib import Path
began = float(os.environ["BEGAN"])
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from client.models.bridge import Bridge
from client.models.words import Words
from client.style import theme
from client.windows.main_window import MainWindow
app = QApplication([])
theme.apply(app)
loaded = time.monotonic()
from tests.client.windows import offline
drawer = offline.Drawer()
drawer.entries.update(eval(os.environ["ENTRIES"]))
session = offline.enter(Path(os.environ["HOME_OF_BENCH"]), drawer)
signed_in = time.monotonic()
words = Words(session.cache)
bridge = Bridge(session)
window = MainWindow(session, bridge, words)
window.show()
app.processEvents()
while window.current().table.model().index(0, 0).data() == "…":
    app.processEvents()
window.grab()
table = window.current().table
row = table.currentIndex().row()
app.sendEvent(table, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier))
assert table.currentIndex().row() == row + 1
# Signing in is a password's stretching, slow by design; it is not start-up.
ready = time.monotonic()
print(ready - began - (signed_in - loaded), ready - signed_in)
session.close()
"""


def bench() -> list[dict[str, Any]]:
    """Rows: name, ours, bound (both in `unit`), ratio = ours / bound, note."""
    # Only now: they load Qt's and the sync core's modules, which the processes measured do for themselves.
    from tests.client.windows import filled_cache, offline

    with tempfile.TemporaryDirectory() as folder:
        drawer = offline.drawer_of()
        desks = [offline.desk_role(filled_cache.BRANCH, "clerk", offline.BRANCH_KINDS)]
        offline.begin(Path(folder), drawer, desks, lambda cache: filled_cache.add_announcements(cache, ROWS))
        given = {"HOME_OF_BENCH": folder, "ENTRIES": repr(drawer.entries)}
        programs = (_BARE, _SIGN_IN, _OURS)
        for program in programs:
            _run(program, given)
        times = [[number for program in programs for number in _run(program, given)] for _ in range(RUNS)]
    bare, sign_in, inbox, entered = (statistics.median(column) for column in zip(*times, strict=True))
    return [
        _row("start-up to the sign-in window, warm disk", sign_in, bare, "which takes a letter"),
        _row(
            "start-up to an inbox without a pause to sign in",
            inbox,
            bare,
            f"{ROWS} rows, takes a key; without the stretching of the password",
        ),
        _row("from signed in to the inbox", entered, bare, "what is left when typing gave time to load"),
    ]


def _row(name: str, ours: float, bound: float, note: str) -> dict[str, Any]:
    return {
        "name": name,
        "ours": round(ours * 1000, 1),
        "bound": round(bound * 1000, 1),
        "ratio": round(ours / bound, 2),
        "unit": "ms",
        "note": f"bound: a bare PySide6 window, same font; ours: {note}",
    }


def _run(program: str, given: dict[str, str]) -> list[float]:
    root = Path(__file__).parents[2]
    surroundings = os.environ | given | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(root)}
    done = subprocess.run(
        [sys.executable, "-c", program],
        env=surroundings | {"BEGAN": str(time.monotonic())},
        check=True,
        capture_output=True,
        text=True,
    )
    return [float(number) for number in done.stdout.split()]


if __name__ == "__main__":
    for measured_row in bench():
        print(measured_row)
