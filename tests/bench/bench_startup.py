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

_OURS = """
import os, time
from pathlib import Path
began = float(os.environ["BEGAN"])
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
# Signing in is a password's stretching, slow by design; it is not start-up.
print(time.monotonic() - began - (signed_in - loaded))
session.close()
"""


def bench() -> list[dict[str, Any]]:
    """One row: name, ours, bound (both in `unit`), ratio = ours / bound, note."""
    # Only now: they load Qt's and the sync core's modules, which the processes measured do for themselves.
    from tests.client.windows import filled_cache, offline

    with tempfile.TemporaryDirectory() as folder:
        drawer = offline.drawer_of()
        desks = [offline.desk_role(filled_cache.BRANCH, "clerk", offline.BRANCH_KINDS)]
        offline.begin(Path(folder), drawer, desks, lambda cache: filled_cache.add_announcements(cache, ROWS))
        given = {"HOME_OF_BENCH": folder, "ENTRIES": repr(drawer.entries)}
        _run(_BARE, given)
        _run(_OURS, given)
        bare, ours = [], []
        for _ in range(RUNS):
            bare.append(_run(_BARE, given))
            ours.append(_run(_OURS, given))
    bound, measured = statistics.median(bare), statistics.median(ours)
    return [
        {
            "name": "start-up to a usable window, warm disk",
            "ours": round(measured * 1000, 1),
            "bound": round(bound * 1000, 1),
            "ratio": round(measured / bound, 2),
            "unit": "ms",
            "note": f"bound: a bare PySide6 window, same font; ours shows an inbox of {ROWS} rows; "
            "without the stretching of the password",
        }
    ]


def _run(program: str, given: dict[str, str]) -> float:
    root = Path(__file__).parents[2]
    surroundings = os.environ | given | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(root)}
    done = subprocess.run(
        [sys.executable, "-c", program],
        env=surroundings | {"BEGAN": str(time.monotonic())},
        check=True,
        capture_output=True,
        text=True,
    )
    return float(done.stdout)


if __name__ == "__main__":
    for measured_row in bench():
        print(measured_row)
