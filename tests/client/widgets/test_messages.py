from collections.abc import Callable
from datetime import date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from client.widgets.error_summary import ErrorSummary
from client.widgets.field import TextField
from client.widgets.labelled import Labelled
from client.widgets.notice_strip import NoticeStrip
from client.widgets.status_bar.bar import StatusBar
from client.widgets.toast import Toast

Show = Callable[..., QWidget]


def test_even_one_error_is_summed_up_and_its_link_leads_to_the_field(show: Show, qtbot: QtBot) -> None:
    summary, field = ErrorSummary(), TextField(name="نام")
    show(QLineEdit(), summary, field)
    summary.show_problems([("نام را بنویسید", field)])
    qtbot.waitUntil(summary.hasFocus)
    assert summary.accessibleName() == "۱ مورد باید درست شود"
    QTest.keyClick(summary, Qt.Key.Key_Tab)
    link = summary.links()[0]
    assert link.hasFocus()
    QTest.keyClick(link, Qt.Key.Key_Space)
    assert field.hasFocus()


def test_a_link_may_lead_to_a_cell(show: Show) -> None:
    went: list[str] = []
    summary = ErrorSummary()
    show(summary)
    summary.show_problems([("کد ملی درست نیست", lambda: went.append("cell"))])
    summary.links()[0].click()
    assert went == ["cell"]


def test_without_errors_the_summary_is_hidden(show: Show) -> None:
    summary = ErrorSummary()
    show(summary)
    summary.show_problems([("نام را بنویسید", lambda: None)])
    summary.show_problems([])
    assert not summary.isVisible()
    assert summary.links() == []


def test_the_words_at_the_field_are_those_of_the_summary(show: Show) -> None:
    field = TextField()
    labelled = Labelled("&نام", field, "نام کوچک")
    show(labelled)
    labelled.set_problem("نام را بنویسید")
    assert labelled.problem() == "نام را بنویسید"
    assert field.accessibleName() == "نام"
    assert field.accessibleDescription() == "نام را بنویسید"
    labelled.set_problem(None)
    assert labelled.problem() is None


def test_the_strip_tells_of_a_lost_link_without_taking_the_focus(show: Show, qtbot: QtBot) -> None:
    field, strip = TextField(name="نام"), NoticeStrip()
    show(field, strip)
    strip.show_notice("پیوند با مرکز برقرار نیست؛ ثبت را ادامه دهید", "دیدن صف")
    assert strip.isVisible()
    assert field.hasFocus()
    with qtbot.waitSignal(strip.acted):
        strip.action_button.click()
    strip.clear()
    assert not strip.isVisible()


def test_a_toast_goes_away_by_itself(show: Show, qtbot: QtBot) -> None:
    toast = Toast(shown_ms=30)
    show(TextField(name="نام"), toast)
    toast.say("ذخیره شد")
    assert toast.isVisible()
    assert toast.words() == "ذخیره شد"
    qtbot.waitUntil(lambda: not toast.isVisible())


@pytest.fixture
def bar(show: Show) -> StatusBar:
    bar = StatusBar()
    show(bar)
    return bar


def test_the_link_is_told_by_sign_and_word(bar: StatusBar) -> None:
    bar.link.show_state("online", 12.4)
    assert "●" in bar.link.words()
    assert "۱۲" in bar.link.words()
    bar.link.show_state("slow", 900)
    assert "▲ کند" in bar.link.words()
    bar.link.show_state("offline")
    assert "■ برون‌خط — در حال کار با صف" in bar.link.words()


def test_the_outbox_counts_and_opens(bar: StatusBar, qtbot: QtBot) -> None:
    bar.outbox.show_counts(2, 1)
    assert bar.outbox.accessibleName().replace("\u2068", "").replace("\u2069", "") == (
        "صف ارسال: ۲ در انتظار، ۱ ناموفق"
    )
    bar.outbox.show_counts(0, 0)
    assert bar.outbox.accessibleName() == "صف ارسال: خالی"
    with qtbot.waitSignal(bar.outbox.clicked):
        QTest.mouseClick(bar.outbox, Qt.MouseButton.LeftButton)


def test_the_bar_tells_day_user_version_and_last_sync(bar: StatusBar) -> None:
    bar.today.show_date(date(2026, 11, 25))
    bar.user.show_user("مریم رضایی")
    bar.version.show_version("0.1.0")
    bar.last_sync.show_time(datetime(2026, 11, 25, 10, 42))
    assert bar.today.words() == "چهارشنبه ۴ آذر ۱۴۰۵"
    assert "مریم رضایی" in bar.user.words()
    assert "۰.۱.۰" in bar.version.words()
    assert "۱۰:۴۲" in bar.last_sync.words()
