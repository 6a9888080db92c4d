"""Before a case is closed or sent on, what is open is named, with a key to settle it or to carry it along."""

import json
import re
import uuid
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from client.models.case_file import read_case
from client.sync.cache import Cache
from client.sync.cache_tables import outbox
from client.windows.case_file import CaseFilePage
from client.windows.decision import DecisionPage
from client.windows.decision_text import DecisionText
from client.windows.leave_check import LeaveCheck
from client.windows.main_window import MainWindow
from client.windows.outbox_page import OutboxPage
from client.windows.send_up import SendUpPage
from tests.client.windows import case_rows, case_stories, offline
from tests.client.windows.conftest import OpenWindow
from tests.client.windows.decided_cases import CASE, add_claims, add_decision, claim_id
from tests.client.windows.dialogs import answer_dialog, choose_in_dialog, when_in_front
from tests.client.windows.filled_cache import APPEAL, BRANCH, TODAY
from tests.client.windows.keyboard import press

CTRL = Qt.KeyboardModifier.ControlModifier
KINDS = (
    "prepare_decision", "sign_decision", "withdraw_decision", "open_step", "settle_step", "amend_case",
    "send_up", "record_print",
)  # fmt: skip
JUDGE = offline.desk_role(BRANCH, "judge", KINDS)
_NO_ISOLATES = {0x2068: None, 0x2069: None}
SIGNING_ONLY = offline.desk_role(BRANCH, "judge", ("sign_decision",))


def two_steps_open(cache: Cache) -> None:
    """A decision waits for the judge while two steps are open."""
    add_claims(cache, 2)
    add_decision(cache, "prepared", (0, None, "101"), (1, None, "104"))
    case_stories.add_step(cache, CASE, "پاسخ استعلام ثبت", 5)
    case_stories.add_step(cache, CASE, "نظریهٔ کارشناس خط")


def file_page(window: MainWindow) -> CaseFilePage:
    window.open_page("desk_cases")
    window.open_page("case_file", CASE)
    page = window.current()
    assert isinstance(page, CaseFilePage)
    return page


def sign(window: MainWindow) -> None:
    """Ctrl+Enter in the case file, and again over the text of the decision."""
    answer_dialog([], Qt.Key.Key_Return, CTRL)
    file_page(window).acts.sign.click()


def sent(window: MainWindow) -> list[tuple[str, dict[str, Any]]]:
    with window.session.cache.read() as connection:
        rows = connection.execute(select(outbox.c.kind, outbox.c.payload).order_by(outbox.c.sequence)).all()
    return [(row.kind, json.loads(row.payload)) for row in rows]


def step(title: str) -> str:
    return case_stories.row_id(CASE, title)


def words(check: LeaveCheck) -> list[tuple[str, str]]:
    model = check.model
    return [
        (str(model.index(row, 0).data()), str(model.index(row, 1).data())) for row in range(model.rowCount())
    ]


def keys_offered(check: LeaveCheck) -> set[str]:
    return {name for name, button in check.settle.items() if button.isVisible()} | {
        name for name, button in (("carry", check.carry), ("go", check.go)) if button.isVisible()
    }


def test_one_step_is_settled_one_carried_along_and_then_the_signature_goes_on_by_itself(
    open_window: OpenWindow,
) -> None:
    window = open_window(JUDGE, fill=two_steps_open)
    seen: list[Any] = []

    def answer(check: LeaveCheck) -> None:
        stops = [w for w in check.findChildren(QWidget) if w.focusPolicy() & Qt.FocusPolicy.TabFocus]
        assert all(re.search("[آ-ی]", stop.accessibleName()) for stop in stops if stop.isVisible())
        seen.append(words(check))
        seen.append((check.heading.words(), keys_offered(check)))
        press("F9")
        seen.append(words(check))
        press("Insert")

    asked = when_in_front(LeaveCheck, answer)
    sign(window)
    assert len(asked) == 1
    assert {title.translate(_NO_ISOLATES) for title, _state in seen[0]} == {
        "استعلام: پاسخ استعلام ثبت، مهلت ۱۴۰۵/۰۹/۰۹", "استعلام: نظریهٔ کارشناس خط"
    }  # fmt: skip
    assert seen[1] == ("\u2068۲\u2069 کار این پرونده هنوز باز است", {"settle_step", "carry", "go"})
    assert [state for _title, state in seen[2]] == ["■ باز"]
    kinds = [kind for kind, _payload in sent(window)]
    assert kinds == ["settle_step", "sign_decision"]
    settled, signed = sent(window)[0][1]["step"], sent(window)[1][1]
    assert {settled, *signed["carry"]} == {step("پاسخ استعلام ثبت"), step("نظریهٔ کارشناس خط")}
    file = read_case(window.session.cache, CASE)
    assert file is not None
    assert sorted(row.state for row in file.steps) == ["carried", "done"]
    assert file.running_entry(BRANCH) is None
    assert "امضا شد" in window.toast.words()


def test_esc_signs_nothing_and_enter_leads_to_what_is_open(open_window: OpenWindow, qtbot: QtBot) -> None:
    window = open_window(JUDGE, fill=two_steps_open)
    when_in_front(LeaveCheck, lambda check: press("Insert", "Escape"))
    sign(window)
    assert sent(window) == []
    when_in_front(LeaveCheck, lambda check: press("Down", "Return"))
    sign(window)
    page = window.current()
    assert isinstance(page, CaseFilePage)
    assert page.editors.settle.isVisible()
    assert sent(window) == []


def test_what_somebody_else_settles_meanwhile_leaves_the_list(open_window: OpenWindow) -> None:
    window = open_window(JUDGE, fill=two_steps_open)

    def answer(check: LeaveCheck) -> None:
        press("Insert")
        (left,) = [title for title, state in words(check) if state == "■ باز"]
        title = "پاسخ استعلام ثبت" if "ثبت" in left else "نظریهٔ کارشناس خط"
        case_stories.change_row(window.session.cache, "step", step(title), state="done")
        check.refresh()

    when_in_front(LeaveCheck, answer)
    sign(window)
    assert [kind for kind, _payload in sent(window)] == ["sign_decision"]


def test_without_the_right_a_step_is_only_carried(open_window: OpenWindow) -> None:
    window = open_window(SIGNING_ONLY, fill=two_steps_open)
    offered: list[set[str]] = []

    def answer(check: LeaveCheck) -> None:
        offered.append(keys_offered(check))
        press("Insert", "Insert")

    when_in_front(LeaveCheck, answer)
    sign(window)
    assert offered == [{"carry", "go"}]
    assert len(sent(window)[0][1]["carry"]) == 2


def test_a_claim_the_decision_forgot_leads_back_to_its_form_with_everything_typed(
    open_window: OpenWindow,
) -> None:
    def fill(cache: Cache) -> None:
        add_claims(cache, 3)
        add_decision(cache, "prepared", (0, None, "104"), (1, 2, "109"))

    window = open_window(JUDGE, fill=fill)
    seen: list[tuple[str, str]] = []
    boxes: list[QWidget] = []

    def answer(check: LeaveCheck) -> None:
        seen.extend(words(check))
        choose_in_dialog(boxes, "کنار بگذار")
        press("Ctrl+Delete")

    when_in_front(LeaveCheck, answer)
    sign(window)
    assert seen == [("رأی دربارهٔ «مطالبه وجه سفته» چیزی نمی‌گوید؛ نتیجهٔ آن را بیفزایید", "■ باز")]
    assert [kind for kind, _payload in sent(window)] == ["withdraw_decision"]
    page = window.current()
    assert isinstance(page, DecisionPage)
    assert page.disposition.code() == "101"
    assert page.body.value() == case_rows.BODY.strip()
    assert [(row.claim, row.typed) for row in page.outcomes.rows()] == [
        (claim_id(0), "104"), (claim_id(1), ""), (claim_id(1), "109"), (claim_id(2), ""),
    ]  # fmt: skip
    page.decided_on.set_date(TODAY)
    press("Ctrl+S")
    assert [kind for kind, _payload in sent(window)] == ["withdraw_decision", "prepare_decision"]
    assert len(sent(window)[1][1]["outcomes"]) == 4


def test_a_signature_the_centre_refused_is_taken_up_again_with_what_the_centre_named(
    open_window: OpenWindow, qtbot: QtBot
) -> None:
    def fill(cache: Cache) -> None:
        add_claims(cache, 1)
        add_decision(cache, "prepared")

    window = open_window(JUDGE, fill=fill)
    sign(window)
    here, unseen = step("ابلاغ اخطاریه"), str(uuid.uuid4())
    case_stories.add_step(window.session.cache, CASE, "ابلاغ اخطاریه")
    told = [["open_step", here], ["open_step", unseen]]
    case_rows.reject(window.session.cache, 1, "case_has_blockers", "case", blockers=told)
    window.open_page("outbox")
    page = window.current()
    assert isinstance(page, OutboxPage)
    assert "اصلاح" in page.mend.accessibleName()
    seen: list[tuple[str, str]] = []

    def answer(check: LeaveCheck) -> None:
        seen.extend(words(check))
        press("Insert", "Insert")

    asked = when_in_front(LeaveCheck, answer)
    page.mend.click()
    qtbot.waitUntil(lambda: bool(asked) and window.session.attention() == ())
    assert [title for title, _state in seen] == [
        "استعلام: ابلاغ اخطاریه",
        "اقدام بازی که هنوز به این ایستگاه نرسیده است؛ تا چند لحظهٔ دیگر می‌رسد",
    ]
    assert sent(window)[-1] == ("sign_decision", sent(window)[0][1] | {"carry": [here, unseen]})


def test_before_sending_up_what_is_open_is_carried_and_the_form_keeps_what_was_chosen(
    open_window: OpenWindow, qtbot: QtBot
) -> None:
    def fill(cache: Cache) -> None:
        add_claims(cache, 1)
        add_decision(cache, "signed")
        case_stories.add_step(cache, CASE, "اجرای دستور رأی")

    window = open_window(JUDGE, fill=fill)
    file_page(window)
    press("F11")
    page = window.current()
    assert isinstance(page, SendUpPage)
    page.form.to_desk.set_code(str(APPEAL))
    when_in_front(LeaveCheck, lambda check: press("Return"))
    press("Ctrl+S")
    assert isinstance(window.current(), CaseFilePage)
    press("Escape", "F11")
    assert window.current() is page
    assert page.form.to_desk.code() == str(APPEAL)
    when_in_front(LeaveCheck, lambda check: press("Insert"))
    press("Ctrl+S")
    qtbot.waitUntil(lambda: page._slip is not None)
    ((kind, payload),) = sent(window)
    assert (kind, payload["carry"]) == ("send_up", [step("اجرای دستور رأی")])
    assert window.session.drafts.load("send_up", CASE) is None

    page.back.click()
    told = [["open_step", step("اجرای دستور رأی")]]
    case_rows.reject(window.session.cache, 1, "case_has_blockers", "case", blockers=told)
    asked = when_in_front(LeaveCheck, lambda check: press("F9"))
    window.open_page("send_up", window.session.attention()[0])
    qtbot.waitUntil(lambda: bool(asked) and page._slip is not None)
    assert [kind for kind, _payload in sent(window)][-2:] == ["settle_step", "send_up"]
    assert window.session.attention() == ()


def test_the_text_tells_what_the_decision_is_and_of_each_claim_and_can_be_put_away(
    open_window: OpenWindow,
) -> None:
    window = open_window(JUDGE, fill=two_steps_open)
    page = file_page(window)

    said: list[int] = []

    def put_away(text: DecisionText) -> None:
        said.append(text.outcomes.model().rowCount())
        choose_in_dialog([], "کنار بگذار")
        press("Ctrl+Delete")

    texts = when_in_front(DecisionText, put_away)
    page.acts.sign.click()
    (text,) = texts
    assert text.facts["نوع"] == "حکم"
    assert text.facts["دفتر دادنامه"] == "پس از امضا، مرکز می‌دهد"
    assert said == [2]
    assert [kind for kind, _payload in sent(window)] == ["withdraw_decision"]
