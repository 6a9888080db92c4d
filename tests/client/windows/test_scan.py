"""A scan of a barcode opens its case from anywhere, and what it typed is as if it had never been."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from client.sync.cache import Cache
from client.widgets.field import CodeField, TextField
from client.widgets.jalali_edit import JalaliEdit
from client.widgets.money_edit import MoneyEdit
from client.widgets.picker import Picker
from client.widgets.text_area import TextArea
from client.windows.main_window import MainWindow
from client.windows.scan import Burst
from common.text import persian_digits
from tests.client.windows.conftest import CLERK, OpenWindow
from tests.client.windows.filled_cache import NUMBERS, TODAY, add_announcements, add_cases, case_id
from tests.client.windows.scanner import QUICK_HAND_MS, SCANNER_MS, scan, type_keys

HELD = str(NUMBERS + 1)
ANNOUNCED = str(NUMBERS + 4)
SEALED_CASE, SERIAL = case_id(7), str(140568770000000001 + 7)
UNKNOWN = "140568920000099999"


def fill(cache: Cache) -> None:
    add_cases(cache, 3)
    add_announcements(cache, 4, first=4)


@pytest.fixture
def window(open_window: OpenWindow) -> MainWindow:
    return open_window(CLERK, fill=fill)


@pytest.fixture
def desk(window: MainWindow) -> QWidget:
    """A page of the window with every kind of field on it, none in use yet."""
    page = QWidget()
    column = QVBoxLayout(page)
    fields = (
        TextField(name="متن"), CodeField(20, name="کد"), JalaliEdit(lambda: TODAY, name="تاریخ"),
        MoneyEdit(), Picker([("101", "مطالبه وجه", ""), ("140", "خلع ید", "")], name="عنوان"),
        TextArea(20_000, name="متن رأی"),
    )  # fmt: skip
    for field in fields:
        column.addWidget(field)
    inbox = window.current()
    assert inbox is not None
    inbox.column.addWidget(page)
    page.show()
    return page


def opened(window: MainWindow) -> tuple[str, str] | None:
    """(page, case) in front, if it is the page of a case."""
    page = window.current()
    for name in ("case_file", "open_seal"):
        if page is not None and page is window.page(name):
            return name, page._case_id  # type: ignore[attr-defined]  # the page of that name
    return None


def wait_for_case(qtbot: QtBot, window: MainWindow, number: str = HELD) -> None:
    case = case_id(int(number) - NUMBERS)
    qtbot.waitUntil(lambda: opened(window) == ("case_file", case))


def test_a_scan_opens_the_case_whatever_the_keyboard_layout(qtbot: QtBot, window: MainWindow) -> None:
    for digits, end in product((HELD, persian_digits(HELD)), "\r\t"):
        scan(window, digits, end)
        wait_for_case(qtbot, window)
        window.back()
        assert opened(window) is None


def test_keys_that_come_through_the_window_system_are_a_scan_too(qtbot: QtBot, window: MainWindow) -> None:
    for digit in HELD:
        QTest.keyClick(window.windowHandle(), Qt.Key(ord(digit)))
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Return)
    wait_for_case(qtbot, window)


def test_a_number_pad_and_its_enter_are_understood(qtbot: QtBot, window: MainWindow) -> None:
    type_keys(window, HELD + "\r", SCANNER_MS, keypad=True)
    wait_for_case(qtbot, window)


@pytest.mark.parametrize("kind", [TextField, CodeField])
def test_a_line_is_after_the_scan_as_it_was_before(
    qtbot: QtBot, window: MainWindow, desk: QWidget, kind: type[QLineEdit]
) -> None:
    field = desk.findChild(kind)
    assert field is not None
    field.setText("۱۲ نوشته")
    for (start, length), digits in product(((3, 0), (2, 4), (6, -4)), (HELD, persian_digits(HELD))):
        field.setFocus()
        field.setCursorPosition(start)
        if length:
            field.setSelection(start, length)
        before = _state(field)
        scan(window, digits)
        assert _state(field) == before
        assert field.hasFocus()
        wait_for_case(qtbot, window)
        window.back()


def _state(field: QLineEdit) -> tuple[str, int, int, str]:
    return field.text(), field.cursorPosition(), field.selectionStart(), field.selectedText()


def test_a_date_and_an_amount_are_as_they_were(qtbot: QtBot, window: MainWindow, desk: QWidget) -> None:
    day, money = desk.findChild(JalaliEdit), desk.findChild(MoneyEdit)
    assert day is not None
    assert money is not None
    day.set_date(TODAY)
    money.set_value("1250000")
    day.setFocus()
    scan(window, HELD)
    assert day.date() == TODAY
    wait_for_case(qtbot, window)
    window.back()
    money.setFocus()
    scan(window, persian_digits(str(NUMBERS + 2)))
    assert money.amount() == 1_250_000
    wait_for_case(qtbot, window, str(NUMBERS + 2))


@pytest.mark.parametrize("code", [None, "101"])
def test_a_picker_keeps_what_was_chosen_and_its_list_is_closed(
    qtbot: QtBot, window: MainWindow, desk: QWidget, code: str | None
) -> None:
    picker = desk.findChild(Picker)
    assert picker is not None
    picker.set_code(code)
    picker.setFocus()
    text = picker.text()
    scan(window, HELD)
    assert picker.code() == code
    assert picker.text() == text
    assert not picker.popup().isVisible()
    wait_for_case(qtbot, window)


@pytest.mark.parametrize("text", ["", "متن رأی 😀 با چند سطر\nو ۱۲ رقم", "الف" * 5_000])
def test_the_text_of_a_decision_keeps_words_cursor_selection_and_undo(
    qtbot: QtBot, window: MainWindow, desk: QWidget, text: str
) -> None:
    area = desk.findChild(TextArea)
    assert area is not None
    area.set_value(text)
    area.setFocus()
    cursor = area.textCursor()
    cursor.setPosition(min(9, len(text)))
    cursor.setPosition(min(4, len(text)), cursor.MoveMode.KeepAnchor)
    area.setTextCursor(cursor)
    before = (area.toPlainText(), area.textCursor().position(), area.textCursor().anchor())
    scan(window, persian_digits(HELD))
    assert (area.toPlainText(), area.textCursor().position(), area.textCursor().anchor()) == before
    wait_for_case(qtbot, window)


def test_the_row_chosen_in_a_table_stays_chosen(qtbot: QtBot, window: MainWindow) -> None:
    window.open_page("desk_cases")
    table = window.current().table
    table.selectRow(2)
    table.setFocus()
    scan(window, HELD)
    assert table.currentIndex().row() == 2
    wait_for_case(qtbot, window)


def test_half_a_scan_more_digits_and_other_keys_open_nothing(window: MainWindow, desk: QWidget) -> None:
    field = desk.findChild(TextField)
    assert field is not None
    field.setFocus()
    for typed in (HELD[:17] + "\r", HELD + "7\r", HELD[:9] + "a" + HELD[9:] + "\r", "9" * 18 + "\r"):
        scan(window, typed, "")
        assert opened(window) is None
        assert persian_digits(typed.rstrip("\r")) in field.text()
        field.clear()


def test_a_hand_however_quick_is_never_taken_for_a_scanner(window: MainWindow, desk: QWidget) -> None:
    field = desk.findChild(TextField)
    assert field is not None
    field.setFocus()
    type_keys(window, HELD + "\r", QUICK_HAND_MS)
    assert field.text() == persian_digits(HELD)
    assert opened(window) is None


def test_a_key_held_down_is_no_scan(window: MainWindow, desk: QWidget) -> None:
    field = desk.findChild(TextField)
    assert field is not None
    field.setFocus()
    type_keys(window, HELD + "\r", 30, repeated=True)
    assert opened(window) is None


def test_enter_long_after_the_digits_is_an_enter(window: MainWindow, desk: QWidget) -> None:
    field = desk.findChild(TextField)
    assert field is not None
    field.setFocus()
    type_keys(window, HELD, SCANNER_MS)
    type_keys(window, "\r", SCANNER_MS, gap_before_ms=300)
    assert field.text() == persian_digits(HELD)
    assert opened(window) is None


def test_what_was_typed_just_before_a_scan_stays(qtbot: QtBot, window: MainWindow, desk: QWidget) -> None:
    field = desk.findChild(TextField)
    assert field is not None
    field.setFocus()
    type_keys(window, "12", QUICK_HAND_MS)
    type_keys(window, HELD + "\r", SCANNER_MS, gap_before_ms=150)
    assert field.text() == "۱۲"
    wait_for_case(qtbot, window)


def test_in_a_dialog_a_scan_does_nothing(qtbot: QtBot, window: MainWindow) -> None:
    dialog = QDialog(window)
    field = TextField(name="پرسش")
    QVBoxLayout(dialog).addWidget(field)
    dialog.open()
    qtbot.waitUntil(dialog.isActiveWindow)
    field.setFocus()
    scan(dialog, HELD, "\t")
    assert field.text() == persian_digits(HELD)
    dialog.reject()
    assert opened(window) is None


def test_the_serial_of_a_slip_opens_the_sealed_case(qtbot: QtBot, window: MainWindow) -> None:
    scan(window, SERIAL)
    qtbot.waitUntil(lambda: opened(window) == ("open_seal", SEALED_CASE))


def test_the_cover_of_a_case_not_yet_accepted_leads_to_the_inbox(qtbot: QtBot, window: MainWindow) -> None:
    window.open_page("desk_cases")
    scan(window, ANNOUNCED)
    qtbot.waitUntil(lambda: window.current() is window.page("inbox"))
    assert "پذیرفته نشده" in window.toast.words()


def test_a_case_that_is_not_here_is_said_calmly(qtbot: QtBot, window: MainWindow) -> None:
    before = window.current()
    scan(window, UNKNOWN)
    qtbot.waitUntil(lambda: "در دسترس این میز نیست" in window.toast.words())
    assert window.current() is before


@settings(max_examples=200)
@given(st.lists(st.integers(51, 400), min_size=18, max_size=18))
def test_no_rhythm_of_more_than_fifty_milliseconds_a_key_is_a_scan(gaps: list[int]) -> None:
    burst, at = Burst(), 0
    for digit, gap in zip(HELD, gaps, strict=True):
        burst.add(digit, at)
        at += gap
    assert burst.ended(at) is None


@settings(max_examples=200)
@given(st.lists(st.integers(0, 50), min_size=18, max_size=18))
def test_every_rhythm_of_a_scanner_is_a_scan(gaps: list[int]) -> None:
    burst, at = Burst(), 0
    for digit, gap in zip(HELD, gaps, strict=True):
        burst.add(digit, at)
        at += gap
    assert burst.ended(at) == HELD
