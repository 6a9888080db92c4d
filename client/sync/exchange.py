"""What is said to the centre, phase by phase: greet, verify, flush, news, changes, page, lease.

Each method is one short conversation on the link's thread and leaves the cache in a state from which the
program could be killed and started again.
"""

from __future__ import annotations

import platform
import time
import uuid
from collections.abc import Callable
from datetime import date
from typing import Any

from client.sync import feed, foretelling, identity, instants, leases, outbox, put_back
from client.sync.cache import Cache
from client.sync.centre import Centre
from client.sync.clock import Clock
from client.sync.events import Answered, CacheChanged, Event, RolesChanged
from client.sync.identity import Identity
from client.sync.refusals import CentreAway, CentreBusy, CentreFault
from common import text
from common.errors import Rejection

CLIENT_VERSION = "0.1.0"
SCHEMA_VERSION = 1
PAGE = 250
_REFUSED_SECONDS = 60.0
# Refusals of a whole batch that concern the command in it, not the connection.
_OF_THE_COMMAND = ("malformed", "batch_too_large")


class Exchange:
    """The conversation of one workstation with the centre, whichever connection carries it."""

    def __init__(
        self, cache: Cache, login: str, workstation: uuid.UUID, clock: Clock, emit: Callable[[Event], None]
    ) -> None:
        self._cache = cache
        self._login = login
        self._workstation = workstation
        self._clock = clock
        self._emit = emit
        self._incarnation: int | None = None
        # Stocks the centre would not fill, and when (monotonic seconds) that was.
        self._refused: dict[tuple[int, str], float] = {}
        with cache.read() as connection:
            self.identity: Identity | None = identity.kept(connection)

    def greet(self, centre: Centre) -> None:
        """Say hello, then make sure that the cache tells what this incarnation of the centre knows."""
        greeting = centre.call(
            "hello",
            {
                "client_version": CLIENT_VERSION,
                "schema_version": SCHEMA_VERSION,
                "workstation": str(self._workstation),
                "machine": text.clean(platform.node())[:200] or "?",
            },
        )
        told = Identity.of(greeting)
        self._clock.learn(instants.read(greeting["now"]), told.last_day)
        with self._cache.write() as connection:
            identity.keep(connection, greeting)
            put_back.hear(connection, greeting["sequence"])
            desks = feed.doubtful(connection, greeting["incarnation"])
        before, self.identity = self.identity, told
        if before is not None and before.roles != told.roles:
            self._emit(RolesChanged())
        mine = {role.desk for role in told.roles}
        for desk in desks:
            if desk in mine:
                self._verify(centre, desk)
        self._incarnation = greeting["incarnation"]

    def verify(self, centre: Centre) -> None:
        """Compare what the cache holds of each desk with the centre, and fetch what differs."""
        with self._cache.read() as connection:
            desks = [int(desk) for desk in feed.cursors(connection)["desks"]]
        for desk in desks:
            self._verify(centre, desk)

    def has_news(self, centre: Centre) -> bool:
        """Ask the cheap pulse; greets again if the centre has another incarnation."""
        with self._cache.read() as connection:
            request = feed.cursors(connection)
        answer = centre.call("pulse", request)
        self._expect(centre, answer)
        return bool(answer["news"])

    def flush(self, centre: Centre, most: int = outbox.MOST_IN_BATCH) -> int:
        """Send the oldest waiting commands and store the answers; how many were answered."""
        with self._cache.write() as connection:
            batch = outbox.next_batch(connection, most)
            if batch:
                outbox.note_sending(connection, batch)
        if not batch:
            return 0
        try:
            answers = centre.call("execute", [entry.envelope(self._workstation) for entry in batch])[
                "answers"
            ]
        except CentreFault:
            if len(batch) == 1:
                raise
            # One command trips the centre: let those before it through.
            return self.flush(centre, most=1)
        except Rejection as refusal:
            if refusal.code not in _OF_THE_COMMAND:
                raise
            if len(batch) > 1:
                return self.flush(centre, most=1)
            answers = [_as_answer(batch[0].id, refusal)]
        self._store_answers(batch, answers)
        return len(answers)

    def changes(self, centre: Centre) -> None:
        """Fetch and store what is new for today's desks."""
        with self._cache.read() as connection:
            request = feed.cursors(connection)
            applied = outbox.uncovered(connection, feed.filling(connection))
        answer = centre.call("changes", request)
        if self._expect(centre, answer):
            # The cursors asked with belong to a lost history; those found by verifying are asked with next.
            self.changes(centre)
            return
        # Of a desk whose filling begins now the pages will tell, not this answer.
        covered = [(sequence, case) for sequence, case, desk in applied if desk not in answer["fill"]]
        today = date.fromisoformat(answer["today"])
        with self._cache.write() as connection:
            cases = feed.apply_changes(connection, answer, covered, self._login)
            reference = feed.store_reference(connection, answer)
        self._clock.learn_day(today)
        if cases or reference:
            self._emit(CacheChanged(frozenset(cases), reference))
        if self.identity is None or [[r.desk, r.role] for r in self.identity.roles] != answer["desks"]:
            self.greet(centre)

    def page(self, centre: Centre) -> bool:
        """Fetch one page of a desk that is being filled; False if there is none."""
        with self._cache.read() as connection:
            fill = feed.next_fill(connection)
        if fill is None:
            return False
        request: dict[str, Any] = {"desk": fill.desk, "limit": PAGE}
        answer = centre.call("fill", request | ({} if fill.after is None else {"after": fill.after}))
        with self._cache.write() as connection:
            cases = feed.apply_page(connection, fill.desk, answer, self._login)
        self._tell(cases)
        return True

    def lease(self, centre: Centre) -> None:
        """Fetch a block of serials for every stock that runs low. A refusal is asked again after a minute."""
        kinds = self.identity.kinds if self.identity else frozenset()
        with self._cache.read() as connection:
            wanted = list(leases.wanted(connection, kinds, self._clock.today()))
        for year, kind in wanted:
            if time.monotonic() - self._refused.get((year, kind), float("-inf")) < _REFUSED_SECONDS:
                continue
            request = {
                "workstation": str(self._workstation),
                "year": year,
                "type": kind,
                "size": leases.BLOCK,
            }
            try:
                answer = centre.call("lease", request)
            except (CentreAway, CentreBusy, CentreFault):
                raise
            except Rejection:
                self._refused[year, kind] = time.monotonic()
                continue
            with self._cache.write() as connection:
                leases.add(connection, year, kind, answer["first"], answer["last"])

    def _expect(self, centre: Centre, answer: dict[str, Any]) -> bool:
        """Greet again if the answer is of another incarnation than the last greeting; whether it was."""
        other = bool(answer["incarnation"] != self._incarnation)
        if other:
            self.greet(centre)
        return other

    def _verify(self, centre: Centre, desk: int) -> None:
        told = centre.call("verify", {"desk": desk})
        with self._cache.read() as connection:
            equal = feed.digest(connection, desk) == (told["count"], told["digest"])
        if not equal:
            told = centre.call("heads", {"desk": desk})
            with self._cache.read() as connection:
                fetch, gone = feed.differing(connection, desk, told["heads"])
            with self._cache.write() as connection:
                cases = feed.withdraw(connection, desk, gone, self._login)
            self._tell(cases)
            for start in range(0, len(fetch), PAGE):
                answer = centre.call("cases", {"desk": desk, "ids": fetch[start : start + PAGE]})
                with self._cache.write() as connection:
                    cases = feed.apply_cases(connection, answer, self._login)
                self._tell(cases)
        with self._cache.write() as connection:
            feed.adopt(connection, desk, told["snapshot"], told["incarnation"])

    def _store_answers(self, batch: list[outbox.Entry], answers: list[dict[str, Any]]) -> None:
        sent = {entry.id: entry for entry in batch}
        cases = frozenset(sent[answer["id"]].case_id for answer in answers)
        with self._cache.write() as connection:
            for answer in answers:
                outbox.record(connection, answer, self._clock.now())
            foretelling.remake(connection, sorted(cases), self._login)
        for answer in answers:
            entry = sent[answer["id"]]
            self._emit(
                Answered(
                    id=uuid.UUID(entry.id),
                    sequence=entry.sequence,
                    kind=entry.kind,
                    case_id=entry.case_id,
                    status="rejected" if answer["status"] == "rejected" else "applied",
                    result=answer.get("result", {}),
                    code=answer.get("code"),
                    field=answer.get("field"),
                    parameters=answer.get("parameters", {}),
                )
            )
        self._emit(CacheChanged(cases))

    def _tell(self, cases: set[str]) -> None:
        if cases:
            self._emit(CacheChanged(frozenset(cases)))


def _as_answer(id: str, refusal: Rejection) -> dict[str, Any]:
    answer: dict[str, Any] = {"id": id, "status": "rejected", "code": refusal.code}
    return answer | {"parameters": refusal.parameters} if refusal.parameters else answer
