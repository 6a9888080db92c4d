import json
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from client import already_open, connection
from client.connection import Connection, DemoUser
from client.sync.session import ServerAddress, Session
from client.windows.password_field import CAPS, PERSIAN
from client.windows.sign_in import SignInWindow
from tests.client.windows import offline
from tests.client.windows.conftest import CLERK
from tests.server.world import PASSWORD, Province

USERS = (
    DemoUser("c.rezaei12", "qom-1", "clerk", 12, "شعبه ۳ دادگاه عمومی حقوقی", "مریم", "رضایی"),
    DemoUser("j.nouri12", "qom-2", "judge", 12, "شعبه ۳ دادگاه عمومی حقوقی", "حسین", "نوری"),
    DemoUser("r.ahmadi5", "qom-3", "referral_authority", 5, "معاونت ارجاع", "زهرا", "احمدی"),
)


def press(widget: QWidget, letter: str, modifiers: Any = Qt.KeyboardModifier.NoModifier) -> None:
    QApplication.sendEvent(widget, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_unknown, modifiers, letter))


class Door:
    """The sign-in window on a home, and whoever came in."""

    def __init__(self, qtbot: QtBot, home: Path, drawer: offline.Drawer, told: Connection) -> None:
        self.sessions: list[Session] = []
        self.window = SignInWindow(
            told,
            lambda server, login, password, keep: Session.sign_in(
                home, server, login, password, keep, drawer, **self.options
            ),
            lambda server, login: Session.remembered_password(server, login, drawer),
            lambda server, login: Session.set_aside(home, server, login, drawer),
            lambda server, login: already_open.summon(already_open.name_of(home, server, login)),
        )
        self.options: dict[str, Any] = {}
        self.window.signed_in.connect(lambda session, _server: self.sessions.append(session))
        qtbot.addWidget(self.window)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)

    def type(self, login: str, password: str) -> None:
        self.window.login.setFocus()
        for letter in login:
            press(self.window.login, letter)
        self.window.password.setFocus()
        for letter in password:
            press(self.window.password, letter)
        QTest.keyClick(self.window.password, Qt.Key.Key_Return)


@pytest.fixture
def door(qtbot: QtBot, tmp_path: Path, drawer: offline.Drawer) -> Any:
    """Makes doors; sessions are closed at the end."""
    made: list[Door] = []

    def make(told: Connection, keys: offline.Drawer = drawer) -> Door:
        made.append(Door(qtbot, tmp_path, keys, told))
        return made[-1]

    yield make
    for each in made:
        for session in each.sessions:
            session.close()


@pytest.fixture
def centre(database: Any) -> ServerAddress:
    """A centre with people."""
    Province(database).close()
    arguments = database.superuser
    return ServerAddress(arguments["host"], arguments["port"], arguments["dbname"])


def test_empty_fields_are_told_one_by_one_at_their_place(door: Any) -> None:
    window = door(Connection(None)).window
    QTest.mouseClick(window.enter, Qt.MouseButton.LeftButton)
    assert window.server_field.problem()
    assert window.login_field.problem()
    assert window.password_field.problem()
    assert window.server.hasFocus()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_signs_in_from_the_box_of_the_keyring_too(door: Any, key: Qt.Key) -> None:
    window = door(Connection(None)).window
    window.remember.setFocus()
    QTest.keyClick(window.remember, key)
    assert window.server_field.problem()
    assert not window.remember.isChecked()


def test_a_wrong_password_is_told_at_the_password_and_the_right_one_enters(
    door: Any, centre: ServerAddress, qtbot: QtBot
) -> None:
    opened = door(Connection(centre), offline.Drawer())
    opened.type("clerk2", "not this one")
    qtbot.waitUntil(lambda: opened.window.password_field.problem() is not None)
    assert "درست نیست" in opened.window.password_field.problem()
    assert opened.window.password.hasFocus()
    for letter in PASSWORD:
        press(opened.window.password, letter)
    QTest.keyClick(opened.window.password, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(opened.sessions))
    assert opened.sessions[0].online
    assert not opened.window.password.text()


def test_without_the_centre_one_enters_where_one_has_worked_before(
    door: Any, tmp_path: Path, drawer: offline.Drawer, qtbot: QtBot
) -> None:
    offline.begin(tmp_path, drawer, [CLERK])
    opened = door(Connection(offline.AWAY))
    opened.options["now"] = lambda: offline.NOW
    opened.type(offline.LOGIN, offline.PASSWORD)
    qtbot.waitUntil(lambda: bool(opened.sessions))
    assert not opened.sessions[0].online


def test_the_first_sign_in_here_needs_the_centre_and_says_so(door: Any, qtbot: QtBot) -> None:
    opened = door(Connection(offline.AWAY))
    opened.type("somebody", "password")
    qtbot.waitUntil(lambda: opened.window.server_field.problem() is not None)
    assert "نخستین ورود" in opened.window.server_field.problem()
    assert opened.window.enter.isEnabled()


def test_a_remembered_password_is_filled_in_after_the_login(door: Any, qtbot: QtBot) -> None:
    keys = offline.Drawer()
    offline.signing_in.keys_of(offline.AWAY, "m.rezaei", keys).remember_password("the one")
    window = door(Connection(offline.AWAY), keys).window
    window.login.setFocus()
    for letter in "m.rezaei":
        press(window.login, letter)
    QTest.keyClick(window.login, Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: window.password.text() == "the one")
    assert window.remember.isChecked()


@pytest.mark.parametrize(("letter", "hint"), [("ش", PERSIAN), ("Q", CAPS), ("q", "")])
def test_the_keyboard_is_told_of_while_the_password_is_typed(
    door: Any, qtbot: QtBot, letter: str, hint: str
) -> None:
    window = door(Connection(offline.AWAY)).window
    with qtbot.waitSignal(window.password.hinted) as hinted:
        press(window.password, letter)
    assert hinted.args == [hint]


def test_a_demo_user_is_found_by_name_and_signs_in_with_enter(door: Any, qtbot: QtBot) -> None:
    opened = door(Connection(offline.AWAY, USERS))
    demo = opened.window.demo
    assert demo.search.hasFocus()
    for letter in "احمدي":
        press(demo.search, letter)
    with qtbot.waitSignal(demo.chosen) as chosen:
        QTest.keyClick(demo.search, Qt.Key.Key_Return)
    assert chosen.args == [USERS[2]]
    assert opened.window.login.value() == "r.ahmadi5"


def test_demo_users_are_grouped_by_role(door: Any) -> None:
    demo = door(Connection(offline.AWAY, USERS)).window.demo
    lines = [demo.list.item(row).text().lstrip("\u200f") for row in range(demo.list.count())]
    assert lines[0] == "متصدی دفتر"
    assert [line for line in lines if "—" not in line] == ["متصدی دفتر", "قاضی", "مقام ارجاع"]


def test_the_connection_file_tells_where_the_centre_is(tmp_path: Path) -> None:
    file = tmp_path / "connection.json"
    told = {"host": "127.0.0.1", "port": 5433, "database": "kelaseh", "users": [vars(USERS[0])]}
    file.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    read = connection.read(file)
    assert read == Connection(ServerAddress("127.0.0.1", 5433), USERS[:1])
    connection.keep(file, ServerAddress("centre.example", 6000))
    assert connection.read(file).server == ServerAddress("centre.example", 6000)
    file.write_text("{}", encoding="utf-8")
    with pytest.raises(connection.ConnectionFileError):
        connection.read(file)


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("centre.example", ServerAddress("centre.example", 5433)),
        ("10.1.2.3:6000", ServerAddress("10.1.2.3", 6000)),
        ("centre:6000/other", ServerAddress("centre", 6000, "other")),
        ("centre:99999", None),
        ("two words", None),
        ("", None),
    ],
)
def test_an_address_is_read_as_people_type_it(typed: str, address: ServerAddress | None) -> None:
    assert connection.parse_address(typed) == address
