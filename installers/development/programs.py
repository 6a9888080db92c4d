"""Running other programs. Commands are lists of our own words: no shell ever reads them."""

import subprocess
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
"""The folder of the project."""

Command = Sequence[object]
Process = subprocess.Popen[bytes]


def _words(command: Command) -> list[str]:
    return [str(word) for word in command]


def run(command: Command, environment: Mapping[str, str] | None = None) -> int:
    """Run in the project's folder, its output on the console; the exit code. It is told to end if we are."""
    process = start(command, environment)
    try:
        return process.wait()
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait()


def answer(
    command: Command, environment: Mapping[str, str] | None = None
) -> "subprocess.CompletedProcess[str]":
    """Run quietly; exit code and output. A program that does not exist answers with code 127."""
    try:
        return subprocess.run(  # noqa: S603 - no shell
            _words(command),
            cwd=ROOT,
            env=environment,
            check=False,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
        )
    except FileNotFoundError as error:
        return subprocess.CompletedProcess(_words(command), 127, str(error))


def start(command: Command, environment: Mapping[str, str] | None = None) -> Process:
    """Start in the project's folder, its output on the console."""
    return subprocess.Popen(_words(command), cwd=ROOT, env=environment)  # noqa: S603 - no shell


class Listened:
    """A program whose lines are heard while it runs; `code` and `said` are complete at the end."""

    def __init__(self, command: Command) -> None:
        self._command = _words(command)
        self.code = 0
        self.said: list[str] = []

    def __iter__(self) -> Iterator[str]:
        with subprocess.Popen(  # noqa: S603 - no shell
            self._command,
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
        ) as process:
            assert process.stdout is not None
            for line in process.stdout:
                self.said.append(line.rstrip())
                yield self.said[-1]
        self.code = process.returncode
