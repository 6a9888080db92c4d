"""The program in a process of its own, so that it can be killed: driven there, told here."""

from __future__ import annotations

import json
import queue
import subprocess
import sys
import threading
from pathlib import Path

from client.tour.driver import UnmetError

SECONDS = 180.0
"""Longer than the other's own patience, so that it tells itself what it waits for in vain."""
Told = dict[str, str]


class Other:
    """`python -m client.tour.child PART …`; it tells what it has seen as lines of JSON."""

    def __init__(self, part: str, server_file: Path, home: Path, out: Path, login: str, number: str) -> None:
        command = [
            *(sys.executable, "-m", "client.tour.child", part, "--server", str(server_file)),
            *("--home", str(home), "--out", str(out), "--login", login, "--number", number),
        ]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)  # noqa: S603 - own words
        self._lines: queue.Queue[str] = queue.Queue()
        threading.Thread(target=self._listen, daemon=True).start()

    def hear(self, seen: str) -> Told:
        """What the other tells next, which must be of `seen`. UnmetError if it is not, or never comes."""
        try:
            line = self._lines.get(timeout=SECONDS)
        except queue.Empty as error:
            raise UnmetError(f"the other process does not tell of «{seen}» within {SECONDS:g} s") from error
        if not line:
            raise UnmetError(f"the other process ended with {self._process.wait()} before «{seen}»")
        told: Told = json.loads(line)
        if told["seen"] != seen:
            raise UnmetError(f"{told['seen']} instead of «{seen}»: {told.get('why', '')}")
        return told

    def let_go_on(self) -> None:
        """It waits after something it told; now it may go on."""
        assert self._process.stdin is not None
        self._process.stdin.write("\n")
        self._process.stdin.flush()

    def kill(self) -> None:
        """End it by force, with no chance to tidy up."""
        self._process.kill()
        self._process.wait()

    def end(self) -> int:
        """Wait for its own end; the exit code."""
        return self._process.wait(SECONDS)

    def _listen(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._lines.put(line)
        self._lines.put("")
