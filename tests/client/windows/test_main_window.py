from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QCheckBox,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from client.widgets.key_hint import keys_of, one_line_each
from client.windows.command_palette import CommandPalette
from client.windows.main_window import MainWindow
from client.windows.navigation import PAGES
from tests.client.windows import filled_cache
from tests.client.windows.conftest import AUTHORITY, CLERK, JUDGE, OpenWindow
from tests.client.windows.filled_cache import REFERRAL


def fill(cache: Any) -> None:
    filled_cache.add_announcements(cache, 3, first=100)
    filled_cache.add_cases(cache, 3)
    filled_cache.add_cases(cache, 3, REFERRAL, first=50, entries=False)


def menu(window: MainWindow) -> list[str]:
    return [button.entry.name for button in window.nav.buttons()]


def page_of(window: MainWindow, name: str) -> Any:
    return window.page(name)


def test_only_the_pages_of_ones_roles_are_there(open_window: OpenWindow) -> None:
    assert {"inbox", "desk_cases"} <= set(menu(open_window(CLERK)))
    assert not {"case_entry", "referral_desk"} & set(menu(open_window(CLERK, home="again")))
    authority = menu(open_window(AUTHORITY, home="authority"))
    assert {"referral_desk", "case_entry", "desk_cases"} <= set(authority)
    assert "inbox" not in authority
    assert "inbox" not in menu(open_window(JUDGE, home="judge"))


def test_every_page_of_the_table_can_be_loaded() -> None:
    for entry in PAGES:
        assert entry.load().__name__ == entry.page


def test_function_keys_and_alt_digits_open_pages(open_window: OpenWindow) -> None:
    window = open_window(AUTHORITY, fill=fill)
    QTest.keyClick(window, Qt.Key.Key_F3)
    assert window.current() is window.page("case_entry")
    QTest.keyClick(window, Qt.Key.Key_F2)
    assert window.current() is window.page("referral_desk")
    place = menu(window).index("desk_cases") + 1
    QTest.keyClick(window, Qt.Key(Qt.Key.Key_0 + place), Qt.KeyboardModifier.AltModifier)
    assert window.current() is window.page("desk_cases")
    QTest.keyClick(window, Qt.Key.Key_F1)
    assert window.current() is window.page("help")


def test_what_waits_is_counted_beside_its_page(open_window: OpenWindow) -> None:
    window = open_window(AUTHORITY, fill=fill)
    assert "۳ مورد" in window.nav.buttons()[0].accessibleName().replace("\u2068", "").replace("\u2069", "")


def test_a_lost_link_is_told_calmly_and_work_goes_on(open_window: OpenWindow) -> None:
    window = open_window(CLERK, fill=fill)
    assert window.notice.isVisible()
    assert "ذخیره و نوبت می‌شود" in window.notice.accessibleName()
    assert "برون‌خط" in window.bar.link.words()
    assert QApplication.activeModalWidget() is None


def test_the_window_tells_the_desk_the_day_and_the_user(open_window: OpenWindow) -> None:
    window = open_window(CLERK)
    assert "شعبه ۳" in window.windowTitle()
    assert window.bar.today.words() == "چهارشنبه ۴ آذر ۱۴۰۵"
    assert "مریم رضایی" in window.bar.user.words()


def test_another_desk_of_the_same_user_is_one_choice_away(open_window: OpenWindow) -> None:
    window = open_window(CLERK, AUTHORITY, fill=fill)
    assert window.current() is window.page("inbox")
    window.act_as(REFERRAL)
    assert window.current() is window.page("referral_desk")
    assert "معاونت ارجاع" in window.windowTitle()
    assert window.page("inbox") is None


def test_the_palette_runs_a_command_found_by_a_part_of_its_name(
    open_window: OpenWindow, type_persian: Any
) -> None:
    window = open_window(AUTHORITY, fill=fill)
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    palette = window.findChild(CommandPalette)
    assert palette is not None
    type_persian(palette.field, "ثبت")
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert window.current() is window.page("case_entry")


@pytest.mark.parametrize(("typed", "found"), [("#۰۰۰۲", 1), ("@كياني", 1), ("@زرشک", 0), ("#۹۹۹۹۹۹۹", 0)])
def test_the_palette_finds_cases_by_number_and_by_party(
    open_window: OpenWindow, type_persian: Any, typed: str, found: int
) -> None:
    window = open_window(CLERK, fill=fill)
    palette = window.show_palette()
    type_persian(palette.field, typed)
    assert (len(palette.found()) > 0) == bool(found)
    assert all("پروندهٔ" in words for words in palette.found())


def test_f6_goes_round_the_parts_of_the_window(open_window: OpenWindow, qtbot: QtBot) -> None:
    window = open_window(CLERK, fill=fill)
    qtbot.waitUntil(lambda: window.focusWidget() is page_of(window, "inbox").table)
    seen = []
    for _ in range(5):
        QTest.keyClick(window, Qt.Key.Key_F6)
        seen.append(window.focusWidget())
    assert len({id(widget) for widget in seen}) == 5
    assert window.bar.outbox in seen


def test_the_sheet_of_keys_lists_those_of_the_page_in_front(open_window: OpenWindow) -> None:
    window = open_window(AUTHORITY)
    window.open_page("case_entry")
    keys = dict(keys_of(window))
    assert keys["F9"] == "ذخیره و پروندهٔ بعد"
    assert {"Ctrl+K", "Ctrl+F1", "F6", "Ctrl+S", "Esc"} <= set(keys)
    lines = one_line_each(keys_of(window))
    assert ("F9 · Ctrl+Enter", "ذخیره و پروندهٔ بعد") in lines
    for page in ("صف ارسال", "راهنما"):
        assert len([sentence for _key, sentence in lines if sentence == page]) == 1


def test_the_palette_does_not_offer_itself(open_window: OpenWindow) -> None:
    found = open_window(CLERK).show_palette().found()
    assert "فرمان‌یاب" not in found
    assert found.count("صف ارسال") == 1


@pytest.mark.parametrize("desk", [CLERK, AUTHORITY], ids=["branch", "referral"])
def test_everything_one_can_reach_has_a_persian_name(open_window: OpenWindow, desk: Any) -> None:
    window = open_window(desk, fill=fill)
    for name in menu(window):
        window.open_page(name)
        for widget in window.findChildren(QWidget):
            if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isEnabled():
                interface = QAccessible.queryAccessibleInterface(widget)
                assert interface.text(QAccessible.Text.Name).strip(), (name, widget)


@pytest.mark.parametrize("desk", [CLERK, AUTHORITY], ids=["branch", "referral"])
def test_no_button_or_line_is_cut_at_1366_by_768(open_window: OpenWindow, desk: Any, qtbot: QtBot) -> None:
    window = open_window(desk, fill=fill)
    assert (window.width(), window.height()) == (1366, 768)
    for name in menu(window):
        window.open_page(name)
        QApplication.processEvents()
        for widget in window.findChildren(QWidget):
            if widget.isVisible() and isinstance(widget, QPushButton | QCheckBox | QLabel):
                wrapped = isinstance(widget, QLabel) and widget.wordWrap()
                needed = widget.minimumSizeHint()
                assert widget.height() >= min(needed.height(), widget.sizeHint().height()) - 1, (name, widget)
                if not wrapped:
                    assert widget.width() >= widget.sizeHint().width() - 1, (name, widget, widget.text())


def test_closing_asks_nothing_when_nothing_is_half_typed(open_window: OpenWindow) -> None:
    window = open_window(AUTHORITY)
    window.open_page("case_entry")
    assert window.close()


def test_closing_asks_while_a_case_is_half_typed_and_its_draft_is_kept(open_window: OpenWindow) -> None:
    window = open_window(AUTHORITY)
    window.open_page("case_entry")
    page_of(window, "case_entry").form.subject.set_value("خلع ید")
    asked: list[str] = []

    def answer() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        asked.append(box.text())
        QTest.keyClick(box, Qt.Key.Key_Escape)

    QTimer.singleShot(200, answer)
    assert not window.close()
    assert "ثبت پرونده" in asked[0]
    (draft,) = window.session.drafts.list()
    assert draft.content["subject"] == "خلع ید"


@pytest.mark.parametrize("desk", [CLERK, AUTHORITY], ids=["branch", "referral"])
def test_what_is_said_covers_no_word_button_or_field(
    open_window: OpenWindow, desk: Any, qtbot: QtBot
) -> None:
    window = open_window(desk, fill=fill)
    for name in menu(window):
        window.open_page(name)
        window.say("ذخیره شد — شمارهٔ ۱۴۰۵۶۸۹۲۰۰۰۰۰۰۵۰۱")
        QApplication.processEvents()
        toast = QRect(window.toast.mapTo(window, QPoint()), window.toast.size())
        page = window.current()
        assert page is not None
        assert QRect(page.mapTo(window, QPoint()), page.size()).contains(toast)
        for widget in page.findChildren(QWidget):
            if widget.isVisible() and isinstance(
                widget, QLabel | QPushButton | QLineEdit | QAbstractItemView
            ):
                # The words of a label are at its right.
                width = min(widget.width(), widget.sizeHint().width())
                at = widget.mapTo(window, QPoint(widget.width() - width, 0))
                seen = QRect(at, QSize(width, widget.height()))
                assert (isinstance(widget, QLabel) and not widget.text()) or not seen.intersects(toast), name
