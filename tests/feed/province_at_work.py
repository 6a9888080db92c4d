"""Writers: people of a province doing real commands through the door, some taken back, some refused."""

from __future__ import annotations

import collections
import hashlib
import json
import random
import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import psycopg2

from common.commands import (
    AcceptReferral,
    Command,
    OpenSeal,
    PrepareDecision,
    ReferCase,
    RegisterCase,
    ReissueSeal,
    SendUp,
    SignDecision,
)
from common.identifiers import uuid7
from tests.feed.invariants import ENDING
from tests.server import world
from tests.server.world import Province, Station

RESEND = (
    psycopg2.errors.SerializationFailure,
    psycopg2.errors.DeadlockDetected,
    psycopg2.errors.LockNotAvailable,
)
PASSWORD = b"\x07" * 32
AWAY = (psycopg2.OperationalError, psycopg2.InterfaceError)
Item = dict[str, Any]


class Shelves:
    """What waits to be done, by stage and desk; a writer takes an item and puts it on the next shelf."""

    def __init__(self) -> None:
        self.registered: dict[str, tuple[int, int]] = {}
        self._shelves: dict[tuple[str, int], list[Item]] = collections.defaultdict(list)
        self._lock = threading.Lock()

    def put(self, stage: str, desk: int, item: Item) -> None:
        """Add work."""
        with self._lock:
            self._shelves[stage, desk].append(item)

    def take(self, stage: str, desk: int, chance: random.Random) -> Item | None:
        """Some work of a stage at a desk, None if there is none."""
        with self._lock:
            shelf = self._shelves[stage, desk]
            return shelf.pop(chance.randrange(len(shelf))) if shelf else None

    def peek(self, stage: str, desk: int, chance: random.Random) -> Item | None:
        """The same, but it stays there for others: two may try to do it."""
        with self._lock:
            shelf = self._shelves[stage, desk]
            return chance.choice(shelf) if shelf else None


class Step:
    """A command and what follows if it is applied or not."""

    def __init__(self, command: Command, done: Callable[[], None], undone: Callable[[], None]) -> None:
        self.command, self.done, self.undone = command, done, undone


class Writer(threading.Thread):
    """One person at work until told to stop; survives crashes of the centre by sending again."""

    def __init__(
        self, province: Province, login: str, shelves: Shelves, stop: threading.Event, seed: int
    ) -> None:
        super().__init__(daemon=True)
        self.figures: collections.Counter[str] = collections.Counter()
        self.failure: BaseException | None = None
        self._province, self._login, self._shelves, self._stop_working = province, login, shelves, stop
        self._chance = random.Random(seed)
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
            if status == "rejected":
                self.figures[by_id[envelope["id"]]["code"]] += 1
                step.undone()
            else:
                step.done()

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
        role = world.PEOPLE[self._login][1]
        stages = {
            "clerk": (self._register,) if self._login == "registrar" else (
                self._open, self._accept, self._prepare, self._send_up, self._reissue
            ),
            "referral_authority": (self._refer,),
            "judge": (self._sign,),
            "branch_manager": (self._accept, self._prepare, self._send_up),
        }[role]  # fmt: skip
        for stage in self._chance.sample(stages, len(stages)):
            try:
                step = stage()
            except AWAY:  # a lease was asked for
                self._connect_again()
                continue
            if step is not None:
                return step
        return None

    def _step(self, command: Command, item: Item, before: str, after: str | None, desk: int) -> Step:
        here = self._station.desk
        return Step(
            command,
            lambda: self._shelves.put(after, desk, item) if after else None,
            lambda: self._shelves.put(before, here, item),
        )

    def _taken(self, stage: str) -> Item | None:
        return self._shelves.take(stage, self._station.desk, self._chance)

    def _register(self) -> Step:
        parties = tuple(
            world.party("complainant", national_id=None) for _ in range(self._chance.randint(1, 4))
        )
        claims = tuple(world.charge() for _ in range(self._chance.randint(1, 2)))
        case, number = uuid7(), self._station.next_number("case")
        command = RegisterCase(
            case=case,
            number=number,
            kind="criminal",
            received_on=self._station.today,
            subject="مزاحمت تلفنی",
            claims=claims,
            parties=parties,
        )
        self._shelves.registered[str(case)] = (len(parties), len(claims))
        return self._step(command, {"case": case}, "nowhere", "registered", world.REFERRAL)

    def _refer(self) -> Step | None:
        item = self._taken("registered")
        if item is None:
            return None
        to_desk = self._chance.choice((world.FIRST, world.SECOND))
        item["referral"] = uuid7()
        command = ReferCase(case=item["case"], referral=item["referral"], to_desk=to_desk)
        return self._step(command, item, "registered", "referred", to_desk)

    def _accept(self) -> Step | None:
        item = self._taken("referred")
        if item is None:
            return None
        item["entry"] = uuid7()
        command = AcceptReferral(
            case=item["case"],
            referral=item["referral"],
            entry=item["entry"],
            received_on=self._station.today,
            next_on=self._station.today + timedelta(days=9),
        )
        return self._step(command, item, "referred", "running", self._station.desk)

    def _prepare(self) -> Step | None:
        item = self._taken("running")
        if item is None:
            return None
        item["decision"] = uuid7()
        command = PrepareDecision(
            case=item["case"], decision=item["decision"], entry=item["entry"],
            number=self._station.next_number("decision"), kind="verdict", disposition=ENDING,
            decided_on=self._station.today,
            body="رأی",
        )  # fmt: skip
        return self._step(command, item, "running", "prepared", self._station.desk)

    def _sign(self) -> Step | None:
        item = self._taken("prepared")
        if item is None:
            return None
        command = SignDecision(case=item["case"], decision=item["decision"])
        return self._step(command, item, "prepared", "decided", self._station.desk)

    def _send_up(self) -> Step | None:
        item = self._taken("decided")
        if item is None:
            return None
        item["seal"] = uuid7()
        item["from_desk"] = self._station.desk
        command = SendUp(
            **self._sealing(item), to_desk=world.APPEAL, objection="appeal", filed_on=self._station.today
        )
        return self._step(command, item, "decided", "sealed", world.APPEAL)

    def _reissue(self) -> Step | None:
        item = self._shelves.peek("sealed", world.APPEAL, self._chance)
        if item is None or item["from_desk"] != self._station.desk or self._chance.random() > 0.2:
            return None
        old = item["seal"]
        fresh = {**item, "seal": uuid7()}
        command = ReissueSeal(**self._sealing(fresh), replaces=old)
        return Step(command, lambda: item.update(seal=fresh["seal"]), lambda: None)

    def _sealing(self, item: Item) -> Item:
        return {
            "case": item["case"], "seal": item["seal"], "serial": self._station.next_number("seal"),
            "salt": bytes(16), "verifier": hashlib.sha256(PASSWORD).digest(),
            "expires_on": self._station.today + timedelta(days=9),
        }  # fmt: skip

    def _open(self) -> Step | None:
        item = self._taken("sealed")
        if item is None:
            return None
        guess = PASSWORD if self._chance.random() < 0.7 else bytes(32)
        request = {"seal": str(item["seal"]), "desk": self._station.desk, "guess": guess.hex()}
        answer = self._station.raw("present", json.dumps(request))
        if "attempt" not in answer:
            self._shelves.put("sealed", world.APPEAL, item)
            return None
        item["entry"] = uuid7()
        command = OpenSeal(
            case=item["case"], seal=item["seal"], attempt=answer["attempt"], entry=item["entry"],
            received_on=self._station.today, next_on=self._station.today + timedelta(days=9),
        )  # fmt: skip
        return self._step(command, item, "sealed", "running", self._station.desk)
