"""A road to the centre that can be broken: a TCP proxy that cuts, closes or stalls when told."""

from __future__ import annotations

import contextlib
import select
import socket
import threading


class Proxy:
    """Listens on a port of its own and carries bytes to `host`:`port` and back."""

    def __init__(self, host: str, port: int) -> None:
        self._target = (host, port)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._lock = threading.Lock()
        self._pairs: list[tuple[socket.socket, socket.socket]] = []
        self._open = True
        self._cut_after: int | None = None
        self._stalled = threading.Event()
        self._ended = threading.Event()
        self._cut = threading.Event()
        self.cuts = 0
        self.accepted = 0
        threading.Thread(target=self._accept, daemon=True).start()

    def cut_after(self, count: int) -> None:
        """Break the road once, when the server has sent so many bytes more."""
        self._cut.clear()
        with self._lock:
            self._cut_after = count

    def wait_for_cut(self, seconds: float = 20.0) -> None:
        """Until the road has been broken as told; AssertionError if it is not in time."""
        assert self._cut.wait(seconds)

    def close_road(self) -> None:
        """Break every connection and refuse new ones."""
        with self._lock:
            self._open = False
            self._break_all()

    def open_road(self) -> None:
        """Carry again."""
        with self._lock:
            self._open = True
        self._stalled.clear()

    def stall(self) -> None:
        """Keep the connections and carry nothing from the server."""
        self._stalled.set()

    def stop(self) -> None:
        """End the proxy."""
        self._ended.set()
        self._listener.close()
        with self._lock:
            self._break_all()

    def _accept(self) -> None:
        while not self._ended.is_set():
            with contextlib.suppress(OSError):
                near, _ = self._listener.accept()
                with self._lock:
                    self.accepted += 1
                    if not self._open:
                        near.close()
                        continue
                    far = socket.create_connection(self._target)
                    self._pairs.append((near, far))
                threading.Thread(target=self._carry, args=(near, far), daemon=True).start()

    def _carry(self, near: socket.socket, far: socket.socket) -> None:
        with contextlib.suppress(OSError, ValueError):
            while True:
                waiting = [near] if self._stalled.is_set() else [near, far]
                ready, _, _ = select.select(waiting, [], [], 0.05)
                for source in ready:
                    sent = source.recv(65536)
                    if not sent or not self._pass(sent, near, far, source is far):
                        self._break(near, far)
                        return

    def _pass(self, sent: bytes, near: socket.socket, far: socket.socket, from_server: bool) -> bool:
        with self._lock:
            if from_server and self._cut_after is not None:
                if len(sent) >= self._cut_after:
                    near.sendall(sent[: self._cut_after])
                    self._cut_after = None
                    self.cuts += 1
                    self._cut.set()
                    return False
                self._cut_after -= len(sent)
        (near if from_server else far).sendall(sent)
        return True

    def _break(self, near: socket.socket, far: socket.socket) -> None:
        near.close()
        far.close()
        with self._lock, contextlib.suppress(ValueError):
            self._pairs.remove((near, far))

    def _break_all(self) -> None:
        for pair in self._pairs:
            for end in pair:
                with contextlib.suppress(OSError):
                    end.shutdown(socket.SHUT_RDWR)
                end.close()
        self._pairs.clear()
