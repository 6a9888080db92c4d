"""Two people at one case, and one person without the centre: what each finds in the window afterwards."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from client.models.case_file import PENDING_MARK, read_case
from client.windows.amend_case import AmendCasePage
from client.windows.case_file import CaseFilePage
from client.windows.main_window import MainWindow
from tests.client.windows.at_centre import centre_away, show, wait
from tests.client.windows.conftest import At
from tests.client.windows.dialogs import choose_in_dialog
from tests.server.world import Province, Story

CTRL = Qt.KeyboardModifier.ControlModifier
WAITING = "در انتظار ارسال"


def press(window: MainWindow, key: Qt.Key, modifier: Any = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(window.focusWidget() or window, key, modifier)


def case_file(window: MainWindow, story: Story, qtbot: QtBot) -> CaseFilePage:
    show(window, qtbot)
    wait(qtbot, lambda: read_case(window.session.cache, str(story.case)))
    window.open_page("case_file", str(story.case))
    page = window.current()
    assert isinstance(page, CaseFilePage)
    return page


def amending(window: MainWindow, story: Story, qtbot: QtBot) -> AmendCasePage:
    case_file(window, story, qtbot)
    press(window, Qt.Key.Key_E, CTRL)
    page = window.current()
    assert isinstance(page, AmendCasePage)
    return page


def subject(province: Province, story: Story) -> Any:
    return province.value("select subject from court.court_case where id = %s", (str(story.case),))


def test_amendments_of_two_people_merge_and_of_one_field_stand_side_by_side_to_the_second(
    province: Province, at: At, qtbot: QtBot
) -> None:
    story = province.story().register().refer().accept()
    clerk, judge = at("clerk2"), at("judge2")
    theirs = amending(judge, story, qtbot)
    ours = amending(clerk, story, qtbot)
    ours.form.subject.set_value("موضوع دفتر")
    press(clerk, Qt.Key.Key_Return, CTRL)
    wait(qtbot, lambda: subject(province, story) == "موضوع دفتر")

    # The judge saw the case before that, and changes the same field and another.
    show(judge, qtbot)
    theirs.form.subject.set_value("موضوع قاضی")
    theirs.form.case.field("paper_number").set_value("1405/9")
    press(judge, Qt.Key.Key_Return, CTRL)
    wait(qtbot, judge.session.attention)
    press(judge, Qt.Key.Key_F7)
    press(judge, Qt.Key.Key_Return, CTRL)
    page = judge.current()
    assert page is theirs
    ((mine, other),) = theirs.conflicts.choices()
    assert mine.hasFocus()
    assert "موضوع قاضی" in mine.accessibleName()
    assert "موضوع دفتر" in other.accessibleName()
    assert theirs.form.case.field("paper_number").text() == "۱۴۰۵/۹"
    # The clerk looks at the case again before the judge has chosen.
    ours = amending(clerk, story, qtbot)
    show(judge, qtbot)
    press(judge, Qt.Key.Key_Space)
    press(judge, Qt.Key.Key_Return, CTRL)
    wait(qtbot, lambda: subject(province, story) == "موضوع قاضی")
    assert not judge.session.attention()

    # Another field merges with what the judge has changed since the clerk looked.
    show(clerk, qtbot)
    ours.form.case.field("offence_place").set_value("میدان آزادی")
    press(clerk, Qt.Key.Key_Return, CTRL)
    file = case_file(clerk, story, qtbot)
    wait(qtbot, lambda: WAITING not in file.head.note.words())
    wait(qtbot, lambda: "موضوع قاضی" in file.head.subject.words())
    assert all(words in file.head.place.words() for words in ("میدان آزادی", "۱۴۰۵/۹"))
    assert "(پیشین: موضوع دفتر)" in file.head.subject.words()


def test_without_the_centre_all_acts_wait_with_their_mark_and_lose_it_when_it_is_back(
    province: Province, at: At, qtbot: QtBot
) -> None:
    story = province.story().register().refer().accept()
    clerk = at("clerk2")
    file = case_file(clerk, story, qtbot)
    sections, before = file.sections, subject(province, story)
    with centre_away(province, clerk, qtbot):
        press(clerk, Qt.Key.Key_N, CTRL)
        file.editors.note.text.set_value("نشانی تازه را آورد")
        press(clerk, Qt.Key.Key_Return, CTRL)
        press(clerk, Qt.Key.Key_Insert)
        file.editors.step.kind.set_code("inquiry")
        file.editors.step.title.set_value("پاسخ ثبت")
        press(clerk, Qt.Key.Key_Return, CTRL)
        press(clerk, Qt.Key.Key_F12)
        file.editors.place.place.set_code("archive")
        press(clerk, Qt.Key.Key_Return, CTRL)
        page = amending(clerk, story, qtbot)
        page.form.subject.set_value("موضوع دفتر")
        press(clerk, Qt.Key.Key_Return, CTRL)
        assert clerk.current() is file
        assert "موضوع دفتر" in file.head.subject.words()
        choose_in_dialog([], "بازگردان")
        press(clerk, Qt.Key.Key_Z, CTRL)
        assert "موضوع دفتر" not in file.head.subject.words().split("(پیشین")[0]
        assert WAITING in file.head.note.words()
        for section in (sections.notes, sections.steps, sections.happenings):
            assert section.model.index(0, 0).data().startswith(PENDING_MARK)
        assert clerk.session.outbox_counts().waiting == 5
    wait(qtbot, lambda: clerk.session.outbox_counts().waiting == 0)
    wait(qtbot, lambda: WAITING not in file.head.note.words())
    for section in (sections.notes, sections.steps, sections.happenings):
        shown = [section.model.index(row, 0).data() for row in range(section.model.rowCount())]
        assert not any(words.startswith(PENDING_MARK) for words in shown)
    assert clerk.session.attention() == ()
    assert subject(province, story) == before
    assert file.head.paper.words().startswith("پروندهٔ کاغذی: بایگانی")
    assert [row.struck for row in sections.happenings.model.rows][:2] == [False, True]
