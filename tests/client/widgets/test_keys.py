from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from client.widgets.key_hint import Key, KeyButton, key_sequences, keys_of
from client.widgets.shortcut_sheet import ShortcutSheet

Show = Callable[..., QWidget]


@pytest.fixture
def button(show: Show) -> KeyButton:
    button = KeyButton("ذخیره", "Ctrl+S", primary=True)
    show(button)
    return button


def test_the_button_prints_its_key(button: KeyButton) -> None:
    assert "ذخیره" in button.text()
    assert "(Ctrl+S)" in button.text()
    assert button.accessibleName() == "ذخیره"


def test_the_key_presses_the_button_from_anywhere_in_the_window(button: KeyButton, qtbot: QtBot) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    with qtbot.waitSignal(button.clicked):
        QTest.keyClick(focused, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)


def test_the_key_has_its_twin_on_the_persian_layout() -> None:
    assert QKeySequence("Ctrl+س") in key_sequences("Ctrl+S")
    assert QKeySequence("Alt+۱") in key_sequences("Alt+1")
    assert key_sequences("F9") == [QKeySequence("F9")]


def test_an_ambiguous_press_counts_too(button: KeyButton, qtbot: QtBot) -> None:
    with qtbot.waitSignal(button.clicked):
        button.shortcut_key.activatedAmbiguously.emit()


def test_a_disabled_button_is_not_pressed_by_its_key(button: KeyButton) -> None:
    pressed: list[bool] = []
    button.clicked.connect(pressed.append)
    button.setEnabled(False)
    QTest.keyClick(button.window(), Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert not pressed


def test_enter_on_the_number_pad_counts_as_enter(show: Show, qtbot: QtBot) -> None:
    accept = KeyButton("پذیرش ارجاع", "Ctrl+Return")
    show(accept)
    assert "(Ctrl+Enter)" in accept.text()
    with qtbot.waitSignal(accept.clicked):
        QTest.keyClick(
            accept,
            Qt.Key.Key_Enter,
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.KeypadModifier,
        )


def test_the_sheet_lists_the_keys_of_the_window(button: KeyButton, qtbot: QtBot) -> None:
    done: list[str] = []
    Key("F5", "بازخوانی", lambda: done.append("F5"), button.window())
    button.set_words("ذخیرهٔ پرونده")
    assert keys_of(button.window()) == [("Ctrl+S", "ذخیرهٔ پرونده"), ("F5", "بازخوانی")]
    sheet = ShortcutSheet.of_window(button.window())
    qtbot.addWidget(sheet)
    assert sheet.keys[:2] == keys_of(button.window())
    assert "F4" in dict(sheet.keys)


def test_keys_of_hidden_pages_are_not_listed(button: KeyButton) -> None:
    button.hide()
    assert keys_of(button.window()) == []
