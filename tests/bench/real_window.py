"""The real main window over a cache of 50,000 cases while the centre is away, and hands that type in it."""

from __future__ import annotations

import atexit
import os
import shutil
import statistics
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache as remembered
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import delete

from client.models.bridge import Bridge
from client.models.later import finish_background
from client.models.words import Words
from client.style import theme
from client.sync.cache import Cache
from client.windows.main_window import MainWindow
from tests.bench import large_cache
from tests.client.windows import offline
from tests.client.windows.entry_typing import add_branches
from tests.client.windows.filled_cache import BRANCH, REFERRAL
from tests.client.windows.keyboard import press, send, type_in, wait

__all__ = [
    "Painted",
    "application",
    "p95",
    "press",
    "real_window",
    "row",
    "settle",
    "type_in",
    "typing_latencies",
    "wait",
    "window_over",
]

WIDTH, HEIGHT = 1366, 768
REGISTRAR = offline.desk_role(REFERRAL, "clerk", offline.REFERRAL_KINDS)
BRANCH_CLERK = offline.desk_role(BRANCH, "clerk", offline.BRANCH_KINDS)


def application() -> QApplication:
    """The one application of this process, in our looks."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    theme.apply(app)
    return app


@contextmanager
def real_window(desk: int, cases: int = large_cache.CASES) -> Iterator[MainWindow]:
    """The window of somebody who sits at the referral desk and at the branch, acting for `desk`."""
    application()
    template, drawer = _template(cases)
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        shutil.copytree(template, home)
        with window_over(home, drawer, (WIDTH, HEIGHT), desk) as window:
            yield window


@contextmanager
def window_over(
    home: Path, drawer: offline.Drawer, size: tuple[int, int], desk: int | None = None
) -> Iterator[MainWindow]:
    """The main window over the cache at `home`, in front, while the centre is away; gone afterwards."""
    session = offline.enter(home, drawer)
    bridge, words = Bridge(session), Words(session.cache)
    words.follow(bridge)
    window = MainWindow(session, bridge, words, "0.1.0")
    if desk is not None:
        window.act_as(desk)
    window.resize(*size)
    window.show()
    window.activateWindow()
    wait(window.isActiveWindow)
    try:
        yield window
    finally:
        window.hide()
        finish_background()
        # Before the session: a draft waits to be kept a second after the last key.
        delete(window)
        bridge.close()
        session.close()
        QApplication.processEvents()


@remembered
def _template(cases: int) -> tuple[Path, offline.Drawer]:
    """A home with the large cache, made once in a process, and the keyring that opens it."""
    folder = Path(tempfile.mkdtemp(prefix="kelaseh-bench-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    drawer = offline.drawer_of()

    def fill(cache: Cache) -> None:
        add_branches(cache)
        large_cache.fill(cache, cases, BRANCH)
        large_cache.add_events(cache, 0, desk=BRANCH)

    offline.begin(folder, drawer, [REGISTRAR, BRANCH_CLERK], fill)
    return folder, drawer


# ------------------------------------------------------------------------------------- measuring


def settle() -> None:
    """All that is to be done at once is done, and what the window does in the background too."""
    finish_background()
    QApplication.processEvents()


class Painted(QObject):
    """Knows when a window has been painted since it was asked: all that was changed is painted at once."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.done = False
        window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.UpdateRequest:
            self.done = True
        return False


def typing_latencies(letters: Iterable[str], window: QWidget, pause_ms: float) -> list[float]:
    """Milliseconds from the moment a key is due until its letter is painted where the focus is.

    Keys are due every `pause_ms` whether the window is ready or not: what holds it up between two keys,
    such as the keeping of a draft, counts as it does for a typist.
    """
    painted, taken = Painted(window), []
    due = time.perf_counter()
    for letter in letters:
        due += pause_ms / 1000
        _rest(due)
        painted.done = False
        send(letter)
        wait(lambda: painted.done)
        taken.append((time.perf_counter() - due) * 1000)
    return taken


def _rest(due: float) -> None:
    """Let the window live until then, asleep while it has nothing to do, as it is between two keys."""
    flags = QEventLoop.ProcessEventsFlag
    alarm = QTimer(timerType=Qt.TimerType.PreciseTimer, singleShot=True)
    alarm.start(max(0, int((due - time.perf_counter()) * 1000)))
    while time.perf_counter() < due:
        QApplication.processEvents(
            flags.AllEvents | flags.WaitForMoreEvents if alarm.isActive() else flags.AllEvents
        )


def p95(values: Sequence[float]) -> float:
    """The value that 95 of 100 do not exceed."""
    return statistics.quantiles(values, n=20, method="inclusive")[-1]


def row(name: str, ours: float, bound: float, note: str, unit: str = "ms") -> dict[str, Any]:
    """A line of the benchmarks' table."""
    return {
        "name": name,
        "ours": round(ours, 2),
        "bound": round(bound, 2),
        "ratio": round(ours / bound, 2),
        "unit": unit,
        "note": note,
    }
