"""Steps of a case in its file: opened, ordered by a decision, settled, and what is not offered."""

from typing import Any

import pytest
from PySide6.QtCore import Qt

from client.sync.cache import Cache
from tests.client.windows import case_rows, filled_cache
from tests.client.windows.case_editing import CASE, CLERK, CTRL, opened, press, queued, two_cases
from tests.client.windows.case_stories import change_case, end_with_a_step_carried, row_id
from tests.client.windows.conftest import OpenWindow
from tests.client.windows.filled_cache import OTHER_BRANCH


def test_a_step_is_opened_and_settled_by_key(open_window: OpenWindow, type_persian: Any) -> None:
    window = open_window(CLERK, fill=two_cases)
    page = opened(window)
    press(page, Qt.Key.Key_Insert)
    step = page.editors.step
    assert step.kind.hasFocus()
    step.kind.set_code("inquiry")
    type_persian(step.title, "پاسخ ثبت اسناد")
    step.due.setText("1405/09/20")
    press(page, Qt.Key.Key_Return, CTRL)
    assert queued(window)["due_on"] == "2026-12-11"
    assert page.strip.tabText(1).startswith("خواسته")
    assert any("۱ باز" in page.strip.tabText(at) for at in range(page.strip.count()))
    press(page, Qt.Key.Key_Delete, CTRL)
    assert page.editors.settle.isVisible()
    page.editors.settle.dropped.click()
    press(page, Qt.Key.Key_Return, CTRL)
    assert "«توضیح» خالی است" in page.editors.settle.problem_line.words()
    type_persian(page.editors.settle.remark, "لازم نشد")
    press(page, Qt.Key.Key_Return, CTRL)
    assert queued(window) == {
        "case": CASE, "step": queued(window)["step"], "outcome": "dropped", "remark": "لازم نشد",
    }  # fmt: skip
    assert page.sections.steps.model.history.is_struck(page.sections.steps.model.rows[0])


def test_after_the_stay_a_step_is_opened_for_the_decision_that_ordered_it(
    open_window: OpenWindow, type_persian: Any
) -> None:
    def fill(cache: Cache) -> None:
        two_cases(cache)
        end_with_a_step_carried(cache, CASE)

    window = open_window(CLERK, fill=fill)
    page = opened(window)
    assert not page.acts.prepare.isVisible()
    assert "تنها برای رأیی که آن را خواسته است" in page.acts.limits.words()
    press(page, Qt.Key.Key_Insert)
    step = page.editors.step
    step.kind.set_code("inquiry")
    type_persian(step.title, "ابلاغ رأی")
    only = step.decision.code()
    assert only == row_id(CASE, "decision")
    step.decision.set_code(None)
    press(page, Qt.Key.Key_Return, CTRL)
    assert "«رأی» خالی است" in step.problem_line.words()
    step.decision.set_code(only)
    press(page, Qt.Key.Key_Return, CTRL)
    assert queued(window)["decision"] == only
    # Carried along, a step may still be settled.
    page.sections.go_to("steps", row_id(CASE, "نظریهٔ کارشناس خط"))
    press(page, Qt.Key.Key_Return)
    assert page.editors.settle.isVisible()
    press(page, Qt.Key.Key_Return, CTRL)
    assert queued(window)["step"] == row_id(CASE, "نظریهٔ کارشناس خط")


def test_under_seal_nothing_new_is_offered_and_the_window_says_why(open_window: OpenWindow) -> None:
    def fill(cache: Cache) -> None:
        two_cases(cache)
        case_rows.add_decision(cache, CASE, "signed")
        case_rows.add_seal(cache, CASE)
        change_case(cache, filled_cache.case_id(1), holder=OTHER_BRANCH)

    window = open_window(CLERK, fill=fill)
    page = opened(window)
    assert not page.acts.step.isVisible()
    assert page.acts.note.isVisible()
    assert page.acts.limits.words() == "تا گشوده شدن مهر، رأی و اقدام تازه نمی‌شود"
    page = opened(window, filled_cache.case_id(1))
    assert page.acts.offered() == []
    assert page.acts.limits.words().startswith("در دست شعبه ۱۲")


@pytest.mark.parametrize(
    ("kind", "due", "words"),
    [
        ("", "", "«نوع» خالی است"),
        ("inquiry", "1405/13/01", "تاریخ خوانا نیست"),
        ("inquiry", "1405/08/01", "زودتر"),
    ],
)
def test_what_is_wrong_with_a_step_is_told_and_nothing_is_lost(
    open_window: OpenWindow, kind: str, due: str, words: str
) -> None:
    page = opened(open_window(CLERK, fill=two_cases))
    press(page, Qt.Key.Key_Insert)
    step = page.editors.step
    step.kind.set_code(kind or None)
    step.title.set_value("کاری")
    step.due.setText(due)
    press(page, Qt.Key.Key_Return, CTRL)
    assert words in step.problem_line.words()
    assert step.title.text() == "کاری"
    # All that is wrong is told at once, and each field has its frame and its words.
    step.title.set_value("")
    press(page, Qt.Key.Key_Return, CTRL)
    assert words in step.problem_line.words()
    assert "«عنوان» خالی است" in step.problem_line.words()
    assert "«عنوان» خالی است" in step.title.accessibleDescription()
    press(page, Qt.Key.Key_Escape)
