"""What the sign-in window and the form say when the machine is in trouble: the sentence and the remedy."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from client import already_open
from client.connection import Connection
from client.models.later import finish_background
from client.sync import rescue
from client.sync.cache import Cache
from client.sync.cache_tables import CACHE_VERSION
from client.sync.refusals import CacheUnwritable
from client.sync.session import Rescue, Session
from client.sync.signing_in import cache_path, keys_of
from client.windows.case_entry import CaseEntryPage
from client.windows.sign_in import SignInWindow
from tests.client.small_disk import Disk, needs_a_disk
from tests.client.windows import offline
from tests.client.windows.conftest import AUTHORITY, CLERK, OpenWindow
from tests.client.windows.dialogs import choose_in_dialog


def press(widget: QWidget, letter: str) -> None:
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, letter)
    QApplication.sendEvent(widget, event)


class Door:
    """The sign-in window of a home while the centre is away, and who came in."""

    def __init__(self, qtbot: QtBot, home: Path, drawer: offline.Drawer) -> None:
        self.sessions: list[Session] = []
        self._qtbot = qtbot

        def sign_in(server: object, login: str, password: str, _keep: bool) -> Session:
            return Session.sign_in(
                home, offline.AWAY, login, password, keyring=drawer, now=lambda: offline.NOW
            )

        self.window = SignInWindow(
            Connection(offline.AWAY),
            sign_in,
            lambda _server, _login: None,
            lambda server, login: Session.set_aside(home, server, login, drawer),
            lambda server, login: already_open.summon(already_open.name_of(home, server, login)),
        )
        self.window.signed_in.connect(lambda session, _server: self.sessions.append(session))
        qtbot.addWidget(self.window)
        self.window.show()
        self.window.login.set_value(offline.LOGIN)
        self.enter()

    def enter(self) -> None:
        """Press the button."""
        self.window.password.setText(offline.PASSWORD)
        self.window.try_to_enter()

    def told(self) -> str:
        """The sentence of the strip, once there is one."""
        self._qtbot.waitUntil(lambda: self.window.notice.isVisible() and self.window.enter.isEnabled())
        return self.window.notice.accessibleName()


@pytest.fixture
def home(qtbot: QtBot, tmp_path: Path, drawer: offline.Drawer) -> Iterator[Path]:
    """The folder of somebody who has worked here."""
    offline.begin(tmp_path / "home", drawer, [CLERK])
    yield tmp_path / "home"
    finish_background()


def cache_of(home: Path, drawer: offline.Drawer) -> Cache:
    key = keys_of(offline.AWAY, offline.LOGIN, drawer).cache_key()
    assert key is not None
    return Cache(cache_path(home, offline.AWAY, offline.LOGIN), key)


def test_a_second_program_says_calmly_that_the_first_is_open_and_calls_it_to_the_front(
    qtbot: QtBot, home: Path, drawer: offline.Drawer
) -> None:
    first = Door(qtbot, home, drawer)
    qtbot.waitUntil(lambda: bool(first.sessions))
    assert "باز است" in Door(qtbot, home, drawer).told()
    name = already_open.name_of(home, offline.AWAY, offline.LOGIN)
    # One that was killed leaves its name behind: the next takes it over.
    already_open.Summons(name).setParent(first.window)
    summons = already_open.Summons(name, first.window)
    with qtbot.waitSignal(summons.summoned):
        second = Door(qtbot, home, drawer)
    qtbot.waitUntil(lambda: "جلو آمد" in second.told())
    assert not second.sessions
    assert not second.window.errors.isVisible()
    summons.close()
    first.sessions[0].close()
    second.enter()
    qtbot.waitUntil(lambda: bool(second.sessions))
    second.sessions[0].close()


def test_a_cache_of_a_newer_program_is_put_aside_when_the_user_says_so_and_he_is_told_what_was_kept(
    qtbot: QtBot, home: Path, drawer: offline.Drawer
) -> None:
    cache = cache_of(home, drawer)
    with cache.write() as connection:
        connection.exec_driver_sql(f"pragma user_version = {CACHE_VERSION + 1}")
    cache.close()
    door = Door(qtbot, home, drawer)
    assert "به‌روز کنید" in door.told()
    asked: list[QWidget] = []
    choose_in_dialog(asked, "کنار بگذار و وارد شو")
    door.window.notice.action_button.click()
    qtbot.waitUntil(lambda: door.window.rescue is not None)
    card = door.window.rescue
    assert card is not None
    assert card.isVisible()
    assert not door.sessions
    QTest.keyClick(card.done, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(door.sessions))
    assert door.sessions[0].rescue() is None
    door.sessions[0].close()


def test_what_is_missing_is_told_at_each_sign_in_until_it_was_checked(
    qtbot: QtBot, home: Path, drawer: offline.Drawer
) -> None:
    cache = cache_of(home, drawer)
    with cache.write() as connection:
        rescue.keep(connection, Rescue("cache_damaged", "some.aside-1", 2, 1, (7, 8, 9)))
    cache.close()
    for _ in range(2):
        see_what_is_missing(qtbot, Door(qtbot, home, drawer))
    door = Door(qtbot, home, drawer)
    qtbot.waitUntil(lambda: door.window.rescue is not None)
    # Whoever closes the window instead leaves nothing open behind it.
    door.window.close()
    see_what_is_missing(qtbot, Door(qtbot, home, drawer))


def see_what_is_missing(qtbot: QtBot, door: Door) -> None:
    qtbot.waitUntil(lambda: door.window.rescue is not None)
    card = door.window.rescue
    assert card is not None
    # Before the centre is heard nobody knows whether they are there: it can't be ticked off yet.
    assert not card.done.isVisible()
    card.go_on.click()
    qtbot.waitUntil(lambda: bool(door.sessions))
    door.sessions[0].close()


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    """Below the homes of windows, and there until they are closed."""
    made = Disk(tmp_path / "disk")
    yield made
    made.remove()


@needs_a_disk
def test_on_a_full_disk_the_form_says_so_keeps_what_is_typed_and_saves_when_there_is_room(
    qtbot: QtBot, disk: Disk, open_window: OpenWindow
) -> None:
    window = open_window(AUTHORITY, home="disk/home")
    window.open_page("case_entry")
    page = window.current()
    assert isinstance(page, CaseEntryPage)
    disk.fill()
    with qtbot.capture_exceptions() as caught:
        for letter in "مطالبهٔ مهریه " * 100:
            press(page.form.subject, letter)
        qtbot.waitUntil(lambda: "پر است" in window.notice.accessibleName() and window.notice.isVisible())
        assert window.session.drafts.list() == ()
        # Until there is room each try to keep the draft is refused.
        disk.make_room()
        qtbot.waitUntil(lambda: bool(window.session.drafts.list()), timeout=20_000)
    assert caught
    assert all(isinstance(error, CacheUnwritable) for _, error, _ in caught)
    assert "پر است" not in window.notice.accessibleName()
    page.form.clear()
    page.keep_draft()
    window.session.close()
