"""A barcode scanner is a keyboard that types eighteen digits in a moment and then Enter or Tab.

Wherever in the main window a number is scanned, what it typed is taken back and its case opens. Ordinary
typing is neither delayed nor taken: eighteen digits and Enter within a second are no hand's work. Old cases
have sixteen. A dialog that waits for an answer is never answered by the Enter of a scan.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QMenu, QPlainTextEdit, QWidget
from shiboken6 import isValid

from client.models.scanned import find_scanned
from client.windows.typed_back import TypedBack
from common import case_number
from common.text import ascii_digits

if TYPE_CHECKING:
    from client.windows.main_window import MainWindow

MOST_MS_PER_CHARACTER = 50
"""A scanner types a character in 5 to 50 ms; a quick hand takes 100 and more."""
_LONGEST_GAP_MS = 100  # one key may be late because the window was busy; all together may not
_ENDS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)
_MODIFIER_KEYS = (
    Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta,
    Qt.Key.Key_NumLock, Qt.Key.Key_CapsLock,
)  # fmt: skip
_HELD = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)


_GIVES_WAY = "givesWayToScan"
_DIALOG_FIRST = "نخست پنجرهٔ باز را ببندید، سپس بارکد را دوباره بخوانید"


class Burst:
    """Digits that follow each other as quickly as a scanner's; moments in milliseconds."""

    def __init__(self) -> None:
        self._digits = ""
        self._began = self._last = 0

    def clear(self) -> None:
        """What comes next is another burst."""
        self._digits = ""

    def add(self, digit: str, at: int) -> bool:
        """A digit (ASCII) was typed; whether it begins a burst."""
        begins = not self._digits or at - self._last > _LONGEST_GAP_MS
        if begins:
            self._digits, self._began = "", at
        self._digits += digit
        self._last = at
        return begins

    def ended(self, at: int) -> str | None:
        """Enter or Tab was typed: the number that was scanned, or None if this was no scan."""
        digits, self._digits = self._digits, ""
        quick = at - self._last <= _LONGEST_GAP_MS
        quick = quick and at - self._began <= len(digits) * MOST_MS_PER_CHARACTER
        return digits if quick and case_number.classify(digits).kind != "legacy" else None


def give_way(dialog: QDialog) -> None:
    """Let a scan close this dialog, which only shows something, and open its case."""
    dialog.setProperty(_GIVES_WAY, True)


class ScanWatcher(QObject):
    """Watches the keys of `window` and of the dialogs over it before any widget gets them."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._burst = Burst()
        self._typed = TypedBack()
        self._swallowed: int | None = None
        self._held: tuple[QMenu, QEvent] | None = None
        self._let_go = QTimer(self)
        self._let_go.setSingleShot(True)
        self._let_go.setInterval(_LONGEST_GAP_MS)
        self._let_go.timeout.connect(self._give_menu)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusWindowChanged.connect(self._watch)
        self._watch(window.windowHandle())

    def _watch(self, focused: QWindow | None) -> None:
        # Keys are looked at where they come in, at the window of the system that has the keyboard. A filter
        # at the application would be asked of every event of every widget, and slow down each page opened.
        if focused is not None:
            focused.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if type(event) is not QKeyEvent:
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.KeyPress:
            return self._pressed(event)
        if event.type() == QEvent.Type.KeyRelease and event.key() == self._swallowed:
            self._swallowed = None
            return True
        return False

    def open_number(self, number: str) -> None:
        """Open what bears that number, or ask for it at the counter, or say calmly that it is not here."""
        page = self._window.current()
        if page is None:
            return
        found = find_scanned(self._window.session.cache, number, page.role.desk)
        if found.page and not self._opens(found.page, found.argument):
            found = found.out_of_reach()
        if not found.page and self._opens("enquiry", number):
            return
        if found.sentence:
            self._window.say(found.sentence)

    def _opens(self, name: str, argument: object) -> bool:
        """Open a page, if this user has it."""
        self._window.open_page(name, argument)
        opened = self._window.page(name)
        return opened is not None and self._window.current() is opened

    def _pressed(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key in _MODIFIER_KEYS:
            return False
        if event.isAutoRepeat() or event.modifiers() & _HELD or not self._listens():
            self._burst.clear()
            return False
        at = event.timestamp() or time.monotonic_ns() // 1_000_000
        typed = ascii_digits(event.text())
        if len(typed) == 1 and typed in "0123456789":
            begins = self._burst.add(typed, at)
            if begins:
                self._typed.begin()
            self._typed.remember(QApplication.focusWidget())
            menu = QApplication.activePopupWidget()
            if not isinstance(menu, QMenu):
                return False
            self._hold(menu, event, begins)
            return True
        number = self._burst.ended(at) if key in _ENDS else None
        self._burst.clear()
        if number is None or _types_into_dialog():
            return False
        self._swallowed = key
        self._typed.take_back()
        QTimer.singleShot(0, self, lambda: self._scanned(number))
        return True

    def _hold(self, menu: QMenu, event: QKeyEvent, first: bool) -> None:
        """A digit chooses from a menu at once, so it waits until none has followed quickly."""
        self._let_go.stop()
        self._held = None
        if first:
            self._held = (menu, event.clone())
            self._let_go.start()

    def _give_menu(self) -> None:
        if self._held is not None:
            menu, key = self._held
            self._held = None
            if isValid(menu) and menu.isVisible():
                QApplication.sendEvent(menu, key)

    def _scanned(self, number: str) -> None:
        menu = QApplication.activePopupWidget()
        if isinstance(menu, QMenu):
            menu.close()
        dialog = QApplication.activeModalWidget()
        if dialog is None:
            self.open_number(number)
        elif isinstance(dialog, QDialog) and dialog.property(_GIVES_WAY):
            dialog.reject()
            self.open_number(number)
        else:
            self._window.say(_DIALOG_FIRST)

    def _listens(self) -> bool:
        """Whether the main window is worked in, or a dialog or a popup over it."""
        over_it: tuple[QWidget | None, ...] = (
            QApplication.activeModalWidget(), QApplication.activePopupWidget()
        )  # fmt: skip
        return any(over_it) or QApplication.activeWindow() is self._window


def _types_into_dialog() -> bool:
    """Whether the number was typed into a field of a dialog: the palette and others ask for numbers."""
    written = isinstance(QApplication.focusWidget(), QLineEdit | QPlainTextEdit)
    return written and QApplication.activeModalWidget() is not None
