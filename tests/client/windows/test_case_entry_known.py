"""A party known from another case is offered and never written over; cases like this one are shown."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from client.models.party_rows import FlagRow, PartyRow
from client.sync.cache import Cache
from client.widgets.party_model import FIELDS
from client.windows.case_entry import CaseEntryPage
from client.windows.main_window import MainWindow
from tests.client.windows import case_rows, filled_cache
from tests.client.windows.conftest import AUTHORITY, OpenWindow
from tests.client.windows.entry_typing import COMPANY, MARYAM, Typist, cases, entry, fill
from tests.client.windows.filled_cache import REFERRAL

PARTY = "01990000-0000-7000-8000-0000000000aa"


def a_known_person(cache: Cache) -> None:
    (case,) = filled_cache.add_cases(cache, 1, desk=REFERRAL, entries=False)
    case_rows.put_row(
        cache, "party", id=PARTY, case_id=case, ordinal=3, role="plaintiff", kind="person",
        national_id="0499370899", given="مریم", family="رضایی‌نژاد", sort_key="", search_key="مریمرضایینژاد",
        father="علی", birth_on="1981-07-28", mobile="09121234567", struck=False,
    )  # fmt: skip
    case_rows.put_row(
        cache, "party_flag", id=PARTY.replace("aa", "ab"), case_id=case, party=PARTY, flag="interpreter",
        detail="کردی", struck=False,
    )  # fmt: skip


def type_number(page: CaseEntryPage, type_persian: Typist, qtbot: QtBot) -> None:
    parties = page.form.parties
    parties.setFocus()
    parties.setCurrentIndex(parties.model().index(0, FIELDS.index("national_id")))
    type_persian(parties, "۰")
    editor = parties.open_editor()
    assert editor is not None
    type_persian(editor, "۴۹۹۳۷۰۸۹۹")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(page.form.known.isVisible)


def test_a_known_person_is_offered_by_national_id_and_one_key_fills_the_empty_cells(
    open_window: OpenWindow, type_persian: Typist, qtbot: QtBot
) -> None:
    window = open_window(AUTHORITY, fill=a_known_person)
    page = entry(window)
    page.form.parties.set_rows([PartyRow("plaintiff")])
    type_number(page, type_persian, qtbot)
    assert "مریم رضایی‌نژاد" in page.form.known.words.words()
    assert "۰۰۰۰۱" in page.form.known.words.words()
    assert page.form.parties.rows()[0].name() == "", "nothing is filled unasked"
    # The cursor is in a new row by now; the offer still says whose it is.
    assert page.form.parties.current_row() == 1
    QTest.keyClick(window, Qt.Key.Key_F12)
    row = page.form.parties.rows()[0]
    assert row == PartyRow(
        "plaintiff", "person", "مریم", "رضایی‌نژاد", "0499370899", "علی", "1360/05/06", mobile="09121234567",
        flags=(FlagRow("interpreter", "کردی"),),
    )  # fmt: skip
    assert not page.form.known.isVisible()


def test_what_differs_is_shown_side_by_side_and_chosen_one_by_one(
    open_window: OpenWindow, type_persian: Typist, qtbot: QtBot
) -> None:
    window = open_window(AUTHORITY, fill=a_known_person)
    page = entry(window)
    page.form.parties.set_rows([PartyRow("plaintiff", "person", "مریم", "رضایی", father="حسین")])
    type_number(page, type_persian, qtbot)
    assert "نام پدر" in page.form.known.words.words()
    QTest.keyClick(window, Qt.Key.Key_F12)
    dialog = page.form.known.dialog
    assert dialog is not None
    qtbot.waitUntil(dialog.isVisible)
    row = page.form.parties.rows()[0]
    assert (row.family, row.father, row.birth_on) == ("رضایی", "حسین", "1360/05/06")
    dialog.choose("family")
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not dialog.isVisible())
    row = page.form.parties.rows()[0]
    assert (row.family, row.father) == ("رضایی‌نژاد", "حسین")


def test_leaving_the_comparison_keeps_every_letter_typed(
    open_window: OpenWindow, type_persian: Typist, qtbot: QtBot
) -> None:
    window = open_window(AUTHORITY, fill=a_known_person)
    page = entry(window)
    page.form.parties.set_rows([PartyRow("plaintiff", "person", "مریم", "رضایی", father="حسین")])
    type_number(page, type_persian, qtbot)
    QTest.keyClick(window, Qt.Key.Key_F12)
    dialog = page.form.known.dialog
    assert dialog is not None
    dialog.choose("family")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not dialog.isVisible())
    row = page.form.parties.rows()[0]
    assert (row.family, row.father) == ("رضایی", "حسین")


def test_somebody_nobody_knows_is_not_offered(open_window: OpenWindow, qtbot: QtBot) -> None:
    page = entry(open_window(AUTHORITY, fill=a_known_person))
    parties = page.form.parties
    parties.set_rows([PartyRow("plaintiff")])
    parties.model().setData(parties.model().index(0, FIELDS.index("national_id")), "0013542419")
    parties.add_row()
    parties.model().setData(parties.model().index(1, FIELDS.index("national_id")), "0499370899")
    qtbot.waitUntil(page.form.known.isVisible)
    assert "ردیف ۲" in page.form.known.words.words()


# ---------------------------------------------------------------------- doubles


def like_the_first(page: CaseEntryPage) -> None:
    """The parties and subject of the first case of the cache."""
    fill(
        page,
        PartyRow("plaintiff", "person", "علی‌اکبر", "قاسمی"),
        PartyRow("defendant", "person", "زهرا", "شریفی"),
        subject="مطالبه وجه چك",
    )


def two_cases(cache: Cache) -> None:
    filled_cache.add_cases(cache, 2, desk=REFERRAL, entries=False)


@pytest.fixture
def window(open_window: OpenWindow) -> MainWindow:
    return open_window(AUTHORITY, fill=two_cases)


def new_cases(window: MainWindow) -> list[Any]:
    return cases(window)[2:]


def test_a_case_like_this_one_is_shown_beside_the_form_while_it_is_typed(
    window: MainWindow, qtbot: QtBot
) -> None:
    page = entry(window)
    like_the_first(page)
    qtbot.waitUntil(page.doubles.isVisible)
    (double,) = page.doubles.doubles()
    assert double.case.subject == "مطالبه وجه چک"
    assert "علی‌اکبر قاسمی" in page.doubles.list.item(0).text()
    page.form.subject.set_value("خلع ید")
    qtbot.waitUntil(lambda: not page.doubles.isVisible())


def test_the_same_paper_number_is_a_double_too(window: MainWindow, qtbot: QtBot) -> None:
    page = entry(window)
    fill(page, MARYAM, COMPANY)
    page.form.case.field("paper_number").set_value("۱۲/الف")
    assert page.save_case(keep_kind=False)
    fill(page, PartyRow("plaintiff", "person", "نرگس", "نوری"), subject="موضوعی دیگر")
    page.form.case.field("paper_number").set_value("۱۲/الف")
    assert not page.save_case(keep_kind=False)
    assert page.doubles.doubles()[0].same_paper
    assert "همین شمارهٔ نامه" in page.doubles.list.item(0).text()


def test_a_double_is_told_before_saving_and_recorded_with_its_reason(
    window: MainWindow, type_persian: Typist
) -> None:
    page = entry(window)
    like_the_first(page)
    QTest.keyClick(window, Qt.Key.Key_F9)
    assert not new_cases(window)
    assert page.doubles.reason.hasFocus()
    QTest.keyClick(window, Qt.Key.Key_F9)
    assert not new_cases(window), "a reason is wanted"
    assert page.doubles.reason_field.problem()
    type_persian(page.doubles.reason, "چک دیگری است")
    QTest.keyClick(window, Qt.Key.Key_F9)
    (case,) = new_cases(window)
    assert (case.double_of, case.double_reason) == (filled_cache.case_id(0), "چک دیگری است")
    assert not page.doubles.isVisible()


def test_the_reason_is_asked_for_each_case_anew(window: MainWindow) -> None:
    page = entry(window)
    like_the_first(page)
    page.doubles.reason.set_value("چک دیگری است")
    QTest.keyClick(window, Qt.Key.Key_F9)
    QTest.keyClick(window, Qt.Key.Key_F9)
    assert len(new_cases(window)) == 1
    like_the_first(page)
    QTest.keyClick(window, Qt.Key.Key_F9)
    assert len(new_cases(window)) == 1
    assert page.doubles.reason.text() == ""


def test_ctrl_o_opens_the_double_and_the_draft_stays(window: MainWindow, qtbot: QtBot) -> None:
    page = entry(window)
    like_the_first(page)
    qtbot.waitUntil(page.doubles.isVisible)
    typed = page.form.content()
    QTest.keyClick(window, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    assert window.current() is window.page("case_file")
    assert entry(window).form.content() == typed
    (draft,) = window.session.drafts.list()
    assert draft.title == "مطالبه وجه چک — علی‌اکبر قاسمی، زهرا شریفی"


def test_a_lawyer_common_to_many_cases_makes_no_double(window: MainWindow) -> None:
    page = entry(window)
    like_the_first(page)
    row = page.form.parties.rows()[1]
    page.form.parties.set_rows([page.form.parties.rows()[0], dataclasses.replace(row, given="مهدی")])
    assert page.save_case(keep_kind=False)
