"""A case is amended: only the differences go, and two people's values meet side by side."""

import uuid
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from client.models.attention import refusal
from client.sync import outbox
from client.sync.cache import Cache
from client.windows.amend_case import AmendCasePage
from client.windows.case_file import CaseFilePage
from client.windows.main_window import MainWindow
from tests.client.windows import case_rows, case_stories, filled_cache, offline
from tests.client.windows.conftest import OpenWindow
from tests.client.windows.dialogs import choose_in_dialog
from tests.client.windows.filled_cache import BRANCH

CTRL = Qt.KeyboardModifier.ControlModifier
CASE = filled_cache.case_id(0)
CLERK = offline.desk_role(BRANCH, "clerk", ("amend_case", "undo_command", "write_note", "prepare_decision"))


def one_case(cache: Cache) -> None:
    filled_cache.add_cases(cache, 2)
    for number in (0, 1):
        case_stories.change_case(
            cache,
            filled_cache.case_id(number),
            withdrawn=False,
            paper_number="1405/331/د",
            file_place="office",
        )


def amending(window: MainWindow, argument: object = CASE) -> AmendCasePage:
    if argument == CASE:
        window.open_page("case_file", CASE)
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_E, CTRL)
    else:
        window.open_page("amend_case", argument)
    page = window.current()
    assert isinstance(page, AmendCasePage)
    return page


def save(page: AmendCasePage) -> None:
    QTest.keyClick(page.window().focusWidget(), Qt.Key.Key_Return, CTRL)


def queued(window: MainWindow) -> dict[str, Any]:
    with window.session.cache.read() as connection:
        return outbox.next_batch(connection)[-1].payload


def said(window: MainWindow) -> list[tuple[str, str | None, str | None]]:
    return [(each["field"], each.get("old"), each.get("new")) for each in queued(window).get("changes", ())]


def rejected(
    window: MainWindow, conflicts: list[dict[str, Any]] | None = None, code: str = "changed_meanwhile"
) -> Any:
    """The centre did not accept the amendment put first; what a user finds to attend to."""
    parameters: dict[str, Any] = {"conflicts": conflicts} if conflicts else {}
    case_rows.reject(window.session.cache, 1, code, "changes[0].new", **parameters)
    return window.session.attention()[0]


def conflict(change: int, field: str, now: str | None) -> dict[str, Any]:
    return {
        "change": change, "entity": "court_case", "row": CASE, "field": field, "now": now, "by": "h.nouri",
        "at": "2026-11-25T06:50:12.000000Z",
    }  # fmt: skip


def test_only_the_differences_are_sent_with_the_values_that_were_seen(open_window: OpenWindow) -> None:
    window = open_window(CLERK, fill=one_case)
    page = amending(window)
    assert page.form.subject.hasFocus()
    page.form.subject.set_value("مطالبهٔ وجه دو فقره چک")
    page.reason.set_value("سهو قلم در ثبت")
    save(page)
    assert said(window) == [("subject", "مطالبه وجه چک", "مطالبهٔ وجه دو فقره چک")]
    assert queued(window)["reason"] == "سهو قلم در ثبت"
    file = window.current()
    assert isinstance(file, CaseFilePage)
    assert "(پیشین: مطالبه وجه چک)" in file.head.subject.words()
    assert "در انتظار ارسال" in file.head.note.words()


def test_a_form_that_says_what_the_case_says_sends_nothing(open_window: OpenWindow) -> None:
    window = open_window(CLERK, fill=one_case)
    page = amending(window)
    save(page)
    assert "چیزی تغییر نکرده است" in page.errors.links()[0].text()
    assert window.session.outbox_counts().waiting == 0
    assert not page.unsaved()


def test_a_value_spelt_otherwise_by_the_form_is_no_change(open_window: OpenWindow) -> None:
    def fill(cache: Cache) -> None:
        one_case(cache)
        case_stories.change_case(cache, CASE, paper_number="۱۴۰۵/۳۳۱")

    page = amending(open_window(CLERK, fill=fill))
    assert not page.unsaved()


def test_a_party_taken_out_is_struck_and_one_added_comes_with_the_amendment(open_window: OpenWindow) -> None:
    window = open_window(CLERK, fill=one_case)
    page = amending(window)
    rows = page.form.parties.parties.rows()
    page.form.parties.set_rows(rows[:1])
    save(page)
    assert [link.text() for link in page.errors.links()] == []
    assert said(window) == [("struck", "false", "true")]
    file = window.current()
    assert isinstance(file, CaseFilePage)
    section = file.sections.parties
    assert section.model.history.is_struck(section.model.rows[1])


def test_what_is_typed_is_a_draft_and_comes_back(open_window: OpenWindow, qtbot: QtBot) -> None:
    window = open_window(CLERK, fill=one_case)
    page = amending(window)
    page.form.subject.set_value("نیمه‌کاره")
    qtbot.waitUntil(lambda: window.session.drafts.load(f"amend_case/{BRANCH}", CASE) is not None)
    assert "۱" in page.count.words()
    amending(window, filled_cache.case_id(1))
    assert page.form.subject.value() != "نیمه‌کاره"
    amending(window)
    assert page.form.subject.value() == "نیمه‌کاره"
    boxes: list[QWidget] = []
    choose_in_dialog(boxes, "کنار بگذار")
    QTest.keyClick(page.form.subject, Qt.Key.Key_Escape)
    assert isinstance(window.current(), CaseFilePage)
    assert window.session.drafts.load(f"amend_case/{BRANCH}", CASE) is None


def test_two_values_of_one_field_stand_side_by_side_and_the_second_person_chooses(
    open_window: OpenWindow,
) -> None:
    window = open_window(CLERK, fill=one_case)
    page = amending(window)
    page.form.subject.set_value("مطالبهٔ دو چک")
    save(page)
    old = rejected(window, [conflict(0, "subject", "مطالبهٔ سه چک")])
    assert refusal(old).startswith("همکاری «موضوع» را در این میان تغییر داده است")
    page = amending(window, old)
    mine, theirs = page.conflicts.choices()[0]
    assert mine.hasFocus()
    assert "شما: مطالبهٔ دو چک" in mine.accessibleName()
    assert "حسین نوری" in theirs.accessibleName()
    assert "مطالبهٔ سه چک" in theirs.accessibleName()
    save(page)
    assert "یکی از دو مقدار" in page.errors.links()[0].text()
    mine.setFocus()
    QTest.keyClick(mine, Qt.Key.Key_Space)
    save(page)
    assert said(window) == [("subject", "مطالبهٔ سه چک", "مطالبهٔ دو چک")]
    assert window.session.attention() == ()


def test_the_others_value_is_taken_by_the_arrow_and_the_rest_is_sent(open_window: OpenWindow) -> None:
    window = open_window(CLERK, fill=one_case)
    page = amending(window)
    page.form.subject.set_value("مطالبهٔ دو چک")
    page.form.case.field("paper_number").set_value("1405/332/د")
    save(page)
    fields = [field for field, _, _ in said(window)]
    page = amending(window, rejected(window, [conflict(fields.index("subject"), "subject", "مطالبهٔ سه چک")]))
    mine, theirs = page.conflicts.choices()[0]
    QTest.keyClick(mine, Qt.Key.Key_Left)
    assert theirs.isChecked()
    assert page.form.subject.value() == "مطالبهٔ سه چک"
    save(page)
    assert said(window) == [("paper_number", "1405/331/د", "1405/332/د")]


@pytest.mark.parametrize(("key", "sent"), [(Qt.Key.Key_Space, True), (Qt.Key.Key_Left, False)])
def test_the_place_of_the_paper_file_is_chosen_between_two_as_well(
    open_window: OpenWindow, key: Qt.Key, sent: bool
) -> None:
    window = open_window(CLERK, fill=one_case)
    window.open_page("case_file", CASE)
    file = window.current()
    assert isinstance(file, CaseFilePage)
    QTest.keyClick(file.strip, Qt.Key.Key_F12)
    file.editors.place.place.set_code("archive")
    QTest.keyClick(file.editors.place.place, Qt.Key.Key_Return, CTRL)
    page = amending(window, rejected(window, [conflict(0, "file_place", "judge")]))
    mine, theirs = page.conflicts.choices()[0]
    assert "بایگانی" in mine.accessibleName()
    assert "نزد قاضی" in theirs.accessibleName()
    QTest.keyClick(mine, key)
    save(page)
    if sent:
        assert said(window) == [("file_place", "judge", "archive")]
    else:
        assert "چیزی تغییر نکرده است" in page.errors.links()[0].text()
        page.form.clear()


def test_any_other_refusal_brings_everything_typed_back_with_its_reason(open_window: OpenWindow) -> None:
    window = open_window(CLERK, fill=one_case)
    page = amending(window)
    page.form.subject.set_value("مطالبهٔ دو چک")
    page.reason.set_value("دلیل")
    save(page)
    old = rejected(window, code="case_withdrawn")
    page = amending(window, old)
    assert page.form.subject.value() == "مطالبهٔ دو چک"
    assert page.reason.value() == "دلیل"
    assert "پس گرفته شده است" in page.notice.accessibleName()
    save(page)
    assert uuid.UUID(queued(window)["case"])
    assert window.session.attention() == ()


def test_each_stop_of_the_tab_key_has_a_persian_name_with_two_values_to_choose(
    open_window: OpenWindow,
) -> None:
    window = open_window(CLERK, fill=one_case)
    page = amending(window)
    page.form.subject.set_value("مطالبهٔ دو چک")
    save(page)
    page = amending(window, rejected(window, [conflict(0, "subject", "مطالبهٔ سه چک")]))
    stops = [
        widget
        for widget in page.findChildren(QWidget)
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    assert len(stops) > 8
    assert [w for w in stops if not any("\u0600" <= c <= "\u06ff" for c in w.accessibleName())] == []
    page.conflicts.choices()[0][1].click()
    page.form.subject.set_value("مطالبهٔ سه چک")
