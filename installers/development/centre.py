"""The server process of a development machine, and what can be known before it starts."""

import os
import signal
import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from installers.development import environment, programs
from installers.development.not_ready import NotReadyError, require_room
from installers.development.programs import ROOT

MEGABYTES = 600
HOST = "127.0.0.1"


def default_folder() -> Path:
    """Where the demonstration lies: in the project, or where root's PostgreSQL can reach it."""
    closed = sys.platform != "win32" and os.geteuid() == 0 and _closed_to_others(ROOT)
    return Path("/var/lib/kelaseh-demo") if closed else ROOT / ".demo"


def _closed_to_others(folder: Path) -> bool:
    return any(not step.stat().st_mode & 0o001 for step in (folder, *folder.parents))


def require_folder(data: Path) -> None:
    """Raise NotReadyError if the folder cannot be made or written, or its disk is full."""
    existing = next(step for step in (data, *data.parents) if _exists(step))
    if not existing.is_dir():
        raise NotReadyError(f"{existing} is a file. Choose a folder: --data DIR.")
    if not os.access(existing, os.W_OK | os.X_OK):
        raise NotReadyError(
            f"The folder {data} cannot be reached or written by you. Choose one of yours: --data DIR."
        )
    require_room(data, MEGABYTES)


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except PermissionError:
        return False


def require_free_port(port: int) -> None:
    """Raise NotReadyError if the port is not an ordinary one or another program listens there."""
    if not 1024 <= port <= 65535:
        raise NotReadyError(f"{port} is no port for it. Choose one from 1024 to 65535: --port N.")
    with socket.socket() as probe:
        if sys.platform != "win32":
            # As PostgreSQL does: connections of a server that has just stopped do not hold the port.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise NotReadyError(
                f"Port {port} cannot be used ({error.strerror}). Stop the program that listens there, or "
                "choose another port: --port N."
            ) from error


def serve(data: Path, port: int) -> int:
    """Serve the invented province until it ends; 2 if it could not, which it has said."""
    with _told_to_end(_start(data, port)) as server:
        return 2 if server.wait() else 0


def require_unused(data: Path) -> None:
    """Raise NotReadyError if a server runs in the folder."""
    try:
        process = int((data / "postgresql" / "postmaster.pid").read_text(encoding="utf-8").splitlines()[0])
        os.kill(abs(process), 0)
    except (FileNotFoundError, ProcessLookupError, ValueError, IndexError):
        return
    except PermissionError:
        pass  # it is alive, and somebody else's
    raise NotReadyError(f"A server already runs in {data}. End it (Ctrl-C where it was started) or use it.")


@contextmanager
def serving(data: Path, port: int) -> Iterator[Path]:
    """Serve while the block runs; the file that tells how to reach the server. Raises NotReadyError."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    told = data / "connection.json"
    told.unlink(missing_ok=True)
    server = _start(data, port)
    pause = threading.Event()
    try:
        while not told.exists():
            if server.poll() is not None:
                raise NotReadyError("The server could not start; it has said why above.")
            pause.wait(0.1)
        yield told
    finally:
        server.terminate()
        server.wait()


def _start(data: Path, port: int) -> programs.Process:
    command = [environment.PYTHON, "-m", "server", "demo", "--data", data, "--port", str(port)]
    return programs.start(command, environment.variables())


@contextmanager
def _told_to_end(server: programs.Process) -> Iterator[programs.Process]:
    """Hand the wish to end on to the server, which ends in good order; Ctrl-C reaches it by itself."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: server.terminate())
    yield server
