from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import delete, select

from client.models.case_words import claim_words
from client.models.claims import ClaimRow
from client.sync.cache_tables import VIEWS, lease
from client.sync.session import Attention
from client.widgets.party_model import PartyRow
from common.commands import RegisterCase
from tests.client.windows.conftest import AUTHORITY, OpenWindow
from tests.client.windows.entry_typing import add_branches, cases, entry, type_case
from tests.client.windows.filled_cache import TODAY


def test_a_case_is_entered_by_keys_and_gets_its_number(open_window: OpenWindow, type_persian: Any) -> None:
    window = open_window(AUTHORITY)
    page = entry(window)
    assert page.form.kind.hasFocus()
    type_case(page, type_persian)
    QTest.keyClick(window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    (case,) = cases(window)
    assert (case.number, case.kind, case.subject) == ("140568920000000501", "civil", "مطالبه وجه چک")
    assert case.received_on == TODAY.isoformat()
    assert "۰۰۵۰۱" in window.toast.words()
    assert "۰۰۵۰۱" in page.last_saved.words()
    claim, party = VIEWS["claim"], VIEWS["party"]
    with window.session.cache.read() as connection:
        stated = connection.execute(select(claim)).one()
        person = connection.execute(select(party)).one()
    assert (stated.code_kind, stated.code, stated.amount) == ("claim", "102", 125_000_000)
    assert (person.family, person.search_key) == ("رضایی‌نژاد", "مریمرضایینژاد")
    assert page.form.is_empty()


@pytest.mark.parametrize(
    ("key", "modifiers"),
    [
        (Qt.Key.Key_F9, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier),
    ],
)
def test_f9_or_ctrl_enter_keeps_kind_and_date_for_the_next_of_the_pile(
    open_window: OpenWindow, type_persian: Any, key: Qt.Key, modifiers: Qt.KeyboardModifier
) -> None:
    window = open_window(AUTHORITY)
    page = entry(window)
    type_case(page, type_persian)
    page.form.received.setText("۱۴۰۵/۰۹/۰۱")
    QTest.keyClick(window, key, modifiers)
    assert len(cases(window)) == 1
    assert page.form.kind.code() == "civil"
    assert page.form.received.text() == "۱۴۰۵/۰۹/۰۱"
    assert page.form.is_empty()
    assert page.form.case.field("paper_number").hasFocus()


def test_every_problem_is_told_at_its_field_and_on_top(open_window: OpenWindow, type_persian: Any) -> None:
    window = open_window(AUTHORITY)
    page = entry(window)
    type_case(page, type_persian, subject="")
    page.form.received.setText("۱۴۰۶/۰۱/۰۱")
    page.form.claims.set_rows([ClaimRow("102", "صد درهم")])
    page.form.parties.set_rows([PartyRow("", "person", "", "کیانی", "0499370898")])
    QTest.keyClick(window, Qt.Key.Key_F9)
    assert not cases(window)
    sentences = [link.accessibleName() for link in page.errors.links()]
    assert len(sentences) == 6
    assert page.form.case.labelled("received_on").problem()
    assert page.form.case.labelled("subject").problem()
    assert page.form.claims.claims.problem(0, "amount")
    assert page.form.parties.problem_at(0, "role")
    assert page.form.parties.problem_at(0, "given")
    assert page.form.parties.problem_at(0, "national_id")
    # Nothing typed is lost, and a link goes to its cell.
    assert page.form.claims.rows() == [ClaimRow("102", "صد درهم")]
    page.errors.links()[-1].click()
    assert page.form.parties.hasFocus()


def test_charges_have_no_column_of_amounts(open_window: OpenWindow) -> None:
    window = open_window(AUTHORITY)
    claims = entry(window).form.claims
    claims.set_words(claim_words(window.words, "criminal", TODAY))
    assert claims.isColumnHidden(1)
    assert claims.claims.headerData(0, Qt.Orientation.Horizontal) == "عنوان اتهام"
    claims.set_words(claim_words(window.words, "civil", TODAY))
    assert not claims.isColumnHidden(1)


def test_an_empty_form_says_what_it_needs(open_window: OpenWindow, qtbot: QtBot) -> None:
    window = open_window(AUTHORITY)
    page = entry(window)
    QTest.keyClick(window, Qt.Key.Key_F9)
    assert len(page.errors.links()) == 4
    qtbot.waitUntil(page.errors.hasFocus)
    page.errors.links()[0].click()
    assert page.form.kind.hasFocus()


@pytest.mark.parametrize(
    "pasted", ["پرونده\u0000ای\u202e", "x" * 500, "\ud800شکایت", "سطر\nدیگر\t", "\u200b"]
)
def test_text_that_no_store_takes_is_cleaned_at_the_field(
    open_window: OpenWindow, type_persian: Any, pasted: str
) -> None:
    window = open_window(AUTHORITY)
    page = entry(window)
    type_case(page, type_persian, subject="الف")
    page.form.subject.setFocus()
    page.form.subject.insert_text(pasted)
    QTest.keyClick(window, Qt.Key.Key_F9)
    (case,) = cases(window)
    assert case.subject.startswith("الف")
    assert len(case.subject) <= 200


def test_a_half_typed_case_is_there_again_after_a_power_cut(
    open_window: OpenWindow, type_persian: Any, qtbot: QtBot
) -> None:
    window = open_window(AUTHORITY)
    page = entry(window)
    type_case(page, type_persian, subject="خلع ید از یک قطعه زمین")
    qtbot.waitUntil(lambda: bool(window.session.drafts.list()))
    typed = page.form.content()
    window.session.close()
    again = entry(open_window(AUTHORITY))
    assert again.form.content() == typed


def test_without_numbers_nothing_is_lost_and_the_reason_is_told(
    open_window: OpenWindow, type_persian: Any
) -> None:
    window = open_window(AUTHORITY)
    with window.session.cache.write() as connection:
        connection.execute(delete(lease))
    page = entry(window)
    type_case(page, type_persian)
    QTest.keyClick(window, Qt.Key.Key_F9)
    assert "شماره‌های این ایستگاه" in page.errors.links()[0].accessibleName()
    assert page.form.subject.value() == "مطالبه وجه چک"


def test_a_rejected_case_is_mended_in_the_form_with_all_that_was_typed(
    open_window: OpenWindow, type_persian: Any
) -> None:
    window = open_window(AUTHORITY)
    page = entry(window)
    type_case(page, type_persian)
    command = page.form.command("140568920000000777", page._case_id())
    issued = window.session.issue(command, AUTHORITY["desk"])
    page.form.clear()
    rejected = Attention(
        issued.id, issued.sequence, "register_case", AUTHORITY["desk"], str(command.case), command.payload(),
        RegisterCase.from_payload(command.payload()), window.session.now(), "unknown_code",
        "claims[0].code", {},
    )  # fmt: skip
    window.open_page("case_entry", rejected)
    assert page.form.subject.value() == "مطالبه وجه چک"
    assert page.notice.isVisible()
    assert page.form.claims.claims.problem(0, "code")
    page.form.claims.set_rows([ClaimRow("105", "")])
    QTest.keyClick(window, Qt.Key.Key_F9)
    last = window.session.cache
    with last.read() as connection:
        sent = connection.exec_driver_sql("select payload, mends from outbox order by sequence").all()
    assert sent[-1].mends == str(issued.id)
    assert "140568920000000777" in sent[-1].payload
    assert not page.notice.isVisible()


def test_escape_asks_before_it_forgets_what_was_typed(
    open_window: OpenWindow, type_persian: Any, qtbot: QtBot
) -> None:
    window = open_window(AUTHORITY)
    page = entry(window)
    type_case(page, type_persian)
    page.form.subject.setFocus()
    asked: list[str] = []

    def answer() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        asked.append(box.text())
        QTest.keyClick(box, Qt.Key.Key_Escape)

    QTimer.singleShot(200, answer)
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert "پاک شود" in asked[0]
    assert page.form.subject.value() == "مطالبه وجه چک"


def test_tab_goes_through_the_form_in_reading_order(open_window: OpenWindow) -> None:
    window = open_window(AUTHORITY)
    page = entry(window)
    page.form.kind.setFocus()
    stops: list[QWidget | None] = [page.form.kind]
    for _ in range(20):
        at = window.focusWidget()
        assert at is not None
        QTest.keyClick(at, Qt.Key.Key_Tab)
        stops.append(window.focusWidget())
    form, details = page.form, page.form.details
    names = ("father", "birth_on", "mobile", "phone", "postal_code", "address")
    assert stops == [
        form.kind, form.received, form.case.field("paper_number"), form.case.field("paper_on"), form.subject,
        form.claims, form.parties, *(details.fields[name] for name in names), details.flags, page.save_next,
        page.save, page.copy, page.list_drafts, page.cancel, *stops[19:],
    ]  # fmt: skip


def test_only_kinds_are_offered_that_a_branch_of_the_complex_hears(open_window: OpenWindow) -> None:
    page = entry(open_window(AUTHORITY))
    page.form.kind.set_code("civil")
    assert page.form.kind.code() == "civil"
    page.form.kind.set_code("criminal")
    assert page.form.kind.code() is None


def test_a_criminal_case_offers_charges_and_its_own_roles(open_window: OpenWindow, type_persian: Any) -> None:
    page = entry(open_window(AUTHORITY, fill=add_branches))
    page.form.kind.set_code("criminal")
    titles = [word.title for word in page.form.claims.claims.words.values()]
    assert any("سرقت" in title for title in titles)
    assert not any("مطالبه" in title for title in titles)
