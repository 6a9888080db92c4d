"""One connection to the centre: calls of ``api`` functions, each a transaction of its own.

The connection is asynchronous underneath, so that a call has a deadline of ours however the net fails, and
ends at once when the program does. Used by one thread at a time.
"""

from __future__ import annotations

import json
import selectors
import threading
import time
from collections.abc import Callable
from typing import Any

import psycopg2
from psycopg2 import extensions

from client.sync.address import ServerAddress
from client.sync.refusals import CentreAway, CentreBusy, CentreFault, SignInRefused
from common.errors import Rejection

CONNECT_SECONDS = 5.0
CALL_SECONDS = 30.0
# After so long the user is told that the centre is slow.
SLOW_SECONDS = 2.0
_SLICE = 0.25
# serialization_failure, deadlock_detected, lock_not_available, query_canceled (our own time limit)
_WAITED_IN_VAIN = "55P03"
_BUSY = ("40001", "40P01", _WAITED_IN_VAIN, "57014")


class Centre:
    """An open connection as one login. `call` is all it can do."""

    def __init__(
        self,
        address: ServerAddress,
        login: str,
        password: str,
        stop: threading.Event,
        on_slow: Callable[[], None] = lambda: None,
    ) -> None:
        """Connect. Raises CentreAway, or SignInRefused if the centre is there and won't have this login.

        `stop` ends any waiting with CentreAway; `on_slow` is called once when a call takes over 2 s.
        """
        self._stop = stop
        self._on_slow = on_slow
        self._prepared: set[str] = set()
        self.rtt_ms: float | None = None
        if not password:
            # libpq would look for one in the environment and in files.
            raise SignInRefused("wrong_login")
        deadline = time.monotonic() + CONNECT_SECONDS
        try:
            self._connection: Any = psycopg2.connect(**connection_parameters(address, login, password))
            self._wait(deadline)
        except psycopg2.Error as error:
            raise _connect_refusal(error) from error

    def call(self, name: str, request: Any) -> dict[str, Any]:
        """The answer of api.<name>.

        Raises Rejection if the answer is a coded refusal, CentreAway if the connection broke (what was asked
        may have been done), CentreBusy or CentreFault if the centre undid it.
        """
        if not name.isidentifier():
            raise ValueError(f"no function is called {name!r}")
        try:
            cursor = self._connection.cursor()
            self._prepare(cursor, name)
            began = time.monotonic()
            cursor.execute(f"execute api_{name} (%s)", (json.dumps(request, ensure_ascii=False),))
            self._wait(began + CALL_SECONDS)
            answer: dict[str, Any] = cursor.fetchone()[0]
        except psycopg2.Error as error:
            if error.pgcode == _WAITED_IN_VAIN and name != "unblock":
                # Somebody's open transaction is in the way; the centre ends it if nobody works in it.
                self.call("unblock", {})
            raise self._call_refusal(error) from error
        self.rtt_ms = (time.monotonic() - began) * 1000
        if "code" in answer:
            raise Rejection(answer["code"], answer.get("field"), answer.get("parameters"))
        return answer

    def close(self) -> None:
        """Break the connection."""
        self._connection.close()

    def _prepare(self, cursor: Any, name: str) -> None:
        """Once a connection, so that the centre does not read and plan every call anew."""
        if name not in self._prepared:
            cursor.execute(f"prepare api_{name} (text) as select api.{name}($1)")
            self._wait(time.monotonic() + CALL_SECONDS)
            self._prepared.add(name)

    def _wait(self, deadline: float) -> None:
        slow_at = time.monotonic() + SLOW_SECONDS
        with selectors.DefaultSelector() as selector:
            while (state := self._connection.poll()) != extensions.POLL_OK:
                wanted = selectors.EVENT_WRITE if state == extensions.POLL_WRITE else selectors.EVENT_READ
                selector.register(self._connection.fileno(), wanted)
                while not selector.select(_SLICE):
                    now = time.monotonic()
                    if self._stop.is_set() or now > deadline:
                        self._connection.close()
                        raise CentreAway
                    if now > slow_at:
                        slow_at = deadline
                        self._on_slow()
                selector.unregister(self._connection.fileno())

    def _call_refusal(self, error: psycopg2.Error) -> Rejection:
        # Class 57P: the server shuts down; 08: the connection broke; no code: libpq's own words for that.
        state = error.pgcode or ""
        if self._connection.closed or not state or state[:3] == "57P" or state[:2] == "08":
            self._connection.close()
            return CentreAway()
        return CentreBusy() if state in _BUSY else CentreFault(state)


def connection_parameters(address: ServerAddress, login: str, password: str) -> dict[str, Any]:
    """Arguments of psycopg2.connect: what leaves this machine is under TLS, its other end verified."""
    parameters = {
        "host": address.host,
        "port": address.port,
        "dbname": address.database,
        "user": login,
        "password": password,
        "application_name": "kelaseh",
        "client_encoding": "UTF8",
        "keepalives_idle": 10,
        "keepalives_interval": 3,
        "keepalives_count": 3,
        "tcp_user_timeout": 15_000,
        "gssencmode": "disable",
        "target_session_attrs": "primary",
        "async_": True,
    }
    if address.is_local():
        return parameters | {"sslmode": "prefer" if address.tls_root is None else "verify-ca"}
    return parameters | {"sslmode": "verify-full", "sslrootcert": address.tls_root or "system"}


# libpq gives no SQLSTATE for a failed connect; a server that is there says why after "FATAL: ".
_REASONS = (
    ("password authentication failed", "wrong_login"),
    ("is not permitted to log in", "account_locked"),
    ("too many connections for role", "too_many_sessions"),
    ("certificate verify failed", "certificate_refused"),
    ("server certificate for", "certificate_refused"),
)
# The server is there but is starting, stopping or full: as good as away.
_AWAY = ("the database system is", "too many clients", "remaining connection slots")


def _connect_refusal(error: psycopg2.Error) -> Rejection:
    text = str(error)
    for words, code in _REASONS:
        if words in text:
            return SignInRefused(code)
    if "FATAL:" in text and not any(words in text for words in _AWAY):
        return SignInRefused("centre_refused")
    return CentreAway()
