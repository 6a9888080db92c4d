"""A correction is bound to the decision it mends, changes no result, and ends nothing."""

import json
from typing import Any

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from client.models.case_file import read_case
from client.sync.cache import Cache
from client.sync.cache_tables import outbox
from client.widgets.outcome_model import RESULT
from client.windows.case_file import CaseFilePage
from client.windows.decision import DecisionPage
from client.windows.decision_target import FORM, CorrectionOf
from client.windows.decision_text import DecisionText
from client.windows.main_window import MainWindow
from tests.client.windows import case_rows, case_stories, offline
from tests.client.windows.conftest import OpenWindow
from tests.client.windows.decided_cases import CASE, add_claims, add_decision, claim_id, party_id
from tests.client.windows.dialogs import answer_dialog
from tests.client.windows.filled_cache import BRANCH, TODAY
from tests.client.windows.keyboard import press

KINDS = ("prepare_decision", "sign_decision", "withdraw_decision", "send_up", "open_step")
JUDGE = offline.desk_role(BRANCH, "judge", KINDS)


def decided(cache: Cache) -> None:
    """A signed decision that says something else of the second claim, for one party."""
    add_claims(cache, 2)
    add_decision(cache, "signed", (0, None, "101"), (1, None, "101"), (1, 2, "104"))


def file_page(window: MainWindow) -> CaseFilePage:
    window.open_page("desk_cases")
    window.open_page("case_file", CASE)
    page = window.current()
    assert isinstance(page, CaseFilePage)
    return page


def correcting(window: MainWindow) -> DecisionPage:
    file_page(window)
    press("Ctrl+R")
    page = window.current()
    assert isinstance(page, DecisionPage)
    return page


def payload(window: MainWindow) -> dict[str, Any]:
    with window.session.cache.read() as connection:
        text = (
            connection.execute(select(outbox.c.payload).order_by(outbox.c.sequence.desc())).scalars().first()
        )
    found: dict[str, Any] = json.loads(text or "{}")
    return found


def test_the_old_text_stands_beside_and_result_and_outcomes_are_not_to_be_changed(
    open_window: OpenWindow, qtbot: QtBot
) -> None:
    window = open_window(JUDGE, fill=decided)
    page = correcting(window)
    old = case_rows.BODY.strip()
    assert page.heading.words() == "اصلاح رأی"
    assert page.form.old.isVisible()
    assert page.form.old.toPlainText().strip() == old
    assert page.form.old.isReadOnly()
    assert (page.disposition.code(), page.disposition.isReadOnly()) == ("101", True)
    assert (page.kind.code(), page.kind.isReadOnly()) == ("correction", True)
    qtbot.waitUntil(page.body.hasFocus)
    page.outcomes.focus_row(0)
    press("Insert")
    model = page.outcomes.outcomes
    assert [model.index(row, RESULT).data() for row in range(model.rowCount())] == [
        "حکم محکومیت خوانده", "حکم محکومیت خوانده", "حکم محکومیت جزئی"
    ]  # fmt: skip
    page.decided_on.set_date(TODAY.replace(month=10))
    press("Ctrl+S")
    assert "پیش از تاریخ همان رأی" in (page.form.date_field.problem() or "")
    assert page.form.body_field.problem()

    page.decided_on.set_date(TODAY)
    page.body.set_value("سهو قلم در نام خوانده درست شد.")
    press("Ctrl+S")
    sent = payload(window)
    assert (sent["kind"], sent["disposition"]) == ("correction", "101")
    assert sent["corrects"] == case_stories.row_id(CASE, "decision")
    assert [(row["claim"], row.get("party"), row["disposition"]) for row in sent["outcomes"]] == [
        (claim_id(0), None, "101"), (claim_id(1), None, "101"), (claim_id(1), party_id(2), "104")
    ]  # fmt: skip
    assert "رأی تصحیحی" in window.toast.words()


def test_signing_a_correction_asks_nothing_and_ends_nothing(open_window: OpenWindow) -> None:
    def fill(cache: Cache) -> None:
        decided(cache)
        case_stories.add_step(cache, CASE, "اجرای دستور رأی")

    window = open_window(JUDGE, fill=fill)
    page = correcting(window)
    page.body.set_value("سهو قلم")
    press("Ctrl+S")
    before = read_case(window.session.cache, CASE)
    dialogs: list[Any] = []
    answer_dialog(dialogs, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    file_page(window).acts.sign.click()
    assert [type(dialog) for dialog in dialogs] == [DecisionText]
    told = dialogs[0].facts
    assert told["نوع"] == "رأی تصحیحی"
    assert "۰۰۰۱۷" in told["تصحیحِ"]
    after = read_case(window.session.cache, CASE)
    assert before is not None
    assert after is not None
    assert [row.state for row in after.decisions] == ["signed", "signed"]
    assert [row.disposed_on for row in after.entries] == [row.disposed_on for row in before.entries]
    assert [step.state for step in after.steps] == ["open"]


def test_a_correction_is_not_begun_twice_nor_of_a_case_under_seal(open_window: OpenWindow) -> None:
    window = open_window(JUDGE, fill=decided)
    page = correcting(window)
    page.body.set_value("سهو قلم")
    press("Ctrl+S")
    assert not file_page(window).acts.correct.isVisible()
    window.open_page("decision", CorrectionOf(CASE, case_stories.row_id(CASE, "decision")))
    assert "امضا نشده" in page.errors.links()[0].accessibleName()
    page.cancel.click()

    def under_seal(cache: Cache) -> None:
        decided(cache)
        case_rows.add_seal(cache, CASE)

    sealed = open_window(JUDGE, fill=under_seal, home="sealed")
    assert not file_page(sealed).acts.correct.isVisible()


def test_its_draft_is_its_own_and_a_rejected_one_comes_back_beside_the_old_text(
    open_window: OpenWindow,
) -> None:
    window = open_window(JUDGE, fill=decided)
    page = correcting(window)
    page.body.set_value("نیمه‌کاره")
    press("Escape")
    drafts = window.session.drafts
    assert drafts.load(FORM, CASE) is None
    assert drafts.load(FORM, case_stories.row_id(CASE, "decision")) is not None
    page = correcting(window)
    assert page.body.value() == "نیمه‌کاره"
    press("Ctrl+S")
    case_rows.reject(window.session.cache, 1, "correction_differs", "outcomes[2].disposition")
    window.open_page("decision", window.session.attention()[0])
    assert page.heading.words() == "اصلاح رأی"
    assert page.form.old.isVisible()
    assert page.body.value() == "نیمه‌کاره"
    assert "نتیجهٔ رأی را تغییر نمی‌دهد" in (page.outcomes.outcomes.problem(2) or "")
    press("Ctrl+S")
    assert window.session.attention() == ()


def test_among_several_decisions_the_one_chosen_is_corrected(open_window: OpenWindow, qtbot: QtBot) -> None:
    def fill(cache: Cache) -> None:
        decided(cache)
        case_rows.put_row(
            cache, "decision", id=case_stories.row_id(CASE, "order"), case_id=CASE,
            entry=case_stories.row_id(CASE, "entry"), desk=BRANCH, number="140568390000000019",
            disposition="403", decided_on="2026-11-10", body="قرار کارشناسی", state="signed",
            register_year=1405, register_row=39, prepared_at="2026-11-10T08:00:00.000000Z",
            prepared_by="m.rezaei", signed_at="2026-11-10T09:00:00.000000Z", signed_by="h.nouri",
            kind="order",
        )  # fmt: skip

    window = open_window(JUDGE, fill=fill)
    page = file_page(window)
    press("Ctrl+R")
    assert window.current() is page
    assert "کدام رأی" in window.toast.words()
    qtbot.waitUntil(page.sections.decisions.table.hasFocus)
    press("Ctrl+R")
    form = window.current()
    assert isinstance(form, DecisionPage)
    assert form.form.old.toPlainText() == "قرار کارشناسی"
