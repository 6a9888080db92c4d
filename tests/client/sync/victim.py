"""A client that is to be killed: registers cases, says so, and dies by SIGKILL at a named point.

Arguments: a JSON object with home, keyring, host, port, database, login, password, point.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
from pathlib import Path
from typing import Any
from unittest import mock

from sqlalchemy import Connection

from client.sync import feed, signing_in
from client.sync.centre import Centre
from client.sync.events import Answered, Event
from client.sync.session import ServerAddress
from tests.client.sync.headless import FileKeyring, Headless
from tests.client.sync.victim_points import CASES
from tests.server import world


def die(*_: Any) -> None:
    """As when the power goes."""
    os.kill(os.getpid(), signal.SIGKILL)


def die_of_an_answer(event: Event) -> None:
    """When the window is told."""
    if isinstance(event, Answered):
        die()


class DyingCentre(Centre):
    """The real connection, which does not outlive its point."""

    point = ""
    told = threading.Event()

    def call(self, name: str, request: Any) -> dict[str, Any]:
        if name == "execute":
            self.told.wait()
            if self.point == "before sending":
                die()
            if self.point == "answer on its way":
                self._connection.cursor().execute("select api.execute(%s)", (json.dumps(request),))
                self._connection.poll()
                die()
        answer = super().call(name, request)
        if name == "execute" and self.point == "answer not stored":
            die()
        if name == "changes" and self.point == "changes not stored" and self.told.is_set():
            die()
        return answer


def main() -> None:
    """Register, tell, die."""
    given = json.loads(sys.argv[1])
    DyingCentre.point = given["point"]

    mock.patch.object(signing_in, "Centre", DyingCentre).start()
    server = ServerAddress(given["host"], given["port"], given["database"])
    headless = Headless(
        Path(given["home"]), server, given["login"], given["password"], FileKeyring(Path(given["keyring"]))
    )
    if given["point"] == "answer stored":
        headless.session.subscribe(die_of_an_answer)
    if given["point"] == "changes half stored":
        store = feed.store_reference

        def store_or_die(connection: Connection, answer: dict[str, Any]) -> bool:
            if DyingCentre.told.is_set():
                die()
            return store(connection, answer)

        mock.patch.object(feed, "store_reference", store_or_die).start()
    for _ in range(CASES):
        headless.session.issue(headless.register(), world.REFERRAL)
    sys.stdout.write("told\n")
    sys.stdout.flush()
    if given["point"] == "just put":
        die()
    DyingCentre.told.set()
    threading.Event().wait()


main()
