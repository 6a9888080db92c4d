"""Writers: people of a province doing real commands through the door, some taken back, some refused."""

from __future__ import annotations

import collections
import json
import random
import threading
import uuid

import psycopg2

from common.identifiers import uuid7
from tests.feed.shelves import Item, Shelves, Step
from tests.feed.stages import Stages
from tests.server.world import Province, Station

RESEND = (
    psycopg2.errors.SerializationFailure,
    psycopg2.errors.DeadlockDetected,
    psycopg2.errors.LockNotAvailable,
)
AWAY = (psycopg2.OperationalError, psycopg2.InterfaceError)


class Writer(threading.Thread):
    """One person at work until told to stop; survives crashes of the centre by sending again."""

    def __init__(
        self, province: Province, login: str, shelves: Shelves, stop: threading.Event, seed: int
    ) -> None:
        super().__init__(daemon=True)
        self.figures: collections.Counter[str] = collections.Counter()
        self.failure: BaseException | None = None
        self._province, self._login, self._stop_working = province, login, stop
        self._chance = random.Random(seed)
        self._stages = Stages(login, shelves, self._chance)
        self._pause = threading.Event()
        self._station: Station = self._connect()

    def run(self) -> None:
        """Work."""
        try:
            while not self._stop_working.is_set():
                steps = [
                    step for _ in range(self._chance.choice((1, 1, 1, 2, 4))) if (step := self._next_step())
                ]
                if steps:
                    self._send(steps)
                else:
                    self._pause.wait(0.01)
        except AWAY as error:
            if not self._stop_working.is_set():
                self.failure = error
        except Exception as error:  # noqa: BLE001 -- told by the thread that waits for this one
            self.failure = error
        finally:
            self._station.close()

    def _connect(self) -> Station:
        while True:
            try:
                return self._province.new_station(self._login)
            except AWAY:
                self._pause.wait(0.05)
                if self._stop_working.is_set():
                    raise

    def _connect_again(self) -> None:
        """The same workstation, whose leases go on."""
        workstation = self._station.workstation
        self._station.close()
        self._station = self._connect()
        self._station.workstation = workstation

    def _send(self, steps: list[Step]) -> None:
        envelopes = [self._station.envelope(step.command.KIND, step.command.payload()) for step in steps]
        if self._chance.random() < 0.15:
            unknown = {"case": str(uuid7()), "seal": str(uuid7())}
            envelopes.insert(0, self._station.envelope("record_print", unknown))
        if self._chance.random() < 0.15:
            self._take_back(envelopes)
        nap = self._chance.choice((0, 0, 0, 0.002, 0.01, 0.05))
        while True:
            try:
                answers = self._executed(envelopes, nap, commit=True)
                break
            except RESEND:
                self._rollback()
                self.figures["sent again"] += 1
            except AWAY:
                self.figures["answer lost"] += 1
                self._connect_again()
        by_id = {answer["id"]: answer for answer in answers}
        for step, envelope in zip(steps, envelopes[-len(steps) :], strict=True):
            status = by_id[envelope["id"]]["status"]
            self.figures[status] += 1
            if status != "rejected":
                self.figures[step.command.KIND] += 1
            if status == "rejected":
                self.figures[by_id[envelope["id"]]["code"]] += 1
                step.undone()
            else:
                step.done(uuid.UUID(envelope["id"]))

    def _take_back(self, envelopes: list[Item]) -> None:
        try:
            self._executed(envelopes, 0.005, commit=False)
            self.figures["rolled back"] += 1
        except RESEND:
            self._rollback()
        except AWAY:
            self._connect_again()

    def _executed(self, envelopes: list[Item], nap: float, *, commit: bool) -> list[Item]:
        connection = self._station.connection
        connection.autocommit = False
        with connection.cursor() as cursor:
            cursor.execute("select api.execute(%s)", (json.dumps(envelopes),))
            answer = cursor.fetchone()[0]
        if nap:
            self._pause.wait(nap)
        connection.commit() if commit else connection.rollback()
        connection.autocommit = True
        answers: list[Item] = answer["answers"]
        return answers

    def _rollback(self) -> None:
        self._station.connection.rollback()

    def _next_step(self) -> Step | None:
        try:
            return self._stages.next_step(self._station)
        except AWAY:  # a lease was asked for
            self._connect_again()
            return None
