"""The case file, its small forms, amending and deciding: with nothing, a little and very much to tell."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from client.sync.cache import Cache
from client.windows.amend_case import AmendCasePage
from client.windows.case_file import CaseFilePage
from client.windows.main_window import MainWindow
from tests.client.windows import case_rows, case_stories, filled_cache, offline
from tests.client.windows.case_stories import LONG_NAME, LONG_SUBJECT
from tests.client.windows.filled_cache import BRANCH
from tests.pictures.gallery import Scene

CTRL = Qt.KeyboardModifier.ControlModifier
CASE = filled_cache.case_id(0)
MUCH = 3000
_KINDS = (
    *offline.BRANCH_KINDS, "amend_case", "undo_command", "write_note", "open_step", "settle_step",
    "withdraw_decision",
)  # fmt: skip
CLERK = offline.desk_role(BRANCH, "clerk", _KINDS)
JUDGE = offline.desk_role(BRANCH, "judge", (*_KINDS, "sign_decision", "share_note"))


def _bare(cache: Cache) -> None:
    filled_cache.add_cases(cache, 1)


def _told(cache: Cache) -> None:
    filled_cache.add_cases(cache, 3)
    case_stories.tell_all(cache, CASE)


def _much(cache: Cache) -> None:
    _told(cache)
    for ordinal in range(5, 45):
        case_stories.add_party(cache, CASE, ordinal, "defendant", "علی‌اکبر", f"موسوی‌زادهٔ {ordinal}")
    case_stories.add_events(cache, filled_cache.case_id(2), MUCH)


def _long(cache: Cache) -> None:
    _told(cache)
    case_stories.change_case(cache, CASE, subject=LONG_SUBJECT)
    party = case_stories.add_party(cache, CASE, 5, "defendant", None, LONG_NAME)
    case_stories.add_flag(cache, CASE, party, "protected")


def opened(window: MainWindow, case: str = CASE) -> CaseFilePage:
    """The case file of a case."""
    window.open_page("case_file", case)
    page = window.current()
    assert isinstance(page, CaseFilePage)
    return page


def _section(name: str) -> Callable[[MainWindow], None]:
    def act(window: MainWindow) -> None:
        opened(window).sections.go_to(name)

    return act


def _key(
    key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> Callable[[MainWindow], None]:
    def act(window: MainWindow) -> None:
        opened(window)
        QTest.keyClick(window.focusWidget(), key, modifier)

    return act


def _wrong_step(window: MainWindow) -> None:
    _key(Qt.Key.Key_Insert)(window)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return, CTRL)


def _ended(cache: Cache) -> None:
    filled_cache.add_cases(cache, 2)
    case_stories.end_with_a_step_carried(cache, CASE)


def _withdrawn(cache: Cache) -> None:
    filled_cache.add_cases(cache, 2)
    case_stories.withdraw_double(cache, CASE, filled_cache.case_id(1))


def _wrong_note(window: MainWindow) -> None:
    _key(Qt.Key.Key_N, CTRL)(window)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return, CTRL)


def _amending(window: MainWindow) -> AmendCasePage:
    _key(Qt.Key.Key_E, CTRL)(window)
    page = window.current()
    assert isinstance(page, AmendCasePage)
    return page


def _conflict(window: MainWindow) -> None:
    page = _amending(window)
    page.form.subject.set_value("مطالبهٔ وجه دو فقره چک")
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return, CTRL)
    conflict = {
        "change": 0, "entity": "court_case", "row": CASE, "field": "subject", "now": "مطالبهٔ سه چک",
        "by": "h.nouri", "at": "2026-11-25T06:50:12.000000Z",
    }  # fmt: skip
    case_rows.reject(window.session.cache, 1, "changed_meanwhile", "changes[0].new", conflicts=[conflict])
    window.open_page("amend_case", window.session.attention()[0])


def _events(window: MainWindow) -> None:
    opened(window, filled_cache.case_id(2)).sections.go_to("happenings")


SCENES = (
    Scene("case-file-0", (CLERK,), opened, _bare),
    Scene("case-file-3", (CLERK,), opened, _told),
    Scene("case-file-decisions", (JUDGE,), _section("decisions"), _told),
    Scene("case-file-notes", (JUDGE,), _section("notes"), _told),
    Scene("case-file-events", (CLERK,), _section("happenings"), _told),
    Scene("case-file-3000-events", (CLERK,), _events, _much),
    Scene("case-file-40-parties", (CLERK,), opened, _much),
    Scene("case-file-long", (CLERK,), opened, _long),
    Scene("case-note", (CLERK,), _key(Qt.Key.Key_N, CTRL), _told),
    Scene("case-file-ended", (CLERK,), opened, _ended),
    Scene("case-file-withdrawn", (CLERK,), opened, _withdrawn),
    Scene("case-note-wrong", (CLERK,), _wrong_note, _told),
    Scene("case-step-wrong", (CLERK,), _wrong_step, _bare),
    Scene("case-place", (CLERK,), _key(Qt.Key.Key_F12), _told),
    Scene("amend", (CLERK,), _amending, _told),
    Scene("amend-conflict", (CLERK,), _conflict, _told),
)
