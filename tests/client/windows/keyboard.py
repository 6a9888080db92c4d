"""Hands on the keyboard: real key events to whatever has the focus, popups first."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEventLoop, QKeyCombination, Qt, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from client.windows.main_window import MainWindow

_LOOK_MS = 1


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


def wait(true: Callable[[], bool], seconds: float = 30.0) -> None:
    """Run the event loop until something is so; AssertionError if it never is."""
    deadline = time.perf_counter() + seconds
    flags = QEventLoop.ProcessEventsFlag
    # Asleep between two looks: who spins here takes the processor from what is waited for.
    look = QTimer(timerType=Qt.TimerType.PreciseTimer)
    look.start(_LOOK_MS)
    while not true():
        QApplication.processEvents(flags.AllEvents | flags.WaitForMoreEvents)
        assert time.perf_counter() < deadline, "it never came to be"


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
