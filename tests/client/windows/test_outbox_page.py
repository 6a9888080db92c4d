import uuid

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from client.models.case_file import PENDING_MARK
from client.sync.session import Session
from client.windows.case_file import CaseFilePage
from client.windows.decision import DecisionPage
from client.windows.main_window import MainWindow
from client.windows.outbox_page import OutboxPage
from common.commands import Command, PrepareDecision, RecordPrint
from common.identifiers import uuid7
from tests.client.windows import case_rows, filled_cache
from tests.client.windows.conftest import CLERK, OpenWindow
from tests.client.windows.dialogs import answer_dialog, choose_in_dialog
from tests.client.windows.filled_cache import BRANCH, TODAY

CTRL = Qt.KeyboardModifier.ControlModifier


def with_cases(cache: object) -> None:
    filled_cache.add_cases(cache, 9)  # type: ignore[arg-type]  # a Cache


def decision(session: Session, number: int) -> PrepareDecision:
    case = uuid.UUID(filled_cache.case_id(number))
    return PrepareDecision(
        case=case, decision=uuid7(), entry=uuid.uuid5(case, "entry"), number=session.next_number("decision"),
        kind="verdict", disposition="101", decided_on=TODAY, body=f"متن رأی {number}",
    )  # fmt: skip


def issue(window: MainWindow, *commands: Command) -> None:
    for command in commands:
        window.session.issue(command, BRANCH)


def opened(window: MainWindow) -> OutboxPage:
    QTest.keyClick(window.focusWidget() or window, Qt.Key.Key_F7)
    page = window.current()
    assert isinstance(page, OutboxPage)
    return page


def test_an_empty_queue_says_so(open_window: OpenWindow) -> None:
    page = opened(open_window(CLERK, fill=with_cases))
    assert not page.attention.isVisible()
    assert page.waiting.table.accessibleDescription() == "چیزی در انتظار ارسال نیست"


def test_what_waits_stands_in_the_order_it_is_sent_and_what_was_sent_newest_first(
    open_window: OpenWindow, qtbot: QtBot
) -> None:
    window = open_window(CLERK, fill=with_cases)
    issue(window, *(decision(window.session, number) for number in range(6)))
    for sequence in (1, 2):
        case_rows.apply(window.session.cache, sequence)
    page = opened(window)
    waiting = [page.waiting.model.row(row).sequence for row in range(page.waiting.model.rowCount())]
    assert waiting == [3, 4, 5, 6]
    assert page.waiting.model.index(0, 0).data() == f"{PENDING_MARK} آماده کردن رأی"
    assert "۰۰۰۰۳" in page.waiting.model.index(0, 1).data()
    sent = [page.sent.model.row(row).sequence for row in range(page.sent.model.rowCount())]
    assert sent == [2, 1]
    issue(window, decision(window.session, 7))
    qtbot.waitUntil(lambda: page.waiting.model.rowCount() == 5)
    page.waiting.table.setFocus()
    QTest.keyClick(page.waiting.table, Qt.Key.Key_Return)
    assert isinstance(window.current(), CaseFilePage)


def test_a_refusal_is_told_as_a_sentence_and_its_form_opens_filled(open_window: OpenWindow) -> None:
    window = open_window(CLERK, fill=with_cases)
    issue(window, decision(window.session, 1), decision(window.session, 2))
    case_rows.reject(window.session.cache, 1, "date_before", "decided_on")
    page = opened(window)
    assert page.why.words() == "«تاریخ رأی» زودتر از حد مجاز است؛ تاریخ دیرتری وارد کنید"
    assert page.table.hasFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Return, CTRL)
    form = window.current()
    assert isinstance(form, DecisionPage)
    assert form.body.toPlainText() == "متن رأی ۱"
    QTest.keyClick(form.focusWidget() or form, Qt.Key.Key_S, CTRL)
    assert window.current() is page
    assert window.session.attention() == ()
    assert not page.attention.isVisible()


def test_what_needs_no_form_is_sent_again(open_window: OpenWindow) -> None:
    window = open_window(CLERK, fill=with_cases)
    issue(window, RecordPrint(case=uuid.UUID(filled_cache.case_id(1)), seal=uuid7()))
    case_rows.reject(window.session.cache, 1, "centre_busy")
    page = opened(window)
    assert page.mend.accessibleName() == "ارسال دوباره"
    QTest.keyClick(page.table, Qt.Key.Key_Return, CTRL)
    assert window.session.attention() == ()
    assert window.session.outbox_counts().waiting == 1


def test_setting_aside_takes_the_verb_on_its_button(open_window: OpenWindow, qtbot: QtBot) -> None:
    window = open_window(CLERK, fill=with_cases)
    issue(window, decision(window.session, 1))
    case_rows.reject(window.session.cache, 1, "entry_closed")
    page = opened(window)
    dialogs: list[QWidget] = []
    answer_dialog(dialogs, Qt.Key.Key_Return)
    QTest.keyClick(page.table, Qt.Key.Key_Delete, CTRL)
    assert len(dialogs) == 1
    assert len(window.session.attention()) == 1
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    choose_in_dialog(dialogs, "کنار بگذار")
    QTest.keyClick(page.table, Qt.Key.Key_Delete, CTRL)
    assert window.session.attention() == ()


def test_a_refusal_at_another_desk_is_mended_there(open_window: OpenWindow) -> None:
    window = open_window(CLERK, fill=with_cases)
    window.session.issue(decision(window.session, 1), filled_cache.OTHER_BRANCH)
    case_rows.reject(window.session.cache, 1, "forbidden", "desk")
    page = opened(window)
    assert not page.mend.isEnabled()
    assert "شعبه ۱۲" in page.hint.words()
