"""What a data folder's ``postmaster.pid`` tells about the server that runs in it."""

import contextlib
import os
import select
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

_SECONDS_TO_DIE = 10


@dataclass(frozen=True)
class Postmaster:
    """A live server: its process number, its port, whether it accepts connections."""

    pid: int
    port: int
    ready: bool


def read(data: Path) -> Postmaster | None:
    """The server that runs in ``data``; None if there is none, also after one that was ended by force."""
    try:
        lines = (data / "postmaster.pid").read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return None
    if not lines or not _serves(abs(int(lines[0])), data):
        return None
    # The file grows during the start: 1 process, 4 port, 8 state (PostgreSQL's miscadmin.h).
    port = int(lines[3]) if len(lines) > 3 else 0
    return Postmaster(abs(int(lines[0])), port, len(lines) > 7 and lines[7].strip() == "ready")


def kill_all(pid: int) -> None:
    """End a server and its processes by force: first itself, so that it cannot tidy up."""
    if sys.platform == "win32":
        _listing(["taskkill", "/F", "/T", "/PID", str(pid)])
        return
    processes = [pid, *_children(pid)]
    ends = [end for process in processes if (end := _end_of(process)) is not None]
    for process in processes:
        with contextlib.suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)
    # The dying hold the shared memory for a moment; a server started meanwhile would refuse.
    for end in ends:
        select.select([end], [], [], _SECONDS_TO_DIE)
        os.close(end)


def _end_of(process: int) -> int | None:
    """A descriptor that becomes readable when the process has ended; None where there are none, or it has."""
    if sys.platform != "linux":
        return None
    try:
        return os.pidfd_open(process)
    except ProcessLookupError:
        return None


def _serves(pid: int, data: Path) -> bool:
    """Whether the process is alive and works in ``data``, not another one that got the same number."""
    if sys.platform == "linux":
        try:
            return Path(f"/proc/{pid}/cwd").readlink() == data.resolve()
        except OSError:
            return False
    if sys.platform == "win32":
        return str(pid) in _listing(
            ["tasklist", "/FI", f"PID eq {pid}", "/FI", "IMAGENAME eq postgres.exe", "/NH"]
        )
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _children(pid: int) -> list[int]:
    if sys.platform != "linux":
        pairs = (line.split() for line in _listing(["ps", "-A", "-o", "pid=,ppid="]).splitlines())
        return [int(child) for child, parent in pairs if int(parent) == pid]
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            # "number (name) state parent …"; the name may hold blanks and brackets
            parent = status.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()[1]
        except OSError:
            continue  # it has just ended
        if int(parent) == pid:
            found.append(int(status.parent.name))
    return found


def _listing(command: list[str]) -> str:
    """What one of the system's own programs prints."""
    answer = subprocess.run(command, check=False, capture_output=True, text=True)  # noqa: S603 - fixed words
    return answer.stdout
