"""Whoever cannot see the screen hears what each stop of the Tab key is."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from client.widgets.chart import BarChart
from client.widgets.error_summary import ErrorSummary
from client.widgets.field import CodeField, TextField
from client.widgets.jalali_edit import JalaliEdit
from client.widgets.key_hint import KeyButton
from client.widgets.labelled import Labelled
from client.widgets.money_edit import MoneyEdit
from client.widgets.notice_strip import NoticeStrip
from client.widgets.party_table import PartyTable
from client.widgets.pdf_view import PdfView
from client.widgets.picker import Picker
from client.widgets.shortcut_sheet import EVERYWHERE, ShortcutSheet
from client.widgets.status_bar.bar import StatusBar
from client.widgets.table import Column, LazyTableModel, make_table

Show = Callable[..., QWidget]


def every_widget(today: date) -> list[QWidget]:
    model = LazyTableModel([Column("شماره", str)], lambda *_: [1], lambda: 1, identify=lambda row: row)
    errors, strip = ErrorSummary(), NoticeStrip()
    errors.show_problems([("نام را بنویسید", strip)])
    strip.show_notice("پیوند نیست", "دیدن صف")
    return [
        Labelled("نام", TextField()),
        Labelled("شماره", CodeField()),
        Labelled("تاریخ ثبت", JalaliEdit(lambda: today)),
        Labelled("خواسته", Picker([("1", "مهریه", "")])),
        Labelled("بها", MoneyEdit()),
        PartyTable(),
        make_table(model, [0], "کارتابل"),
        errors,
        strip,
        KeyButton("ذخیره", "F9"),
        StatusBar(),
        PdfView(),
        ShortcutSheet([("F9", "ذخیره")]),
        BarChart("نمودار"),
    ]


def spoken_name(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface else ""


def test_every_stop_of_the_tab_key_has_a_name(show: Show, today: date) -> None:
    page = show(*every_widget(today), height=2000)
    silent = [
        type(widget).__name__
        for widget in page.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisibleTo(page)
        and widget.focusProxy() is None
        and not spoken_name(widget)
    ]
    assert not silent


def test_no_name_is_in_latin_letters(show: Show, today: date) -> None:
    page = show(*every_widget(today), height=2000)
    names = [widget.accessibleName() for widget in page.findChildren(QWidget)]
    keys = {key for key, _ in EVERYWHERE}
    assert not [name for name in names if name.isascii() and name.isalpha() and name not in keys]


def test_tab_walks_a_form_in_reading_order(show: Show, today: date) -> None:
    form: list[QWidget] = [TextField(), JalaliEdit(lambda: today), Picker(), MoneyEdit(), TextField()]
    show(*(Labelled(f"خانهٔ {number}", widget) for number, widget in enumerate(form, 1)))
    heard = []
    for _ in form:
        focused = QApplication.focusWidget()
        assert focused is not None
        heard.append(spoken_name(focused))
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert heard == [f"خانهٔ {number}" for number in range(1, len(form) + 1)]
