from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from client.widgets.text_area import TextArea

Typist = Callable[[QWidget, str], None]
Show = Callable[..., QWidget]


@pytest.fixture
def area(show: Show) -> TextArea:
    area = TextArea(100, name="متن رأی")
    show(area)
    return area


def test_prose_keeps_its_lines_and_gets_persian_letters(area: TextArea, type_persian: Typist) -> None:
    type_persian(area, "راي 1")
    QTest.keyClick(area, Qt.Key.Key_Return)
    type_persian(area, "می‌شود")
    assert area.toPlainText() == "رای ۱\nمی‌شود"
    assert area.value() == "رای 1\nمی‌شود"


def test_undo_takes_back_what_was_typed(area: TextArea, type_persian: Typist) -> None:
    area.set_value("رضا")
    type_persian(area, "يي")
    area.undo()
    assert area.toPlainText() == "رضا"


def test_a_long_paste_is_cut_and_told(area: TextArea, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText("ب\x00" * 10_000)
    with qtbot.waitSignal(area.trimmed) as trimmed:
        area.paste()
    assert area.toPlainText() == "ب" * 100
    assert trimmed.args == [9_900]


def test_nothing_is_typed_beyond_the_end(area: TextArea, type_persian: Typist) -> None:
    area.set_value("ب" * 100)
    area.selectAll()
    type_persian(area, "الف")
    assert area.toPlainText() == "الف"
    area.set_value("ب" * 100)
    type_persian(area, "الف")
    assert area.toPlainText() == "ب" * 100


def test_tab_goes_to_the_next_field(area: TextArea) -> None:
    QTest.keyClick(area, Qt.Key.Key_Tab)
    assert not area.hasFocus()


def test_a_line_beginning_in_latin_starts_at_the_right(area: TextArea, type_persian: Typist) -> None:
    type_persian(area, "ABC پرونده")
    QTest.keyClick(area, Qt.Key.Key_Home)
    assert area.cursorRect().x() > area.viewport().width() / 2
    end = area.cursorRect().x()
    QTest.keyClick(area, Qt.Key.Key_End)
    assert area.cursorRect().x() < end


def test_a_pasted_bidi_override_never_enters_and_the_paste_is_one_step(
    area: TextArea, type_persian: Typist
) -> None:
    area.set_value("رأی")
    QTest.keyClick(area, Qt.Key.Key_Right)
    at = area.textCursor().position()
    QGuiApplication.clipboard().setText("ا\u202eب\u2067\u200f\x1b\nپ\u200b")
    area.paste()
    assert "اب\nپ" in area.toPlainText()
    assert area.textCursor().position() == at + 4
    area.undo()
    assert area.toPlainText() == "رأی"
    type_persian(area, "\u202e\u200f")
    assert area.toPlainText() == "رأی"
