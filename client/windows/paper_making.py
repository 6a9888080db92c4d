"""A paper being made off the windows' thread: progress is shown once it takes a second, Esc gives it up."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from client.models.later import in_background, when_done
from client.paper.flow import Tell

_SHOWN_AFTER_MS = 1000
_LOOK_MS = 60


class GivenUpError(Exception):
    """Nobody waits for the paper any more."""


class Making:
    """How far a paper is: written by the thread that makes it, read by the windows'."""

    def __init__(self) -> None:
        self.done, self.total = 0, 0
        self._given_up = Event()

    def tell(self, done: int, total: int) -> None:
        """So much of so much is done; raises `GivenUpError` once the paper has been given up."""
        if self._given_up.is_set():
            raise GivenUpError
        self.done, self.total = done, total

    def give_up(self) -> None:
        """The next `tell` ends the making."""
        self._given_up.set()


class PaperMaking(QProgressBar):
    """`begin` makes a paper; then `made` tells it, unless `give_up` came before."""

    made = Signal(bytes)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._making: Making | None = None
        self.setTextVisible(False)
        self.setFixedWidth(160)
        self.setAccessibleName(name)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_SHOWN_AFTER_MS)
        self._wait.timeout.connect(self.show)
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_MS)
        self._look.timeout.connect(self._show_progress)
        self.hide()

    def busy(self) -> bool:
        """Whether a paper is being made."""
        return self._making is not None

    def begin(self, make: Callable[[Tell], bytes]) -> None:
        """Make a paper on another thread; `make` holds no widget. One that is being made is given up."""
        self.give_up()
        making = self._making = Making()
        self.setRange(0, 0)
        self._wait.start()
        self._look.start()
        future = in_background(lambda: make(making.tell))
        when_done(self, future, lambda pdf: self._done(making, pdf), lambda _: None, (GivenUpError,))

    def give_up(self) -> None:
        """Stop the making, if a paper is being made."""
        if self._making is not None:
            self._making.give_up()
            self._end()

    def _done(self, making: Making, pdf: bytes) -> None:
        if making is self._making:
            self._end()
            self.made.emit(pdf)

    def _end(self) -> None:
        self._making = None
        self._wait.stop()
        self._look.stop()
        self.hide()

    def _show_progress(self) -> None:
        if self._making is not None and self._making.total:
            self.setRange(0, self._making.total)
            self.setValue(self._making.done)
