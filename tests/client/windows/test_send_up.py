from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import Row, select

from client.sync.cache import Cache
from client.sync.cache_tables import VIEWS, outbox
from client.windows.main_window import MainWindow
from client.windows.send_up import SendUpPage
from common import seal
from tests.client.windows import case_rows, filled_cache
from tests.client.windows.conftest import CLERK, OpenWindow
from tests.client.windows.dialogs import answer_dialog, choose_in_dialog
from tests.client.windows.filled_cache import APPEAL, TODAY
from tests.client.windows.slips import password_on, printer_to

CTRL = Qt.KeyboardModifier.ControlModifier
DECIDED, UNDER_WAY = filled_cache.case_id(1), filled_cache.case_id(2)


def fill(cache: Cache) -> None:
    filled_cache.add_cases(cache, 3)
    case_rows.add_decision(cache, DECIDED, "signed")
    case_rows.add_decision(cache, UNDER_WAY, "signed")
    case_rows.add_seal(cache, UNDER_WAY, "locked", tries=5)


def begun(window: MainWindow, case: str, key: Qt.Key) -> SendUpPage:
    window.open_page("desk_cases")
    window.open_page("case_file", case)
    QTest.keyClick(window.current().focusWidget(), key)
    page = window.current()
    assert isinstance(page, SendUpPage)
    return page


def sealed(page: SendUpPage, qtbot: QtBot) -> bytes:
    page.form.to_desk.set_code(str(APPEAL))
    QTest.keyClick(page.form.to_desk, Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: page._slip is not None)
    assert page._slip is not None
    return page._slip


def commands(window: MainWindow) -> list[str]:
    with window.session.cache.read() as connection:
        return list(connection.execute(select(outbox.c.kind).order_by(outbox.c.sequence)).scalars())


def seal_row(window: MainWindow, case: str) -> Row[tuple[str, int]]:
    table = VIEWS["seal"]
    with window.session.cache.read() as connection:
        return connection.execute(
            select(table).where(table.c.case_id == case).order_by(table.c.sent_at.desc())
        ).first()  # type: ignore[return-value]  # there is one


def test_a_case_is_sealed_without_the_centre_and_the_slip_is_printed_once(
    open_window: OpenWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_window(CLERK, fill=fill)
    page = begun(window, DECIDED, Qt.Key.Key_F11)
    slip = sealed(page, qtbot)
    assert page.paper.page_count() == 1
    row = seal_row(window, DECIDED)
    assert (row.state, row.to_desk, row.filed_on, row.objection) == (
        "sealed",
        APPEAL,
        TODAY.isoformat(),
        "appeal",
    )
    printer_to(tmp_path / "printed.pdf", page)
    QTest.keyClick(page.paper, Qt.Key.Key_F8)
    assert (tmp_path / "printed.pdf").read_bytes().startswith(b"%PDF")
    assert not page.print.isEnabled()
    QTest.keyClick(page.back, Qt.Key.Key_F8)
    assert commands(window) == ["send_up", "record_print"]
    password = password_on(slip)
    with window.session.cache.read() as connection:
        payload = connection.execute(select(outbox.c.payload).where(outbox.c.kind == "send_up")).scalar_one()
    salt = bytes.fromhex(payload.split('"salt": "')[1].split('"')[0])
    assert seal.verifier(seal.stretch(password, salt)).hex() in payload


def test_the_slip_is_gone_when_the_page_is_left_and_the_clerk_is_told(
    open_window: OpenWindow, qtbot: QtBot
) -> None:
    window = open_window(CLERK, fill=fill)
    page = begun(window, DECIDED, Qt.Key.Key_F11)
    sealed(page, qtbot)
    QTest.keyClick(page.paper, Qt.Key.Key_Escape)
    assert page._slip is None
    assert page.paper.page_count() == 0
    assert "رمز تازه" in window.toast.words()
    assert window.current() is window.page("case_file")


def test_the_password_is_neither_in_the_cache_nor_in_any_widget(
    open_window: OpenWindow, qtbot: QtBot
) -> None:
    window = open_window(CLERK, fill=fill)
    page = begun(window, DECIDED, Qt.Key.Key_F11)
    digits = password_on(sealed(page, qtbot)).reveal()
    with window.session.cache.read() as connection:
        dump = "".join(
            str(row)
            for table in connection.exec_driver_sql(
                "select name from sqlite_master where type = 'table'"
            ).scalars()
            for row in connection.exec_driver_sql(f'select * from "{table}"')
        )
    assert digits not in dump
    for widget in (page, *page.findChildren(QWidget)):
        said = [widget.accessibleName(), widget.accessibleDescription(), widget.toolTip()]
        said += [str(widget.property(name)) for name in ("text", "plainText", "role", "windowTitle")]
        assert digits not in " ".join(said)


def test_what_is_missing_is_told_at_its_field(open_window: OpenWindow) -> None:
    window = open_window(CLERK, fill=fill)
    page = begun(window, DECIDED, Qt.Key.Key_F11)
    page.form.filed_on.set_date(TODAY.replace(month=10))
    QTest.keyClick(page.form.to_desk, Qt.Key.Key_S, CTRL)
    assert page.form.to_desk_field.problem() == "«شعبهٔ مقصد» خالی است؛ آن را وارد کنید"
    assert "پیش از تاریخ رأی" in (page.form.filed_field.problem() or "")
    assert commands(window) == []


def test_only_courts_of_appeal_are_offered(open_window: OpenWindow) -> None:
    page = begun(open_window(CLERK, fill=fill), DECIDED, Qt.Key.Key_F11)
    page.form.to_desk.set_code(str(filled_cache.OTHER_BRANCH))
    assert page.form.to_desk.code() is None
    page.form.to_desk.set_code(str(APPEAL))
    assert page.form.to_desk.code() == str(APPEAL)


def test_a_new_password_is_made_only_by_its_own_button(open_window: OpenWindow, qtbot: QtBot) -> None:
    window = open_window(CLERK, fill=fill)
    page = begun(window, UNDER_WAY, Qt.Key.Key_F8)
    dialogs: list[QWidget] = []
    answer_dialog(dialogs, Qt.Key.Key_Return)
    QTest.keyClick(page.make, Qt.Key.Key_S, CTRL)
    assert dialogs
    assert commands(window) == []
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    choose_in_dialog(dialogs, "رمز تازه بساز")
    QTest.keyClick(page.make, Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: page._slip is not None)
    assert commands(window) == ["reissue_seal"]
    states = VIEWS["seal"].c.state
    with window.session.cache.read() as connection:
        assert sorted(connection.execute(select(states)).scalars()) == ["sealed", "void"]


def test_leaving_while_the_password_is_made_sends_nothing(open_window: OpenWindow, qtbot: QtBot) -> None:
    window = open_window(CLERK, fill=fill)
    page = begun(window, DECIDED, Qt.Key.Key_F11)
    number = window.session.next_number("seal")
    window.session.return_number(number)
    page.form.to_desk.set_code(str(APPEAL))
    page.make.click()
    page.back.click()

    def given_back() -> bool:
        again = window.session.next_number("seal")
        window.session.return_number(again)
        return again == number

    qtbot.waitUntil(given_back)
    assert commands(window) == []


def test_without_a_printer_the_page_says_so_and_keeps_the_slip(open_window: OpenWindow, qtbot: QtBot) -> None:
    window = open_window(CLERK, fill=fill)
    page = begun(window, DECIDED, Qt.Key.Key_F11)
    sealed(page, qtbot)
    page.any_printer = lambda: False
    QTest.keyClick(page.paper, Qt.Key.Key_F8)
    assert "چاپگری در این رایانه نیست" in page.told.words()
    assert page._slip is not None
    assert commands(window) == ["send_up"]


def test_a_rejected_sending_opens_filled(open_window: OpenWindow, qtbot: QtBot) -> None:
    window = open_window(CLERK, fill=fill)
    page = begun(window, DECIDED, Qt.Key.Key_F11)
    sealed(page, qtbot)
    page.back.click()
    case_rows.reject(window.session.cache, 1, "wrong_branch_kind", "to_desk")
    window.open_page("send_up", window.session.attention()[0])
    assert page.form.to_desk.code() == str(APPEAL)
    assert "این شعبه" in (page.form.to_desk_field.problem() or "")
    sealed(page, qtbot)
    assert window.session.attention() == ()
