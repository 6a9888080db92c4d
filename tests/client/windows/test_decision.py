from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from client.sync import leases
from client.sync.cache_tables import VIEWS, lease
from client.windows.decision import DecisionPage
from client.windows.decision_target import FORM
from client.windows.main_window import MainWindow
from tests.client.windows import case_rows, filled_cache
from tests.client.windows.conftest import CLERK, OpenWindow
from tests.client.windows.filled_cache import TODAY

CTRL = Qt.KeyboardModifier.ControlModifier
CASE = filled_cache.case_id(1)


def begun(window: MainWindow) -> DecisionPage:
    window.open_page("desk_cases")
    window.open_page("case_file", CASE)
    QTest.keyClick(window.current().focusWidget(), Qt.Key.Key_F9)
    page = window.current()
    assert isinstance(page, DecisionPage)
    return page


def save(page: DecisionPage) -> None:
    QTest.keyClick(page.focusWidget() or page, Qt.Key.Key_S, CTRL)


def with_cases(cache: object) -> None:
    filled_cache.add_cases(cache, 3)  # type: ignore[arg-type]  # a Cache


def test_a_decision_is_written_and_waits_for_the_judge(open_window: OpenWindow) -> None:
    window = open_window(CLERK, fill=with_cases)
    page = begun(window)
    assert "۱۴۰۵" in page.form.number.text()
    page.disposition.set_code("101")
    page.body.set_value("رأی دادگاه\nخوانده به پرداخت ۱۲۵٬۰۰۰٬۰۰۰ ریال محکوم است.")
    save(page)
    assert "ذخیره شد" in window.toast.words()
    assert window.current() is window.page("case_file")
    decision = VIEWS["decision"]
    with window.session.cache.read() as connection:
        row = connection.execute(select(decision).where(decision.c.case_id == CASE)).one()
    assert (row.number, row.disposition, row.decided_on) == ("140568390000000501", "101", TODAY.isoformat())
    assert row.body == "رأی دادگاه\nخوانده به پرداخت 125٬000٬000 ریال محکوم است."
    assert window.session.drafts.load(FORM, CASE) is None


def test_everything_wrong_is_told_at_once_and_at_its_field(open_window: OpenWindow, qtbot: QtBot) -> None:
    window = open_window(CLERK, fill=with_cases)
    page = begun(window)
    page.decided_on.set_date(TODAY.replace(month=10))
    save(page)
    assert len(page.errors.links()) == 3
    assert page.form.disposition_field.problem() == "«نتیجهٔ رأی» خالی است؛ آن را وارد کنید"
    assert "پیش از ورود پرونده به شعبه" in (page.form.date_field.problem() or "")
    assert page.form.body_field.problem()
    assert window.session.outbox_counts().waiting == 0
    page.errors.links()[0].click()
    qtbot.waitUntil(page.disposition.hasFocus)


def test_only_outcomes_that_fit_the_case_are_offered(open_window: OpenWindow) -> None:
    page = begun(open_window(CLERK, fill=with_cases))
    page.disposition.set_code("201")
    assert page.disposition.code() is None
    page.disposition.set_code("301")
    assert page.disposition.text() == "قرار عدم صلاحیت"
    page.disposition.set_code(None)


def test_what_is_half_written_is_there_again_with_its_number(open_window: OpenWindow) -> None:
    window = open_window(CLERK, fill=with_cases)
    page = begun(window)
    number = page.form.number.text()
    page.body.set_value("نیمه‌کاره")
    QTest.keyClick(page.body, Qt.Key.Key_Escape)
    assert "پیش‌نویس" in window.toast.words()
    page = begun(window)
    assert page.body.toPlainText() == "نیمه‌کاره"
    assert page.form.number.text() == number
    page.body.set_value("")
    QTest.keyClick(page.body, Qt.Key.Key_Escape)


def test_the_draft_is_saved_by_itself(open_window: OpenWindow, qtbot: QtBot) -> None:
    window = open_window(CLERK, fill=with_cases)
    page = begun(window)
    page.body.set_value("ناتمام")
    qtbot.waitUntil(lambda: window.session.drafts.load(FORM, CASE) is not None)
    page.body.set_value("")
    page.cancel.click()


def test_a_number_taken_for_nothing_goes_back(open_window: OpenWindow) -> None:
    window = open_window(CLERK, fill=with_cases)
    page = begun(window)
    number = page.form.number.text()
    QTest.keyClick(page.disposition, Qt.Key.Key_Escape)
    assert window.session.drafts.load(FORM, CASE) is None
    page = begun(window)
    assert page.form.number.text() == number


def test_without_numbers_left_the_field_says_so(open_window: OpenWindow) -> None:
    window = open_window(CLERK, fill=with_cases)
    with window.session.cache.write() as connection:
        connection.execute(lease.delete().where(lease.c.type == "decision"))
    page = begun(window)
    assert "شماره‌های این ایستگاه تمام شده است" in (page.form.number_field.problem() or "")
    with window.session.cache.write() as connection:
        leases.add(connection, 1405, "decision", 900, 910)
    page.disposition.set_code("101")
    page.body.set_value("متن")
    save(page)
    assert window.session.outbox_counts().waiting == 1


def test_a_rejected_decision_comes_back_with_all_that_was_typed(open_window: OpenWindow) -> None:
    window = open_window(CLERK, fill=with_cases)
    page = begun(window)
    page.disposition.set_code("102")
    page.body.set_value("متن رأی")
    save(page)
    case_rows.reject(window.session.cache, 1, "number_not_leased", "number", number="140568390000000501")
    window.open_page("decision", window.session.attention()[0])
    assert (page.disposition.code(), page.body.value()) == ("102", "متن رأی")
    assert "۰۰۵۰۲" in page.form.number.text()
    assert len(page.errors.links()) == 1
    page.body.set_value("متن درست‌شدهٔ رأی")
    number = page.form.number.text()
    page.cancel.click()
    window.open_page("decision", window.session.attention()[0])
    assert page.body.value() == "متن درست‌شدهٔ رأی"
    assert page.form.number.text() == number
    save(page)
    assert window.session.attention() == ()
    assert window.session.outbox_counts().waiting == 1
