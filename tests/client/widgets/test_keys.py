from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from client.widgets.calendar_popup import CalendarPopup
from client.widgets.jalali_edit import JalaliEdit
from client.widgets.key_hint import Key, KeyButton, key_sequences, keys_of, tell_keys
from client.widgets.party_table import PartyTable
from client.widgets.picker import Picker
from client.widgets.shortcut_sheet import ShortcutSheet

Typist = Callable[[QWidget, str], None]
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


def test_keys_that_a_widget_takes_by_itself_are_listed_while_it_is_seen(button: KeyButton) -> None:
    tell_keys(button, (("↓", "پروندهٔ بعد"),))
    assert keys_of(button.window()) == [("↓", "پروندهٔ بعد"), ("Ctrl+S", "ذخیره")]
    button.hide()
    assert keys_of(button.window()) == []


def test_keys_of_hidden_pages_are_not_listed(button: KeyButton) -> None:
    button.hide()
    assert keys_of(button.window()) == []


def test_escape_closes_an_open_list_before_it_leaves_the_form(show: Show, type_persian: Typist) -> None:
    left: list[bool] = []
    picker, cancel = Picker([("1", "مهریه", "")], name="خواسته"), KeyButton("انصراف", "Esc")
    cancel.clicked.connect(lambda: left.append(True))
    show(picker, cancel)
    type_persian(picker, "مه")
    assert picker.popup().isVisible()
    QTest.keyClick(picker.popup(), Qt.Key.Key_Escape)
    assert not picker.popup().isVisible()
    assert not left
    QTest.keyClick(picker, Qt.Key.Key_Escape)
    assert left


def test_escape_closes_an_open_calendar_before_it_leaves_the_form(show: Show, today: date) -> None:
    left: list[bool] = []
    edit, cancel = JalaliEdit(lambda: today), KeyButton("انصراف", "Esc")
    cancel.clicked.connect(lambda: left.append(True))
    show(edit, cancel)
    popup = edit.open_calendar()
    QTest.keyClick(popup.grid, Qt.Key.Key_Escape)
    assert not left
    assert edit.findChild(CalendarPopup) is None or not popup.isVisible()


def test_escape_closes_an_open_cell_before_it_leaves_the_form(
    show: Show, qtbot: QtBot, type_persian: Typist
) -> None:
    left: list[bool] = []
    table, cancel = PartyTable(), KeyButton("انصراف", "Esc")
    cancel.clicked.connect(lambda: left.append(True))
    show(table, cancel)
    table.setCurrentIndex(table.model().index(0, 3))
    type_persian(table, "ک")
    cell = table.indexWidget(table.currentIndex())
    QTest.keyClick(cell, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: table.indexWidget(table.currentIndex()) is None)
    assert not left
