"""The real main window over a cache of 50,000 cases while the centre is away, and hands that type in it."""

from __future__ import annotations

import atexit
import os
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache as remembered
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QEventLoop, QKeyCombination, QObject, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from client.models.bridge import Bridge
from client.models.later import finish_background
from client.models.words import Words
from client.style import theme
from client.sync.cache import Cache
from client.windows.main_window import MainWindow
from tests.bench import large_cache
from tests.client.windows import offline
from tests.client.windows.filled_cache import BRANCH, REFERRAL

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
        session = offline.enter(home, drawer)
        bridge, words = Bridge(session), Words(session.cache)
        words.follow(bridge)
        window = MainWindow(session, bridge, words, "0.1.0")
        window.act_as(desk)
        window.resize(WIDTH, HEIGHT)
        window.show()
        window.activateWindow()
        wait(window.isActiveWindow)
        try:
            yield window
        finally:
            window.hide()
            finish_background()
            bridge.close()
            session.close()
            window.deleteLater()
            QApplication.processEvents()


@remembered
def _template(cases: int) -> tuple[Path, offline.Drawer]:
    """A home with the large cache, made once in a process, and the keyring that opens it."""
    folder = Path(tempfile.mkdtemp(prefix="kelaseh-bench-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    drawer = offline.drawer_of()

    def fill(cache: Cache) -> None:
        large_cache.fill(cache, cases, BRANCH)
        large_cache.add_events(cache, 0, desk=BRANCH)

    offline.begin(folder, drawer, [REGISTRAR, BRANCH_CLERK], fill)
    return folder, drawer


# ------------------------------------------------------------------------------------- keys


def press(*keys: str) -> None:
    """Press keys one after another, such as "Ctrl+Return", wherever the focus is."""
    for key in keys:
        # The stubs do not know that a sequence can be indexed.
        combination: QKeyCombination = QKeySequence(key)[0]  # type: ignore[index]
        QTest.keyClick(_receiver(), combination.key(), combination.keyboardModifiers())
        QApplication.processEvents()


def send(letter: str) -> None:
    """One letter, Persian ones too (which QTest.keyClicks cannot), without looking at what it does."""
    key = QTest.asciiToKey(ord(letter)) if " " <= letter <= "~" else Qt.Key.Key_unknown
    QTest.sendKeyEvent(QTest.KeyAction.Click, _receiver(), key, letter, Qt.KeyboardModifier.NoModifier)


def type_in(text: str) -> None:
    """Letter after letter."""
    for letter in text:
        send(letter)
        QApplication.processEvents()


def _receiver() -> QWidget:
    popup = QApplication.activePopupWidget()
    found = (popup.focusWidget() or popup) if popup else QApplication.focusWidget()
    return found or QApplication.activeWindow() or _brought_back()


def _brought_back() -> QWidget:
    """The main window, given the keyboard again after a bare window that had it was closed.

    A desktop does that by itself; Qt's offscreen platform does not.
    """
    (window,) = (shown for shown in QApplication.topLevelWidgets() if isinstance(shown, MainWindow))
    window.activateWindow()
    wait(window.isActiveWindow)
    return window.focusWidget() or window


# ------------------------------------------------------------------------------------- measuring


def wait(true: Callable[[], bool], seconds: float = 30.0) -> None:
    """Run the event loop until something is so; AssertionError if it never is."""
    deadline = time.perf_counter() + seconds
    while not true():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 5)
        assert time.perf_counter() < deadline, "it never came to be"


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
        while (left := due - time.perf_counter()) > 0:
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, max(1, int(left * 1000)))
        painted.done = False
        send(letter)
        wait(lambda: painted.done)
        taken.append((time.perf_counter() - due) * 1000)
    return taken


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
