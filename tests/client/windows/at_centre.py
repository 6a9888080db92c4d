"""What tests with a real centre behind the windows share: waiting, and a centre gone for one person."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from pytestqt.qtbot import QtBot

from client.windows.main_window import MainWindow
from tests.server.world import Province


def show(window: MainWindow, qtbot: QtBot) -> None:
    """Bring a person's window to the front."""
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)


def wait(qtbot: QtBot, condition: Callable[[], object]) -> None:
    qtbot.waitUntil(lambda: bool(condition()))


@contextmanager
def centre_away(province: Province, window: MainWindow, qtbot: QtBot) -> Iterator[None]:
    """The centre takes no connection of the person at this window, until the end."""
    login = window.session.login
    with province.superuser() as cursor:
        cursor.execute(f"alter role {login} nologin")
        cursor.execute("select pg_terminate_backend(pid) from pg_stat_activity where usename = %s", (login,))
    wait(qtbot, lambda: not window.session.online)
    yield
    with province.superuser() as cursor:
        cursor.execute(f"alter role {login} login")
    wait(qtbot, lambda: window.session.online)
