"""A road to the centre that goes wrong in the ways real ones do: a TCP proxy of our own, on loopback."""

from __future__ import annotations

import collections
import contextlib
import select
import socket
import struct
import threading
import time
from collections.abc import Callable

# For some seconds: nobody gets through; connections stay and carry nothing; every piece is late.
LASTING = ("refuse", "blackhole", "late")
# At the next batch of commands: half of it arrives; it arrives and its answer does not, or only a part of it;
# it arrives twice, and no answer.
AT_THE_NEXT_BATCH = ("half sent", "answer lost", "answer cut", "sent twice")
LATE_SECONDS = 2.0
_LOOK_SECONDS = 0.05
_BATCH = b"execute api_execute"
# PostgreSQL's protocol: a query is Q and its length; ReadyForQuery ends each answer.
_READY = b"Z\x00\x00\x00\x05"
_RESET_ON_CLOSE = struct.pack("ii", 1, 0)


class _BrokenError(Exception):
    """This connection is to end now."""


class _Pair:
    """A connection of a workstation and the one that carries it on."""

    def __init__(self, near: socket.socket, far: socket.socket) -> None:
        self.near, self.far = near, far
        self.waiting: collections.deque[tuple[float, socket.socket, bytes]] = collections.deque()
        self.answer = ""
        self.ended = 0

    def close(self) -> None:
        """Reset both ends, as a dead line does."""
        for end in (self.near, self.far):
            with contextlib.suppress(OSError):
                end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET_ON_CLOSE)
                end.shutdown(socket.SHUT_RDWR)
            end.close()


class Road:
    """Listens on a port of its own and carries bytes to `host`:`port` and back, until told otherwise.

    `counts`: how often each kind of trouble has happened.
    """

    def __init__(self, host: str, port: int) -> None:
        self._target = (host, port)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self.counts: collections.Counter[str] = collections.Counter()
        self._lock = threading.Lock()
        self._pairs: set[_Pair] = set()
        self._trouble, self._until, self._next_batch = "", 0.0, ""
        self._ended = threading.Event()
        threading.Thread(target=self._accept, daemon=True).start()

    def trouble(self, kind: str, seconds: float = 0.0) -> None:
        """`cut` every connection now, something of LASTING for `seconds`, or of AT_THE_NEXT_BATCH."""
        with self._lock:
            if kind in AT_THE_NEXT_BATCH:
                self._next_batch = kind
                return
            self.counts[kind] += 1
            if kind in LASTING:
                self._trouble, self._until = kind, time.monotonic() + seconds
            broken = list(self._pairs) if kind in ("cut", "refuse") else []
        for pair in broken:
            pair.close()

    def heal(self) -> None:
        """Carry everything from now on."""
        with self._lock:
            self._trouble, self._next_batch = "", ""

    def stop(self) -> None:
        """End the road."""
        self._ended.set()
        self._listener.close()
        with self._lock:
            pairs = list(self._pairs)
        for pair in pairs:
            pair.close()

    def _now(self) -> str:
        with self._lock:
            return self._trouble if time.monotonic() < self._until else ""

    def _accept(self) -> None:
        while not self._ended.is_set():
            with contextlib.suppress(OSError):
                near, _ = self._listener.accept()
                if self._now() == "refuse":
                    near.close()
                    continue
                try:
                    pair = _Pair(near, socket.create_connection(self._target))
                except OSError:
                    near.close()
                    continue
                with self._lock:
                    self._pairs.add(pair)
                threading.Thread(target=self._carry, args=(pair,), daemon=True).start()

    def _carry(self, pair: _Pair) -> None:
        with contextlib.suppress(OSError, ValueError, _BrokenError):
            while True:
                trouble = self._now()
                ends = [] if trouble == "blackhole" else [pair.near, pair.far]
                ready, _, _ = select.select(ends, [], [], _LOOK_SECONDS)
                for source in ready:
                    told = source.recv(65536)
                    if not told:
                        raise _BrokenError
                    self._pass(pair, told, source is pair.near, LATE_SECONDS if trouble == "late" else 0.0)
                while pair.waiting and pair.waiting[0][0] <= time.monotonic() and trouble != "blackhole":
                    _, target, told = pair.waiting.popleft()
                    target.sendall(told)
        pair.close()
        with self._lock:
            self._pairs.discard(pair)

    def _pass(self, pair: _Pair, told: bytes, from_near: bool, late: float) -> None:
        """Send on, now or later; what waits keeps its turn."""
        if pair.answer and not from_near:
            self._break_answer(pair, told)
            return
        if from_near and _BATCH in told and (kind := self._take_next_batch()):
            _PASS[kind](pair, told)
            pair.answer = kind
            return
        due = max(time.monotonic() + late, pair.waiting[-1][0] if pair.waiting else 0.0)
        pair.waiting.append((due, pair.far if from_near else pair.near, told))

    def _take_next_batch(self) -> str:
        with self._lock:
            kind, self._next_batch = self._next_batch, ""
            if kind:
                self.counts[kind] += 1
        return kind

    def _break_answer(self, pair: _Pair, told: bytes) -> None:
        """Once the centre has done what came: a reset before its last word might keep it from it."""
        if pair.answer == "answer cut":
            pair.near.sendall(told[: len(told) // 2])
            raise _BrokenError
        pair.ended += told.count(_READY)
        if pair.ended >= (2 if pair.answer == "sent twice" else 1):
            raise _BrokenError


def _half(pair: _Pair, told: bytes) -> None:
    pair.far.sendall(told[: len(told) // 2])
    raise _BrokenError


def _whole(pair: _Pair, told: bytes) -> None:
    pair.far.sendall(told)


def _twice(pair: _Pair, told: bytes) -> None:
    """The whole query again behind itself; one that comes in pieces only once."""
    whole = told[:1] == b"Q" and len(told) == 1 + int.from_bytes(told[1:5], "big")
    pair.ended = 0 if whole else 1
    pair.far.sendall(told + told if whole else told)


_PASS: dict[str, Callable[[_Pair, bytes], None]] = {
    "half sent": _half,
    "answer lost": _whole,
    "answer cut": _whole,
    "sent twice": _twice,
}
