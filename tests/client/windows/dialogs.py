"""Answering a dialog that a window waits for, as a clerk would: by a key."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

_SOON_MS = 10
Dialog = TypeVar("Dialog", bound=QWidget)


def when_in_front(kind: type[Dialog], answer: Callable[[Dialog], object]) -> list[Dialog]:
    """As soon as a dialog of that kind is in front, `answer` it; the list holds it from then on."""
    found: list[Dialog] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, kind) and dialog.isActiveWindow():
            found.append(dialog)
            answer(dialog)
        else:
            QTimer.singleShot(_SOON_MS, look)

    QTimer.singleShot(_SOON_MS, look)
    return found


def answer_dialog(
    found: list[QWidget], key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    """As soon as a dialog is in front, put it into `found` and press a key in it."""

    def press() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QWidget) or not dialog.isActiveWindow():
            QTimer.singleShot(_SOON_MS, press)
            return
        found.append(dialog)
        QTest.keyClick(dialog.focusWidget() or dialog, key, modifier)

    QTimer.singleShot(_SOON_MS, press)


def choose_in_dialog(found: list[QWidget], button: str) -> None:
    """As soon as a message box is in front, press the button with these words."""

    def press() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QWidget) or not dialog.isActiveWindow():
            QTimer.singleShot(_SOON_MS, press)
            return
        found.append(dialog)
        buttons = {each.text(): each for each in dialog.buttons()}  # type: ignore[attr-defined]  # QMessageBox
        buttons[button].setFocus()
        QTest.keyClick(buttons[button], Qt.Key.Key_Space)

    QTimer.singleShot(_SOON_MS, press)
