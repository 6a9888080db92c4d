"""Answers that come later, told on the windows' thread; heavy work away from it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from common.errors import Rejection

T = TypeVar("T")

# For stretching passwords and making papers; two at a time leave the windows' thread its turn.
_workers = ThreadPoolExecutor(max_workers=2, thread_name_prefix="work")


def in_background(work: Callable[[], T]) -> Future[T]:
    """Do `work` on another thread. It must not touch a widget."""
    return _workers.submit(work)


def when_done(
    owner: QObject,
    future: Future[T],
    then: Callable[[T], object],
    failed: Callable[[Any], object],
    expected: tuple[type[Exception], ...] = (Rejection,),
) -> None:
    """Call `then` with the result, or `failed` with an expected exception, on the thread of `owner`.

    Nothing is called once `owner` has gone. An unexpected exception is raised there: it is a bug.
    """
    _Later(owner, future, then, failed, expected)


class _Later(QObject):
    _done = Signal()

    def __init__(
        self,
        owner: QObject,
        future: Future[Any],
        then: Callable[[Any], object],
        failed: Callable[[Any], object],
        expected: tuple[type[Exception], ...],
    ) -> None:
        super().__init__(owner)
        self._future: Future[Any] | None = future
        self._then, self._failed, self._expected = then, failed, expected
        self._done.connect(self._tell, Qt.ConnectionType.QueuedConnection)
        future.add_done_callback(self._wake)

    def _wake(self, _future: Future[Any]) -> None:
        try:
            self._done.emit()
        except RuntimeError:
            # The owner was closed meanwhile, and this object with it: nobody waits for the answer.
            return

    def _tell(self) -> None:
        future, self._future = self._future, None
        self.deleteLater()
        if future is None or future.cancelled():
            return
        error = future.exception()
        if error is None:
            self._then(future.result())
        elif isinstance(error, self._expected):
            self._failed(error)
        else:
            raise error
