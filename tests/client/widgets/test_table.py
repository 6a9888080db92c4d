from collections.abc import Callable, Sequence
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from client.style import palette
from client.widgets.empty_state import EmptyState
from client.widgets.table import PAGE_ROWS, PAGES_KEPT, Column, LazyTableModel, make_table
from common.text import persian_digits

Show = Callable[..., QWidget]
COLUMNS = (Column("شماره", lambda row: persian_digits(row)), Column("موضوع", lambda row: f"پروندهٔ {row}"))


class Store:
    """Rows that can change, as the cache's do; remembers which pages were asked."""

    def __init__(self, rows: Sequence[int]) -> None:
        self.rows = rows
        self.asked: list[int] = []

    def load(self, offset: int, limit: int) -> Sequence[int]:
        self.asked.append(offset)
        return self.rows[offset : offset + limit]

    def count(self) -> int:
        return len(self.rows)


class Unread(LazyTableModel):
    def is_new(self, row: Any) -> bool:
        return bool(row == 0)

    def colour(self, row: Any) -> str | None:
        return palette.ERROR if row == 1 else None


def model_of(store: Store) -> LazyTableModel:
    return Unread(COLUMNS, store.load, store.count, identify=lambda row: row)


def loaded(model: LazyTableModel, row: int) -> str:
    model.data(model.index(row, 0))
    QApplication.processEvents()
    return str(model.data(model.index(row, 0)))


def test_the_model_keeps_qts_rules(qtmodeltester: ModelTester, qapp: QApplication) -> None:
    model = model_of(Store(range(500)))
    model.row(0)
    qtmodeltester.check(model)


def test_a_row_shows_dots_until_its_page_is_there(qapp: QApplication) -> None:
    model = model_of(Store(range(1000)))
    assert model.data(model.index(700, 0)) == "…"
    assert loaded(model, 700) == "۷۰۰"


def test_a_million_rows_are_told_and_only_what_is_seen_is_loaded(show: Show, qtbot: QtBot) -> None:
    store = Store(range(1_000_000))
    table = make_table(model_of(store), [150, 0], "کارتابل")
    show(table)
    QTest.keyClick(table, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: table.currentIndex().data() == "پروندهٔ 999999")
    assert table.currentIndex().row() == 999_999
    assert len(store.asked) < 8


def test_pages_long_unseen_are_forgotten(qapp: QApplication) -> None:
    store = Store(range(PAGE_ROWS * (PAGES_KEPT + 5)))
    model = model_of(store)
    for page in range(PAGES_KEPT + 5):
        model.row(page * PAGE_ROWS)
    model.row(0)
    assert store.asked.count(0) == 2


def test_the_pages_seen_last_are_kept(qapp: QApplication) -> None:
    store = Store(range(PAGE_ROWS * (PAGES_KEPT + 5)))
    model = model_of(store)
    for page in range(PAGES_KEPT + 5):
        model.row(page * PAGE_ROWS)
        model.row(0)
    assert store.asked.count(0) == 1


def test_reload_keeps_the_row_that_was_chosen_when_others_come_before_it(show: Show) -> None:
    store = Store(range(100))
    model = model_of(store)
    table = make_table(model, [150, 0], "کارتابل")
    show(table)
    loaded(model, 40)
    table.selectRow(40)
    store.rows = [-3, -2, -1, *range(100)]
    model.reload(table)
    assert model.row(table.currentIndex().row()) == 40
    assert len(table.selectionModel().selectedRows()) == 1


def test_reload_keeps_the_chosen_row_at_its_place_on_the_screen(show: Show) -> None:
    store = Store(range(1000))
    model = model_of(store)
    table = make_table(model, [150, 0], "کارتابل")
    show(table)
    loaded(model, 400)
    table.selectRow(400)
    table.verticalScrollBar().setValue(395)
    before = table.visualRect(table.currentIndex())
    store.rows = [-2, -1, *range(1000)]
    model.reload(table)
    QApplication.processEvents()
    assert table.visualRect(table.currentIndex()) == before
    assert table.currentIndex().data() == "۴۰۰"


def test_reload_does_not_pull_the_screen_back_to_a_row_scrolled_away(show: Show) -> None:
    store = Store(range(1000))
    model = model_of(store)
    table = make_table(model, [150, 0], "کارتابل")
    show(table)
    table.selectRow(0)
    table.verticalScrollBar().setValue(700)
    model.reload(table)
    assert table.verticalScrollBar().value() == 700
    assert table.model().index(700, 0).data() == "۷۰۰"


def test_reload_goes_to_the_neighbour_of_a_row_that_is_gone(show: Show) -> None:
    store = Store(range(3))
    model = model_of(store)
    table = make_table(model, [150, 0], "کارتابل")
    show(table)
    loaded(model, 2)
    table.selectRow(2)
    store.rows = range(2)
    model.reload(table)
    assert table.currentIndex().row() == 1


def test_reload_of_an_empty_list_chooses_nothing(show: Show) -> None:
    store = Store(range(3))
    model = model_of(store)
    table = make_table(model, [150, 0], "کارتابل")
    show(table)
    table.selectRow(1)
    store.rows = ()
    model.reload(table)
    assert not table.currentIndex().isValid()


def test_unread_rows_are_bold_and_urgent_ones_red(qapp: QApplication) -> None:
    model = model_of(Store(range(10)))
    loaded(model, 0)
    assert model.data(model.index(0, 0), Qt.ItemDataRole.FontRole).bold()
    assert model.data(model.index(1, 0), Qt.ItemDataRole.ForegroundRole).name().upper() == palette.ERROR
    assert model.data(model.index(2, 0), Qt.ItemDataRole.FontRole) is None


def test_enter_and_double_click_open_the_row(show: Show, qtbot: QtBot) -> None:
    table = make_table(model_of(Store(range(10))), [150, 0], "کارتابل")
    show(table)
    table.selectRow(3)
    with qtbot.waitSignal(table.opened) as opened:
        QTest.keyClick(table, Qt.Key.Key_Return)
    assert opened.args == [3]
    place = table.visualRect(table.model().index(5, 0)).center()
    with qtbot.waitSignal(table.opened) as opened:
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
        QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert opened.args == [5]


def test_the_first_row_is_chosen_when_the_table_gets_the_focus(show: Show) -> None:
    table = make_table(model_of(Store(range(10))), [150, 0], "کارتابل")
    show(table)
    assert [index.row() for index in table.selectionModel().selectedRows()] == [0]


def test_tab_leaves_the_table(show: Show) -> None:
    table = make_table(model_of(Store(range(10))), [150, 0], "کارتابل")
    show(table)
    QTest.keyClick(table, Qt.Key.Key_Tab)
    assert not table.hasFocus()


def test_headers_stand_at_the_right(qapp: QApplication) -> None:
    model = model_of(Store(range(1)))
    alignment = model.headerData(0, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole)
    assert alignment & Qt.AlignmentFlag.AlignRight
    assert model.headerData(0, Qt.Orientation.Horizontal) == "شماره"
    assert model.rowCount(QModelIndex()) == 1


@pytest.mark.parametrize("rows", [0, 3])
def test_an_empty_table_says_why_and_what_to_press(show: Show, rows: int) -> None:
    store = Store(range(rows))
    model = model_of(store)
    table = make_table(model, [150, 0], "کارتابل")
    empty = EmptyState("inbox", "پرونده‌ای در انتظار نیست", "F3 ثبت پروندهٔ جدید")
    empty.cover(table)
    show(table)
    assert empty.isVisible() == (rows == 0)
    store.rows = range(1)
    model.reload(table)
    assert not empty.isVisible()
    store.rows = ()
    model.reload(table)
    assert empty.isVisible()
    assert "F3" in table.accessibleDescription()
