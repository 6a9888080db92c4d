from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from client.sync.cache import Cache
from client.windows.desk_cases import DeskCasesPage
from client.windows.main_window import MainWindow
from tests.client.windows import case_rows, filled_cache
from tests.client.windows.case_stories import add_flag, change_case, change_row, row_id
from tests.client.windows.conftest import AUTHORITY, CLERK, JUDGE, OpenWindow
from tests.client.windows.filled_cache import BRANCH, REFERRAL


def desk_cases(window: MainWindow) -> DeskCasesPage:
    window.open_page("desk_cases")
    page = window.current()
    assert isinstance(page, DeskCasesPage)
    return page


def test_the_nearest_date_comes_first_and_one_gone_by_is_marked(open_window: OpenWindow) -> None:
    page = desk_cases(open_window(CLERK, fill=lambda cache: filled_cache.add_cases(cache, 30)))
    dates = [page.model.row(row).next_on for row in range(30)]
    assert dates == sorted(dates)
    assert page.model.index(0, 4).data().startswith("▲")
    assert not page.model.index(29, 4).data().startswith("▲")


def test_enter_opens_the_case_file(open_window: OpenWindow, qtbot: QtBot) -> None:
    page = desk_cases(open_window(CLERK, fill=lambda cache: filled_cache.add_cases(cache, 3)))
    QTest.keyClick(page.table, Qt.Key.Key_Down)
    wanted = page.model.row(1).case_id
    with qtbot.waitSignal(page.navigated) as went:
        QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert went.args[0] == "case_file"
    assert went.args[1].case_id == wanted


@pytest.mark.parametrize(
    ("typed", "least", "most"),
    [
        ("كياني", 1, 20),
        ("رضایی نژاد", 1, 20),
        ("خلع‌ید", 8, 8),
        ("اجاره بها", 8, 8),
        ("0500037", 1, 1),
        ("۰۰۰۰۳۷", 1, 1),
        ("زرشک", 0, 0),
    ],
)
def test_a_case_is_found_by_name_subject_or_number_in_any_spelling(
    open_window: OpenWindow, type_persian: Any, typed: str, least: int, most: int
) -> None:
    page = desk_cases(open_window(CLERK, fill=lambda cache: filled_cache.add_cases(cache, 40)))
    QTest.keyClick(page.table, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    type_persian(page.search, typed)
    assert least <= page.model.rowCount() <= most
    QTest.keyClick(page.search, Qt.Key.Key_Escape)
    assert page.model.rowCount() == 40


def test_a_case_just_accepted_waits_for_its_archive_number(open_window: OpenWindow, qtbot: QtBot) -> None:
    window = open_window(CLERK, fill=lambda cache: filled_cache.add_announcements(cache, 1))
    QTest.keyClick(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    page = desk_cases(window)
    assert page.model.rowCount() == 1
    assert page.model.row(0).archive == "در انتظار شمارهٔ مرکز"
    assert page.model.index(0, 1).data().startswith("◌")


def test_a_referral_desk_sees_what_it_holds_without_archive_numbers(open_window: OpenWindow) -> None:
    page = desk_cases(
        open_window(AUTHORITY, fill=lambda cache: filled_cache.add_cases(cache, 2, REFERRAL, entries=False))
    )
    assert page.model.rowCount() == 2
    assert page.model.columnCount() == 3


def test_a_judge_sees_first_what_waits_for_the_signature(open_window: OpenWindow) -> None:
    def fill(cache: Cache) -> None:
        cases = filled_cache.add_cases(cache, 4)
        case_rows.add_decision(cache, cases[2], "prepared")
        case_rows.add_decision(cache, cases[1], "signed")

    window = open_window(JUDGE, fill=fill)
    page = desk_cases(window)
    assert page.model.row(0).case_id == filled_cache.case_id(2)
    assert [page.model.row(row).state for row in range(4)] == ["آمادهٔ امضا", "جاری", "جاری", "مختومه"]


def test_flags_are_told_and_what_was_taken_back_is_not_listed(
    open_window: OpenWindow, type_persian: Any
) -> None:
    def fill(cache: Cache) -> None:
        flagged, withdrawn, again = filled_cache.add_cases(cache, 3)
        add_flag(cache, flagged, row_id(flagged, "party2"), "interpreter", "کردی")
        change_case(cache, withdrawn, withdrawn=True)
        # The first acceptance of the third was undone; the stay that is void has kept its date.
        change_row(cache, "docket_entry", row_id(again, "entry"), void=True, next_on="2026-01-01")
        case_rows.put_row(
            cache, "docket_entry", id=row_id(again, "second"), case_id=again, desk=BRANCH, ordinal=2,
            void=False, next_on="2026-12-20",
        )  # fmt: skip
        change_row(cache, "party", row_id(again, "party1"), struck=True)

    page = desk_cases(open_window(CLERK, fill=fill))
    assert [page.model.row(row).case_id for row in range(page.model.rowCount())] == [
        filled_cache.case_id(0), filled_cache.case_id(2)
    ]  # fmt: skip
    first, last = page.model.row(0), page.model.row(1)
    assert first.parties.endswith("⚑ نیاز به مترجم (کردی)")
    assert page.model.index(0, 2).data() == f"⚑ {first.parties}"
    assert last.next_on.isoformat() == "2026-12-20"
    assert last.parties == "فاطمه حسینی تبار اصفهانی"
    type_persian(page.search, "موسوی")
    assert page.model.rowCount() == 0
