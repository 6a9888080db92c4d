"""Writing, signing and correcting a decision, and what is asked before a case leaves."""

from __future__ import annotations

import uuid
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from client.sync.cache import Cache
from client.windows.decision import DecisionPage
from client.windows.main_window import MainWindow
from common.commands.cases import MOST_CLAIMS
from tests.client.windows import case_rows, case_stories, filled_cache
from tests.client.windows.case_rows import put_row
from tests.client.windows.case_stories import LONG_NAME, row_id
from tests.client.windows.dialogs import answer_dialog
from tests.pictures.case_scenes import CASE, CLERK, CTRL, JUDGE, opened
from tests.pictures.gallery import Scene, settle, wait_for


def _claims(count: int, cache: Cache) -> None:
    filled_cache.add_cases(cache, 1)
    case_stories.add_party(cache, CASE, 3, "defendant", None, LONG_NAME)
    for ordinal in range(2, count + 1):
        put_row(
            cache, "claim", id=str(uuid.uuid5(uuid.UUID(CASE), f"claim{ordinal}")), case_id=CASE,
            ordinal=ordinal, code_kind="claim", code=str(101 + ordinal % 20), amount=ordinal * 1_250_000,
            struck=False,
        )  # fmt: skip


def _prepared(cache: Cache) -> None:
    filled_cache.add_cases(cache, 1)
    decision = case_rows.add_decision(cache, CASE)
    case_stories.change_row(cache, "decision", decision, kind="verdict")
    put_row(
        cache, "outcome", id=row_id(CASE, "outcome"), case_id=CASE, decision=decision,
        claim=row_id(CASE, "claim"), party=row_id(CASE, "party2"), disposition="102",
    )  # fmt: skip


def _open_steps(cache: Cache) -> None:
    _prepared(cache)
    case_stories.add_step(cache, CASE, "پاسخ استعلام ثبت اسناد دربارهٔ پلاک ثبتی 12/345", -3)
    case_stories.add_step(cache, CASE, "ابلاغ اخطاریهٔ رفع نقص به خواهان", 5)


def _signed(cache: Cache) -> None:
    filled_cache.add_cases(cache, 1)
    case_stories.change_row(cache, "decision", case_rows.add_decision(cache, CASE, "signed"), kind="verdict")


def _writing(window: MainWindow) -> DecisionPage:
    opened(window)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_F9)
    page = window.current()
    assert isinstance(page, DecisionPage)
    settle()
    return page


def _written(window: MainWindow) -> None:
    page = _writing(window)
    page.disposition.set_code("101")
    page.body.set_value(case_rows.BODY)


def _wrong(window: MainWindow) -> None:
    page = _writing(window)
    page.decided_on.setText("۱۴۰۵/۱۳/۴۵")
    QTest.keyClick(page.body, Qt.Key.Key_Return, CTRL)


def _signing(window: MainWindow) -> None:
    page = opened(window)
    wait_for(page.acts.sign.isVisible)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return, CTRL)


def _signed_with_steps_open(window: MainWindow) -> None:
    # The text is read and signed at once; what is still open is asked for next.
    answer_dialog([], Qt.Key.Key_Return, CTRL)
    _signing(window)


def _correcting(window: MainWindow) -> None:
    page = opened(window)
    wait_for(page.acts.correct.isVisible)
    page.acts.correct.click()


SCENES = (
    *(
        Scene(f"decision-{count}", (CLERK,), _writing, partial(_claims, count))
        for count in (1, 3, MOST_CLAIMS)
    ),
    Scene("decision-written", (CLERK,), _written, partial(_claims, 3)),
    Scene("decision-wrong", (CLERK,), _wrong, partial(_claims, 3)),
    Scene("decision-correction", (CLERK,), _correcting, _signed),
    Scene("decision-signing", (JUDGE,), _signing, _prepared, dialog=True),
    Scene("leave-check", (JUDGE,), _signed_with_steps_open, _open_steps, dialog=True),
)
