from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from sqlalchemy import insert, select, update

from client.sync.cache import Cache
from client.sync.cache_tables import VIEWS, cursor
from client.windows.inbox import InboxPage
from client.windows.main_window import MainWindow
from client.windows.page import ARRIVING
from common import jalali
from tests.client.windows import filled_cache
from tests.client.windows.conftest import CLERK, JUDGE, OpenWindow
from tests.client.windows.filled_cache import BRANCH, TODAY


def inbox(window: MainWindow) -> InboxPage:
    page = window.current()
    assert isinstance(page, InboxPage)
    return page


def shown(page: InboxPage, row: int, column: int = 1) -> Any:
    return page.model.row(row) and page.model.index(row, column).data()


def is_bold(page: InboxPage, row: int) -> bool:
    page.model.row(row)
    font = page.model.index(row, 0).data(Qt.ItemDataRole.FontRole)
    return isinstance(font, QFont) and font.bold()


def test_what_has_come_is_shown_bold_until_it_is_looked_at(open_window: OpenWindow, qtbot: QtBot) -> None:
    page = inbox(open_window(CLERK, fill=lambda cache: filled_cache.add_announcements(cache, 3)))
    assert page.model.rowCount() == 3
    assert is_bold(page, 1)
    QTest.keyClick(page.table, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: not is_bold(page, 1))
    assert is_bold(page, 2)


def test_a_referral_that_comes_appears_without_asking(open_window: OpenWindow, qtbot: QtBot) -> None:
    window = open_window(CLERK)
    page = inbox(window)
    assert page.model.rowCount() == 0
    cases = filled_cache.add_announcements(window.session.cache, 1)
    # Whatever is told last by the session makes the lists look again; here, that something was read.
    window.session.seen(filled_cache.case_id(77), "elsewhere")
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)
    row = page.model.row(0)
    assert row.case_id == cases[0]
    assert row.unread
    qtbot.waitUntil(lambda: "۱" in window.nav.buttons()[0].accessibleName())
    # It is chosen, so that Enter works at once, and stays bold: nobody has looked at it.
    assert page.table.currentIndex().row() == 0
    assert is_bold(page, 0)


def test_ctrl_enter_accepts_and_the_case_is_in_hand_at_once(open_window: OpenWindow, qtbot: QtBot) -> None:
    window = open_window(CLERK, fill=lambda cache: filled_cache.add_announcements(cache, 2))
    page = inbox(window)
    QTest.keyClick(page.table, Qt.Key.Key_Down)
    case = page.model.row(page.table.currentIndex().row()).case_id
    QTest.keyClick(page.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert page.model.rowCount() == 1
    assert "پذیرفته شد" in window.toast.words()
    assert window.session.outbox_counts().waiting == 1
    entry = VIEWS["docket_entry"]
    with window.session.cache.read() as connection:
        predicted = connection.execute(select(entry).where(entry.c.case_id == case)).one()
    assert predicted.received_on == TODAY.isoformat()
    assert (jalali.to_jalali(TODAY), predicted.next_on) == ((1405, 9, 4), "2026-12-25")
    assert page.table.hasFocus()


def test_the_next_date_can_be_changed_before_accepting(
    open_window: OpenWindow, qtbot: QtBot, type_persian: Any
) -> None:
    window = open_window(CLERK, fill=lambda cache: filled_cache.add_announcements(cache, 1))
    page = inbox(window)
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert page.card.received.hasFocus()
    page.card.next.setFocus()
    page.card.next.selectAll()
    type_persian(page.card.next, "۱۴۰۵۰۹۰۱")
    QTest.keyClick(page.card.next, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert page.card.next_field.problem()
    assert page.model.rowCount() == 1
    page.card.next.selectAll()
    type_persian(page.card.next, "۱۴۰۵۱۰۲۰")
    QTest.keyClick(page.card.next, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert page.model.rowCount() == 0


def test_a_sealed_case_is_opened_with_its_password(open_window: OpenWindow, qtbot: QtBot) -> None:
    page = inbox(open_window(CLERK, fill=lambda cache: filled_cache.add_announcements(cache, 4)))
    row = page.model.row(0)
    assert (row.cause, row.state) == ("seal", "sealed")
    assert "مهرشده" in shown(page, 0)
    page._show_current()
    with qtbot.waitSignal(page.navigated) as went:
        QTest.keyClick(page.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert went.args == ["open_seal", row.case_id]


def test_searching_finds_by_subject_and_by_the_end_of_the_number(
    open_window: OpenWindow, type_persian: Any
) -> None:
    page = inbox(open_window(CLERK, fill=lambda cache: filled_cache.add_announcements(cache, 40)))
    QTest.keyClick(page.table, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert page.search.hasFocus()
    type_persian(page.search, "خلع ید")
    assert 0 < page.model.rowCount() < 40
    page.search.clear()
    type_persian(page.search, "۰۰۰۰۰۰۰۰۳۷")
    assert page.model.rowCount() == 1
    QTest.keyClick(page.search, Qt.Key.Key_Escape)
    assert page.model.rowCount() == 40
    assert page.table.hasFocus()


def test_in_a_narrow_window_the_card_takes_the_place_of_the_table(open_window: OpenWindow) -> None:
    window = open_window(CLERK, fill=lambda cache: filled_cache.add_announcements(cache, 1))
    page = inbox(window)
    assert page.card.isVisible()
    window.resize(1200, 700)
    assert not page.card.isVisible()
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert page.card.isVisible()
    assert not page.table.isVisible()
    QTest.keyClick(page.card, Qt.Key.Key_Escape)
    assert page.table.isVisible()


def test_a_judge_has_no_inbox_but_the_cases_in_hand(open_window: OpenWindow) -> None:
    window = open_window(JUDGE, fill=lambda cache: filled_cache.add_cases(cache, 2))
    assert "inbox" not in [button.entry.name for button in window.nav.buttons()]
    assert window.current() is not None
    window.open_page("inbox")
    assert not isinstance(window.current(), InboxPage)


def test_thousands_of_rows_show_their_beginning_first_and_all_of_them_soon(
    open_window: OpenWindow, qtbot: QtBot
) -> None:
    page = inbox(open_window(CLERK, fill=lambda cache: filled_cache.add_announcements(cache, 4300, BRANCH)))
    qtbot.waitUntil(lambda: page.model.rowCount() == 4300)
    oldest = page.model.row(4299)
    assert oldest.case_id == filled_cache.case_id(0)
    page.table.setCurrentIndex(page.model.index(4299, 0))
    page.refresh()
    qtbot.waitUntil(lambda: page.model.row(page.table.currentIndex().row()) is not None)
    assert page.model.row(page.table.currentIndex().row()).case_id == oldest.case_id


def test_an_empty_list_says_that_rows_are_still_coming_while_they_are(
    open_window: OpenWindow, qtbot: QtBot
) -> None:
    def half_filled(cache: Cache) -> None:
        with cache.write() as connection:
            row = {"key": str(BRANCH), "snapshot": "1:1:", "incarnation": 1, "filling": True}
            connection.execute(insert(cursor).values(row))

    window = open_window(CLERK, fill=half_filled)
    page = inbox(window)
    assert page.table.model().rowCount() == 0
    assert ARRIVING in page.empty.accessibleName()
    with window.session.cache.write() as connection:
        connection.execute(update(cursor).values(filling=False))
    qtbot.waitUntil(lambda: "کارتابل خالی است" in page.empty.accessibleName())


def test_a_search_without_a_match_does_not_say_the_inbox_is_empty(open_window: OpenWindow) -> None:
    page = inbox(open_window(CLERK, fill=lambda cache: filled_cache.add_announcements(cache, 3)))
    page.search.setText("ززز")
    assert page.model.rowCount() == 0
    assert "کارتابل خالی است" not in page.empty.accessibleName()
    QTest.keyClick(page.search, Qt.Key.Key_Escape)
    assert page.model.rowCount() == 3
