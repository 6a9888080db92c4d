from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from client.widgets.field import CodeField, TextField

Typist = Callable[[QWidget, str], None]


@pytest.fixture
def field(qtbot: QtBot) -> TextField:
    field = TextField(60, name="نام")
    qtbot.addWidget(field)
    field.show()
    return field


@pytest.fixture
def code(qtbot: QtBot) -> CodeField:
    code = CodeField(18, name="شماره")
    qtbot.addWidget(code)
    code.show()
    return code


def test_arabic_letters_become_persian_while_typed(field: TextField, type_persian: Typist) -> None:
    type_persian(field, "علي شاكري")
    assert field.text() == "علی شاکری"


def test_latin_and_arabic_digits_are_shown_persian_and_kept_ascii(
    code: CodeField, type_persian: Typist
) -> None:
    type_persian(code, "14٠٤۱")
    assert code.text() == "۱۴۰۴۱"
    assert code.value() == "14041"


def test_an_address_keeps_its_ascii_digits(qtbot: QtBot, type_persian: Typist) -> None:
    address = CodeField(60, name="رایانامه", persian=False)
    qtbot.addWidget(address)
    type_persian(address, "m۲@example.ir")
    assert address.text() == "m2@example.ir"


def test_undo_gives_back_what_was_there_before_an_arabic_letter(
    field: TextField, type_persian: Typist
) -> None:
    field.set_value("رضا")
    field.setCursorPosition(3)
    type_persian(field, "يي")
    assert field.text() == "رضایی"
    field.undo()
    assert field.text() == "رضا"


def test_the_cursor_stays_in_the_middle(field: TextField, type_persian: Typist) -> None:
    field.set_value("الف پ")
    field.setCursorPosition(3)
    type_persian(field, "ك")
    assert field.text() == "الفک پ"
    assert field.cursorPosition() == 4


def test_a_paste_is_cleaned_and_undone_in_one_step(field: TextField, qtbot: QtBot) -> None:
    field.set_value("نام ")
    field.setCursorPosition(4)
    QGuiApplication.clipboard().setText("علي\n12\x00")
    QTest.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert field.text() == "نام علی ۱۲"
    field.undo()
    assert field.text() == "نام "


def test_a_paste_of_ten_thousand_letters_is_cut_and_told(field: TextField, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText("ب" * 10_000)
    with qtbot.waitSignal(field.trimmed) as trimmed:
        QTest.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert field.text() == "ب" * 60
    assert trimmed.args == [9_940]


def test_a_cut_never_halves_a_character(qtbot: QtBot) -> None:
    short = TextField(3, name="کوتاه")
    qtbot.addWidget(short)
    short.insert_text("ab😀")
    assert short.text() == "ab"


@pytest.mark.parametrize("entered", ["\x00", "\x07", "\x1b", "\x7f", "\ud800"])
def test_control_characters_never_enter(field: TextField, type_persian: Typist, entered: str) -> None:
    field.setText(f"الف{entered}")
    field.insert_text(entered)
    event = QInputMethodEvent("", [])
    event.setCommitString(f"ب{entered}")
    QApplication.sendEvent(field, event)
    if entered != "\ud800":
        type_persian(field, entered)
    assert field.text() == "الفب"


def test_zwnj_can_be_typed(field: TextField, type_persian: Typist) -> None:
    type_persian(field, "می‌رود")
    assert field.value() == "می‌رود"


def test_words_beginning_latin_stay_right_to_left(field: TextField, type_persian: Typist) -> None:
    """The cursor at the start of the text is at the right edge, though the first letter is Latin."""
    field.resize(300, 34)
    type_persian(field, "ABC-12 پرونده")
    field.setCursorPosition(0)
    QApplication.sendEvent(
        field, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Home, Qt.KeyboardModifier.NoModifier)
    )
    start = field.cursorRect().center().x()
    field.setCursorPosition(len(field.text()))
    assert field.cursorRect().center().x() < start


def test_a_problem_is_described_and_framed_and_goes_away(field: TextField) -> None:
    field.set_problem("نام را بنویسید")
    assert field.accessibleDescription() == "نام را بنویسید"
    assert field.property("bad") == "true"
    field.set_problem(None)
    assert field.accessibleDescription() == ""
    assert field.property("bad") == "false"


def test_a_read_only_field_takes_no_paste(field: TextField, qtbot: QtBot) -> None:
    field.setReadOnly(True)
    QGuiApplication.clipboard().setText("الف")
    QTest.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert field.text() == ""


_UNSEEN = "\u202e\u2066\u200f\u200e\u2069\u061c\u200b\ufeff\u00ad"


def test_a_pasted_bidi_override_never_enters_and_the_paste_is_one_step(field: TextField) -> None:
    field.set_value("شعبه ")
    field.setCursorPosition(2)
    QGuiApplication.clipboard().setText(f"ا{_UNSEEN}ب\x07\x1b")
    QTest.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert field.text() == "شعاببه "
    assert field.cursorPosition() == 4
    field.undo()
    assert field.text() == "شعبه "


def test_keys_and_input_methods_bring_no_invisible_mark(field: TextField, type_persian: Typist) -> None:
    type_persian(field, f"ا{_UNSEEN}")
    event = QInputMethodEvent("", [])
    event.setCommitString(f"{_UNSEEN}ب")
    QApplication.sendEvent(field, event)
    field.insert_text(_UNSEEN)
    assert field.text() == "اب"


def test_a_long_text_is_read_from_its_beginning_once_left_and_the_cursor_comes_back(qtbot: QtBot) -> None:
    form = QWidget()
    column = QVBoxLayout(form)
    field, other = TextField(), TextField()
    for each in (field, other):
        column.addWidget(each)
    qtbot.addWidget(form)
    form.resize(160, 90)
    form.show()
    form.activateWindow()
    qtbot.waitUntil(form.isActiveWindow)
    field.setFocus()
    field.insert_text("الزام به تنظیم سند رسمی انتقال یک دستگاه آپارتمان")
    end = field.cursorPosition()
    other.setFocus()
    assert field.cursorPosition() == 0
    field.setFocus()
    assert field.cursorPosition() == end
