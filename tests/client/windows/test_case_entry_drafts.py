"""Nothing typed is lost: several drafts, the cursor where it was, and the last registration undone."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from client.models.party_rows import PartyRow
from client.sync.events import CacheChanged
from client.widgets.party_model import FIELDS
from client.windows.case_entry import CaseEntryPage
from client.windows.entry_drafts import DraftList
from client.windows.entry_position import position_of, stops
from client.windows.main_window import MainWindow
from tests.client.windows import case_rows
from tests.client.windows.conftest import AUTHORITY, OpenWindow
from tests.client.windows.entry_typing import COMPANY, LAWYER, MARYAM, Typist, cases, entry, fill, rows

CONTROL = Qt.KeyboardModifier.ControlModifier


def kept(window: MainWindow, **wanted: Any) -> bool:
    """Whether a draft has been written that says so."""
    drafts = [draft.content for draft in window.session.drafts.list()]
    return any(all(content.get(name) == value for name, value in wanted.items()) for content in drafts)


def cut_the_power(window: MainWindow) -> None:
    """What is in the cache stays, nothing is asked."""
    window.session.close()


def test_a_keystroke_is_in_the_draft_within_two_seconds(
    open_window: OpenWindow, type_persian: Typist, qtbot: QtBot
) -> None:
    window = open_window(AUTHORITY)
    page = entry(window)
    page.form.subject.setFocus()
    for letters in ("خل", "ع ی", "د"):
        type_persian(page.form.subject, letters)
        qtbot.waitUntil(lambda: kept(window, subject=page.form.subject.text()), timeout=2000)


def test_letters_in_an_open_cell_are_in_the_draft_too_and_the_cell_opens_again(
    open_window: OpenWindow, type_persian: Typist, qtbot: QtBot
) -> None:
    window = open_window(AUTHORITY)
    page = entry(window)
    fill(page, MARYAM)
    parties = page.form.parties
    parties.setFocus()
    parties.add_row()
    parties.setCurrentIndex(parties.model().index(1, FIELDS.index("family")))
    type_persian(parties, "ک")
    editor = parties.open_editor()
    assert editor is not None
    type_persian(editor, "یان")
    editor.setCursorPosition(2)
    where = {"at": "parties", "row": 1, "column": 3, "text": "کیان", "cursor": 2}
    qtbot.waitUntil(lambda: kept(window, position=where), timeout=2000)
    assert parties.open_editor() is editor, "keeping a draft closes nothing"
    cut_the_power(window)
    again = entry(open_window(AUTHORITY))
    opened = again.form.parties.open_editor()
    assert opened is not None
    assert (opened.text(), opened.cursorPosition()) == ("کیان", 2)
    assert again.form.parties.parties.rows() == [MARYAM], "the name of the row before is not touched"
    QTest.keyClick(opened, Qt.Key.Key_Return)
    assert [row.family for row in again.form.parties.rows()] == ["رضایی‌نژاد", "کیان"]


@pytest.mark.parametrize(
    "stop", ["case.subject", "case.paper_on", "claims", "parties", "detail.father", "detail.flags"]
)
def test_after_a_power_cut_the_form_opens_with_the_cursor_where_it_was(
    open_window: OpenWindow, qtbot: QtBot, stop: str
) -> None:
    window = open_window(AUTHORITY)
    page = entry(window)
    fill(page, MARYAM, COMPANY, PartyRow("defendant", "person", "علی", "کریمی", father="حسین"))
    page.form.parties.choose(2, "family")
    stops(page.form)[stop].setFocus()
    position = position_of(page.form)
    assert position["at"] == stop
    qtbot.waitUntil(lambda: kept(window, position=position), timeout=2000)
    typed = page.form.content()
    cut_the_power(window)
    again = entry(open_window(AUTHORITY))
    assert again.form.content() == typed
    assert again.window().focusWidget() is stops(again.form)[stop]
    assert position_of(again.form) == position


def test_a_draft_whose_case_was_registered_in_the_moment_of_the_crash_is_not_offered_again(
    open_window: OpenWindow,
) -> None:
    window = open_window(AUTHORITY)
    page = entry(window)
    fill(page, MARYAM)
    page.keep_draft()
    (draft,) = window.session.drafts.list()
    assert page.save_case(keep_kind=False)
    window.session.drafts.save(draft.form, draft.key, draft.content)
    cut_the_power(window)
    again = open_window(AUTHORITY)
    assert entry(again).form.is_empty()
    assert again.session.drafts.list() == ()


def test_a_draft_of_an_older_program_opens(open_window: OpenWindow) -> None:
    window = open_window(AUTHORITY)
    content = {
        "kind": "civil", "received_on": "1405/09/01", "subject": "خلع ید",
        "claims": [{"key": "102", "amount": ""}],
        "parties": [
            {"role": "plaintiff", "kind": "person", "given": "مریم", "family": "رضایی", "national_id": ""}
        ],
    }  # fmt: skip
    window.session.drafts.save(f"case_entry/{AUTHORITY['desk']}", "new", content)
    page = entry(window)
    assert page.form.subject.value() == "خلع ید"
    assert page.save_case(keep_kind=False)
    assert window.session.drafts.list() == ()


# ---------------------------------------------------------------------- several drafts


def draft_list(page: CaseEntryPage, qtbot: QtBot) -> DraftList:
    page.window().activateWindow()
    qtbot.waitUntil(page.window().isActiveWindow)
    QTest.keyClick(page.window(), Qt.Key.Key_F8)
    assert page.draft_list is not None
    qtbot.waitUntil(page.draft_list.isVisible)
    return page.draft_list


def test_several_entries_are_half_typed_at_once_listed_and_switched(
    open_window: OpenWindow, qtbot: QtBot
) -> None:
    page = entry(open_window(AUTHORITY))
    fill(page, MARYAM, subject="خلع ید")
    QTest.keyClick(draft_list(page, qtbot), Qt.Key.Key_Insert)
    assert page.form.is_empty()
    fill(page, COMPANY, subject="مطالبه اجاره‌بها")
    listed = draft_list(page, qtbot)
    titles = [listed.list.item(row).text() for row in range(listed.list.count())]
    assert len(titles) == 2
    assert "مطالبه اجاره‌بها" in titles[0]
    assert "خلع ید" in titles[1]
    QTest.keyClick(listed.list, Qt.Key.Key_Down)
    QTest.keyClick(listed.list, Qt.Key.Key_Return)
    assert page.form.subject.value() == "خلع ید"
    assert page.form.parties.rows() == [MARYAM]
    assert page.save_case(keep_kind=False)
    assert len(page.session.drafts.list()) == 1


def test_a_draft_is_thrown_away_only_after_a_question(open_window: OpenWindow, qtbot: QtBot) -> None:
    page = entry(open_window(AUTHORITY))
    fill(page, MARYAM, subject="خلع ید")
    QTest.keyClick(draft_list(page, qtbot), Qt.Key.Key_Insert)
    fill(page, COMPANY, subject="مطالبه اجاره‌بها")
    listed = draft_list(page, qtbot)

    def answer() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        assert "دور انداخته" in box.text()
        box.buttons()[0].click()

    QTimer.singleShot(100, answer)
    QTest.keyClick(listed.list, Qt.Key.Key_Delete)
    assert listed.list.count() == 1
    assert page.form.is_empty()
    assert [draft.title for draft in page.session.drafts.list()] == ["خلع ید — مریم رضایی‌نژاد"]
    QTest.keyClick(listed, Qt.Key.Key_Escape)


# ---------------------------------------------------------------------- undo


def press_undo(window: MainWindow) -> None:
    focused = window.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Z, CONTROL)


def test_the_last_registration_is_taken_back_and_everything_typed_is_in_the_form_again(
    open_window: OpenWindow,
) -> None:
    window = open_window(AUTHORITY)
    page = entry(window)
    fill(page, MARYAM, COMPANY, LAWYER)
    page.form.case.field("paper_number").set_value("۱۲/الف")
    QTest.keyClick(window, Qt.Key.Key_F9)
    assert "بازگرداندن تا ۱۱:۱۲" in page.last_saved.words()
    (case,) = cases(window)
    press_undo(window)
    (withdrawn,) = cases(window)
    assert (withdrawn.id, withdrawn.withdrawn) == (case.id, True)
    assert page.form.parties.rows() == [
        MARYAM, COMPANY, page.form.parties.rows()[2],
    ]  # fmt: skip
    assert page.form.parties.rows()[2].clients[0].party == page.form.parties.rows()[0].id
    assert page.form.case.field("paper_number").value() == "12/الف"
    assert page.form.claims.rows()[0].rials() == 125_000_000
    assert "بازگرداندن" not in page.last_saved.words()
    # It is registered again as another case: number and ids of the first stay used.
    assert page.save_case(keep_kind=False), [link.text() for link in page.errors.links()]
    assert len(cases(window)) == 2
    assert len({row.id for row in rows(window, "party")}) == 6


def test_it_can_be_taken_back_after_the_program_was_opened_anew(open_window: OpenWindow) -> None:
    window = open_window(AUTHORITY)
    fill(entry(window), MARYAM)
    QTest.keyClick(window, Qt.Key.Key_F9)
    cut_the_power(window)
    window = open_window(AUTHORITY)
    page = entry(window)
    assert "۰۰۵۰۱" in page.last_saved.words()
    assert "بازگرداندن" in page.last_saved.words()
    press_undo(window)
    assert page.form.parties.rows() == [MARYAM]


def test_a_registration_that_the_centre_did_not_accept_is_not_offered_to_be_taken_back(
    open_window: OpenWindow, qtbot: QtBot
) -> None:
    window = open_window(AUTHORITY)
    page = entry(window)
    fill(page, MARYAM)
    QTest.keyClick(window, Qt.Key.Key_F9)
    (case,) = cases(window)
    case_rows.reject(window.session.cache, 1, "unknown_code", "claims[0].code")
    page.bridge.cache_changed.emit(CacheChanged(frozenset((case.id,))))
    qtbot.waitUntil(lambda: page.last_saved.words() == "")


def test_once_taken_back_it_is_not_offered_again(open_window: OpenWindow) -> None:
    window = open_window(AUTHORITY)
    page = entry(window)
    fill(page, MARYAM)
    QTest.keyClick(window, Qt.Key.Key_F9)
    press_undo(window)
    page.form.clear()
    press_undo(window)
    assert "ثبتی نیست" in window.toast.words()
    assert page.form.is_empty()


def test_in_a_field_ctrl_z_undoes_typing(open_window: OpenWindow, type_persian: Typist) -> None:
    window = open_window(AUTHORITY)
    page = entry(window)
    fill(page, MARYAM)
    QTest.keyClick(window, Qt.Key.Key_F9)
    page.form.subject.setFocus()
    type_persian(page.form.subject, "خلع")
    press_undo(window)
    assert page.form.subject.text() == ""
    assert not cases(window)[0].withdrawn
    press_undo(window)
    assert cases(window)[0].withdrawn
