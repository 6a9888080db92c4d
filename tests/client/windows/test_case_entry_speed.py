"""What spares a clerk keystrokes: the next of a pile, the case before, pasted lines, Enter."""

from __future__ import annotations

import dataclasses

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from client.models.claims import ClaimRow
from client.models.party_rows import PartyRow
from client.widgets.party_model import FIELDS
from client.windows.case_entry import CaseEntryPage
from tests.client.windows.conftest import AUTHORITY, OpenWindow
from tests.client.windows.entry_typing import COMPANY, LAWYER, MARYAM, Typist, cases, entry, fill, type_case

CONTROL = Qt.KeyboardModifier.ControlModifier


def paste(page: CaseEntryPage, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    focused = page.window().focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_V, CONTROL)
    QApplication.processEvents()


def at_party(page: CaseEntryPage, row: int, field: str) -> None:
    page.form.parties.setFocus()
    page.form.parties.setCurrentIndex(page.form.parties.model().index(row, FIELDS.index(field)))


def press_digit(page: CaseEntryPage, qtbot: QtBot, key: Qt.Key) -> None:
    QTest.keyClick(page.window(), Qt.Key.Key_D, CONTROL)
    assert page.menu is not None
    qtbot.waitUntil(page.menu.isVisible)
    QTest.keyClick(page.menu, key)
    qtbot.waitUntil(lambda: page.menu is not None and not page.menu.isVisible())


def test_three_lines_of_a_letters_head_fill_three_cells_wherever_they_are_pasted(
    open_window: OpenWindow,
) -> None:
    page = entry(open_window(AUTHORITY))
    page.form.subject.setFocus()
    paste(page, "شماره: ۱۲۳/الف\r\nتاریخ: ۱۴۰۵/۸/۲۰\r\nموضوع: مطالبهٔ وجه چک")
    case = page.form.case
    assert case.field("paper_number").value() == "123/الف"
    assert case.field("paper_on").text() == "۱۴۰۵/۰۸/۲۰"
    assert case.subject.value() == "مطالبهٔ وجه چک"


def test_lines_without_labels_fill_the_fields_from_there_on(open_window: OpenWindow) -> None:
    page = entry(open_window(AUTHORITY))
    page.form.case.field("paper_number").setFocus()
    paste(page, "۱۲۳/الف\n1405/08/20\nخلع ید")
    assert page.form.case.content()["paper_number"] == "123/الف"
    assert page.form.case.content()["paper_on"] == "1405/08/20"
    assert page.form.subject.value() == "خلع ید"


def test_more_lines_than_fields_are_one_line_of_the_subject(open_window: OpenWindow) -> None:
    page = entry(open_window(AUTHORITY))
    page.form.subject.setFocus()
    paste(page, "خلع ید\nاز یک قطعه زمین")
    assert page.form.subject.value() == "خلع ید از یک قطعه زمین"


@pytest.mark.parametrize(
    "text",
    [
        "خواهان: مریم رضایی‌نژاد ۰۴۹۹۳۷۰۸۹۹\nخوانده: شرکت پارس کیان ۱۰۳۸۰۲۸۴۷۹۰\nوکیل: نرگس شریفی",
        "خواهان\tحقیقی\tمریم\tرضایی‌نژاد\t499370899\n"
        "خوانده\tحقوقی\t\tشرکت پارس کیان\t10380284790\nوکیل\t\tنرگس\tشریفی",
    ],
)
def test_three_lines_that_tell_parties_make_three_rows(open_window: OpenWindow, text: str) -> None:
    page = entry(open_window(AUTHORITY))
    page.form.kind.set_code("civil")
    at_party(page, 0, "role")
    paste(page, text)
    assert page.form.parties.rows() == [
        MARYAM, COMPANY, PartyRow("lawyer", "person", "نرگس", "شریفی"),
    ]  # fmt: skip


def test_names_with_numbers_alone_make_rows_whose_role_is_to_be_chosen(open_window: OpenWindow) -> None:
    page = entry(open_window(AUTHORITY))
    page.form.kind.set_code("civil")
    at_party(page, 0, "given")
    paste(page, "مریم رضایی‌نژاد 0499370899\nشرکت پارس کیان 10380284790")
    assert page.form.parties.rows() == [
        dataclasses.replace(MARYAM, role=""), dataclasses.replace(COMPANY, role=""),
    ]  # fmt: skip


def test_three_plain_lines_fill_the_cell_and_the_two_after_it(open_window: OpenWindow) -> None:
    page = entry(open_window(AUTHORITY))
    at_party(page, 0, "given")
    paste(page, "مریم\nرضایی‌نژاد\n۰۴۹۹۳۷۰۸۹۹")
    assert page.form.parties.rows() == [PartyRow("", "person", "مریم", "رضایی‌نژاد", "0499370899")]


def test_three_plain_lines_that_begin_with_the_role_leave_out_the_kind_and_lose_no_word(
    open_window: OpenWindow,
) -> None:
    page = entry(open_window(AUTHORITY))
    page.form.kind.set_code("civil")
    at_party(page, 0, "role")
    paste(page, "خواهان\nمریم\nرضایی‌نژاد")
    assert page.form.parties.rows() == [PartyRow("plaintiff", "person", "مریم", "رضایی‌نژاد")]


def test_the_head_of_a_petition_fills_case_and_parties_wherever_it_is_pasted(open_window: OpenWindow) -> None:
    page = entry(open_window(AUTHORITY))
    page.form.kind.set_code("civil")
    head = (
        "شماره: ۱۲۳\nخواهان: خانم مریم رضایی‌نژاد فرزند علی به شماره ملی ۰۴۹۹۳۷۰۸۹۹\n"
        "خوانده: شرکت پارس کیان، شناسه ملی ۱۰۳۸۰۲۸۴۷۹۰\nوکیل خواهان: نرگس شریفی\n"
        "خواسته: مطالبهٔ وجه چک\nبه انضمام خسارات"
    )
    for place in (page.form.subject, page.form.claims, page.form.parties):
        page.form.clear(keep_kind=True)
        place.setFocus()
        paste(page, head)
        assert page.form.case.content()["paper_number"] == "123"
        assert page.form.subject.value() == "مطالبهٔ وجه چک به انضمام خسارات"
        plaintiff, defendant, lawyer = page.form.parties.rows()
        assert plaintiff == dataclasses.replace(MARYAM, father="علی")
        assert defendant == COMPANY
        assert (lawyer.role, lawyer.name()) == ("lawyer", "نرگس شریفی")
        assert [client.party for client in lawyer.clients] == [plaintiff.id]


def test_columns_under_headings_fill_the_cells_the_headings_name(open_window: OpenWindow) -> None:
    page = entry(open_window(AUTHORITY))
    page.form.kind.set_code("civil")
    at_party(page, 0, "role")
    rows = "خواهان\tمریم رضایی‌نژاد\t0499370899\tقم\nخوانده\tشرکت پارس کیان\t10380284790\t"
    paste(page, f"سمت\tنام و نام خانوادگی\tکد ملی\tنشانی\n{rows}")
    assert page.form.parties.rows() == [dataclasses.replace(MARYAM, address="قم"), COMPANY]


def test_what_is_pasted_into_an_open_cell_fills_cells_too(
    open_window: OpenWindow, type_persian: Typist
) -> None:
    page = entry(open_window(AUTHORITY))
    at_party(page, 0, "given")
    type_persian(page.form.parties, "م")
    paste(page, "مریم\nرضایی‌نژاد")
    assert page.form.parties.rows()[0].name() == "مریم رضایی‌نژاد"


def test_lines_pasted_into_the_claims_are_claims(open_window: OpenWindow) -> None:
    page = entry(open_window(AUTHORITY))
    page.form.kind.set_code("civil")
    page.form.claims.setFocus()
    paste(page, "مطالبه وجه چک\t125,000,000\n105\t۲م")
    assert page.form.claims.rows() == [ClaimRow("102", "125,000,000"), ClaimRow("105", "2م")]


def test_one_line_is_pasted_into_its_cell_alone(open_window: OpenWindow) -> None:
    page = entry(open_window(AUTHORITY))
    at_party(page, 0, "family")
    paste(page, "رضایی‌نژاد")
    assert page.form.parties.rows()[0].family == "رضایی‌نژاد"


def test_enter_on_an_empty_new_row_goes_on_to_the_next_section(open_window: OpenWindow) -> None:
    page = entry(open_window(AUTHORITY))
    fill(page, MARYAM)
    claims, parties = page.form.claims, page.form.parties
    claims.setFocus()
    claims.setCurrentIndex(claims.claims.index(0, 1))
    QTest.keyClick(claims, Qt.Key.Key_Return)
    assert claims.claims.rowCount() == 2
    QTest.keyClick(claims, Qt.Key.Key_Return)
    assert parties.hasFocus()
    at_party(page, 0, "national_id")
    QTest.keyClick(parties, Qt.Key.Key_Return)
    assert (parties.currentIndex().row(), parties.currentIndex().column()) == (1, 0)
    QTest.keyClick(parties, Qt.Key.Key_Return)
    assert page.save_next.hasFocus()


def test_f9_keeps_the_kind_and_the_day_and_nothing_else(open_window: OpenWindow) -> None:
    page = entry(open_window(AUTHORITY))
    fill(page, MARYAM)
    page.form.received.setText("۱۴۰۵/۰۹/۰۱")
    page.form.case.field("paper_number").set_value("۱۲")
    QTest.keyClick(page.window(), Qt.Key.Key_F9)
    typed = page.form.case.content()
    assert {name for name, text in typed.items() if text} == {"kind", "received_on"}
    assert typed["received_on"] == "1405/09/01"


def saved_and_next(open_window: OpenWindow) -> CaseEntryPage:
    page = entry(open_window(AUTHORITY))
    fill(page, MARYAM, COMPANY, LAWYER)
    page.form.case.field("paper_number").set_value("۱۲")
    QTest.keyClick(page.window(), Qt.Key.Key_F9)
    assert page.form.is_empty()
    return page


@pytest.mark.parametrize(
    ("key", "subject", "claims", "parties"),
    [
        (Qt.Key.Key_1, "مطالبه وجه چک", 1, 3),
        (Qt.Key.Key_2, "", 1, 0),
        (Qt.Key.Key_3, "", 0, 3),
        (Qt.Key.Key_4, "مطالبه وجه چک", 0, 0),
    ],
)
def test_ctrl_d_and_a_digit_copy_the_case_before_whole_or_a_section(
    open_window: OpenWindow, qtbot: QtBot, key: Qt.Key, subject: str, claims: int, parties: int
) -> None:
    page = saved_and_next(open_window)
    press_digit(page, qtbot, key)
    form = page.form
    assert (form.subject.value(), len(form.claims.rows()), len(form.parties.rows())) == (
        subject,
        claims,
        parties,
    )
    ids = {row.id for row in form.parties.rows()}
    assert not ids & {MARYAM.id, COMPANY.id, LAWYER.id}
    if parties:
        assert form.parties.rows()[2].clients[0].party == form.parties.rows()[0].id


def test_a_copy_never_overwrites_what_is_typed(open_window: OpenWindow, qtbot: QtBot) -> None:
    page = saved_and_next(open_window)
    page.form.subject.set_value("خلع ید")
    page.form.parties.set_rows([PartyRow("plaintiff", "person", "زهرا", "نوری")])
    press_digit(page, qtbot, Qt.Key.Key_1)
    assert page.form.subject.value() == "خلع ید"
    assert [row.name() for row in page.form.parties.rows()] == [
        "زهرا نوری", "مریم رضایی‌نژاد", "شرکت پارس کیان", "نرگس شریفی",
    ]  # fmt: skip


def test_the_copy_is_a_case_of_its_own(open_window: OpenWindow, qtbot: QtBot) -> None:
    page = saved_and_next(open_window)
    press_digit(page, qtbot, Qt.Key.Key_1)
    page.form.subject.set_value("خلع ید")
    page.form.case.field("paper_number").set_value("۱۳")
    assert page.save_case(keep_kind=False), page.doubles.doubles()
    assert [case.subject for case in cases(page.window())] == ["مطالبه وجه چک", "خلع ید"]  # type: ignore[arg-type]


def test_without_a_case_before_ctrl_d_says_so(open_window: OpenWindow) -> None:
    window = open_window(AUTHORITY)
    entry(window)
    QTest.keyClick(window, Qt.Key.Key_D, CONTROL)
    assert "هنوز" in window.toast.words()


def test_a_case_is_typed_by_keys_alone(open_window: OpenWindow, type_persian: Typist) -> None:
    window = open_window(AUTHORITY)
    page = entry(window)
    type_case(page, type_persian)
    assert page.save_case(keep_kind=True)
    assert len(cases(window)) == 1
