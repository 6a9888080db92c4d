"""A scanner and a hand at the keyboard: keys as the window system gives them, with their times."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from common.text import ascii_digits

SCANNER_MS, QUICK_HAND_MS = 8, 110
_ENDS = {"\r": Qt.Key.Key_Return, "\t": Qt.Key.Key_Tab}
_clock = 10_000


def type_keys(
    window: QWidget,
    text: str,
    every_ms: int,
    *,
    keypad: bool = False,
    repeated: bool = False,
    gap_before_ms: int = 5_000,
) -> None:
    """Press and release the keys of `text` one by one; ``\\r`` is Enter, ``\\t`` Tab."""
    global _clock
    handle = window.windowHandle()
    held = Qt.KeyboardModifier.KeypadModifier if keypad else Qt.KeyboardModifier.NoModifier
    _clock += gap_before_ms
    for letter in text:
        key = _ENDS.get(letter) or Qt.Key(ord(ascii_digits(letter).upper()))
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, held, letter, repeated)
            event.setTimestamp(_clock)
            QApplication.sendEvent(handle, event)
        _clock += every_ms


def scan(window: QWidget, digits: str, end: str = "\r") -> None:
    """What a wedge scanner types for a barcode."""
    type_keys(window, digits + end, SCANNER_MS)
