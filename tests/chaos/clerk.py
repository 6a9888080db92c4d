"""One clerk at a workstation without windows, in a process that may be killed at any instant.

Argument: a JSON object with home, keyring, journal, host, port, database, login, password, seed, pause,
clock_hours (how far this computer's clock is ahead) and fault (of FAULTS, or ""). On "rest" it begins nothing
new, and says "quiet" when nothing waits any more; it closes when its input ends.
"""

from __future__ import annotations

import itertools
import json
import random
import sys
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from unittest import mock

from sqlalchemy import Pool, event

from client.sync.events import Answered, Event
from client.sync.session import Issued, ServerAddress, Session, SignInRefused
from common.commands import Command
from common.identifiers import uuid7
from tests.chaos.records import Journal
from tests.chaos.work import Work
from tests.client.sync.headless import QUICK, FileKeyring, is_quiet, wait_until
from tests.client.sync.stretching import stretching_less

# What passes: the file is still held by the one just killed, the centre or its connections are not there.
_PASSING = ("cache_in_use", "centre_away_first_time", "too_many_sessions")
_FOR_EVER = 86_400.0
_LATE_SECONDS = 0.5


def acknowledges_early() -> None:
    """The screen says that it is saved, and it is put into the outbox a little later."""
    put, places = Session.issue, itertools.count(1)

    def issue(session: Session, command: Command, desk: int, *rest: Any) -> Issued:
        id = uuid7()

        def later() -> None:
            with mock.patch("client.sync.session.uuid7", return_value=id):
                put(session, command, desk, *rest)

        threading.Timer(_LATE_SECONDS, later).start()
        return Issued(id, next(places))

    mock.patch.object(Session, "issue", issue).start()


def does_not_wait_for_the_disk() -> None:
    """A commit returns when the system has the bytes."""

    def hurry(connection: Any, _: Any) -> None:
        connection.execute("pragma synchronous = off")

    event.listen(Pool, "connect", hurry)


# Put into the program before it starts; the checker must find them for what they do.
FAULTS: dict[str, Callable[[], None]] = {
    "acknowledges early": acknowledges_early,
    "does not wait for the disk": does_not_wait_for_the_disk,
}


class Clerk:
    """Signs in, works until told to rest, and writes down what the screen would have acknowledged."""

    def __init__(self, asked: dict[str, Any]) -> None:
        self._asked = asked
        self._journal = Journal(Path(asked["journal"]))
        self._resting, self._ended = threading.Event(), threading.Event()
        self._chance = random.Random(asked["seed"])
        self.session = self._sign_in()
        self.session.subscribe(self._heard)
        self._work = Work(self.session, asked["login"], self._chance, self._tell_number)
        self._journal.write("began", online=self.session.online)
        if self.session.rescue() is not None:
            self._journal.write("warned")
            self.session.settle_rescue()

    def run(self) -> None:
        """Work, rest, end, as told on standard input."""
        threading.Thread(target=self._listen, daemon=True).start()
        tell("began")
        while not self._resting.is_set():
            for _ in range(self._chance.choice((1, 1, 1, 2, 6))):
                self.act()
            self._resting.wait(self._chance.uniform(0.0, 2 * self._asked["pause"]))
        wait_until(self.is_quiet, _FOR_EVER)
        tell("quiet")
        self._ended.wait()
        self.session.close()

    def _listen(self) -> None:
        for line in sys.stdin:
            if line.strip() == "rest":
                self._resting.set()
        self._ended.set()

    def _sign_in(self) -> Session:
        asked = self._asked
        address = ServerAddress(asked["host"], asked["port"], asked["database"])
        keyring = FileKeyring(Path(asked["keyring"]))
        home, login, password = Path(asked["home"]), asked["login"], asked["password"]
        ahead = timedelta(hours=asked["clock_hours"])

        def now() -> datetime:
            return datetime.now(UTC) + ahead

        while True:
            try:
                return Session.sign_in(home, address, login, password, keyring=keyring, now=now, pace=QUICK)
            except SignInRefused as refusal:
                if refusal.code not in _PASSING:
                    raise
            self._ended.wait(0.1)

    def act(self) -> None:
        """One thing, if there is one to do."""
        if self._chance.random() < 0.05:
            self._deal_with_a_refusal()
            return
        if (command := self._work.next()) is not None:
            self._issue(command)

    def tell_story(self) -> None:
        """The same work each time."""
        for command in self._work.story():
            self._issue(command)

    def _issue(self, command: Command, *mends: Any) -> None:
        desk = self._work.desk
        issued = self.session.issue(command, desk, *mends)
        self._journal.write(
            "issued", id=str(issued.id), sequence=issued.sequence, kind=command.KIND, desk=desk,
            actor=self._asked["login"], workstation=str(self.session.workstation), payload=command.payload(),
        )  # fmt: skip
        self._work.done(command, issued.id)

    def _deal_with_a_refusal(self) -> None:
        tasks = self.session.attention()
        if not tasks:
            return
        task = self._chance.choice(tasks)
        if task.command is not None and self._chance.random() < 0.5:
            self._issue(task.command, task.id)
        else:
            self.session.settle(task.id)

    def _heard(self, told: Event) -> None:
        if isinstance(told, Answered):
            self._journal.write(
                "answered", id=str(told.id), kind=told.kind, status=told.status, result=told.result
            )

    def _tell_number(self, number: str) -> None:
        self._journal.write("number", number=number, workstation=str(self.session.workstation))

    def is_quiet(self) -> bool:
        """Whether nothing waits to be sent and nothing is foretold any more."""
        return is_quiet(self.session)


def tell(what: str) -> None:
    """A line to whoever started us."""
    sys.stdout.write(what + "\n")
    sys.stdout.flush()


def main() -> None:
    """Work as asked."""
    asked = json.loads(sys.argv[1])
    if fault := asked["fault"]:
        FAULTS[fault]()
    with stretching_less():
        Clerk(asked).run()


if __name__ == "__main__":
    main()
