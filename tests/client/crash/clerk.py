"""A clerk at the real window: presses keys, sees what is shown, and is told what is kept and saved."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QModelIndex, Qt, QTimer, QTimerEvent
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QTableView,
    QWidget,
)

from client.models.bridge import Bridge
from client.models.later import finish_background
from client.models.words import Words
from client.sync.session import Session
from client.windows.main_window import MainWindow
from client.windows.page import Page
from tests.client.windows.dialogs import choose_in_dialog

CONTROL = Qt.KeyboardModifier.ControlModifier
NO_MODIFIER = Qt.KeyboardModifier.NoModifier
# What is promised: older letters than this are kept.
PROMISED_MS = 2000
_PATIENCE_MS = 20_000
_BETWEEN_LETTERS_MS = 20
# What the cells of a row say in which nothing was typed.
_BLANK = frozenset(("", "—", "حقیقی"))
Told = Callable[[str, Any], object]


@dataclasses.dataclass
class Clerk:
    """`told(what, of_it)` hears what the window has shown ("shown") and the sentences it says ("said")."""

    session: Session
    told: Told
    case: str = ""

    def __post_init__(self) -> None:
        self._due: dict[QTimer, float] = {}
        self._put_off: set[QTimer] = set()
        self.bridge, words = Bridge(self.session), Words(self.session.cache)
        words.follow(self.bridge)
        self.window = MainWindow(self.session, self.bridge, words, "0.1.0")
        self.window.show()
        self.come_to_front()
        self._heard: list[Page] = []

    def come_to_front(self) -> None:
        """As a window does when it opens, or when the dialog before it is gone."""
        self.window.activateWindow()
        self.wait(self.window.isActiveWindow)

    def go_home(self) -> None:
        """The window goes as it does after a crash: nothing is asked, nothing is kept any more."""
        finish_background()
        self.bridge.close()
        self.window.hide()
        for timer in self.window.findChildren(QTimer):
            timer.stop()

    # ------------------------------------------------------------------ keys

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NO_MODIFIER) -> None:
        """One key, where the cursor is."""
        QTest.keyClick(self._focus(), key, modifier)
        self._look_on()

    def type(self, words: str) -> None:
        """Letter by letter, where the cursor is."""
        for letter in words:
            focus = self._focus()
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(focus, QKeyEvent(kind, Qt.Key.Key_unknown, NO_MODIFIER, letter))
            self._look_on()
            self._see_what_is_put_off()

    def press_and_agree(self, verb: str, key: Qt.Key, modifier: Qt.KeyboardModifier = NO_MODIFIER) -> None:
        """A key after which the window asks; `verb` is on the button that says yes."""
        dialogs: list[QWidget] = []
        choose_in_dialog(dialogs, verb)
        self.press(key, modifier)
        self.wait(lambda: bool(dialogs))
        self.come_to_front()

    def go_to(self, field: QWidget) -> None:
        """As by Tab or F6, which other tests walk."""
        field.setFocus()
        self._look_on()

    def wait(self, condition: Callable[[], object]) -> None:
        """Until that is so; AssertionError if it never is."""
        for _ in range(_PATIENCE_MS):
            if condition():
                return
            QTest.qWait(1)
        raise AssertionError("the window does not come to it")

    def page(self) -> Any:
        """The page in front."""
        page = self.window.current()
        assert page is not None
        if not any(page is heard for heard in self._heard):
            self._heard.append(page)
            page.said.connect(lambda sentence: self.told("said", sentence))
        return page

    # ------------------------------------------------------------------ what is seen and promised

    def two_seconds_pass(self) -> None:
        """Whatever the window means to do within the promised time it does now. Not what another letter would
        put off: who types on and on would wait for it for ever."""
        for timer in self._timers():
            if timer.remainingTime() <= PROMISED_MS and timer not in self._put_off:
                QCoreApplication.sendEvent(timer, QTimerEvent(timer.timerId()))
        QCoreApplication.processEvents()
        self._due.clear()
        self._put_off.clear()

    def look(self) -> dict[str, Any]:
        """All that is typed on the page in front, and where the cursor stands."""
        page = self.page()
        return {
            "page": type(page).__name__,
            "fields": [told for widget in page.findChildren(QWidget) if (told := _said(widget, page))],
            "cursor": _cursor(self.window.focusWidget(), page),
        }

    def _timers(self) -> list[QTimer]:
        """What the window means to do once, later."""
        found = self.window.findChildren(QTimer)
        return [timer for timer in found if timer.isActive() and timer.isSingleShot()]

    def _see_what_is_put_off(self) -> None:
        first = not self._due
        for timer in self._timers():
            due = time.monotonic() * 1000 + timer.remainingTime()
            if due > self._due.setdefault(timer, due) + _BETWEEN_LETTERS_MS / 2:
                self._put_off.add(timer)
        if first:
            QTest.qWait(_BETWEEN_LETTERS_MS)

    def _look_on(self) -> None:
        QCoreApplication.processEvents()
        self.told("shown", self.look())

    def _focus(self) -> QWidget:
        focus = QApplication.focusWidget()
        return focus if focus is not None else self.window


def _said(widget: QWidget, page: QWidget) -> list[Any] | None:
    """[name, what stands there] of a field, a table, a list of ticks; None for what nobody types into."""
    name = widget.accessibleName()
    if not widget.isVisibleTo(page):
        return None
    if isinstance(widget, QLineEdit):
        return [name, widget.text()]
    if isinstance(widget, QPlainTextEdit):
        return [name, widget.toPlainText()]
    if isinstance(widget, QListWidget):
        items = (widget.item(row) for row in range(widget.count()))
        return [name, [item.text() for item in items if item.checkState() == Qt.CheckState.Checked]]
    if isinstance(widget, QTableView):
        return [name, _cells(widget)]
    if isinstance(widget, QAbstractButton) and widget.isCheckable():
        return [name, widget.isChecked()]
    return None


def _cells(table: QTableView) -> list[list[str]]:
    model = table.model()
    rows = [
        [str(model.index(row, column).data() or "") for column in range(model.columnCount(QModelIndex()))]
        for row in range(model.rowCount(QModelIndex()))
    ]
    return [row for row in rows if not set(row) <= _BLANK]


def _cursor(focus: QWidget | None, page: QWidget) -> list[Any]:
    """[name of the field, place in it]; of an open cell the place in its text."""
    if focus is None or not page.isAncestorOf(focus):
        return []
    name = focus.accessibleName()
    if isinstance(focus, QLineEdit):
        return [name, focus.cursorPosition()]
    if isinstance(focus, QPlainTextEdit):
        return [name, focus.textCursor().position()]
    if isinstance(focus, QAbstractItemView):
        return [name, focus.currentIndex().row(), focus.currentIndex().column()]
    return [name]
