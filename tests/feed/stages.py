"""What each person of a province at work does: takes from a shelf, does the step, puts the item further."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import random
import uuid
from collections.abc import Callable
from datetime import timedelta

from common.commands import (
    UNDOABLE,
    AcceptReferral,
    AmendCase,
    Command,
    FieldChanged,
    OpenSeal,
    PrepareDecision,
    ReferCase,
    RegisterCase,
    ReissueSeal,
    SendUp,
    ShareNote,
    SignDecision,
    UndoCommand,
    WriteNote,
)
from common.identifiers import uuid7
from tests.feed.invariants import ENDING
from tests.feed.shelves import Item, Shelves, Step, ignored
from tests.server import world
from tests.server.world import Station

PASSWORD = b"\x07" * 32
SUBJECT = "مزاحمت تلفنی"
NOWHERE = "nowhere"


@dataclasses.dataclass(frozen=True)
class _Done:
    """A step that may be taken back; the shelves it has moved its item between, if it has."""

    id: uuid.UUID
    item: Item
    before: tuple[str, int] | None
    after: tuple[str, int] | None


def _nothing() -> None:
    """Nothing follows a refusal."""


class Stages:
    """The steps of one person."""

    def __init__(self, login: str, shelves: Shelves, chance: random.Random) -> None:
        self._login, self._shelves, self._chance = login, shelves, chance
        self._last: _Done | None = None
        self._station: Station

    def next_step(self, station: Station) -> Step | None:
        """Something that waits for this person, None if nothing does. Raises psycopg2's errors."""
        self._station = station
        stages = self._stages()
        for stage in self._chance.sample(stages, len(stages)):
            if step := stage():
                return step
        return None

    def _stages(self) -> list[Callable[[], Step | None]]:
        if self._login == "registrar":
            return [self._register, self._amend, self._note, self._undo]
        role = world.PEOPLE[self._login][1]
        if role == "referral_authority":
            return [self._refer, self._undo]
        if role == "judge":
            return [self._sign, self._amend, self._note, self._undo]
        office = [self._accept, self._prepare, self._send_up, self._undo]
        return office if role == "branch_manager" else [
            *office, self._open, self._reissue, self._amend, self._note
        ]  # fmt: skip

    def _step(self, command: Command, item: Item, before: str, after: str, desk: int) -> Step:
        """A step that moves its item from a shelf of this desk to one of `desk`."""
        here = self._station.desk

        def done(id: uuid.UUID) -> None:
            if command.KIND in UNDOABLE:
                self._last = _Done(id, item, (before, here), (after, desk))
            self._shelves.put(after, desk, item)

        return Step(command, done, lambda: self._shelves.put(before, here, item))

    def _undo(self) -> Step | None:
        """The latest of this person's steps that may be taken back; its item goes back to where it lay."""
        last, self._last = self._last, None
        if last is None:
            return None
        item = last.item
        if last.after and not self._shelves.take_this(*last.after, item):
            return None

        def done(_: uuid.UUID) -> None:
            if last.before and last.before[0] != NOWHERE:
                self._shelves.put(*last.before, item)

        def refused() -> None:
            if last.after:
                self._shelves.put(*last.after, item)

        return Step(UndoCommand(case=item["case"], command=last.id), done, refused)

    def _amend(self) -> Step | None:
        """Another subject, by what this person saw of the old one; sometimes another party too."""
        item = self._seen()
        if item is None:
            return None
        old, new = item.get("subject", SUBJECT), f"موضوع {self._chance.randrange(1000)}"
        if old == new:
            return None
        change = FieldChanged(
            id=uuid7(), entity="court_case", row=item["case"], field="subject", old=old, new=new
        )
        parties = (world.party("witness", national_id=None),) if self._chance.random() < 0.3 else ()

        def done(id: uuid.UUID) -> None:
            item["subject"] = new
            self._last = _Done(id, item, None, None)

        return Step(AmendCase(case=item["case"], changes=(change,), parties=parties), done, _nothing)

    def _note(self) -> Step | None:
        item = self._seen()
        if item is None:
            return None
        scope = (
            "private" if world.PEOPLE[self._login][1] == "judge" and self._chance.random() < 0.5 else "branch"
        )
        note = item.get("private")
        if note and note[1] == self._login and self._chance.random() < 0.3:
            return Step(ShareNote(case=item["case"], note=note[0]), ignored, _nothing)
        command = WriteNote(case=item["case"], note=uuid7(), scope=scope, body="یادداشت")

        def done(id: uuid.UUID) -> None:
            self._last = _Done(id, item, None, None)
            if scope == "private":
                item["private"] = (command.note, self._login)

        return Step(command, done, _nothing)

    def _seen(self) -> Item | None:
        """Something that lies at this desk, and may be taken by others meanwhile."""
        stages = (
            ("registered",) if self._station.desk == world.REFERRAL else ("running", "prepared", "decided")
        )
        return self._shelves.peek(self._chance.choice(stages), self._station.desk, self._chance)

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
            subject=SUBJECT,
            claims=claims,
            parties=parties,
        )
        self._shelves.registered[str(case)] = (len(parties), len(claims))
        return self._step(command, {"case": case}, NOWHERE, "registered", world.REFERRAL)

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
        return Step(command, lambda _: item.update(seal=fresh["seal"]), _nothing)

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
