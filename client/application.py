"""The composition root: wires theme, sign-in, session and main window, and owns how long each lives."""

from __future__ import annotations

import importlib
import logging
import os
import sys
import threading
import traceback
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from types import ModuleType, TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

from client import connection
from client.collector import Collector
from client.models.later import finish_background, in_background
from client.style import theme
from client.sync.address import ServerAddress
from client.sync.refusals import CacheRefused
from client.windows.sign_in import SignInWindow

if TYPE_CHECKING:
    from client.already_open import Summons
    from client.models.bridge import Bridge
    from client.sync.session import Session
    from client.windows.main_window import MainWindow

_log = logging.getLogger(__name__)

# By then the sign-in window is drawn; loading the rest would hold it up.
_FIRST_PAINT_MS = 100


class Application(QObject):
    """Shows the sign-in window, then one main window per signed-in session."""

    def __init__(self, home: Path, server_file: Path | None, *, demo: bool = False) -> None:
        super().__init__()
        self.home = home
        self._kept = home / connection.FILE_NAME
        file = server_file or self._kept
        told = connection.read(file) if server_file or file.exists() else connection.Connection(None)
        if not demo:
            told = connection.Connection(told.server)
        self.sign_in = SignInWindow(
            told,
            lambda server, login, password, keep: _sessions().sign_in(home, server, login, password, keep),
            lambda server, login: _sessions().remembered_password(server, login),
            lambda server, login: _sessions().set_aside(home, server, login),
            lambda server, login: _already_open().summon(_already_open().name_of(home, server, login)),
        )
        self.sign_in.signed_in.connect(self._enter)
        self.window: MainWindow | None = None
        self._session: Session | None = None
        self._bridge: Bridge | None = None
        self._summons: Summons | None = None

    def start(self) -> None:
        """Show the first window; what follows is loaded while the user types."""
        self.sign_in.show()
        QTimer.singleShot(_FIRST_PAINT_MS, self, lambda: in_background(_load_main_window))

    def close(self) -> None:
        """Let work in hand end, then close session and cache."""
        finish_background()
        if self._summons is not None:
            self._summons.close()
        if self._bridge is not None:
            self._bridge.close()
        if self._session is not None:
            self._session.close()
        self._session = self._bridge = self._summons = None

    def _enter(self, session: Session, server: ServerAddress) -> None:
        # Loaded by now, see `start`.
        from client.models.bridge import Bridge
        from client.models.words import Words
        from client.windows.main_window import MainWindow

        connection.keep(self._kept, server)
        self._session = session
        words = Words(session.cache)
        self._bridge = Bridge(session, self)
        words.follow(self._bridge)
        self.window = MainWindow(session, self._bridge, words, program_version())
        self.window.showMaximized()  # a frame leaves less than the screen: nothing may be cut
        self.window.activateWindow()
        self.sign_in.close()
        # The lock is ours, so the name is too.
        name = _already_open().name_of(self.home, server, session.login)
        self._summons = _already_open().Summons(name, self)
        self._summons.summoned.connect(self._come_to_front)

    def _come_to_front(self) -> None:
        if self.window is not None:
            self.window.setWindowState(self.window.windowState() & ~Qt.WindowState.WindowMinimized)
            self.window.show()
            self.window.raise_()
            self.window.activateWindow()
            # Where the desktop lets no program take the front, it is marked there.
            QApplication.alert(self.window)


def _load_main_window() -> None:
    importlib.import_module("client.sync.session")
    navigation = importlib.import_module("client.windows.navigation")
    importlib.import_module("client.windows.main_window")
    for entry in navigation.PAGES:
        entry.load()


def _already_open() -> ModuleType:
    # Qt's network library is wanted by nothing that the sign-in window shows.
    return importlib.import_module("client.already_open")


def _sessions() -> type[Session]:
    # SQLAlchemy and the like take longer to load than all that the sign-in window shows.
    from client.sync.session import Session

    return Session


def run(home: Path | None, server_file: Path | None, *, demo: bool = False) -> int:
    """Run until the last window is closed; the exit code."""
    app = QApplication(sys.argv[:1])
    app.setApplicationName("kelaseh")
    theme.apply(app)
    folder = home or default_home()
    folder.mkdir(parents=True, exist_ok=True)
    _report_bugs_in(folder / "problems")
    try:
        application = Application(folder, server_file, demo=demo)
    except connection.ConnectionFileError as error:
        QMessageBox.critical(None, "کلاسه", f"\u200fفایل نشانی مرکز خوانده نشد:\n\u2066{error}\u2069")
        return 2
    collector = Collector()
    application.start()
    try:
        return app.exec()
    finally:
        application.close()
        collector.stop()


def default_home() -> Path:
    """KELASEH_HOME, or where this platform keeps a program's data."""
    if told := os.environ.get("KELASEH_HOME"):
        return Path(told)
    if sys.platform == "win32":
        return Path(os.environ["LOCALAPPDATA"]) / "Kelaseh"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "kelaseh"


def program_version() -> str:
    """The version of the installed program."""
    try:
        return version("kelaseh")
    except PackageNotFoundError:
        return "0.1.0"


def _report_bugs_in(folder: Path) -> None:
    """A bug becomes a file that the clerk can send, and a calm word; work goes on."""

    def report(kind: type[BaseException], _error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, CacheRefused):
            # No bug: the disk is full or the like. The window's strip says so, what was typed stays there.
            _log.warning("a window met %s", _error)
            return
        folder.mkdir(parents=True, exist_ok=True)
        file = folder / f"problem-{datetime.now(UTC):%Y%m%dT%H%M%S%f}.txt"
        # Frames only: values of variables, and the error's own words, may tell of a case.
        frames = "".join(traceback.format_tb(trace))
        file.write_text(f"kelaseh {program_version()}\n{kind.__name__}\n{frames}", encoding="utf-8")
        _log.error("unexpected %s, see %s", kind.__name__, file)
        if threading.current_thread() is threading.main_thread():
            _tell_bug(file)

    sys.excepthook = report
    threading.excepthook = lambda told: report(
        told.exc_type, told.exc_value or told.exc_type(), told.exc_traceback
    )


def _tell_bug(file: Path) -> None:
    box = QMessageBox(QApplication.activeWindow())
    box.setWindowTitle("کلاسه")
    box.setText("\u200fایرادی در برنامه پیش آمد؛ آنچه ذخیره کرده‌اید سر جایش است")
    box.setInformativeText(f"\u200fاین فایل را به کارشناس سامانه بدهید:\n\u2066{file}\u2069")
    box.exec()
