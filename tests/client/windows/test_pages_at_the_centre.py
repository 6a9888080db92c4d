"""The pages with a real centre behind them: people of a small province at their windows."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from client.models.case_file import read_case
from client.windows.case_file import CaseFilePage
from client.windows.decision import DecisionPage
from client.windows.enquiry import EnquiryPage
from client.windows.main_window import MainWindow
from client.windows.open_seal import OpenSealPage
from client.windows.report import ReportPage
from client.windows.report_export import PDF, WORKBOOK, ExportForm
from client.windows.send_up import SendUpPage
from common import seal
from tests.client.windows.at_centre import show, wait
from tests.client.windows.conftest import At
from tests.client.windows.dialogs import answer_dialog
from tests.client.windows.slips import password_on, printer_to
from tests.server import world
from tests.server.world import Province, Story

CTRL = Qt.KeyboardModifier.ControlModifier
TypePersian = Callable[[QWidget, str], None]


def case_file(window: MainWindow, story: Story, qtbot: QtBot) -> CaseFilePage:
    wait(qtbot, lambda: read_case(window.session.cache, str(story.case)))
    window.open_page("case_file", str(story.case))
    page = window.current()
    assert isinstance(page, CaseFilePage)
    return page


def test_a_decision_is_prepared_signed_sent_up_under_seal_and_opened_by_its_slip(
    province: Province, at: At, qtbot: QtBot, tmp_path: Path, type_persian: TypePersian
) -> None:
    story = province.story().register().refer().accept()

    clerk = at("clerk2")
    file = case_file(clerk, story, qtbot)
    QTest.keyClick(file.focusWidget(), Qt.Key.Key_F9)
    form = clerk.current()
    assert isinstance(form, DecisionPage)
    form.disposition.set_code("201")
    form.body.set_value("متهم محکوم است.")
    QTest.keyClick(form.body, Qt.Key.Key_S, CTRL)

    judge = at("judge2")
    file = case_file(judge, story, qtbot)
    wait(qtbot, file.acts.sign.isVisible)
    answer_dialog([], Qt.Key.Key_Return, CTRL)
    QTest.keyClick(file.focusWidget(), Qt.Key.Key_Return, CTRL)
    wait(qtbot, lambda: "۰۵۰۰۰۰۱" in str(file.sections.decisions.model.index(0, 4).data()))
    wait(qtbot, lambda: "در انتظار" not in file.head.note.words())

    show(clerk, qtbot)
    file = case_file(clerk, story, qtbot)
    wait(qtbot, file.acts.send_up.isVisible)
    QTest.keyClick(file.focusWidget(), Qt.Key.Key_F11)
    sending = clerk.current()
    assert isinstance(sending, SendUpPage)
    sending.form.to_desk.set_code(str(world.APPEAL))
    printer_to(tmp_path / "slip.pdf", sending)
    QTest.keyClick(sending.form.to_desk, Qt.Key.Key_S, CTRL)
    wait(qtbot, lambda: sending._slip is not None)
    assert sending._slip is not None
    password = password_on(sending._slip)
    QTest.keyClick(sending.paper, Qt.Key.Key_F8)
    QTest.keyClick(sending.back, Qt.Key.Key_Escape)
    seals = file.sections.seals.model
    wait(qtbot, lambda: seals.rowCount() and seals.index(0, 6).data() != "نشده")

    receiver = at("clerk4")
    wait(qtbot, lambda: receiver.session.cache and announced(receiver, story))
    receiver.open_page("open_seal", str(story.case))
    opening = receiver.current()
    assert isinstance(opening, OpenSealPage)
    type_persian(opening.password, other_than(password).reveal())
    QTest.keyClick(opening.password, Qt.Key.Key_Return, CTRL)
    wait(qtbot, lambda: "تلاش‌های مانده: \u2068۴\u2069" in (opening.password_field.problem() or ""))
    assert receiver.session.attention() == ()
    type_persian(opening.password, password.reveal())
    QTest.keyClick(opening.password, Qt.Key.Key_Return, CTRL)
    wait(qtbot, lambda: isinstance(receiver.current(), CaseFilePage))
    file = case_file(receiver, story, qtbot)
    wait(qtbot, lambda: file.sections.entries.model.rowCount() == 2)
    assert file.sections.parties.model.rowCount() == 2
    wait(qtbot, file.acts.prepare.isVisible)


def announced(window: MainWindow, story: Story) -> bool:
    with window.session.cache.read() as connection:
        found = connection.exec_driver_sql(
            "select count(*) from v_announcement where case_id = ? and cause = 'seal'", (str(story.case),)
        )
        return bool(found.scalar_one())


def other_than(password: seal.CasePassword) -> seal.CasePassword:
    while (other := seal.new_password()) == password:
        pass
    return other


def test_the_head_of_a_district_reads_the_month_and_what_stands_behind_a_figure(
    province: Province, at: At, qtbot: QtBot, tmp_path: Path
) -> None:
    for _ in range(3):
        story = province.story().register().refer().accept()
    story.decide("201")
    province.story().register().refer(world.SECOND).accept("clerk3")

    window = at("head")
    page = window.current()
    assert isinstance(page, ReportPage)
    wait(qtbot, page.figures.isVisible)
    model = page.figures.model
    shown = [[model.index(row, column).data() for column in range(7)] for row in range(model.rowCount())]
    assert [row[:5] for row in shown if row[1:4] != ["۰", "۰", "۰"]] == [
        ["شعبه ۱ کیفری دو", "۰", "۳", "۱", "۲"],
        ["شعبه ۲ کیفری دو", "۰", "۱", "۰", "۱"],
        ["جمع", "۰", "۴", "۱", "۳"],
    ]
    assert next(row[5] for row in shown if row[0] == "جمع") == "۲۵٫۰۰"
    assert "هنوز به پایان نرسیده" in page.as_of.words()
    first = next(row for row in range(model.rowCount()) if shown[row][0] == "شعبه ۱ کیفری دو")
    page.figures.table.setCurrentIndex(model.index(first, 1))
    QTest.keyClick(page.figures.table, Qt.Key.Key_Left)
    QTest.keyClick(page.figures.table, Qt.Key.Key_Return)
    wait(qtbot, lambda: page.cases.model.rowCount() == 3)
    assert page.cases.isVisible()
    QTest.keyClick(page.cases.table, Qt.Key.Key_Escape)
    assert page.figures.table.hasFocus()

    QTest.keyClick(page.figures.table, Qt.Key.Key_T, CTRL)
    wait(qtbot, lambda: "روند" in page.figures.chart.accessibleName())
    page.choose_file = lambda _parent, form, _month: tmp_path / f"آمار.{form.ending}"
    for form, key in ((PDF, Qt.Key.Key_P), (WORKBOOK, Qt.Key.Key_E)):
        saved(page, qtbot, tmp_path, form, key)
    sheet = openpyxl.load_workbook(tmp_path / "آمار.xlsx").active
    assert sheet is not None
    assert "شعبه ۱ کیفری دو" in {cell.value for row in sheet.iter_rows() for cell in row}
    QTest.keyClick(page.figures.table, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    wait(qtbot, lambda: page.figures.isVisible() and page._report and page._report.complete)
    assert "پایان نرسیده" not in page.as_of.words()


def saved(page: ReportPage, qtbot: QtBot, folder: Path, form: ExportForm, key: Qt.Key) -> None:
    QTest.keyClick(page.figures.table, key, CTRL)
    wait(qtbot, (folder / f"آمار.{form.ending}").exists)
    wait(qtbot, lambda: not page.progress.isVisible())
    assert [file.name for file in folder.glob("*.part")] == []


def test_a_place_that_cannot_be_written_is_said(
    province: Province, at: At, qtbot: QtBot, tmp_path: Path
) -> None:
    page = at("head").current()
    assert isinstance(page, ReportPage)
    wait(qtbot, page.figures.isVisible)
    page.choose_file = lambda _parent, form, _month: tmp_path / "missing" / f"a.{form.ending}"
    QTest.keyClick(page.figures.table, Qt.Key.Key_P, CTRL)
    wait(qtbot, lambda: "نمی‌توان نوشت" in page.as_of.words())
    assert page.pdf.isEnabled()


def test_when_the_centre_goes_away_the_report_says_so_and_comes_back(
    province: Province, at: At, qtbot: QtBot
) -> None:
    window = at("manager2")
    window.open_page("report")
    page = window.current()
    assert isinstance(page, ReportPage)
    wait(qtbot, page.figures.isVisible)
    assert page.figures.model.rowCount() == 2
    with province.superuser() as cursor:
        cursor.execute("alter role manager2 nologin")
        cursor.execute("select pg_terminate_backend(pid) from pg_stat_activity where usename = 'manager2'")
    wait(qtbot, lambda: not window.session.online)
    QTest.keyClick(page.figures.table, Qt.Key.Key_F5)
    wait(qtbot, page.nothing.isVisible)
    wait(qtbot, lambda: "اکنون ارتباط برقرار نیست" in page.nothing.accessibleName())
    with province.superuser() as cursor:
        cursor.execute("alter role manager2 login")


def test_an_enquiry_tells_where_the_case_is_and_leaves_its_reason(
    province: Province, at: At, qtbot: QtBot, type_persian: TypePersian
) -> None:
    story = province.story().register().refer().accept()
    page = at("enquirer").current()
    assert isinstance(page, EnquiryPage)
    QTest.keyClick(page.number, Qt.Key.Key_Return, CTRL)
    assert page.number_field.problem()
    assert page.reason_field.problem()
    type_persian(page.number, story.number)
    type_persian(page.reason, "مراجعهٔ شاکی")
    QTest.keyClick(page.reason, Qt.Key.Key_Return, CTRL)
    wait(qtbot, page.answer.isVisible)
    assert page.values["نزد"].words() == "شعبه ۱ کیفری دو"
    assert page.values["وضعیت"].words() == "در جریان رسیدگی"
    assert "۰۵۰۰۰۰۱" in page.values["شمارهٔ بایگانی"].words()
    assert "محمدی" not in page.answer.accessibleDescription()
    assert province.value("select question ->> 'reason' from court.enquiry") == "مراجعهٔ شاکی"
    page.number.clear()
    type_persian(page.number, f"{int(story.number) + 1000}")
    QTest.keyClick(page.number, Qt.Key.Key_Return, CTRL)
    wait(qtbot, lambda: "یافت نشد" in page.told.words())
    assert not page.answer.isVisible()
    QTest.keyClick(page.number, Qt.Key.Key_F9)
    assert (page.number.text(), page.reason.text()) == ("", "")
