"""The hands of the tour: keys pressed and screens looked at, from a thread beside the windows' own.

The windows run in their ordinary event loop, dialogs' own loops included; a key press is posted and not
waited for, as the keyboard does it. What a key does is waited for by looking at the screen (`until`).
"""

from __future__ import annotations

import threading
import time
import traceback
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from types import TracebackType
from typing import TypeVar

from PySide6.QtCore import QKeyCombination, QObject, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

T = TypeVar("T")

LOOK_SECONDS = 0.005
PATIENCE_SECONDS = 60.0


class UnmetError(AssertionError):
    """What should have been seen was not seen in time."""


class Driver(QObject):
    """Make it on the windows' thread; use it from another one."""

    _asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._asked.connect(lambda work: work(), Qt.ConnectionType.QueuedConnection)
        self._main = threading.current_thread()
        self._bug: BaseException | None = None
        self.kept: list[QObject] = []
        """Closed programs: freed with this object, on the windows' thread."""

    def note_bug(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """For sys.excepthook: an exception that a window did not expect fails what the tour does now."""
        traceback.print_exception(kind, error, trace)
        self._bug = self._bug or error

    def raise_bug(self) -> None:
        """Raise what a window threw since the last call, if anything."""
        bug, self._bug = self._bug, None
        if bug is not None:
            raise RuntimeError("a window failed") from bug

    def gui(self, work: Callable[[], T]) -> T:
        """The result of `work`, done on the windows' thread. It must not open a dialog that waits."""
        done: Future[T] = Future()

        def run() -> None:
            try:
                done.set_result(work())
            except BaseException as error:  # noqa: BLE001 - raised again on the asking thread
                done.set_exception(error)

        self.post(run)
        return done.result(PATIENCE_SECONDS)

    def post(self, work: Callable[[], object]) -> None:
        """Have `work` done on the windows' thread, after all that was posted before."""
        if threading.current_thread() is self._main:
            raise RuntimeError("the windows' thread cannot wait for itself")
        self._asked.emit(work)

    def until(self, seen: Callable[[], T], what: str, seconds: float = PATIENCE_SECONDS) -> T:
        """Look until `seen` answers something true, and return that; UnmetError(`what`) if it never does."""
        deadline = time.monotonic() + seconds
        while not (found := self.gui(seen)):
            self.raise_bug()
            if time.monotonic() > deadline:
                raise UnmetError(f"not seen within {seconds:g} s: {what}")
            time.sleep(LOOK_SECONDS)
        return found

    def press(self, *keys: str) -> None:
        """Press keys one after another, such as "Ctrl+Return" or "Down", wherever the focus is."""
        for key in keys:
            self.post(partial(_press, key))
            self._settle()

    def type(self, text: str) -> None:
        """Type any letters, Persian ones too (which QTest.keyClicks cannot)."""
        for letter in text:
            self.post(partial(_type, letter))
        self._settle()

    def _settle(self) -> None:
        """Let what a key has begun come to its end, as between the keys of the fastest typist."""
        # The first look may come before the key is dealt with; the second comes after what that has posted.
        for _ in range(2):
            self.gui(lambda: None)

    def activate(self, window: QWidget) -> None:
        """Bring a window to the front, as a person does who sits down before it."""
        self.gui(window.raise_)
        self.gui(window.activateWindow)
        self.until(window.isActiveWindow, f"the window «{self.gui(window.windowTitle)}» in front")

    def focus_in(self, widget: QWidget) -> bool:
        """Whether the keyboard's focus is in `widget`. For `until`: call it on the windows' thread."""
        focus = QApplication.focusWidget()
        return focus is not None and (focus is widget or widget.isAncestorOf(focus))

    def press_until_focus(self, key: str, widget: QWidget, most: int = 40) -> None:
        """Press `key` (Tab, F6) until the focus is in `widget`."""
        for _ in range(most):
            if self.gui(lambda: self.focus_in(widget)):
                return
            self.press(key)
        raise UnmetError(f"{key} does not lead to «{self.gui(widget.accessibleName)}»")


def _receiver() -> QWidget:
    """Where Qt sends a key: an open list or calendar first, else the widget with the focus."""
    popup = QApplication.activePopupWidget()
    if popup is not None:
        return popup.focusWidget() or popup
    receiver = QApplication.focusWidget() or QApplication.activeWindow()
    if receiver is None:
        raise UnmetError("no window has the keyboard")
    return receiver


def _press(keys: str) -> None:
    # The stubs do not know that a sequence can be indexed.
    key: QKeyCombination = QKeySequence(keys)[0]  # type: ignore[index]
    # Not to the QWindow: there QTest runs the event loop within a press, and later keys overtake it.
    QTest.keyClick(_receiver(), key.key(), key.keyboardModifiers())


def _type(letter: str) -> None:
    key = QTest.asciiToKey(ord(letter)) if " " < letter <= "~" else Qt.Key.Key_unknown
    QTest.sendKeyEvent(QTest.KeyAction.Click, _receiver(), key, letter, Qt.KeyboardModifier.NoModifier)
