"""A workstation prepared once, of which each test takes copies; the office program that is killed on them."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from client.sync import signing_in
from client.sync.cache import Cache
from client.sync.session import ServerAddress
from tests.client.crash import journal
from tests.client.crash.verdict import Found, Lines
from tests.client.sync.headless import FileKeyring, Headless
from tests.client.sync.proxy import Proxy
from tests.client.sync.stretching import stretching_less
from tests.server.world import PASSWORD, Province
from tests.tree import ROOT

LOGINS = {"entry": "registrar", "file": "clerk2"}


class Office:
    """The program of `office.py`, and the files it works on."""

    def __init__(self, folder: Path, road: Proxy, database: str, script: str, case: str) -> None:
        self.folder, self.script = folder, script
        self._road = road
        self._address = ServerAddress("127.0.0.1", road.port, database)
        self._keyring = folder / "keyring.json"
        self._asked = {
            "keyring": str(self._keyring),
            "host": self._address.host,
            "port": self._address.port,
            "database": database,
            "login": LOGINS[script],
            "password": PASSWORD,
            "script": script,
            "case": case,
        }
        self._program = subprocess.Popen(
            [sys.executable, "-m", "tests.client.crash.office"],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        self._tells_to("ready")

    def close(self) -> None:
        """End the program; its children have ended."""
        assert self._program.stdin is not None
        self._program.stdin.close()
        self._program.wait()

    def home(self, as_in: Path | None = None) -> Path:
        """A new home, as the prepared one was or as another is."""
        made = self.folder / f"home-{len(list(self.folder.glob('home-*')))}"
        shutil.copytree(as_in or self.folder / "prepared", made)
        return made

    def work(self, home: Path, first: int, last: int, *, centre: bool = False, **other: Any) -> Lines:
        """What a program that plays those steps tells until it is killed: when it is done, or by itself.

        With `centre` it can be reached, and the link is at work when the program is killed.
        """
        (self._road.open_road if centre else self._road.close_road)()
        self._ask(do="work", home=str(home), first=first, last=last, **other)
        lines = self._tells_to("done", "ended")
        if lines[-1][0] == "done":
            os.kill(lines[0][1], signal.SIGKILL)
            lines += self._tells_to("ended")
        assert lines[-1] == ["ended", -signal.SIGKILL]
        return lines

    def look(self, homes: list[tuple[Path, str]]) -> list[Found]:
        """What a fresh program finds in each home, on the page to which a way of `script.WAYS` leads."""
        self._ask(do="look", homes=[[str(home), way] for home, way in homes])
        lines = self._tells_to("ended")
        assert lines[-1] == ["ended", 0]
        return [found for what, found in lines if what == "found"]

    def rows(self, home: Path) -> Found:
        """What lies in the cache of a home, without any window."""
        login = str(self._asked["login"])
        key = signing_in.keys_of(self._address, login, FileKeyring(self._keyring)).cache_key()
        assert key is not None
        cache = Cache(signing_in.cache_path(home, self._address, login), key)
        found = journal.rows(cache)
        cache.close()
        return found

    def online(self, home: Path) -> Headless:
        """The same workstation when the centre can be reached again."""
        self._road.open_road()
        login = str(self._asked["login"])
        return Headless(home, self._address, login, PASSWORD, FileKeyring(self._keyring))

    def _ask(self, **asked: Any) -> None:
        assert self._program.stdin is not None
        self._program.stdin.write(json.dumps(self._asked | asked) + "\n")
        self._program.stdin.flush()

    def _tells_to(self, *last: str) -> Lines:
        assert self._program.stdout is not None
        lines: Lines = []
        for line in self._program.stdout:
            lines.append(json.loads(line))
            if lines[-1][0] in last:
                return lines
        raise AssertionError(f"the office ended after {lines[-1:]}")


@pytest.fixture
def office(province: Province, tmp_path: Path) -> Iterator[Callable[[str], Office]]:
    """Opens the office of a script: its clerk signed in online once, then the road to the centre broke."""
    opened: list[tuple[Office, Proxy]] = []

    def open_it(script: str) -> Office:
        story = province.story().register().refer().accept()
        arguments = province.database.superuser
        road = Proxy(arguments["host"], arguments["port"])
        made = Office(tmp_path, road, arguments["dbname"], script, str(story.case))
        opened.append((made, road))
        first = made.online(tmp_path / "prepared")
        if script == "file":
            first.wait_for("select 1 from v_docket_entry where case_id = :case", case=str(story.case))
        first.wait_for(
            "select 1 from lease where type = :type", type="case" if script == "entry" else "decision"
        )
        first.close()
        road.close_road()
        return made

    # Dozens of programs sign in.
    with stretching_less():
        yield open_it
    for made, road in opened:
        made.close()
        road.stop()
