from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from client.widgets.picker import Picker

Typist = Callable[[QWidget, str], None]
CLAIMS = (
    ("101", "مطالبه وجه", "مالی"),
    ("102", "مطالبه وجه چک", "مالی"),
    ("105", "مطالبه خسارت تأخیر تأدیه", "مالی"),
    ("118", "مطالبه اجاره‌بها", "مالی"),
    ("301", "مطالبه مهریه", "خانواده"),
    ("302", "نصب قیّم", "خانواده"),
)


@pytest.fixture
def picker(qtbot: QtBot) -> Picker:
    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    picker = Picker(CLAIMS, name="خواسته")
    column.addWidget(picker)
    column.addWidget(QLineEdit())
    column.addStretch(1)
    page.resize(500, 400)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    picker.setFocus()
    picker.page = page  # type: ignore[attr-defined]  # keeps the page alive as long as the picker
    return picker


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("مهريه", "301"),
        ("اجاره بها", "118"),
        ("اجاره‌بها", "118"),
        ("چك وجه", "102"),
        ("تاخیر", "105"),
        ("قيم", "302"),
        ("۱۰۲", "102"),
        ("102", "102"),
    ],
)
def test_any_spelling_order_or_the_code_finds_the_claim(
    picker: Picker, qtbot: QtBot, type_persian: Typist, typed: str, code: str
) -> None:
    type_persian(picker, typed)
    qtbot.waitUntil(picker.popup().isVisible)
    QTest.keyClick(picker.popup(), Qt.Key.Key_Return)
    assert picker.code() == code
    assert picker.text() == {c: t for c, t, _ in CLAIMS}[code]
    assert picker.problem() is None


@pytest.mark.parametrize(("typed", "code"), [("105", "charge:105"), ("۱۱۸", "claim:118")])
def test_of_two_lists_offered_as_one_the_number_alone_finds_the_code(
    picker: Picker, qtbot: QtBot, type_persian: Typist, typed: str, code: str
) -> None:
    picker.set_items([("charge:105", "سرقت", "اموال"), ("claim:118", "اجاره‌بها", "مالی")])
    type_persian(picker, typed)
    QTest.keyClick(picker.popup(), Qt.Key.Key_Return)
    assert picker.code() == code


def test_a_number_that_two_lists_have_is_not_taken_for_either(picker: Picker, type_persian: Typist) -> None:
    picker.set_items([("charge:102", "سرقت حدی", "اموال"), ("claim:102", "مطالبه وجه چک", "مالی")])
    type_persian(picker, "102")
    assert picker.popup().model().rowCount() == 2
    QTest.keyClick(picker.popup(), Qt.Key.Key_Escape)
    QTest.keyClick(picker, Qt.Key.Key_Tab)
    assert picker.code() is None


def test_arrow_down_chooses_the_second_match(picker: Picker, qtbot: QtBot, type_persian: Typist) -> None:
    type_persian(picker, "وجه")
    QTest.keyClick(picker.popup(), Qt.Key.Key_Down)
    with qtbot.waitSignal(picker.picked) as picked:
        QTest.keyClick(picker.popup(), Qt.Key.Key_Return)
    assert picked.args == ["102"]


def test_tab_takes_the_highlighted_match_and_goes_on(
    picker: Picker, qtbot: QtBot, type_persian: Typist
) -> None:
    type_persian(picker, "مهر")
    QTest.keyClick(picker.popup(), Qt.Key.Key_Tab)
    assert picker.code() == "301"
    assert not picker.hasFocus()
    assert not picker.popup().isVisible()


def test_words_that_match_nothing_are_a_problem(picker: Picker, qtbot: QtBot, type_persian: Typist) -> None:
    type_persian(picker, "زرشک")
    assert not picker.popup().isVisible()
    QTest.keyClick(picker, Qt.Key.Key_Tab)
    assert picker.code() is None
    assert "فهرست" in (picker.problem() or "")


def test_an_empty_field_is_no_problem(picker: Picker) -> None:
    assert picker.problem() is None
    assert picker.code() is None


def test_typing_after_a_choice_takes_the_choice_back(picker: Picker, type_persian: Typist) -> None:
    picker.set_code("102")
    picker.setCursorPosition(len(picker.text()))
    type_persian(picker, "ی")
    assert picker.code() is None


def test_f4_opens_the_whole_list(picker: Picker, qtbot: QtBot) -> None:
    picker.set_code("102")
    QTest.keyClick(picker, Qt.Key.Key_F4)
    assert picker.popup().isVisible()
    assert picker.popup().model().rowCount() == len(CLAIMS)
    assert picker.popup().currentIndex().data() == "مطالبه وجه چک"


def test_a_code_no_longer_offered_is_dropped(picker: Picker) -> None:
    picker.set_code("102")
    picker.set_items(CLAIMS[:1])
    assert picker.code() is None
    assert picker.text() == ""
