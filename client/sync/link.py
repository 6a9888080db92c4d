"""The one thread that talks to the centre, over one connection: sends, asks for news, answers questions.

A round that fails is made again without anything new to send: what waits in the outbox is looked up at every
round, not handed over.
"""

from __future__ import annotations

import collections
import contextlib
import dataclasses
import logging
import random
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

from client.sync import instants, outbox
from client.sync.cache import Cache
from client.sync.centre import Centre
from client.sync.events import Event, LinkChanged, LinkState
from client.sync.exchange import Exchange
from client.sync.refusals import CacheDamaged, CacheRefused, CentreAway, CentreBusy, CentreFault
from common.errors import Rejection

Question = Callable[[Centre], dict[str, Any]]

_log = logging.getLogger(__name__)


@dataclasses.dataclass(frozen=True)
class Pace:
    """Seconds between two pulses with a window in front and in the back, between two full looks for changes
    and between two comparisons of all the cache holds; the shortest and longest wait before connecting again;
    milliseconds of a round trip that count as slow."""

    front: float = 0.4
    back: float = 2.0
    sweep: float = 30.0
    sanity: float = 3600.0
    first_retry: float = 0.25
    last_retry: float = 10.0
    slow_ms: float = 1_000.0


class Link:
    """Keeps the cache and the centre in step from `start` to `stop`."""

    def __init__(
        self,
        cache: Cache,
        exchange: Exchange,
        connect: Callable[[], Centre],
        stop: threading.Event,
        emit: Callable[[Event], None],
        pace: Pace,
    ) -> None:
        """`connect` makes a connection or raises CentreAway or SignInRefused; `stop` ends its waiting too."""
        self._cache = cache
        self._exchange = exchange
        self._connect = connect
        self._stop = stop
        self._emit = emit
        self._pace = pace
        self._centre: Centre | None = None
        self._questions: collections.deque[tuple[Question, Future[dict[str, Any]]]] = collections.deque()
        self._wake = threading.Event()
        self._front = True
        self._failures = 0
        self._swept = float("-inf")
        self._compared = time.monotonic()
        # Counting may meet with trouble, which is told too.
        self._telling = threading.RLock()
        self._own_code: str | None = None
        self._counted = 0
        self.state = LinkChanged("offline", instants.utc_now(), self._pending())
        self._thread = threading.Thread(target=self._run, name="kelaseh-link", daemon=True)

    def begin(self, centre: Centre) -> None:
        """The first round of a sign-in, on the caller's thread: words, rights and numbers are there then."""
        self._exchange.greet(centre)
        self._exchange.lease(centre)
        self._exchange.changes(centre)
        self._centre = centre
        self._tell("online")

    def start(self) -> None:
        """Begin to work on the link's own thread."""
        self._thread.start()

    def stop(self, timeout: float) -> None:
        """End the thread and the connection; waits at most `timeout` seconds for it."""
        self._stop.set()
        self._wake.set()
        self._thread.join(timeout)

    def wake(self) -> None:
        """Something was put in the outbox."""
        self._tell(None)
        self._wake.set()

    def tell_again(self) -> None:
        """The cache is in trouble, or out of it: that is told with the state of the link."""
        self._tell(None)

    def in_front(self, front: bool) -> None:
        """Whether the user looks at a window."""
        self._front = front
        self._wake.set()

    def ask(self, question: Question) -> Future[dict[str, Any]]:
        """Have `question` answered over the connection; while offline it tries to connect once."""
        future: Future[dict[str, Any]] = Future()
        self._questions.append((question, future))
        self._wake.set()
        if self._stop.is_set():
            self._fail_questions()
        return future

    def slow(self) -> None:
        """The call under way takes long."""
        if self._centre is not None:
            self._tell("slow")

    def _run(self) -> None:
        code: str | None = "link_failed"
        try:
            while not self._stop.is_set():
                self._sleep(self._turn())
            code = None
        finally:
            # Also after a fault of this program: what the user sees must not claim to be online.
            self._drop(code)

    def _turn(self) -> float:
        """One round; the seconds to wait before the next."""
        try:
            if self._cache.trouble not in (None, CacheDamaged.CODE):
                # The user may have made room by now; damage is mended at the next start.
                with contextlib.suppress(CacheRefused):
                    self._cache.probe()
            if self._centre is None:
                self._reconnect()
            self._round()
        except CentreAway:
            self._drop(None)
        except (CentreBusy, CentreFault, CacheRefused) as error:
            # A full disk is told like a slow centre, and tried again: the user may make room.
            _log.warning("a round failed: %s", error)
            self._tell("offline" if self._centre is None else "slow", error.code)
        except Rejection as refusal:
            _log.warning("turned away: %s", refusal)
            self._drop(refusal.code)
        else:
            self._failures = 0
            return self._pace.front if self._front else self._pace.back
        self._failures += 1
        doubled = self._pace.first_retry * 2.0 ** min(self._failures - 1, 16)
        longest = min(self._pace.last_retry, doubled)
        # Spread, so that a province does not come back in one instant.
        return longest * random.uniform(0.5, 1.0)  # noqa: S311 - no secret

    def _reconnect(self) -> None:
        centre = self._connect()
        try:
            self._exchange.greet(centre)
        except Rejection:
            centre.close()
            raise
        self._centre = centre
        self._swept = float("-inf")

    def _round(self) -> None:
        centre = self._centre
        if centre is None:
            raise CentreAway
        self._answer_questions(centre)
        fault: CentreFault | None = None
        sent = 0
        try:
            sent = self._flush(centre)
        except CentreFault as error:
            # A command that trips the centre waits; it must not keep the news from coming.
            fault = error
        if sent or self._sweep_is_due() or self._exchange.has_news(centre):
            self._exchange.changes(centre)
            self._swept = time.monotonic()
        self._exchange.lease(centre)
        self._fill(centre, flushing=fault is None)
        if time.monotonic() - self._compared > self._pace.sanity:
            # Rather than live with a doubt: the same digest that mends a cache after a crash.
            self._exchange.verify(centre)
            self._compared = time.monotonic()
        if fault is not None:
            raise fault
        slow = centre.rtt_ms is not None and centre.rtt_ms > self._pace.slow_ms
        self._tell("slow" if slow else "online")

    def _fill(self, centre: Centre, *, flushing: bool) -> None:
        filled = False
        while not self._stop.is_set() and self._exchange.page(centre):
            filled = True
            self._answer_questions(centre)
            if flushing:
                self._flush(centre)
        if filled:
            # The cursor is as old as the first page.
            self._exchange.changes(centre)

    def _flush(self, centre: Centre) -> int:
        sent = 0
        while not self._stop.is_set() and self._pending():
            self._tell("sending")
            sent += self._exchange.flush(centre)
            self._answer_questions(centre)
        return sent

    def _sweep_is_due(self) -> bool:
        return time.monotonic() - self._swept > self._pace.sweep

    def _answer_questions(self, centre: Centre) -> None:
        while self._questions:
            question, future = self._questions.popleft()
            if not future.set_running_or_notify_cancel():
                continue
            try:
                future.set_result(question(centre))
            except CentreAway as away:
                future.set_exception(away)
                raise
            except Rejection as refusal:
                future.set_exception(refusal)

    def _fail_questions(self) -> None:
        while self._questions:
            _, future = self._questions.popleft()
            if future.set_running_or_notify_cancel():
                future.set_exception(CentreAway())

    def _drop(self, code: str | None) -> None:
        if self._centre is not None:
            self._centre.close()
        self._centre = None
        self._fail_questions()
        self._tell("offline", code)

    def _sleep(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while not self._stop.is_set():
            if self._wake.wait(max(0.0, until - time.monotonic())):
                self._wake.clear()
                # What is put while the centre is away waits for its turn; a question may try at once.
                if self._centre is not None or self._questions:
                    return
            else:
                return

    def _pending(self) -> int:
        # What can't be counted is as it was when it could.
        with contextlib.suppress(CacheRefused), self._cache.read() as connection:
            self._counted = outbox.counts(connection).waiting
        return self._counted

    def _tell(self, state: LinkState | None, code: str | None = None) -> None:
        """Tell the state if it or the count is another; None: the state is as it was."""
        with self._telling:
            pending = self._pending()
            before = self.state
            if state is None:
                state, code = before.state, self._own_code
            self._own_code = code
            code = code or self._cache.trouble
            if (before.state, before.code, before.pending) == (state, code, pending):
                return
            since = before.since if before.state == state else instants.utc_now()
            rtt = self._centre.rtt_ms if self._centre is not None else None
            self.state = LinkChanged(state, since, pending, rtt, code)
            event = self.state
        self._emit(event)
