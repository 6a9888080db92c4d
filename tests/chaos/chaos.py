"""A small province in which everything dies that can: the plan, the disturbing, and coming to rest."""

from __future__ import annotations

import collections
import contextlib
import dataclasses
import os
import random
import signal
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import psycopg2

from client.sync.address import ServerAddress
from server.cluster import ClusterError
from tests.chaos import checker
from tests.chaos.records import Station
from tests.chaos.road import AT_THE_NEXT_BATCH, LASTING
from tests.chaos.workplace import Workplace
from tests.feed import truth
from tests.server.world import Province

# Workstations, who works there, the hours their clocks are ahead; a smaller province takes the first.
PLACES = (
    ("counter", "registrar", 0),
    ("assignment", "authority", 5),
    ("office-1", "clerk2", 0),
    ("judge-1", "judge2", -30 * 24),
    ("appeal", "clerk4", 0),
    ("office-2", "clerk3", 8 * 24),
    # The same user at a second workstation.
    ("counter-2", "registrar", 0),
    ("manager-1", "manager2", 0),
)
# What happens, in an order that chance gives, again and again.
DECK = (
    *("kill clerk",) * 4,
    *("cut power",) * 3,
    *("put back",) * 2,
    "kill centre",
    "kill backend",
    "restart centre",
    *("cut",) * 3,
    *LASTING,
    *AT_THE_NEXT_BATCH * 3,
)
_BACKENDS = """
select pid from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()
 order by state = 'active' desc, query like '%execute%' desc, random() limit 1
"""
# How a program ends.
_ENDS: dict[str, Callable[[Workplace], None]] = {
    "kill clerk": Workplace.kill,
    "cut power": Workplace.cut_power,
    "put back": Workplace.put_back,
}
_QUIET_SECONDS = 120.0
_LOOK_SECONDS = 0.2


@dataclasses.dataclass
class Figures:
    """What a run did, and what was found."""

    seed: int
    seconds: float = 0.0
    clerks_killed: int = 0
    power_cuts: int = 0
    backups: int = 0
    centre: collections.Counter[str] = dataclasses.field(default_factory=collections.Counter)
    sign_ins: int = 0
    offline_sign_ins: int = 0
    troubles: collections.Counter[str] = dataclasses.field(default_factory=collections.Counter)
    acknowledged: int = 0
    applied: int = 0
    rejected: int = 0
    sent_again: int = 0
    numbers: int = 0
    cases: int = 0
    kinds: collections.Counter[str] = dataclasses.field(default_factory=collections.Counter)
    found: list[str] = dataclasses.field(default_factory=list)

    def __str__(self) -> str:
        lost, doubled = (
            sum(line.startswith(f"{word}:") for line in self.found) for word in ("lost", "doubled")
        )
        centre, troubles, kinds = map(_listed, (self.centre, self.troubles, self.kinds))
        return (
            f"seed {self.seed}, {self.seconds:.0f} s\n"
            f"kills: clerks {self.clerks_killed}, by a power cut {self.power_cuts},"
            f" backups put back {self.backups};"
            f" centre {sum(self.centre.values())} ({centre})\n"
            f"sign-ins: {self.sign_ins}, {self.offline_sign_ins} of them without the centre\n"
            f"cuts and delays: {sum(self.troubles.values())} ({troubles})\n"
            f"commands: {self.acknowledged} acknowledged; {self.applied} applied, {self.rejected} rejected,"
            f" {self.sent_again} sent more than once; {self.numbers} numbers given; {self.cases} cases\n"
            f"  {kinds}\n"
            f"lost {lost}, doubled {doubled}, other findings {len(self.found) - lost - doubled}"
        )


def _listed(counts: collections.Counter[str]) -> str:
    return ", ".join(f"{kind} {count}" for kind, count in counts.most_common())


class Chaos:
    """A province on a durable server; each workstation reaches it by a road of its own."""

    def __init__(
        self,
        province: Province,
        folder: Path,
        seed: int,
        clients: int,
        pause: float,
        deck: Sequence[str] = DECK,
    ) -> None:
        """`pause`: seconds between two bursts of a clerk's work, on average; `deck`: the troubles to come."""
        arguments = province.database.superuser
        centre = ServerAddress(arguments["host"], arguments["port"], arguments["dbname"])
        self.figures = Figures(seed)
        self.places = [
            Workplace(folder, name, login, centre, seed * 100 + number, pause, clock_hours)
            for number, (name, login, clock_hours) in enumerate(PLACES[:clients])
        ]
        self._province, self._deck = province, deck
        self._chance = random.Random(seed)
        self._pause = threading.Event()
        self._restarts: list[tuple[float, Workplace]] = []

    def run(self, seconds: float, per_second: float) -> Figures:
        """Work for that long with so many troubles a second, come to rest, judge.

        Goes on until the deck has been played out.
        """
        began = time.monotonic()
        try:
            for place in self.places:
                place.start()
            for place in self.places:
                place.says("began", _QUIET_SECONDS)
            self._disturb(seconds, per_second)
            self._come_to_rest()
        finally:
            for place in self.places:
                place.close()
        self.figures.seconds = time.monotonic() - began
        self._judge()
        return self.figures

    def stations(self) -> list[Station]:
        """What the checker is shown, when all has ended."""
        return [station for place in self.places if (station := place.station()) is not None]

    def _disturb(self, seconds: float, per_second: float) -> None:
        began = time.monotonic()
        deck: list[str] = []
        while (now := time.monotonic()) < began + seconds or deck:
            for due, place in [each for each in self._restarts if each[0] <= now]:
                self._restarts.remove((due, place))
                place.start()
            deck = deck or self._chance.sample(self._deck, len(self._deck))
            if deck:
                self._happen(deck.pop(), self._chance.choice(self.places))
            self._pause.wait(self._chance.uniform(0.0, 2.0 / per_second))
        for _, place in self._restarts:
            place.start()

    def _happen(self, what: str, place: Workplace) -> None:
        if what in ("kill centre", "restart centre"):
            cluster = self._province.database.cluster
            (cluster.kill if what == "kill centre" else cluster.stop)()
            self.figures.centre[what] += 1
            self._pause.wait(self._chance.uniform(0.0, 1.0))
            self._start_centre()
        elif what == "kill backend":
            with contextlib.suppress(psycopg2.OperationalError):  # it still recovers from the last one
                self._kill_backend()
        elif what not in _ENDS:
            place.road.trouble(what, self._chance.uniform(0.5, 5.0))
        elif place.running and not self._ended(place):
            _ENDS[what](place)
            self._restarts.append((time.monotonic() + self._chance.uniform(0.0, 2.0), place))

    def _kill_backend(self) -> None:
        """The one that is most likely in the midst of commands; the centre then begins anew."""
        with self._province.superuser() as cursor:
            cursor.execute(_BACKENDS)
            if (victim := cursor.fetchone()) is not None:
                os.kill(victim[0], signal.SIGKILL)
                self.figures.centre["kill backend"] += 1

    def _ended(self, place: Workplace) -> bool:
        if said := place.died():
            self._find(f"program: {place.name} ended by itself: {said}")
        return bool(said)

    def _find(self, line: str) -> None:
        if line not in self.figures.found:
            self.figures.found.append(line)

    def _start_centre(self) -> None:
        """Processes ended by force may hold the shared memory a moment longer."""
        until = time.monotonic() + _QUIET_SECONDS
        while True:
            try:
                self._province.database.cluster.start()
            except ClusterError:
                if time.monotonic() > until:
                    raise
                self._pause.wait(_LOOK_SECONDS)
            else:
                return

    def _come_to_rest(self) -> None:
        """The roads are whole again and nobody begins anything: then everybody must come to the same."""
        for place in self.places:
            place.road.heal()
            if not self._ended(place):
                place.rest()
        until = time.monotonic() + _QUIET_SECONDS
        for place in self.places:
            if not self._ended(place) and not place.says("quiet", max(0.0, until - time.monotonic())):
                self._find(f"rest: {place.name} does not come to an end")
        with self._province.superuser() as cursor:
            while time.monotonic() < until and not all(self._knows_all(cursor, each) for each in self.places):
                self._pause.wait(_LOOK_SECONDS)

    @staticmethod
    def _knows_all(cursor: Any, place: Workplace) -> bool:
        station = place.station()
        return station is not None and not truth.differences(cursor, station.cache)

    def _judge(self) -> None:
        figures = self.figures
        stations = self.stations()
        figures.clerks_killed = sum(place.kills for place in self.places)
        figures.backups = sum(place.backups for place in self.places)
        figures.power_cuts = sum(place.power_cuts for place in self.places)
        for place in self.places:
            figures.troubles += place.road.counts
        for station in stations:
            issued = [line for line in station.lines if line["what"] == "issued"]
            began = [line for line in station.lines if line["what"] == "began"]
            figures.sign_ins += len(began)
            figures.offline_sign_ins += sum(not line["online"] for line in began)
            figures.acknowledged += len(issued)
            figures.kinds.update(line["kind"] for line in issued)
            figures.numbers += sum(line["what"] == "number" for line in station.lines)
            figures.sent_again += sum(line["tries"] > 1 for line in station.cache.outbox)
        with self._province.superuser() as cursor:
            cursor.execute("select status, count(*) from court.command_log group by status")
            counts = dict(cursor.fetchall())
            figures.applied, figures.rejected = counts.get("applied", 0), counts.get("rejected", 0)
            cursor.execute("select count(*) from court.court_case")
            figures.cases = cursor.fetchone()[0]
            for line in checker.findings(cursor, stations):
                self._find(line)
        for line in checker.broken_chains(self._province.database.superuser):
            self._find(line)
