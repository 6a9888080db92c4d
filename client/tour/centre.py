"""The server of the demonstration, stopped and started from the command line as its administrator does."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


class Centre:
    """The server whose files lie in `data`, at `port`."""

    def __init__(self, data: Path, port: int) -> None:
        self._data = data
        self._port = port
        self.stopped = False

    def stop(self) -> None:
        """Stop it; returns when it has ended."""
        self._run("stop")
        self.stopped = True

    def start(self) -> None:
        """Start it; returns when it can be reached."""
        self._run("start", "--port", str(self._port))
        self.stopped = False

    def _run(self, verb: str, *more: str) -> None:
        command = [sys.executable, "-m", "server", verb, "--data", str(self._data), *more]
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - own words
        if done.returncode:
            raise RuntimeError(f"server {verb}: {done.stderr.strip()}")
