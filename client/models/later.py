"""Answers that come later, told on the windows' thread; heavy work away from it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from functools import cache
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

from common.errors import Rejection

T = TypeVar("T")

# For stretching passwords and making papers; two at a time leave the windows' thread its turn.
_workers = ThreadPoolExecutor(max_workers=2, thread_name_prefix="work")
_in_hand: set[Future[Any]] = set()


def in_background(work: Callable[[], T]) -> Future[T]:
    """Do `work` on another thread. It must not touch a widget, nor hold one: its last reference may go there,
    and a widget may only be destroyed on the windows' thread."""
    future = _workers.submit(work)
    _in_hand.add(future)
    future.add_done_callback(_in_hand.discard)
    return future


def finish_background() -> None:
    """Wait for the work in hand, before what it reads is closed."""
    wait(tuple(_in_hand))


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
    waiting = [(owner, then, failed)]

    def tell() -> None:
        # Emptied here, on the windows' thread, for the future may be forgotten on the other.
        owner, then, failed = waiting.pop()
        if not isValid(owner) or future.cancelled():
            return
        error = future.exception()
        if error is None:
            then(future.result())
        elif isinstance(error, expected):
            failed(error)
        else:
            raise error

    post = _post_office()
    future.add_done_callback(lambda _future: post.arrived.emit(tell))


class _PostOffice(QObject):
    """Lives as long as the program: nothing may be sent from another thread through what may be destroyed
    meanwhile."""

    arrived = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def _deliver(self, tell: Callable[[], None]) -> None:
        tell()


@cache
def _post_office() -> _PostOffice:
    """Made on the windows' thread, at its first question."""
    return _PostOffice()
