"""The list of a day: what the desk registered and took up, read, opened and printed."""

from __future__ import annotations

import dataclasses
import time
import uuid
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from sqlalchemy import insert, update

from client.models.day_list import DayEntry, day_entries, day_paper, day_totals
from client.models.paper_words import LATER, Printed
from client.paper.day_list import make_day_list
from client.sync.cache import Cache
from client.sync.cache_tables import ENTITIES
from client.windows.day_list import DayListPage
from client.windows.main_window import MainWindow
from tests.client.paper.pdf_reading import pages, pdfium_lines, said
from tests.client.windows.case_stories import add_flag, row_id
from tests.client.windows.conftest import AUTHORITY, CLERK, OpenWindow
from tests.client.windows.filled_cache import BRANCH, REFERRAL, TODAY, add_cases, case_id
from tests.client.windows.paper_printer import print_to, printed_size, slow_paper

PRINTED = Printed(BRANCH, "مریم رضایی", TODAY)


def taken_up(count: int, *, numbered: bool = True) -> Callable[[Cache], None]:
    """Fills a cache with cases that the branch took up this morning, one a second."""

    def fill(cache: Cache) -> None:
        add_cases(cache, count)
        entry = ENTITIES["docket_entry"]
        with cache.write() as connection:
            for number in range(count):
                row = {"opened_at": f"{TODAY.isoformat()}T04:{number // 60:02d}:{number % 60:02d}.000000Z"}
                connection.execute(
                    update(entry)
                    .where(entry.c.case_id == case_id(number))
                    .values(**row, **({} if numbered else {"archive_row": None}))
                )

    return fill


def registered(count: int) -> Callable[[Cache], None]:
    """Fills a cache with cases a referral desk registered: the first the evening before by Tehran's clock."""

    def fill(cache: Cache) -> None:
        add_cases(cache, count, REFERRAL, entries=False)
        with cache.write() as connection:
            for number in range(count):
                # 20:29 UTC is 23:59 in Tehran; a minute later the day has begun there.
                day = TODAY - timedelta(days=1)
                moment = f"{day.isoformat()}T20:{29 + min(number, 30)}:00.000000Z"
                connection.execute(
                    insert(ENTITIES["event"]).values(
                        layer=0,
                        id=str(uuid.uuid4()),
                        case_id=case_id(number),
                        position=number,
                        desk=REFERRAL,
                        kind="register_case",
                        target=case_id(number),
                        actor="h.nouri",
                        issued_at=moment,
                        at=moment,
                    )
                )
            case = ENTITIES["court_case"]
            connection.execute(update(case).where(case.c.id == case_id(1)).values(withdrawn=True))

    return fill


def day_page(qtbot: QtBot, window: MainWindow, rows: int) -> DayListPage:
    """The page, once it shows that many rows."""
    window.open_page("day_list")
    page = window.page("day_list")
    assert isinstance(page, DayListPage)
    qtbot.waitUntil(lambda: page.model.rowCount() == rows)
    return page


def column(page: DayListPage, title: str) -> list[str]:
    """What a column shows from top to bottom."""
    place = next(
        section
        for section in range(page.model.columnCount())
        if page.model.headerData(section, Qt.Orientation.Horizontal) == title
    )
    for row in range(page.model.rowCount()):
        page.model.row(row)
    return [str(page.model.index(row, place).data()) for row in range(page.model.rowCount())]


def test_a_branch_sees_what_it_took_up_in_order_with_archive_numbers(
    qtbot: QtBot, open_window: OpenWindow
) -> None:
    page = day_page(qtbot, open_window(CLERK, fill=taken_up(3)), 3)
    assert column(page, "ساعت") == ["۰۷:۳۰"] * 3
    assert column(page, "کار") == ["پذیرش"] * 3
    assert [number.strip("\u2068\u2069") for number in column(page, "بایگانی")] == [
        "۰۵۰۰۰۰۱", "۰۵۰۰۰۰۲", "۰۵۰۰۰۰۳",
    ]  # fmt: skip
    assert "جمع ۳ پرونده" in page.totals.text()


def test_a_referral_desk_sees_what_it_registered_by_the_day_of_tehran(
    qtbot: QtBot, open_window: OpenWindow
) -> None:
    page = day_page(qtbot, open_window(AUTHORITY, fill=registered(4)), 3)
    assert column(page, "ساعت") == ["۰۰:۰۰", "۰۰:۰۱", "۰۰:۰۲"]
    assert column(page, "کار") == ["ثبت (پس‌گرفته)", "ثبت", "ثبت"]
    assert "جمع ۲ پرونده — ثبت ۲ · پس‌گرفته ۱" in page.totals.text()
    page.day.setFocus()
    QTest.keyClick(page.day, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)
    assert column(page, "ساعت") == ["۲۳:۵۹"]


def test_enter_opens_the_case_of_the_row(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = open_window(CLERK, fill=taken_up(3))
    page = day_page(qtbot, window, 3)
    page.table.setFocus()
    page.table.selectRow(1)
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert window.current() is window.page("case_file")


def test_the_list_is_made_printed_and_left_by_keys(
    qtbot: QtBot, open_window: OpenWindow, tmp_path: Path
) -> None:
    page = day_page(qtbot, open_window(CLERK, fill=taken_up(3)), 3)
    QTest.keyClick(page.table, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.sheet.view.page_count() == 1)
    print_to(tmp_path / "printed.pdf", page.sheet)
    QTest.keyClick(page.sheet.view, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert printed_size(tmp_path / "printed.pdf") == (1, 297, 210)
    QTest.keyClick(page.sheet.view, Qt.Key.Key_Escape)
    assert page.table.hasFocus()
    assert page.sheet.view.page_count() == 0


def test_a_day_without_cases_says_so_on_screen_and_paper(qtbot: QtBot, open_window: OpenWindow) -> None:
    page = day_page(qtbot, open_window(CLERK), 0)
    assert page.empty.isVisible()
    QTest.keyClick(page.day, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.sheet.view.page_count() == 1)
    page.sheet.clear()


def entries_of(window: MainWindow) -> list[DayEntry]:
    return day_entries(window.session.cache, window.words, BRANCH, TODAY)


def test_numbers_to_come_are_said_to_follow(open_window: OpenWindow) -> None:
    window = open_window(CLERK, fill=taken_up(2, numbered=False))
    paper = day_paper(entries_of(window), window.words, PRINTED, TODAY)
    assert {row.archive for row in paper.rows} == {LATER}
    assert " ".join(pdfium_lines(make_day_list(paper))).count(LATER) == 2


def test_flags_of_parties_are_told_on_the_screen_and_in_words_on_paper(open_window: OpenWindow) -> None:
    def fill(cache: Cache) -> None:
        taken_up(1)(cache)
        first, second = (row_id(case_id(0), f"party{ordinal}") for ordinal in (1, 2))
        add_flag(cache, case_id(0), first, "interpreter", "کردی")
        add_flag(cache, case_id(0), second, "deaf")

    window = open_window(CLERK, fill=fill)
    (entry,) = entries_of(window)
    assert entry.parties == "علی‌اکبر قاسمی ⚑ نیاز به مترجم (کردی)؛ زهرا شریفی ⚑ ناشنوا"
    paper = day_paper([entry], window.words, PRINTED, TODAY)
    assert paper.rows[0].parties == "علی‌اکبر قاسمی — نیاز به مترجم (کردی)؛ زهرا شریفی — ناشنوا"


def test_a_thousand_rows_take_a_second_and_progress_is_told(open_window: OpenWindow) -> None:
    window = open_window(CLERK, fill=taken_up(1000))
    told: list[tuple[int, int]] = []
    entries = entries_of(window)
    assert len(entries) == 1000
    begun = time.thread_time()
    pdf = make_day_list(
        day_paper(entries, window.words, PRINTED, TODAY), lambda done, whole: told.append((done, whole))
    )
    assert time.thread_time() - begun < 1.5
    assert told == sorted(told)
    assert told[0][0] == 1
    assert told[-1] == (2000, 2000)
    last = pdfium_lines(pdf, pages(pdf) - 1)
    assert "جمع ۱٬۰۰۰ پرونده — پذیرش ۱٬۰۰۰" in last


def test_totals_never_stand_alone_on_a_page(open_window: OpenWindow) -> None:
    window = open_window(CLERK, fill=taken_up(26))
    entries = entries_of(window)
    counts = set()
    for count in range(18, 27):
        pdf = make_day_list(day_paper(entries[:count], window.words, PRINTED, TODAY))
        counts.add(pages(pdf))
        last = pdfium_lines(pdf, pages(pdf) - 1)
        assert any("پذیرش" in line and "حقوقی" in line for line in last)
    assert counts == {1, 2}


def test_what_waits_for_the_centre_is_marked_row_by_row(open_window: OpenWindow) -> None:
    window = open_window(CLERK, fill=taken_up(3))
    first, *rest = entries_of(window)
    paper = day_paper([dataclasses.replace(first, pending=True), *rest], window.words, PRINTED, TODAY)
    text = said(make_day_list(paper))
    assert text.count("◌") == 2  # the row, and what the mark means
    assert "◌ هنوز به مرکز نرسیده است" in text


def test_a_list_that_takes_long_is_given_up_by_escape(qtbot: QtBot, open_window: OpenWindow) -> None:
    page = day_page(qtbot, open_window(CLERK, fill=taken_up(3)), 3)
    with slow_paper(page.making) as stopped:
        page.refresh()
        page._show(page.table)
        qtbot.waitUntil(page.making.isVisible)
        assert not page.print_button.isVisible()
        QTest.keyClick(page.table, Qt.Key.Key_Escape)
        qtbot.waitUntil(stopped.is_set)
    assert page.print_button.isVisible()
    assert not page.making.isVisible()
    assert page.table.hasFocus()


def test_a_day_without_cases_counts_none() -> None:
    assert day_totals([]) == ("جمع ۰ پرونده",)
