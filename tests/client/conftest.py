"""One office screen, 1366×768 at 96 dpi, without a display; set before Qt loads its platform."""

import gc
import os
from collections.abc import Callable, Iterator
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={Path(__file__).with_name('offscreen.json')}"
os.environ["QT_SCALE_FACTOR"] = "1"
os.environ["QT_FONT_DPI"] = "96"
os.environ["QT_ACCESSIBILITY"] = "1"
os.environ["QT_LOGGING_RULES"] = "qt.qpa.*=false"

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from client.collector import Collector
from client.style import theme


@pytest.fixture(scope="session")
def qapp(qapp_args: list[str], qapp_cls: type[QApplication]) -> QApplication:
    """The application as the clerk sees it: dressed by the theme."""
    app = QApplication.instance() or qapp_cls(qapp_args)
    assert isinstance(app, QApplication)
    theme.apply(app)
    # What is there by now stays to the end; the collection after every test need not look through it again.
    gc.collect()
    gc.freeze()
    return app


class PatientBot(QtBot):
    """Waits until a busy machine has come to it; who waits in vain has found a fault, not a slow machine."""

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = 60_000) -> None:
        super().waitUntil(callback, timeout=timeout)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> PatientBot:
    """pytest-qt's, with more patience than its five seconds."""
    return PatientBot(request)


@pytest.fixture(autouse=True)
def collector(request: pytest.FixtureRequest) -> Iterator[None]:
    """As in the program: where there are windows, nothing of theirs is collected on another thread."""
    if "qapp" not in request.fixturenames:
        yield
        return
    request.getfixturevalue("qapp")
    made = Collector()
    yield
    # No event loop runs between tests, so what was closed would live on, and every test carry all before it.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    # What is left are modules loaded meanwhile and the like, which the next collection need not look through.
    gc.freeze()
    made.stop()


@pytest.fixture
def type_persian(qapp: QApplication) -> Callable[[QWidget, str], None]:
    """Types any letters into a widget by key events; QTest.keyClicks aborts on letters outside Latin-1."""

    def press(widget: QWidget, text: str) -> None:
        for letter in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, letter)
                QApplication.sendEvent(widget, event)

    return press
