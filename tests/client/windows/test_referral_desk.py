from datetime import timedelta
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from sqlalchemy import select, update

from client.models.ordered_model import AT_ONCE
from client.models.waiting_cases import age_in_words
from client.sync.cache import Cache
from client.sync.cache_tables import ENTITIES, VIEWS
from client.windows.main_window import MainWindow
from client.windows.page import ARRIVING
from client.windows.referral_desk import ReferralDeskPage
from tests.client.windows import case_rows, filled_cache
from tests.client.windows.case_stories import add_flag, change_case, row_id
from tests.client.windows.conftest import AUTHORITY, OpenWindow
from tests.client.windows.filled_cache import BRANCH, OTHER_BRANCH, REFERRAL, THIRD_BRANCH, TODAY

# Instants in UTC; Tehran is 3:30 ahead.
YESTERDAY_AT_23_30 = f"{TODAY - timedelta(days=1)}T20:00:00.000000Z"
TODAY_AT_00_30 = f"{TODAY - timedelta(days=1)}T21:00:00.000000Z"


def referral_desk(window: MainWindow) -> ReferralDeskPage:
    page = window.current()
    assert isinstance(page, ReferralDeskPage)
    return page


def fill(count: int) -> Any:
    return lambda cache: filled_cache.add_cases(cache, count, REFERRAL, entries=False)


def test_the_oldest_case_is_first_and_what_is_late_is_marked(open_window: OpenWindow) -> None:
    page = referral_desk(open_window(AUTHORITY, fill=fill(5)))
    ages = [page.model.row(row).age for row in range(5)]
    assert ages == sorted(ages, reverse=True)
    assert page.model.index(0, 3).data() == "▲ ۴ روز"
    assert "۵ پرونده در نوبت" in page.pile.words()


def test_referral_is_due_on_the_day_of_registration_in_tehran(open_window: OpenWindow) -> None:
    """Late yesterday is overdue though a day has not passed; early today is not. It is 10:42."""

    def fill_late_and_early(cache: Cache) -> None:
        late, early = filled_cache.add_cases(cache, 2, REFERRAL, entries=False)
        for case, moment in ((late, YESTERDAY_AT_23_30), (early, TODAY_AT_00_30)):
            with cache.write() as connection:
                connection.execute(
                    update(ENTITIES["court_case"])
                    .where(ENTITIES["court_case"].c.id == case)
                    .values(registered_at=moment)
                )

    page = referral_desk(open_window(AUTHORITY, fill=fill_late_and_early))
    assert [page.model.index(row, 3).data() for row in range(2)] == ["▲ ۱۱ ساعت", "۱۰ ساعت"]
    assert "از روزهای پیش مانده است" in page.pile.words()


def test_while_cases_arrive_no_part_of_them_is_counted(open_window: OpenWindow) -> None:
    page = referral_desk(open_window(AUTHORITY, fill=fill(3)))
    page.show_arriving(True)
    assert page.pile.words() == ARRIVING
    page.show_arriving(False)
    assert "۳ پرونده در نوبت" in page.pile.words()


def test_a_long_list_is_counted_when_all_of_it_was_read(open_window: OpenWindow, qtbot: QtBot) -> None:
    page = referral_desk(open_window(AUTHORITY, fill=fill(AT_ONCE + 1)))
    qtbot.waitUntil(lambda: "۴٬۰۰۱ پرونده در نوبت" in page.pile.words())


def test_only_branches_of_the_complex_that_hear_such_cases_are_offered(open_window: OpenWindow) -> None:
    page = referral_desk(open_window(AUTHORITY, fill=fill(1)))
    rows = range(page.branches_model.rowCount())
    offered = {branch.desk for row in rows if (branch := page.branches_model.branch(row))}
    assert offered == {BRANCH, OTHER_BRANCH, THIRD_BRANCH}


def test_nothing_is_referred_before_a_branch_was_chosen(open_window: OpenWindow) -> None:
    window = open_window(AUTHORITY, fill=fill(2))
    page = referral_desk(window)
    QTest.keyClick(page.cases, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert window.session.outbox_counts().waiting == 0
    assert page.branches.hasFocus()


def test_ctrl_enter_refers_and_the_next_case_is_chosen(open_window: OpenWindow, qtbot: QtBot) -> None:
    window = open_window(AUTHORITY, fill=fill(3))
    page = referral_desk(window)
    first, second = page.model.row(0).case_id, page.model.row(1).case_id
    QTest.keyClick(page.cases, Qt.Key.Key_Return)
    QTest.keyClick(page.branches, Qt.Key.Key_Down)
    chosen = page.branches_model.branch(page.branches.currentIndex().row())
    assert chosen is not None
    QTest.keyClick(page.branches, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert page.model.rowCount() == 2
    assert page.model.row(page.cases.currentIndex().row()).case_id == second
    referral = VIEWS["referral"]
    with window.session.cache.read() as connection:
        sent = connection.execute(select(referral)).one()
    assert (sent.case_id, sent.to_desk, sent.state, sent.method) == (first, chosen.desk, "waiting", "manual")
    assert "ارجاع شد" in window.toast.words()
    # The branch stays chosen, and shows the case that is under way to it.
    again = page.branches_model.branch(page.branches.currentIndex().row())
    assert again is not None
    assert (again.desk, again.load) == (chosen.desk, 1)
    QTest.keyClick(page.cases, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(page.cases, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert page.model.rowCount() == 0
    assert page.pile.words() == ""


def test_ages_are_told_in_hours_and_then_in_days() -> None:
    assert age_in_words(timedelta(minutes=20)) == "کمتر از ۱ ساعت"
    assert age_in_words(timedelta(hours=5, minutes=59)) == "۵ ساعت"
    assert age_in_words(timedelta(days=3, hours=2)) == "۳ روز"


def test_a_case_from_another_complex_waits_since_its_stay_there_ended(open_window: OpenWindow) -> None:
    def fill(cache: Cache) -> None:
        cases = filled_cache.add_cases(cache, 6, REFERRAL, entries=False)
        case_rows.put_row(
            cache, "docket_entry", id="019a0000-0000-7000-8000-000000000001", case_id=cases[5],
            desk=OTHER_BRANCH, ordinal=1, archive_year=1405, archive_row=3, received_on="2026-10-01",
            in_on="2026-10-01", in_class="new", disposed_on=(TODAY - timedelta(days=1)).isoformat(),
            out_class="final_order", void=False, next_on=None, next_kind=None,
            opened_at="2026-10-01T08:00:00.000000Z", opened_by="m.rezaei",
        )  # fmt: skip

    page = referral_desk(open_window(AUTHORITY, fill=fill))
    rows = [page.model.row(row) for row in range(6)]
    ages = [row.age for row in rows]
    assert ages == sorted(ages, reverse=True)
    (came,) = (row for row in rows if row.case_id == filled_cache.case_id(5))
    assert timedelta(days=1) <= came.age < timedelta(days=2)


def test_the_card_tells_the_flags_of_the_parties_and_what_was_withdrawn_waits_no_more(
    open_window: OpenWindow,
) -> None:
    def fill_two(cache: Cache) -> None:
        flagged, withdrawn = filled_cache.add_cases(cache, 2, REFERRAL, entries=False)
        add_flag(cache, flagged, row_id(flagged, "party1"), "blind")
        change_case(cache, withdrawn, withdrawn=True)

    page = referral_desk(open_window(AUTHORITY, fill=fill_two))
    assert page.model.rowCount() == 1
    assert "⚑ نابینا" in page.parties.words()
