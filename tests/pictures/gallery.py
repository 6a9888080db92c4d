"""The gallery: each window as it stands with nothing, with a little and with very much in it."""

from __future__ import annotations

import dataclasses
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache as remembered
from pathlib import Path
from typing import Any

from PIL.ImageQt import fromqpixmap
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QDialog

from client.sync.cache import Cache
from client.tour.screen import picture
from client.windows.main_window import MainWindow
from tests.bench.real_window import window_over
from tests.client.windows import offline

SIZES = ((1366, 768), (1920, 1080))
"""Width and height in pixels of the screens most offices have."""
_COLOURS = 64
_SETTLED_MS = 400
_LONGEST_MS = 15_000

Act = Callable[[MainWindow], object]
Desks = tuple[dict[str, Any], ...]


@dataclasses.dataclass(frozen=True)
class Scene:
    """What is pictured under `name`: the desks of the user, the rows of the cache, and what was done."""

    name: str
    desks: Desks
    act: Act
    fill: Callable[[Cache], object] = lambda _cache: None
    dialog: bool = False
    """Whether `act` ends in a dialog that the window waits for."""


def file_name(scene: str, size: tuple[int, int]) -> str:
    """The file of a scene at a size."""
    return f"{scene}-{size[0]}x{size[1]}.png"


def take(scene: Scene, folder: Path) -> list[Path]:
    """Play the scene once for each size of screen and keep its picture; the files."""
    taken = []
    for size in SIZES:
        taken.append(folder / file_name(scene.name, size))
        with _window(scene, size) as window:
            if scene.dialog:
                _keep_dialog(window, size, taken[-1])
                scene.act(window)
            else:
                scene.act(window)
                settle()
                _keep(window, size, taken[-1])
    return taken


def _keep(window: MainWindow, size: tuple[int, int], file: Path) -> None:
    drawn = fromqpixmap(picture(window, size))
    drawn.convert("RGB").quantize(_COLOURS).save(file, optimize=True)


def _keep_dialog(window: MainWindow, size: tuple[int, int], file: Path) -> None:
    """As soon as a dialog is in front that the window waits for: keep it, then leave it by Esc."""

    def keep() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QDialog) or not dialog.isActiveWindow():
            QTimer.singleShot(_SETTLED_MS, keep)
            return
        settle()
        _keep(window, size, file)
        dialog.reject()

    QTimer.singleShot(_SETTLED_MS, keep)


def settle() -> None:
    """Let what the windows put off until a quiet moment be done."""
    loop = QEventLoop()
    QTimer.singleShot(_SETTLED_MS, loop.quit)
    loop.exec()


def wait_for(true: Callable[[], bool]) -> None:
    """Go on as soon as something is so.

    Raises:
        TimeoutError: it never was.
    """
    deadline = time.monotonic() + _LONGEST_MS / 1000
    while not true():
        if time.monotonic() > deadline:
            raise TimeoutError("what the picture is to show never came")
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)


@contextmanager
def _window(scene: Scene, size: tuple[int, int]) -> Iterator[MainWindow]:
    with tempfile.TemporaryDirectory() as home:
        offline.begin(Path(home), _drawer(), list(scene.desks), scene.fill)
        with window_over(Path(home), _drawer(), size) as window:
            settle()
            yield window


@remembered
def _drawer() -> offline.Drawer:
    """Stretching the password takes a while, so there is one keyring for all scenes."""
    return offline.drawer_of()
