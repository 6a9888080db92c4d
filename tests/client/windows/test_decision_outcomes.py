"""What a decision says of each claim and party, typed by keyboard alone."""

import json
import time
from typing import Any

from pytestqt.qtbot import QtBot
from sqlalchemy import select

from client.sync.cache import Cache
from client.sync.cache_tables import outbox
from client.widgets.outcome_model import RESULT
from client.widgets.picker import Picker
from client.windows.decision import DecisionPage
from client.windows.decision_target import FORM
from client.windows.main_window import MainWindow
from common.commands import PrepareDecision
from tests.client.windows import case_rows, case_stories
from tests.client.windows.conftest import CLERK, OpenWindow
from tests.client.windows.decided_cases import CASE, add_claims, claim_id, party_id
from tests.client.windows.keyboard import press, type_in


def three_claims(cache: Cache) -> None:
    add_claims(cache, 3)


def begun(window: MainWindow, argument: object = CASE) -> DecisionPage:
    window.open_page("desk_cases")
    window.open_page("decision", argument)
    page = window.current()
    assert isinstance(page, DecisionPage)
    return page


def shown(page: DecisionPage) -> list[str]:
    model = page.outcomes.outcomes
    return [str(model.index(row, RESULT).data()) for row in range(model.rowCount())]


def payload(window: MainWindow) -> dict[str, Any]:
    with window.session.cache.read() as connection:
        text = (
            connection.execute(select(outbox.c.payload).order_by(outbox.c.sequence.desc())).scalars().first()
        )
    found: dict[str, Any] = json.loads(text or "{}")
    return found


def said(window: MainWindow) -> list[tuple[str, str | None, str]]:
    return [
        (row["claim"], row.get("party"), row["disposition"]) for row in payload(window).get("outcomes", ())
    ]


def leave(page: DecisionPage) -> None:
    page.form.clear()
    page.cancel.click()


def test_claims_and_parties_are_decided_by_keyboard_alone_and_the_rest_like_the_whole(
    open_window: OpenWindow, qtbot: QtBot
) -> None:
    window = open_window(CLERK, fill=three_claims)
    page = begun(window)
    assert page.disposition.hasFocus()
    type_in("101")
    press("Return", "Tab")
    assert page.kind.text() == "حکم"
    press("Tab", "Tab")
    assert page.outcomes.hasFocus()
    assert shown(page) == ["مانند نتیجهٔ رأی"] * 3
    # The second claim is told apart by party; of the defendant something else is said.
    press("Return", "Insert")
    assert page.outcomes.currentIndex().row() == 2
    press("Down")
    type_in("104")
    press("Return")
    assert page.outcomes.currentIndex().row() == 4
    type_in("109")
    press("Return")
    qtbot.waitUntil(page.body.hasFocus)
    assert shown(page) == [
        "مانند نتیجهٔ رأی", "مانند نتیجهٔ رأی", "مانند همین خواسته", "حکم محکومیت جزئی", "قرار رد دعوا"
    ]  # fmt: skip
    page.body.set_value("متن رأی")
    press("Ctrl+S")
    assert "ذخیره شد" in window.toast.words()
    assert said(window) == [
        (claim_id(0), None, "101"), (claim_id(1), None, "101"), (claim_id(1), party_id(2), "104"),
        (claim_id(2), None, "109"),
    ]  # fmt: skip
    assert payload(window)["kind"] == "verdict"


def test_an_untouched_table_and_a_case_without_claims_state_no_outcomes(open_window: OpenWindow) -> None:
    for count, home in ((3, "three"), (0, "none")):
        window = open_window(CLERK, fill=lambda cache, count=count: add_claims(cache, count), home=home)
        page = begun(window)
        assert page.outcomes.isVisible() == bool(count)
        page.disposition.set_code("109")
        assert page.kind.code() == "order"
        page.body.set_value("متن")
        page.save.click()
        assert "outcomes" not in payload(window)


def test_parties_are_put_together_again_and_brought_back(open_window: OpenWindow) -> None:
    window = open_window(CLERK, fill=three_claims)
    page = begun(window)
    page.outcomes.focus_row(0)
    press("Insert", "Insert")
    assert page.outcomes.outcomes.rowCount() == 5
    page.outcomes.focus_row(0)
    press("Ctrl+Delete")
    assert page.outcomes.outcomes.rowCount() == 3
    press("Ctrl+Z")
    assert page.outcomes.outcomes.rowCount() == 5
    leave(page)


def test_everything_typed_is_there_after_a_crash_also_words_that_are_no_code_yet(
    open_window: OpenWindow, qtbot: QtBot
) -> None:
    window = open_window(CLERK, fill=three_claims)
    page = begun(window)
    page.disposition.setText("محکومیت ناتما")
    page.kind.set_code("settlement")
    page.decided_on.setText("۱۴۰۵/۱۳")
    page.outcomes.focus_row(0)
    press("Insert")
    page.outcomes.outcomes.setData(page.outcomes.outcomes.index(2, RESULT), "104")
    page.body.set_value("دادگاه نظر به")
    page.outcomes.focus_row(3)
    type_in("10")
    editor = page.outcomes.open_editor()
    assert isinstance(editor, Picker)
    begun_at = time.monotonic()
    qtbot.waitUntil(
        lambda: (
            (draft := window.session.drafts.load(FORM, CASE)) is not None
            and draft.content["outcomes"][3]["disposition"] == "10"
        )
    )
    assert time.monotonic() - begun_at < 2
    assert page.outcomes.open_editor() is editor

    again = DecisionPage(window.session, window.bridge, window.words, page.role)
    qtbot.addWidget(again)
    again.open(CASE)
    assert (again.disposition.text(), again.kind.code()) == ("محکومیت ناتما", "settlement")
    assert (again.decided_on.text(), again.body.value()) == ("۱۴۰۵/۱۳", "دادگاه نظر به")
    assert shown(again) == [
        "مانند نتیجهٔ رأی", "مانند همین خواسته", "حکم محکومیت جزئی", "۱۰", "مانند نتیجهٔ رأی"
    ]  # fmt: skip
    leave(page)


def test_every_wrong_cell_is_told_by_its_row_and_mended_there(open_window: OpenWindow, qtbot: QtBot) -> None:
    window = open_window(CLERK, fill=three_claims)
    page = begun(window)
    model = page.outcomes.outcomes
    for row in (0, 2):
        model.setData(model.index(row, RESULT), "هیچ‌جا")
    page.decided_on.setText("۱۴۰۵/۱۳/۴۰")
    page.disposition.setText("چیزی")
    page.kind.setText("نوعی")
    page.save.click()
    words = [link.accessibleName() for link in page.errors.links()]
    assert words[:3] == [
        "«نتیجهٔ رأی» در فهرست نیست؛ یکی از موارد فهرست را برگزینید",
        "«نوع» در فهرست نیست؛ یکی از موارد فهرست را برگزینید",
        "تاریخ رأی: ماه باید از ۱ تا ۱۲ باشد",
    ]
    assert [word[:12] for word in words[3:]] == ["ردیف ۱ جدول:", "ردیف ۳ جدول:", "«متن رأی» خا"]
    assert window.session.outbox_counts().waiting == 0
    page.errors.links()[4].click()
    assert page.outcomes.hasFocus()
    assert page.outcomes.currentIndex().row() == 2
    press("Delete")
    assert model.problem(2) is None
    leave(page)


def test_a_rejected_decision_comes_back_with_every_outcome_and_the_problem_at_its_row(
    open_window: OpenWindow,
) -> None:
    window = open_window(CLERK, fill=three_claims)
    page = begun(window)
    page.disposition.set_code("101")
    page.outcomes.focus_row(1)
    press("Insert")
    model = page.outcomes.outcomes
    for row, code in ((3, "104"), (4, "109")):
        model.setData(model.index(row, RESULT), code)
    page.body.set_value("متن رأی")
    page.save.click()
    sent = said(window)
    # The centre names the third outcome: that of the defendant.
    case_rows.reject(window.session.cache, 1, "unknown_party", "outcomes[2].party")
    page = begun(window, window.session.attention()[0])
    assert shown(page) == ["مانند نتیجهٔ رأی"] * 2 + ["حکم محکومیت جزئی", "قرار رد دعوا"]
    assert page.kind.code() == "verdict"
    assert "این طرف در پرونده نیست" in (page.outcomes.outcomes.problem(2) or "")
    assert page.errors.links()[0].accessibleName().startswith("ردیف ۳ جدول: ")
    model.setData(model.index(2, RESULT), "104")
    page.save.click()
    assert said(window) == sent
    assert window.session.attention() == ()


def test_a_claim_that_came_meanwhile_is_shown_before_the_decision_is_saved(open_window: OpenWindow) -> None:
    window = open_window(CLERK, fill=three_claims)
    page = begun(window)
    page.disposition.set_code("101")
    page.outcomes.outcomes.setData(page.outcomes.outcomes.index(0, RESULT), "104")
    page.body.set_value("متن")
    cache = window.session.cache
    case_rows.put_row(
        cache, "claim", id=claim_id(3), case_id=CASE, ordinal=4, code_kind="claim", code="104", struck=False
    )
    case_stories.change_row(cache, "claim", claim_id(1), struck=True)
    press("Ctrl+S")
    assert "جدول تازه شد" in page.errors.links()[0].accessibleName()
    assert [row.key for row in page.outcomes.rows()] == [(claim_id(at), None) for at in (0, 2, 3)]
    assert window.session.outbox_counts().waiting == 0
    press("Ctrl+S")
    assert said(window) == [
        (claim_id(0), None, "104"), (claim_id(2), None, "101"), (claim_id(3), None, "101")
    ]  # fmt: skip


def test_three_hundred_claims_are_opened_and_saved_without_waiting(open_window: OpenWindow) -> None:
    window = open_window(CLERK, fill=lambda cache: add_claims(cache, 300))
    begun_at = time.perf_counter()
    page = begun(window)
    page.outcomes.focus_row(299)
    type_in("1")
    opened = time.perf_counter() - begun_at
    press("Escape")
    model = page.outcomes.outcomes
    model.setData(model.index(299, RESULT), "104")
    page.disposition.set_code("101")
    page.body.set_value("متن")
    begun_at = time.perf_counter()
    page.save.click()
    saved = time.perf_counter() - begun_at
    assert len(said(window)) == 300
    # Generous for a busy machine; measured well below.
    assert (opened < 2, saved < 2) == (True, True), (opened, saved)
    assert payload(window)["kind"] == PrepareDecision.from_payload(payload(window)).kind
