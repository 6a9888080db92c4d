"""The small forms at the foot of a case file: notes, steps, the paper file's place, and taking back."""

import uuid
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from client.models.case_file import PENDING_MARK
from client.sync.cache import Cache
from client.windows.case_details import CaseDetails
from tests.client.windows import case_rows, case_stories, filled_cache
from tests.client.windows.case_editing import (
    CASE,
    CLERK,
    CTRL,
    JUDGE,
    PLAIN,
    opened,
    press,
    queued,
    two_cases,
)
from tests.client.windows.case_stories import add_step, row_id
from tests.client.windows.conftest import OpenWindow
from tests.client.windows.dialogs import answer_dialog, choose_in_dialog
from tests.client.windows.filled_cache import BRANCH


def test_a_note_of_several_lines_is_saved_by_ctrl_enter_and_waits_to_be_sent(
    open_window: OpenWindow, type_persian: Any
) -> None:
    window = open_window(CLERK, fill=two_cases)
    page = opened(window)
    press(page, Qt.Key.Key_N, CTRL)
    assert page.editors.note.text.hasFocus()
    type_persian(page.editors.note.text, "سطر نخست")
    press(page, Qt.Key.Key_Return)
    type_persian(page.editors.note.text, "سطر دوم")
    press(page, Qt.Key.Key_Return, CTRL)
    assert queued(window)["body"] == "سطر نخست\nسطر دوم"
    assert not page.editors.note.isVisible()
    assert page.strip.hasFocus()
    note = page.sections.notes.model
    assert note.index(0, 0).data() == f"{PENDING_MARK} سطر نخست سطر دوم"


def test_an_empty_note_is_not_saved_and_says_so(open_window: OpenWindow) -> None:
    window = open_window(CLERK, fill=two_cases)
    page = opened(window)
    press(page, Qt.Key.Key_N, CTRL)
    press(page, Qt.Key.Key_Return, CTRL)
    assert "یادداشت» خالی است" in page.editors.note.problem_line.words()
    assert window.session.outbox_counts().waiting == 0


def test_what_is_half_typed_is_a_draft_at_once_and_waits_on_its_own_case(
    open_window: OpenWindow, qtbot: QtBot, type_persian: Any
) -> None:
    window = open_window(CLERK, fill=two_cases)
    page = opened(window)
    press(page, Qt.Key.Key_N, CTRL)
    type_persian(page.editors.note.text, "نیمه")
    qtbot.waitUntil(lambda: page.editors.note.has_draft(CASE))
    press(page, Qt.Key.Key_Escape)
    assert page.acts.note.accessibleName() == "ادامهٔ یادداشت"
    opened(window, filled_cache.case_id(1))
    assert page.acts.note.accessibleName() == "یادداشت"
    opened(window)
    press(page, Qt.Key.Key_N, CTRL)
    assert page.editors.note.text.toPlainText() == "نیمه"
    press(page, Qt.Key.Key_Escape)


def test_only_a_judge_writes_privately_and_sharing_asks_first(
    open_window: OpenWindow, type_persian: Any
) -> None:
    page = opened(open_window(CLERK, fill=two_cases, home="clerk"))
    press(page, Qt.Key.Key_N, CTRL)
    assert not page.editors.note.private.isVisible()
    window = open_window(JUDGE, fill=two_cases)
    page = opened(window)
    press(page, Qt.Key.Key_N, CTRL)
    type_persian(page.editors.note.text, "تردید دارم")
    page.editors.note.private.click()
    press(page, Qt.Key.Key_Return, CTRL)
    assert queued(window)["scope"] == "private"
    page.sections.go_to("notes")
    dialogs: list[QWidget] = []
    # The question stands over the note that is read, which answers first.
    answer_dialog(dialogs, Qt.Key.Key_Return, CTRL)
    boxes: list[QWidget] = []
    QTimer.singleShot(0, page, lambda: _agree_after(dialogs, boxes))
    QTest.keyClick(page.sections.notes.table, Qt.Key.Key_Return)
    assert isinstance(dialogs[0], CaseDetails)
    assert boxes
    assert window.session.outbox_counts().waiting == 2


def _agree_after(dialogs: list[QWidget], boxes: list[QWidget]) -> None:
    if dialogs and isinstance(QApplication.activeModalWidget(), QMessageBox):
        choose_in_dialog(boxes, "به اشتراک بگذار")
    else:
        QTimer.singleShot(10, lambda: _agree_after(dialogs, boxes))


def test_the_paper_file_moves_by_one_key_and_the_old_place_stays_readable(open_window: OpenWindow) -> None:
    window = open_window(CLERK, fill=two_cases)
    page = opened(window)
    press(page, Qt.Key.Key_F12)
    page.editors.place.place.set_code("archive")
    page.editors.place.note.set_value("قفسهٔ ۷")
    press(page, Qt.Key.Key_Return, CTRL)
    changes = queued(window)["changes"]
    assert [(each["field"], each.get("old"), each["new"]) for each in changes] == [
        ("file_place", "office", "archive"),
        ("file_note", None, "قفسهٔ 7"),
    ]
    assert page.head.paper.words().startswith("پروندهٔ کاغذی: بایگانی — قفسهٔ ۷")
    assert "(پیشین: دفتر شعبه)" in page.head.paper.words()


def test_the_last_command_is_taken_back_and_the_window_says_until_when(open_window: OpenWindow) -> None:
    window = open_window(CLERK, fill=two_cases)
    page = opened(window)
    assert not page.undo.isVisible()
    press(page, Qt.Key.Key_F12)
    page.editors.place.place.set_code("archive")
    press(page, Qt.Key.Key_Return, CTRL)
    assert page.undo.button.accessibleName() == "بازگرداندن اصلاح پرونده"
    assert "تا ساعت ⁨۱۱:۱۲⁩" in page.undo.until.words()
    boxes: list[QWidget] = []
    choose_in_dialog(boxes, "بازگردان")
    press(page, Qt.Key.Key_Z, CTRL)
    assert boxes
    assert window.session.outbox_counts().waiting == 2
    assert page.head.paper.words().startswith("پروندهٔ کاغذی: دفتر شعبه")
    assert not page.undo.isVisible()


def test_while_a_form_is_open_its_keys_are_not_those_of_the_page(open_window: OpenWindow) -> None:
    def fill(cache: Cache) -> None:
        two_cases(cache)
        case_rows.add_decision(cache, CASE)

    window = open_window(JUDGE, fill=fill)
    page = opened(window)
    press(page, Qt.Key.Key_N, CTRL)
    page.editors.note.text.set_value("هنوز امضا نکنید")
    press(page, Qt.Key.Key_Return, CTRL)
    assert queued(window)["body"] == "هنوز امضا نکنید"
    assert page.acts.sign.isVisible()


def test_a_judge_puts_away_a_decision_nobody_signed(open_window: OpenWindow) -> None:
    def fill(cache: Cache) -> None:
        two_cases(cache)
        case_rows.add_decision(cache, CASE)

    window = open_window(JUDGE, fill=fill)
    page = opened(window)
    page.sections.go_to("decisions")
    boxes: list[QWidget] = []
    choose_in_dialog(boxes, "کنار بگذار")
    press(page, Qt.Key.Key_Delete, CTRL)
    assert queued(window)["decision"] == case_stories.row_id(CASE, "decision")
    assert "کنار گذاشته" in page.sections.decisions.model.index(0, 7).data()


def test_a_rejected_note_comes_back_with_everything_typed(open_window: OpenWindow) -> None:
    window = open_window(CLERK, fill=two_cases)
    page = opened(window)
    press(page, Qt.Key.Key_N, CTRL)
    page.editors.note.text.set_value("از دست نرود")
    press(page, Qt.Key.Key_Return, CTRL)
    case_rows.reject(window.session.cache, 1, "not_holder", "case")
    rejected = window.session.attention()[0]
    window.open_page("case_file", rejected)
    assert page.editors.note.text.toPlainText() == "از دست نرود"
    assert "نزد میز دیگری است" in page.editors.note.problem_line.words()
    press(page, Qt.Key.Key_Return, CTRL)
    assert window.session.attention() == ()
    assert uuid.UUID(queued(window)["note"])


def test_each_stop_of_the_tab_key_in_each_small_form_has_a_persian_name(open_window: OpenWindow) -> None:
    def fill(cache: Cache) -> None:
        two_cases(cache)
        add_step(cache, CASE, "پاسخ ثبت")
        case_rows.put_row(
            cache, "decision", id=row_id(CASE, "order"), case_id=CASE, entry=row_id(CASE, "entry"),
            desk=BRANCH, number="140568390000000017", disposition="403", kind="order", state="signed",
            decided_on="2026-11-20", body="مقرر است", prepared_at="2026-11-20T08:00:00.000000Z",
        )  # fmt: skip

    page = opened(open_window(JUDGE, fill=fill))
    editors = page.editors
    opening = {
        editors.note: (Qt.Key.Key_N, CTRL),
        editors.step: (Qt.Key.Key_Insert, PLAIN),
        editors.settle: (Qt.Key.Key_Delete, CTRL),
        editors.place: (Qt.Key.Key_F12, PLAIN),
    }
    walked: dict[str, list[QWidget]] = {}
    for editor, (key, modifier) in opening.items():
        press(page, key, modifier)
        stops = walked[editor.form] = []
        while editor.isAncestorOf(focus := page.window().focusWidget()) and focus not in stops:
            assert any("\u0600" <= letter <= "\u06ff" for letter in focus.accessibleName()), focus
            stops.append(focus)
            QTest.keyClick(focus, Qt.Key.Key_Tab)
        press(page, Qt.Key.Key_Escape)
    step = editors.step
    assert walked["step"] == [step.kind, step.title, step.due, step.decision, step.save, step.cancel]
    assert all(walked[editor.form][-2:] == [editor.save, editor.cancel] for editor in opening)
