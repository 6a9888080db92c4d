"""One clerk's place in the chaos: the program that is killed and started again, and the road it uses."""

from __future__ import annotations

import json
import os
import queue
import shutil
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

from client.sync.address import ServerAddress
from tests.chaos import power
from tests.chaos.records import Journal, Station, journal, station
from tests.chaos.road import Road
from tests.server.world import PASSWORD
from tests.tree import ROOT

_SECONDS_TO_CLOSE = 30.0


class Workplace:
    """The files of a workstation in `folder`, its road, and its program while it runs."""

    def __init__(
        self,
        folder: Path,
        name: str,
        login: str,
        centre: ServerAddress,
        seed: int,
        pause: float,
        clock_hours: float = 0.0,
    ) -> None:
        """`pause`: seconds between two bursts of work, on average; `clock_hours`: its clock is ahead by."""
        self.name, self.login = name, login
        self.road = Road(centre.host, centre.port)
        self.kills = self.power_cuts = self.backups = 0
        self._folder = folder / name
        self._folder.mkdir()
        self._asked = {
            "login": login, "password": PASSWORD, "home": str(self._folder),
            "keyring": str(self._keyring), "journal": str(self._journal),
            "host": "127.0.0.1", "port": self.road.port, "database": centre.database, "pause": pause,
            "clock_hours": clock_hours,
        }  # fmt: skip
        self._seed, self._starts, self._copied = seed, 0, 0
        self._program: subprocess.Popen[str] | None = None
        self._said: queue.SimpleQueue[str] = queue.SimpleQueue()

    @property
    def _keyring(self) -> Path:
        return self._folder / "keyring.json"

    @property
    def _journal(self) -> Path:
        return self._folder / "journal"

    @property
    def _errors(self) -> Path:
        return self._folder / "errors"

    def start(self, fault: str = "") -> None:
        """Start the program on the files that are there; every start does other work."""
        self._starts += 1
        asked = self._asked | {"seed": self._seed * 1000 + self._starts, "fault": fault}
        with self._errors.open("ab") as errors:
            self._program = subprocess.Popen(
                [sys.executable, "-m", "tests.chaos.clerk", json.dumps(asked)],
                cwd=ROOT,
                env=os.environ | power.environment(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
            )
        self._said = queue.SimpleQueue()
        threading.Thread(target=self._listen, args=(self._program, self._said), daemon=True).start()

    def kill(self) -> None:
        """End the program by force."""
        if self._program is not None:
            self._program.kill()
            self._program.wait()
            self._program = None
            self.kills += 1

    def cut_power(self) -> None:
        """Kill, and of the cache only what was on the disk by then is left (where that can be played)."""
        self.kill()
        if power.COMPILER is not None:
            power.cut(self._folder / "workstations")
            self.power_cuts += 1

    def put_back(self) -> None:
        """Kill, and put back the copy of the cache's folder from the last time; without one, make it."""
        self.kill()
        files, copy = self._folder / "workstations", self._folder / "backup"
        if not copy.exists():
            shutil.copytree(files, copy)
            self._copied = len(self.lines())
            return
        shutil.rmtree(files)
        copy.rename(files)
        Journal(self._journal).write("put back", since=self._copied)
        self.backups += 1

    @property
    def running(self) -> bool:
        """Whether the program has been started and not been killed."""
        return self._program is not None

    def died(self) -> str:
        """What a program said that ended of itself; "" if it did not."""
        if self._program is None or self._program.poll() is None:
            return ""
        last = self._errors.read_text(encoding="utf-8", errors="replace").strip().splitlines()
        return last[-1] if last else f"exit code {self._program.returncode}"

    def rest(self) -> None:
        """Nothing new; what waits is still sent."""
        if not self.died():
            self._stdin().write("rest\n")
            self._stdin().flush()

    def says(self, word: str, seconds: float) -> bool:
        """Whether the program has said that within this time."""
        try:
            while self._said.get(timeout=seconds) != word:
                pass
        except queue.Empty:
            return False
        return True

    def lines(self) -> list[dict[str, Any]]:
        """What the user was told so far."""
        return journal(self._journal)

    def station(self) -> Station | None:
        """All that the checker asks about, as it is now; None before the first sign-in."""
        return station(self._folder, self.name, self.login)

    def close(self) -> None:
        """Close the program as a user does, or by force if that takes too long; then the road."""
        if self._program is not None:
            self._stdin().close()
            try:
                self._program.wait(_SECONDS_TO_CLOSE)
            except subprocess.TimeoutExpired:
                self._program.kill()
                self._program.wait()
            self._program = None
        self.road.stop()

    def _stdin(self) -> Any:
        assert self._program is not None
        return self._program.stdin

    @staticmethod
    def _listen(program: subprocess.Popen[str], said: queue.SimpleQueue[str]) -> None:
        assert program.stdout is not None
        for line in program.stdout:
            said.put(line.strip())
