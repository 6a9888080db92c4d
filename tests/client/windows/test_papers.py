"""Printing a case's papers by keys alone: the list, the paper on the screen, the printer, the file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from client.models.case_file import read_case
from client.models.papers import DOCKET_SHEET
from client.windows.case_papers import PaperList, PaperWindow, offer_papers, print_receipt
from client.windows.main_window import MainWindow
from client.windows.page import Page
from client.windows.printing import print_pdf, print_told
from tests.client.paper import full_case
from tests.client.windows.conftest import CLERK, OpenWindow
from tests.client.windows.paper_printer import file_printer, print_to, printed_size, slow_paper
from tests.client.windows.scanner import scan

TITLES = ("برگهٔ پرونده", "جلد پرونده", "رسید متقاضی")


@pytest.fixture
def page(open_window: OpenWindow) -> Iterator[Page]:
    window: MainWindow = open_window(CLERK, fill=full_case.add_full_case)
    found = window.current()
    assert found is not None
    yield found
    for opened in window.findChildren(PaperWindow):
        opened.reject()


def paper_in_front(qtbot: QtBot, page: Page) -> PaperWindow:
    """The paper that was opened, once it has been made."""
    found: list[PaperWindow] = []

    def made() -> bool:
        found[:] = page.window().findChildren(PaperWindow)
        return bool(found) and found[0].sheet.view.page_count() > 0

    qtbot.waitUntil(made)
    return found[0]


def offered(page: Page) -> PaperList:
    papers = offer_papers(page, full_case.CASE)
    assert papers is not None
    return papers


@pytest.mark.parametrize("place", [1, 2, 3])
def test_one_digit_of_either_layout_opens_a_paper(qtbot: QtBot, page: Page, place: int) -> None:
    papers = offered(page)
    assert [papers.list.item(row).text().split("   ")[1] for row in range(3)] == list(TITLES)
    digit = "۰۱۲۳"[place]
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, digit)
    QApplication.sendEvent(papers.list, event)
    assert paper_in_front(qtbot, page).windowTitle().startswith(TITLES[place - 1])


def test_the_arrows_and_enter_choose_too_and_escape_prints_nothing(qtbot: QtBot, page: Page) -> None:
    papers = offered(page)
    QTest.keyClick(papers.list, Qt.Key.Key_Escape)
    assert not page.window().findChildren(PaperWindow)
    papers = offered(page)
    QTest.keyClick(papers.list, Qt.Key.Key_Down)
    QTest.keyClick(papers.list, Qt.Key.Key_Return)
    assert paper_in_front(qtbot, page).windowTitle().startswith("جلد پرونده")


def test_the_receipt_is_printed_with_one_more_key(qtbot: QtBot, page: Page, tmp_path: Path) -> None:
    assert print_receipt(page, full_case.CASE) is not None
    paper = paper_in_front(qtbot, page)
    print_to(tmp_path / "printed.pdf", paper.sheet)
    QTest.keyClick(paper.sheet.view, Qt.Key.Key_Return)
    assert printed_size(tmp_path / "printed.pdf") == (1, 148, 210)
    assert "به چاپگر داده شد" in paper.sheet.told.text()


@pytest.mark.parametrize(
    ("printers", "taken", "said"),
    [
        (False, True, "چاپگری در این رایانه نیست"),
        (True, False, "چاپگر برگه را نگرفت"),
        (True, None, "چاپ را نگه داشتید"),
    ],
)
def test_a_printer_that_is_not_there_takes_nothing_or_is_stopped_is_told(
    qtbot: QtBot, page: Page, printers: bool, taken: bool | None, said: str
) -> None:
    print_receipt(page, full_case.CASE)
    paper = paper_in_front(qtbot, page)
    paper.sheet.any_printer = lambda: printers
    paper.sheet.choose_printer = lambda _parent: lambda _pdf: taken
    QTest.keyClick(paper.sheet.view, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert said in paper.sheet.told.text()


def test_a_paper_that_takes_long_shows_how_far_it_is_and_is_given_up_by_escape(
    qtbot: QtBot, page: Page
) -> None:
    print_receipt(page, full_case.CASE)
    paper = paper_in_front(qtbot, page)
    with slow_paper(paper.making) as stopped:
        assert not paper.making.isVisible()
        qtbot.waitUntil(lambda: paper.making.isVisible() and paper.making.value() == 50)
        QTest.keyClick(paper.sheet.view, Qt.Key.Key_Escape)
        qtbot.waitUntil(stopped.is_set)


def test_printing_many_pages_tells_each_and_stops_when_told_to(page: Page, tmp_path: Path) -> None:
    file = read_case(page.session.cache, full_case.CASE)
    assert file is not None
    pdf = DOCKET_SHEET.pdf(file, page.words, full_case.PRINTED)
    told: list[tuple[int, int]] = []

    def goes_on(done: int, pages: int) -> bool:
        told.append((done, pages))
        return len(told) < stop

    for stop, taken, printed in ((9, True, [(0, 2), (1, 2), (2, 2)]), (2, None, [(0, 2), (1, 2)])):
        told.clear()
        assert print_pdf(pdf, file_printer(tmp_path / f"{stop}.pdf"), goes_on) is taken
        assert told == printed
    assert print_told(pdf, file_printer(tmp_path / "told.pdf"), page) is True
    assert printed_size(tmp_path / "told.pdf")[0] == 2


def test_a_paper_is_kept_as_a_file_named_by_its_case(qtbot: QtBot, page: Page, tmp_path: Path) -> None:
    print_receipt(page, full_case.CASE)
    paper = paper_in_front(qtbot, page)
    paper.sheet.choose_file = lambda _parent, name: tmp_path / name
    QTest.keyClick(paper.sheet.view, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    kept = tmp_path / f"receipt-{full_case.NUMBER}.pdf"
    assert kept.read_bytes().startswith(b"%PDF")
    assert [file for file in tmp_path.iterdir() if file.suffix == ".part"] == []
    paper.sheet.choose_file = lambda _parent, name: tmp_path / "nowhere" / name
    QTest.keyClick(paper.sheet.view, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert "ذخیره نشد" in paper.sheet.told.text()


def test_of_a_case_that_is_not_here_nothing_is_printed_and_that_is_said(page: Page) -> None:
    said: list[str] = []
    page.said.connect(said.append)
    unknown = full_case.CASE[:-2] + "ff"
    assert offer_papers(page, unknown) is None
    assert print_receipt(page, unknown) is None
    assert len(said) == 2
    assert "برگه‌ای چاپ نشد" in said[0]


def test_a_scan_over_a_paper_or_the_list_of_papers_prints_nothing_and_opens_the_case(
    qtbot: QtBot, page: Page
) -> None:
    window = page.window()
    assert isinstance(window, MainWindow)
    asked: list[QWidget] = []
    print_receipt(page, full_case.CASE)
    paper = paper_in_front(qtbot, page)
    paper.sheet.any_printer = lambda: True
    paper.sheet.choose_printer = asked.append
    for dialog in (paper, None):
        # The first digit of a number chooses from the list: its paper is closed again.
        front = dialog or offered(page)
        qtbot.waitUntil(front.isActiveWindow)
        scan(front, full_case.NUMBER)
        qtbot.waitUntil(lambda: window.current() is window.page("case_file"))
        assert QApplication.activeModalWidget() is None
        window.back()
        assert window.current() is page
    assert asked == []


def test_every_part_of_a_paper_window_has_a_persian_name(qtbot: QtBot, page: Page) -> None:
    print_receipt(page, full_case.CASE)
    paper = paper_in_front(qtbot, page)
    assert paper.accessibleName()
    for part in (paper.sheet.view, paper.sheet.view.print_button, paper.sheet.save, paper.close_button):
        name = part.accessibleName()
        assert any("آ" <= letter <= "ی" for letter in name)
