"""What tests of the small forms of a case file share: two cases, people who may use the forms, keys."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from client.sync import outbox
from client.sync.cache import Cache
from client.windows.case_file import CaseFilePage
from client.windows.main_window import MainWindow
from tests.client.windows import filled_cache, offline
from tests.client.windows.case_stories import change_case
from tests.client.windows.filled_cache import BRANCH

CTRL, PLAIN = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier
CASE = filled_cache.case_id(0)
BESIDE = (
    "amend_case", "undo_command", "write_note", "open_step", "settle_step", "withdraw_decision",
    "prepare_decision",
)  # fmt: skip
CLERK = offline.desk_role(BRANCH, "clerk", BESIDE)
JUDGE = offline.desk_role(BRANCH, "judge", (*BESIDE, "sign_decision", "share_note"))


def two_cases(cache: Cache) -> None:
    for case in filled_cache.add_cases(cache, 2):
        change_case(cache, case, withdrawn=False, file_place="office")


def opened(window: MainWindow, case: str = CASE) -> CaseFilePage:
    window.open_page("case_file", case)
    page = window.current()
    assert isinstance(page, CaseFilePage)
    return page


def queued(window: MainWindow) -> dict[str, Any]:
    """The payload of the command put last."""
    with window.session.cache.read() as connection:
        return outbox.next_batch(connection)[-1].payload


def press(page: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(page.window().focusWidget(), key, modifier)
