"""Many write, some read the feed thirty times a second, a checker that knows nothing of the feed compares.

``python -m tests.feed.stress --seconds N --kills K --seed S`` prints its figures.
"""

from __future__ import annotations

import argparse
import collections
import contextlib
import dataclasses
import os
import random
import signal
import sys
import threading
import time
from contextlib import closing
from typing import Any

import psycopg2

from server import users
from server.cluster import ClusterError
from tests.feed import invariants, truth
from tests.feed.province_at_work import AWAY, Writer
from tests.feed.reader import Reader
from tests.feed.shelves import Shelves
from tests.own_server import own_database
from tests.server import world
from tests.server.world import Province

WRITERS = (
    "registrar",
    "registrar",
    "authority",
    "clerk2",
    "manager2",
    "clerk3",
    "clerk3",
    "judge2",
    "judge3",
    "clerk4",
    "judge4",
)
# Readers whose desks stay, and those whose memberships begin and end all the time.
RESIDENTS = {
    "reads_referral": (world.REFERRAL,),
    "reads_first": (world.FIRST,),
    "reads_appeal": (world.APPEAL,),
    "reads_several": (world.REFERRAL, world.SECOND, world.APPEAL),
}
ROAMERS = ("roams_one", "roams_two")
POLL_SECONDS = 1 / 30
QUIET_SECONDS = 20


@dataclasses.dataclass
class Figures:
    """What a run has shown."""

    polls: int = 0
    torn: list[str] = dataclasses.field(default_factory=list)
    wrong: list[str] = dataclasses.field(default_factory=list)
    written: collections.Counter[str] = dataclasses.field(default_factory=collections.Counter)
    cases: int = 0
    memberships: int = 0
    kills: int = 0
    crashes: int = 0
    verified: int = 0
    repaired: int = 0

    def __str__(self) -> str:
        return (
            f"polls {self.polls}, torn {len(self.torn)}, wrong rows at the end {len(self.wrong)},"
            f" cases {self.cases}, memberships begun or ended {self.memberships},"
            f" backends killed {self.kills}, postmasters killed {self.crashes},"
            f" caches verified {self.verified}, desks that differed {self.repaired}\n  {dict(self.written)}"
        )


class Watcher(threading.Thread):
    """Polls for one login and looks at what each poll has touched."""

    def __init__(self, reader: Reader, shelves: Shelves, stop: threading.Event) -> None:
        super().__init__(daemon=True)
        self.reader, self.torn, self.polls = reader, list[str](), 0
        self.failure: BaseException | None = None
        self._shelves, self._stop_polling = shelves, stop

    def run(self) -> None:
        """Poll until told to stop."""
        try:
            while not self._stop_polling.wait(POLL_SECONDS):
                self.poll()
        except Exception as error:  # noqa: BLE001 -- told by the thread that waits for this one
            self.failure = error

    def poll(self) -> None:
        """One poll; the centre may be away."""
        try:
            touched = self.reader.poll()
        except AWAY:
            return
        if touched is None:
            return
        self.polls += 1
        self.torn += invariants.broken(self.reader, touched, self._shelves.registered, world.REFERRAL)

    def catch_up(self) -> None:
        """Poll until nothing new is there."""
        until = time.monotonic() + QUIET_SECONDS
        while time.monotonic() < until:
            try:
                if self.reader.incarnation is not None and not self.reader.has_news() and self._same_life():
                    return
            except AWAY:
                pass
            self.poll()
        raise TimeoutError(f"{self.reader.login} does not come to an end")

    def _same_life(self) -> bool:
        return bool(self.reader.ask("pulse", {"desks": {}})["incarnation"] == self.reader.incarnation)


class Stress:
    """A province under load."""

    def __init__(self, province: Province, seed: int) -> None:
        self.province, self.seed = province, seed
        self.figures = Figures()
        self._chance = random.Random(seed)
        self._shelves = Shelves()
        self._stop_writing, self._stop_polling = threading.Event(), threading.Event()
        self._watchers: list[Watcher] = []
        self._ended: dict[tuple[str, int], int] = {}

    def run(self, seconds: float, kills: int = 0) -> Figures:
        """Work for `seconds`, killing `kills` times; every fourth kill takes the whole server."""
        self._engage()
        writers = [
            Writer(self.province, login, self._shelves, self._stop_writing, self.seed * 100 + number)
            for number, login in enumerate(WRITERS)
        ]
        for thread in [*writers, *self._watchers]:
            thread.start()
        self._disturb(seconds, kills)
        self._stop_writing.set()
        for writer in writers:
            writer.join(60)
            self.figures.written += writer.figures
        self._stop_polling.set()
        for watcher in self._watchers:
            watcher.join(60)
        for failure in [worker.failure for worker in writers] + [reader.failure for reader in self._watchers]:
            if failure is not None:
                raise failure
        self._compare()
        return self.figures

    def _engage(self) -> None:
        with self.province.superuser() as cursor:
            for login in (*RESIDENTS, *ROAMERS):
                users.add_login(cursor, login, world.PASSWORD, "مریم", "محمدی")
                for desk in RESIDENTS.get(login, ()):
                    users.add_membership(cursor, login, desk, "clerk")
        for login in (*RESIDENTS, *ROAMERS):
            reader = Reader(self.province.connection(login), login)
            self._watchers.append(Watcher(reader, self._shelves, self._stop_polling))

    def _disturb(self, seconds: float, kills: int) -> None:
        began = time.monotonic()
        pause = threading.Event()
        due = [began + seconds * (number + 0.7) / (kills + 1) for number in range(kills)]
        while (now := time.monotonic()) < began + seconds or due:
            if due and now >= due[0]:
                with contextlib.suppress(*AWAY):  # still in recovery: a little later
                    self._kill(len(due) % 4 == 0)
                    due.pop(0)
            with contextlib.suppress(*AWAY):
                self._move_somebody()
            pause.wait(self._chance.uniform(0.02, 0.2))

    def _move_somebody(self) -> None:
        """A membership begins today, or ended yesterday."""
        login = self._chance.choice(ROAMERS)
        desk = self._chance.choice((world.REFERRAL, world.FIRST, world.SECOND, world.APPEAL))
        # One that ends and begins again between two pages of one fill is not a thing of dates: the reader
        # would not notice that it was away. So it comes back when a whole poll has passed without it.
        polls = next(watcher.polls for watcher in self._watchers if watcher.reader.login == login)
        if polls < self._ended.get((login, desk), -3) + 3:
            return
        with self.province.superuser() as cursor:
            cursor.execute(
                "update court.membership set during = daterange(lower(during), rule.today())"
                " where login = %s and desk = %s and upper_inf(during)",
                (login, desk),
            )
            if cursor.rowcount:
                self._ended[login, desk] = polls
            else:
                cursor.execute("delete from court.membership where login = %s and desk = %s", (login, desk))
                cursor.execute(
                    "insert into court.membership (login, desk, role, during)"
                    " values (%s, %s, 'clerk', daterange(rule.today() - 1, null))",
                    (login, desk),
                )
        self.figures.memberships += 1

    def _kill(self, whole_server: bool) -> None:
        if whole_server:
            self.figures.crashes += 1
            self.province.database.cluster.kill()
            self._start_again()
            return
        with self.province.superuser() as cursor:
            cursor.execute(
                "select pid from pg_stat_activity"
                " where backend_type = 'client backend' and pid <> pg_backend_pid()"
                "   and datname = current_database()"
                " order by (query like '%execute%') desc, random() limit 1"
            )
            victim = cursor.fetchone()
        if victim:
            os.kill(victim[0], signal.SIGKILL)
            self.figures.kills += 1

    def _start_again(self) -> None:
        """Processes ended by force may hold the shared memory a moment longer."""
        until = time.monotonic() + QUIET_SECONDS
        while True:
            try:
                self.province.database.cluster.start()
            except ClusterError:
                if time.monotonic() > until:
                    raise
                threading.Event().wait(0.2)
            else:
                return

    def _compare(self) -> None:
        station = self._greet()
        try:
            for watcher in self._watchers:
                watcher.catch_up()
        finally:
            station.close()
        with self.province.superuser() as cursor:
            cursor.execute("select count(*) from court.court_case")
            self.figures.cases = cursor.fetchone()[0]
            for watcher in self._watchers:
                reader = watcher.reader
                self.figures.wrong += [f"{reader.login} {line}" for line in truth.differences(cursor, reader)]
                self.figures.torn += watcher.torn
                self.figures.polls += watcher.polls
                self.figures.verified += reader.verified
                self.figures.repaired += reader.repaired
                reader.close()

    def _greet(self) -> Any:
        """Somebody says hello, so that the last life of the centre has its number."""
        until = time.monotonic() + QUIET_SECONDS
        while True:
            try:
                return self.province.new_station("admin")
            except psycopg2.OperationalError:
                if time.monotonic() > until:
                    raise


def main() -> int:
    """The long form."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--kills", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--bin", help="the folder of PostgreSQL's programs")
    arguments = parser.parse_args()
    with own_database(arguments.bin, durable=True) as database, closing(Province(database)) as province:
        figures = Stress(province, arguments.seed).run(arguments.seconds, arguments.kills)
    sys.stdout.write(f"seed {arguments.seed}, {arguments.seconds:.0f} s: {figures}\n")
    for line in (figures.torn + figures.wrong)[:20]:
        sys.stdout.write(f"  {line}\n")
    return 1 if figures.torn or figures.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
