import uuid

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from client.models.case_file import PENDING_MARK
from client.sync.cache_tables import ENTITIES
from client.sync.cache_tables import outbox as queue
from client.sync.session import Session
from client.windows.case_file import CaseFilePage
from client.windows.decision import DecisionPage
from client.windows.main_window import MainWindow
from client.windows.outbox_page import OutboxPage
from common.commands import (
    Command,
    OpenStep,
    PrepareDecision,
    RecordPrint,
    SettleStep,
    UndoCommand,
    WriteNote,
)
from common.identifiers import uuid7
from tests.client.windows import case_rows, filled_cache, offline
from tests.client.windows.conftest import CLERK, OpenWindow
from tests.client.windows.dialogs import answer_dialog, choose_in_dialog
from tests.client.windows.filled_cache import BRANCH, TODAY

CTRL = Qt.KeyboardModifier.ControlModifier
CLERK_OF_ALL = offline.desk_role(BRANCH, "clerk", ("write_note", "open_step", "settle_step", "undo_command"))


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


def test_what_was_typed_is_read_beside_the_refusal_and_reopens_in_its_editor(open_window: OpenWindow) -> None:
    """A note, a step and its end, each refused: nothing typed is lost though the case went elsewhere."""
    window = open_window(CLERK_OF_ALL, fill=with_cases)
    case, step = uuid.UUID(filled_cache.case_id(1)), uuid7()
    issue(
        window,
        WriteNote(case=case, note=uuid7(), scope="branch", body="نشانی تازه را آورد"),
        OpenStep(case=case, step=step, kind="inquiry", title="پاسخ ثبت", due_on=TODAY),
        SettleStep(case=case, step=step, outcome="dropped", remark="لازم نشد"),
    )
    for place in (1, 2, 3):
        case_rows.reject(window.session.cache, place, "not_holder", "case")
    # The case was taken from the desk meanwhile.
    with window.session.cache.write() as connection:
        connection.execute(ENTITIES["court_case"].delete().where(ENTITIES["court_case"].c.id == str(case)))
    page = opened(window)
    told, shown = [], []
    for row in range(3):
        page.table.selectRow(row)
        told.append(page.typed.words())
        QTest.keyClick(page.table, Qt.Key.Key_Return, CTRL)
        file = window.current()
        assert isinstance(file, CaseFilePage)
        editor = file.editors.shown()
        assert editor is not None
        assert "نزد میز دیگری است" in editor.problem_line.words()
        shown.append(editor.content())
        QTest.keyClick(file.focusWidget() or file, Qt.Key.Key_Escape)
        page = opened(window)
    assert told == [
        "نوشتهٔ شما: نشانی تازه را آورد",
        "نوشتهٔ شما: استعلام · پاسخ ثبت · مهلت \u2068۱۴۰۵/۰۹/۰۴\u2069",
        "نوشتهٔ شما: کنار گذاشته شد · لازم نشد",
    ]
    assert shown[0]["body"] == "نشانی تازه را آورد"
    assert (shown[1]["title"], shown[1]["due"]) == ("پاسخ ثبت", "1405/09/04")
    assert (shown[2]["step"], shown[2]["remark"]) == (str(step), "لازم نشد")


def test_what_would_be_refused_again_is_not_sent_again(open_window: OpenWindow) -> None:
    window = open_window(CLERK_OF_ALL, fill=with_cases)
    case = uuid.UUID(filled_cache.case_id(1))
    issue(window, WriteNote(case=case, note=uuid7(), scope="branch", body="متن"))
    case_rows.apply(window.session.cache, 1)
    with window.session.cache.read() as connection:
        command = uuid.UUID(connection.execute(select(queue.c.id)).scalar_one())
    issue(window, UndoCommand(case=case, command=command))
    case_rows.reject(window.session.cache, 2, "undo_too_late", "command")
    page = opened(window)
    assert "مهلت بازگرداندن این کار گذشته است" in page.why.words()
    assert not page.mend.isEnabled()
    assert "کنار بگذارید" in page.hint.words()
    assert not page.typed.isVisible()
