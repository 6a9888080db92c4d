"""A step left open at a real centre: the window asks before the judge signs and before the case goes up."""

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from client.models.case_file import read_case
from client.windows.case_file import CaseFilePage
from client.windows.decision import DecisionPage
from client.windows.leave_check import LeaveCheck
from client.windows.main_window import MainWindow
from client.windows.send_up import SendUpPage
from tests.client.windows.at_centre import show, wait
from tests.client.windows.conftest import At
from tests.client.windows.dialogs import answer_dialog, when_in_front
from tests.client.windows.keyboard import press
from tests.client.windows.slips import printer_to
from tests.server import world
from tests.server.world import Province, Story

CTRL = Qt.KeyboardModifier.ControlModifier


def case_file(window: MainWindow, story: Story, qtbot: QtBot) -> CaseFilePage:
    show(window, qtbot)
    wait(qtbot, lambda: read_case(window.session.cache, str(story.case)))
    window.open_page("case_file", str(story.case))
    page = window.current()
    assert isinstance(page, CaseFilePage)
    return page


def open_step(page: CaseFilePage, title: str, ordered_by: str = "") -> None:
    press("Insert")
    page.editors.step.kind.set_code("inquiry")
    page.editors.step.title.set_value(title)
    if ordered_by:
        page.editors.step.decision.set_code(ordered_by)
    press("Ctrl+Return")


def states(province: Province, story: Story) -> list[str]:
    with province.superuser() as cursor:
        cursor.execute("select state from court.step where case_id = %s order by title", (str(story.case),))
        return [state for (state,) in cursor.fetchall()]


def decisions(province: Province, story: Story) -> list[tuple[str, str, int]]:
    with province.superuser() as cursor:
        cursor.execute(
            "select kind, state, register_row from court.decision where case_id = %s order by register_row",
            (str(story.case),),
        )
        return list(cursor.fetchall())


def test_a_step_left_open_is_carried_along_at_the_signature_and_another_when_the_case_goes_up(
    province: Province, at: At, qtbot: QtBot, tmp_path: Path
) -> None:
    story = province.story().register().refer().accept()
    clerk = at("clerk2")
    file = case_file(clerk, story, qtbot)
    open_step(file, "الف پاسخ استعلام")
    press("F9")
    form = clerk.current()
    assert isinstance(form, DecisionPage)
    form.disposition.set_code("201")
    form.outcomes.focus_row(0)
    press("Insert", "Down")
    form.outcomes.outcomes.setData(form.outcomes.currentIndex(), "202")
    form.body.set_value("متهم محکوم است.")
    press("Ctrl+S")

    judge = at("judge2")
    file = case_file(judge, story, qtbot)
    wait(qtbot, lambda: file.acts.sign.isVisible() and file.sections.steps.model.rowCount())
    asked = when_in_front(LeaveCheck, lambda check: press("Escape"))
    answer_dialog([], Qt.Key.Key_Return, CTRL)
    press("Ctrl+Return")
    wait(qtbot, lambda: asked)
    assert decisions(province, story) == [("verdict", "prepared", None)]
    show(judge, qtbot)
    when_in_front(LeaveCheck, lambda check: press("Insert"))
    answer_dialog([], Qt.Key.Key_Return, CTRL)
    press("Ctrl+Return")
    wait(qtbot, lambda: decisions(province, story) == [("verdict", "signed", 1)])
    show(judge, qtbot)
    assert judge.session.attention() == ()
    assert states(province, story) == ["carried"]
    assert province.value("select count(*) from court.outcome where case_id = %s", (str(story.case),)) == 2

    # The judge corrects what he signed; that ends nothing and takes the next row of the register.
    wait(qtbot, file.acts.correct.isVisible)
    press("Ctrl+R")
    correction = judge.current()
    assert isinstance(correction, DecisionPage)
    correction.body.set_value("سهو قلم در نام متهم درست شد.")
    press("Ctrl+S")
    file = case_file(judge, story, qtbot)
    wait(qtbot, file.acts.sign.isVisible)
    answer_dialog([], Qt.Key.Key_Return, CTRL)
    press("Ctrl+Return")
    wait(qtbot, lambda: decisions(province, story)[1:] == [("correction", "signed", 2)])

    # A step that the decision ordered was opened in the meantime: the sending asks for it too.
    file = case_file(clerk, story, qtbot)
    wait(qtbot, file.acts.send_up.isVisible)
    known = read_case(clerk.session.cache, str(story.case))
    assert known is not None
    open_step(file, "ب اجرای دستور رأی", known.signed_decisions()[0].id)
    wait(qtbot, lambda: states(province, story) == ["carried", "open"])
    press("F11")
    sending = clerk.current()
    assert isinstance(sending, SendUpPage)
    sending.form.to_desk.set_code(str(world.APPEAL))
    printer_to(tmp_path / "slip.pdf", sending)
    asked = when_in_front(LeaveCheck, lambda check: press("Insert"))
    press("Ctrl+S")
    wait(qtbot, lambda: sending._slip is not None)
    assert len(asked) == 1
    wait(qtbot, lambda: province.value("select count(*) from court.seal where state = 'sealed'") == 1)
    assert states(province, story) == ["carried", "carried"]
    assert clerk.session.attention() == ()
