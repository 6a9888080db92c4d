"""A scan from each stop of each page, over dialogs, at the counter and of an old cover."""

from __future__ import annotations

from itertools import cycle, product
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot
from sqlalchemy import update

from client.models.party_rows import FlagRow, PartyRow
from client.sync.cache import Cache
from client.sync.cache_tables import ENTITIES
from client.widgets.tick_list import TickList
from client.windows.case_entry import CaseEntryPage
from client.windows.case_file import CaseFilePage
from client.windows.enquiry import EnquiryPage
from client.windows.entry_previous import PreviousMenu
from client.windows.navigation import PAGES
from client.windows.page import Page
from common.text import persian_digits
from tests.client.windows import case_rows, entry_typing, offline
from tests.client.windows.conftest import OpenWindow
from tests.client.windows.filled_cache import (
    BRANCH,
    NUMBERS,
    REFERRAL,
    add_announcements,
    add_cases,
    case_id,
)
from tests.client.windows.scanner import SCANNER_MS, scan, type_keys

HELD, OTHER = str(NUMBERS + 1), case_id(0)
OLD = "9409981210900027"
BRANCH_KINDS = (
    *offline.BRANCH_KINDS, "amend_case", "write_note", "open_step", "settle_step", "undo_command"
)  # fmt: skip
MANAGER = offline.desk_role(BRANCH, "branch_manager", BRANCH_KINDS)
AUTHORITY = offline.desk_role(REFERRAL, "referral_authority", (*offline.REFERRAL_KINDS, "amend_case"))
OFFICER = offline.desk_role(BRANCH, "enquiry_officer", ())
ARGUMENTS = {
    "case_file": OTHER,
    "amend_case": OTHER,
    "decision": OTHER,
    "send_up": OTHER,
    "open_seal": case_id(7),
}


def fill(cache: Cache) -> None:
    """Three cases of the branch, the first with a signed decision; four that come; three at the counter."""
    add_cases(cache, 3)
    case_rows.add_decision(cache, OTHER, "signed")
    add_announcements(cache, 4, first=4)
    add_cases(cache, 3, REFERRAL, first=20, entries=False)


def stops(page: Page) -> list[QWidget]:
    """Where the keyboard can be on a page: of its buttons, which are all alike, the first."""
    found = [
        widget
        for widget in page.findChildren(QWidget)
        if widget.isVisible() and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    buttons = [widget for widget in found if isinstance(widget, QAbstractButton)]
    return [widget for widget in found if widget not in buttons[1:]]


def written(page: Page, table: QWidget) -> list[Any]:
    """All that is written on a page, and which cell is chosen if `table` is one.

    (A search finds the case while its number is typed, and leaves it chosen.)
    """
    found: list[Any] = []
    shown = [widget for widget in page.findChildren(QWidget) if widget.isVisibleTo(page)]
    for widget in shown:  # an editor just closed is hidden until it goes
        if isinstance(widget, QLineEdit):
            found.append(widget.text())
        elif isinstance(widget, QPlainTextEdit):
            found.append(widget.toPlainText())
        elif isinstance(widget, QComboBox):
            found.append(widget.currentText())
        elif isinstance(widget, QAbstractItemView) and widget.model() is not None:
            model, chosen = widget.model(), widget.currentIndex()
            rows = min(model.rowCount(), 9)
            columns = range(widget.horizontalHeader().count() if isinstance(widget, QTableView) else 1)
            words = [[model.index(row, column).data() for column in columns] for row in range(rows)]
            found.append((words, widget is table and (chosen.row(), chosen.column())))
    return found


@pytest.mark.parametrize("desk", [MANAGER, AUTHORITY], ids=["branch", "referral desk"])
def test_from_each_stop_of_each_page_a_scan_opens_the_case_and_leaves_everything(
    open_window: OpenWindow, desk: dict[str, Any]
) -> None:
    window = open_window(desk, fill=fill)
    number = HELD if desk is MANAGER else str(NUMBERS + 21)
    ways = cycle(product((number, persian_digits(number)), "\r\t"))
    seen = 0
    for entry in PAGES:
        window.open_page(entry.name, ARGUMENTS.get(entry.name))
        page = window.page(entry.name)
        if page is None:
            continue
        for stop in stops(page):
            window.open_page(entry.name, ARGUMENTS.get(entry.name))
            QApplication.processEvents()
            if not stop.isVisible() or not stop.isEnabled():
                continue
            stop.setFocus()
            before = written(page, stop)
            digits, end = next(ways)
            scan(window, digits, end)
            assert written(page, stop) == before, (entry.name, stop.accessibleName(), stop)
            QApplication.processEvents()
            opened = window.page("case_file")
            assert window.current() is opened, (entry.name, stop.accessibleName(), stop)
            assert opened._case_id == case_id(int(number) - NUMBERS)
            seen += 1
    assert seen > 20


def test_ticks_with_their_words_are_after_a_scan_what_they_were(
    qtbot: QtBot, open_window: OpenWindow
) -> None:
    window = open_window(AUTHORITY, fill=fill)
    window.open_page("case_entry")
    page = window.page("case_entry")
    assert isinstance(page, CaseEntryPage)
    party = PartyRow(
        "defendant", "person", "حسین", "کیانی", flags=(FlagRow("custody", "زندان مرکزی"), FlagRow("deaf"))
    )
    page.form.parties.set_rows([party])
    page.form.parties.setCurrentIndex(page.form.parties.model().index(0, 0))
    ticks = next(t for t in page.form.findChildren(TickList) if t.isVisible() and t.codes())
    ticks.setFocus()
    before = page.form.content()
    scan(window, str(NUMBERS + 21))
    assert page.form.content() == before
    qtbot.waitUntil(lambda: window.current() is window.page("case_file"))
    page.form.clear()


def test_half_a_name_in_an_open_cell_is_there_again_after_the_scan(
    qtbot: QtBot, open_window: OpenWindow, type_persian: Any
) -> None:
    window = open_window(AUTHORITY, fill=fill)
    page = entry_typing.entry(window)
    page.form.parties.setFocus()
    page.form.parties.setCurrentIndex(page.form.parties.model().index(0, 2))
    for letter in "مری":
        type_persian(window.focusWidget(), letter)
    scan(window, persian_digits(str(NUMBERS + 21)))
    qtbot.waitUntil(lambda: window.current() is window.page("case_file"))
    window.open_page("case_entry")
    editor = page.form.parties.open_editor()
    assert (editor.text() if editor else page.form.parties.model().index(0, 2).data()) == "مری"
    page.form.clear()


def test_at_the_counter_a_scan_fills_the_number_and_asks_for_the_reason(
    qtbot: QtBot, open_window: OpenWindow
) -> None:
    window = open_window(OFFICER)
    page = window.page("enquiry")
    assert isinstance(page, EnquiryPage)
    for start in ("enquiry", "help"):
        window.open_page(start)
        scan(window, persian_digits(HELD))
        qtbot.waitUntil(page.reason.hasFocus)
        assert page.number.value() == HELD
        page.clear.click()
    assert not window.toast.isVisible()


def test_the_cover_of_an_old_case_with_sixteen_digits_opens_it(qtbot: QtBot, open_window: OpenWindow) -> None:
    def fill_old(cache: Cache) -> None:
        fill(cache)
        case = ENTITIES["court_case"]
        with cache.write() as connection:
            connection.execute(update(case).where(case.c.id == OTHER).values(number=OLD))

    window = open_window(MANAGER, fill=fill_old)
    scan(window, OLD)
    qtbot.waitUntil(lambda: window.current() is window.page("case_file"))


def test_the_enter_of_a_scan_answers_no_question(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = open_window(MANAGER, fill=fill)
    before = window.current()
    question, pressed = QDialog(window), []
    yes = QPushButton("حذف شود")
    yes.clicked.connect(lambda: pressed.append(True))
    QVBoxLayout(question).addWidget(yes)
    question.open()
    qtbot.waitUntil(question.isActiveWindow)
    yes.setFocus()
    scan(question, HELD)
    qtbot.waitUntil(lambda: "نخست پنجرهٔ باز را ببندید" in window.toast.words())
    assert pressed == []
    assert window.current() is before
    QTest.keyClick(yes, Qt.Key.Key_Return)
    assert pressed == [True]
    question.reject()


def test_half_a_note_is_kept_as_a_draft_of_its_case_when_another_is_scanned(
    qtbot: QtBot, open_window: OpenWindow
) -> None:
    window = open_window(MANAGER, fill=fill)
    window.open_page("case_file", OTHER)
    page = window.page("case_file")
    assert isinstance(page, CaseFilePage)
    page.editors.write_note(OTHER)
    page.editors.note.text.set_value("نیمی از ")
    page.editors.note.text.setFocus()
    scan(window, persian_digits(HELD))
    qtbot.waitUntil(lambda: page._case_id == case_id(1))
    assert page.editors.shown() is None
    window.open_page("case_file", OTHER)
    page.editors.write_note(OTHER)
    assert page.editors.note.content()["body"] == "نیمی از "
    page.editors.close_all()


def test_a_scan_while_a_menu_is_open_chooses_nothing_from_it_and_a_single_digit_does(
    qtbot: QtBot, open_window: OpenWindow
) -> None:
    window = open_window(AUTHORITY, fill=fill)
    page = entry_typing.entry(window)
    taken: list[tuple[str, ...]] = []
    menu = PreviousMenu("۱", taken.append, page)
    menu.popup(page.mapToGlobal(page.rect().center()))
    qtbot.waitUntil(menu.isVisible)
    scan(window, persian_digits(str(NUMBERS + 21)))
    qtbot.waitUntil(lambda: window.current() is window.page("case_file"))
    assert taken == []
    assert not menu.isVisible()
    window.open_page("case_entry")
    menu.popup(page.mapToGlobal(page.rect().center()))
    qtbot.waitUntil(menu.isVisible)
    type_keys(window, "۲", SCANNER_MS)
    qtbot.waitUntil(lambda: taken == [("claims",)])
