"""Not by chance: a program is killed at each step of its commands, the centre at each row of a batch.

``python -m tests.chaos.steps`` takes every step and prints how many there are; tests take some.
"""

from __future__ import annotations

import itertools
import os
import signal
import sys
import tempfile
import threading
import traceback
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Any
from unittest import mock

import psycopg2
from sqlalchemy import Engine, Pool, event

from client.sync.centre import Centre
from tests.chaos import checker
from tests.chaos.clerk import Clerk
from tests.chaos.records import station
from tests.chaos.road import Road
from tests.client.sync.headless import PATIENCE, wait_until
from tests.client.sync.stretching import stretching_less
from tests.own_server import own_database
from tests.server.world import PASSWORD, Province

_LOGIN = "registrar"
# One run of the same commands has a few steps more or less than another.
_SURVIVALS = 5
_ALL = range(1, 100_000)
_HELD = 4711
_STOPS = Path(__file__).with_name("stops.sql").read_text(encoding="utf-8")
_STOPPED = "select 1 from pg_locks where locktype = 'advisory' and objid = %s and not granted"


class Office:
    """One workstation's files, on which one program after the other works; its road to the centre."""

    def __init__(self, province: Province, folder: Path) -> None:
        self._province, self._folder = province, folder
        arguments = province.database.superuser
        self.road = Road(arguments["host"], arguments["port"])
        self._asked = {
            "home": str(folder), "keyring": str(folder / "keyring.json"), "journal": str(folder / "journal"),
            "host": "127.0.0.1", "port": self.road.port, "database": arguments["dbname"],
            "login": _LOGIN, "password": PASSWORD, "clock_hours": 0,
        }  # fmt: skip

    def clerk(self, seed: int) -> Clerk:
        """Signed in."""
        return Clerk(self._asked | {"seed": seed})

    def dies(self, step: int) -> bool:
        """A new program gives some commands and is killed at that step of them; False if they have fewer."""
        child = os.fork()
        if not child:
            self._child(step)
        _, status = os.waitpid(child, 0)
        if not os.WIFSIGNALED(status) and os.WEXITSTATUS(status):
            raise AssertionError(f"the program failed at step {step}")
        return os.WIFSIGNALED(status)

    def findings(self) -> list[str]:
        """What the checker says of the whole, when every program has ended."""
        left = station(self._folder, _LOGIN, _LOGIN)
        assert left is not None
        with self._province.superuser() as cursor:
            return checker.findings(cursor, [left])

    def _child(self, step: int) -> None:
        code = 1
        try:
            clerk = self.clerk(step)
            wait_until(clerk.is_quiet)
            die_at(step)
            clerk.tell_story()
            wait_until(clerk.is_quiet)
            code = 0
        except BaseException:
            traceback.print_exc()
            raise
        finally:
            os._exit(code)


def die_at(step: int) -> None:
    """Kill this process at its so-manieth step from now: a statement, a commit, a word to the centre."""
    count, lock = itertools.count(1), threading.Lock()

    def tick(*_: Any) -> None:
        with lock:
            if next(count) == step:
                os.kill(os.getpid(), signal.SIGKILL)

    for place, moment in ((Engine, "before_cursor_execute"), (Engine, "commit"), (Pool, "checkin")):
        event.listen(place, moment, tick)
    call, wait = Centre.call, Centre._wait

    def called(centre: Centre, name: str, request: Any) -> dict[str, Any]:
        tick()
        answer = call(centre, name, request)
        tick()
        return answer

    def waited(centre: Centre, deadline: float) -> None:
        tick()
        wait(centre, deadline)

    mock.patch.multiple(Centre, call=called, _wait=waited).start()


def kill_clerks(office: Office, steps: Iterable[int]) -> int:
    """One program after the other, each killed at its step; how many were, until commands had fewer steps."""
    killed = survived = 0
    for step in steps:
        dead = office.dies(step)
        killed += dead
        survived = 0 if dead else survived + 1
        if survived == _SURVIVALS:
            break
    if office.dies(0):
        raise AssertionError("the last program was to send what was left")
    return killed


def kill_centre(province: Province, office: Office, steps: Iterable[int]) -> int:
    """The centre is killed at each of these rows of a batch; how often, until batches had fewer rows."""
    clerk = office.clerk(0)
    cluster = province.database.cluster
    with province.superuser() as cursor:
        cursor.execute(_STOPS)
    killed = 0
    for step in steps:
        wait_until(clerk.is_quiet)
        office.road.trouble("refuse", PATIENCE)
        wait_until(lambda: not clerk.session.online)
        clerk.tell_story()
        with closing(psycopg2.connect(**province.database.superuser)) as connection:
            connection.autocommit = True
            with connection.cursor() as cursor:
                cursor.execute("update chaos.stop set at = %s", (step,))
                cursor.execute("select pg_advisory_lock(%s)", (_HELD,))
                office.road.heal()
                stopped = wait_until(lambda: "yes" if _has_stopped(cursor) else clerk.is_quiet() and "no")
                if stopped == "no":
                    break
                cluster.kill()
        cluster.start()
        killed += 1
    wait_until(clerk.is_quiet)
    clerk.session.close()
    return killed


def _has_stopped(cursor: Any) -> bool:
    cursor.execute(_STOPPED, (_HELD,))
    return cursor.fetchone() is not None


def main() -> int:
    """Every step; 1 if the checker finds anything."""
    found = []
    for name, kill in (("clerk", kill_clerks), ("centre", None)):
        with (
            tempfile.TemporaryDirectory(prefix="kelaseh-steps-") as folder,
            own_database(None, durable=True) as database,
            closing(Province(database)) as province,
        ):
            office = Office(province, Path(folder))
            killed = kill(office, _ALL) if kill else kill_centre(province, office, _ALL)
            found += [*office.findings(), *checker.broken_chains(database.superuser)]
            office.road.stop()
        print(f"{name} killed at each of {killed} steps, {len(found)} findings so far", flush=True)
    print("\n".join(found[:40]))
    return 1 if found else 0


if __name__ == "__main__":
    with stretching_less():
        sys.exit(main())
