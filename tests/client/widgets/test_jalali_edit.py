from collections.abc import Callable
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from client.widgets.jalali_edit import JalaliEdit
from client.widgets.month_grid import month_later
from common import jalali

Typist = Callable[[QWidget, str], None]
Show = Callable[..., QWidget]


@pytest.fixture
def edit(show: Show, today: date) -> JalaliEdit:
    edit = JalaliEdit(lambda: today, name="تاریخ ثبت")
    show(edit)
    return edit


def test_eight_digits_become_a_date(edit: JalaliEdit, type_persian: Typist) -> None:
    type_persian(edit, "14050904")
    assert edit.text() == "۱۴۰۵/۰۹/۰۴"
    assert edit.date() == date(2026, 11, 25)


def test_a_short_date_is_written_out_on_leaving(edit: JalaliEdit, type_persian: Typist) -> None:
    type_persian(edit, "05/9/4")
    QTest.keyClick(edit, Qt.Key.Key_Tab)
    assert edit.text() == "۱۴۰۵/۰۹/۰۴"


@pytest.mark.parametrize("key", ["t", "T", "ف", "="])
def test_today_by_one_key(edit: JalaliEdit, type_persian: Typist, today: date, key: str) -> None:
    type_persian(edit, key)
    assert edit.date() == today


def test_arrows_step_a_day_and_pages_a_month(edit: JalaliEdit, today: date) -> None:
    QTest.keyClick(edit, Qt.Key.Key_Up)
    assert edit.date() == today
    QTest.keyClick(edit, Qt.Key.Key_Down)
    assert edit.date() == today - timedelta(days=1)
    QTest.keyClick(edit, Qt.Key.Key_PageDown)
    assert edit.text() == "۱۴۰۵/۰۸/۰۳"
    QTest.keyClick(edit, Qt.Key.Key_PageUp)
    assert edit.text() == "۱۴۰۵/۰۹/۰۳"


def test_a_step_can_be_undone(edit: JalaliEdit, today: date) -> None:
    edit.set_date(today)
    QTest.keyClick(edit, Qt.Key.Key_Down)
    edit.undo()
    assert edit.text() == "۱۴۰۵/۰۹/۰۴" or edit.text() == ""
    edit.undo()
    assert edit.date() == today


def test_the_future_is_refused_with_a_reason(edit: JalaliEdit, type_persian: Typist) -> None:
    type_persian(edit, "14050905")
    assert edit.date() is None
    assert edit.problem()


def test_steps_stop_at_today(edit: JalaliEdit, today: date) -> None:
    edit.set_date(today)
    QTest.keyClick(edit, Qt.Key.Key_PageUp)
    assert edit.date() == today


def test_the_future_is_open_where_it_may_be(show: Show, today: date, type_persian: Typist) -> None:
    hearing = JalaliEdit(lambda: today, allow_future=True, name="تاریخ جلسه")
    show(hearing)
    type_persian(hearing, "14051010")
    assert hearing.date() is not None
    assert hearing.problem() is None


def test_a_day_before_the_earliest_is_refused(show: Show, today: date, type_persian: Typist) -> None:
    decided = JalaliEdit(lambda: today, earliest=date(2026, 11, 1), name="تاریخ رأی")
    show(decided)
    type_persian(decided, "14050801")
    assert decided.date() is None
    assert "۱۴۰۵/۰۸/۱۰" in (decided.problem() or "")


@pytest.mark.parametrize("typed", ["14051330", "14041230", "1405", "//"])
def test_what_is_no_date_is_a_problem(edit: JalaliEdit, type_persian: Typist, typed: str) -> None:
    type_persian(edit, typed)
    assert edit.date() is None
    assert edit.problem()


def test_an_empty_date_is_no_problem(edit: JalaliEdit) -> None:
    assert edit.problem() is None


def test_letters_do_not_enter(edit: JalaliEdit, type_persian: Typist) -> None:
    type_persian(edit, "الف1a4")
    assert edit.text() in ("۱۴", "۱۴۰۵/۰۹/۰۴۱۴")


def test_date_changed_tells_once(edit: JalaliEdit, qtbot: QtBot, type_persian: Typist) -> None:
    told: list[object] = []
    edit.date_changed.connect(told.append)
    type_persian(edit, "14050904")
    assert told == [date(2026, 11, 25)]


@pytest.mark.parametrize(
    ("key", "modifier"),
    [(Qt.Key.Key_F4, Qt.KeyboardModifier.NoModifier), (Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)],
)
def test_the_calendar_opens_and_chooses_by_keys(
    edit: JalaliEdit, qtbot: QtBot, today: date, key: Qt.Key, modifier: Qt.KeyboardModifier
) -> None:
    from client.widgets.calendar_popup import CalendarPopup

    QTest.keyClick(edit, key, modifier)
    popup = edit.findChild(CalendarPopup)
    assert isinstance(popup, CalendarPopup)
    qtbot.waitUntil(popup.isVisible)
    QTest.keyClick(popup.grid, Qt.Key.Key_Up)
    QTest.keyClick(popup.grid, Qt.Key.Key_Right)
    QTest.keyClick(popup.grid, Qt.Key.Key_Return)
    assert edit.date() == today - timedelta(days=8)


def test_the_calendar_does_not_choose_the_future(edit: JalaliEdit, today: date) -> None:
    popup = edit.open_calendar()
    QTest.keyClick(popup.grid, Qt.Key.Key_Left)
    assert popup.grid.current() == today
    popup.close()


def test_the_calendar_tells_where_it_is(edit: JalaliEdit, today: date) -> None:
    popup = edit.open_calendar()
    assert popup.grid.accessibleName() == "تقویم آذر ۱۴۰۵"
    assert popup.grid.accessibleDescription() == jalali.show_long(today)
    popup.close()


def test_a_click_on_a_day_takes_it(edit: JalaliEdit, today: date) -> None:
    popup = edit.open_calendar()
    grid = popup.grid
    place = grid._cell(*grid._place(date(2026, 11, 22))).center().toPoint()
    QTest.mouseClick(grid, Qt.MouseButton.LeftButton, pos=place)
    assert edit.date() == date(2026, 11, 22)


def test_a_month_later_stays_within_the_month() -> None:
    last_of_shahrivar = jalali.from_jalali(1405, 6, 31)
    assert month_later(last_of_shahrivar, 1) == jalali.from_jalali(1405, 7, 30)
    assert month_later(last_of_shahrivar, -6) == jalali.from_jalali(1404, 12, 29)
