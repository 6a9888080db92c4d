"""One PostgreSQL server of our own: made, started, stopped, and what may go wrong told in plain words."""

import errno
import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import IO, Any

from server import postmaster
from server.binaries import Binaries, find_binaries
from server.cluster_errors import LEAST_FREE_MEGABYTES, ClusterError, busy_port, full_disk, in_plain_words
from server.cluster_settings import SETTINGS

__all__ = ["SUPERUSER", "Binaries", "Cluster", "ClusterError", "find_binaries"]

SUPERUSER = "postgres"
SECONDS_TO_START = 120  # recovery after a power cut included
SECONDS_TO_STOP = 60


class Cluster:
    """A PostgreSQL server with its data folder.

    data: PostgreSQL's data folder; the superuser's password lies beside it, readable by its owner only.
    host: the numeric address to listen on. durable=False gives up fsync, for tests that survive no crash.
    shared_buffers: in PostgreSQL's notation; a real server takes a quarter of its memory.
    Every method raises ClusterError with a remedy when PostgreSQL cannot do what is asked.
    """

    def __init__(
        self,
        data: Path,
        port: int,
        host: str = "127.0.0.1",
        *,
        binaries: Binaries | None = None,
        durable: bool = True,
        shared_buffers: str = "256MB",
    ) -> None:
        self.data = data.absolute()
        self.port = port
        self.host = host
        self.binaries = binaries or find_binaries()
        self.durable = durable
        self.shared_buffers = shared_buffers
        self._server: subprocess.Popen[bytes] | None = None
        self._end_with_us: subprocess.Popen[bytes] | None = None

    @property
    def password_file(self) -> Path:
        """Holds the superuser's password; mode 0600."""
        return self.data.with_name(self.data.name + ".superuser")

    @property
    def log_folder(self) -> Path:
        """Where the server writes its log, one file for each day of the week."""
        return self.data / "log"

    @property
    def superuser_password(self) -> str:
        """The password that `initialise` set."""
        try:
            return self.password_file.read_text(encoding="utf-8")
        except OSError as error:
            raise ClusterError(
                f"The superuser's password in {self.password_file} cannot be read: {error.strerror}. Run as "
                "the owner of that file."
            ) from error

    def connection(self, user: str, password: str, database: str) -> dict[str, Any]:
        """Arguments of `psycopg2.connect`."""
        return {
            "host": self.host,
            "port": self.port,
            "user": user,
            "password": password,
            "dbname": database,
        }

    def superuser_connection(self, database: str = "postgres") -> dict[str, Any]:
        """Arguments of `psycopg2.connect` for the superuser."""
        return self.connection(SUPERUSER, self.superuser_password, database)

    def initialised(self) -> bool:
        """Whether the data folder holds a cluster, of whatever version."""
        return (self.data / "PG_VERSION").is_file()

    def initialise(self, superuser_password: str | None = None) -> None:
        """Make the cluster in a new or empty data folder; without a password a random one is chosen."""
        password = superuser_password or secrets.token_urlsafe(24)
        self._prepare_folder()
        self._require_room()
        _write_private(self.password_file, password)
        handed_over = self._password_for_initdb(password)
        try:
            answer = self.binaries.run(
                "initdb",
                *("--pgdata", self.data, "--username", SUPERUSER, "--pwfile", handed_over),
                *("--encoding", "UTF8", "--locale", "C", "--data-checksums", "--no-instructions"),
                *("--auth-host", "scram-sha-256", "--auth-local", "scram-sha-256"),
                *([] if self.durable else ["--no-sync"]),
            )
        finally:
            handed_over.unlink()
        if answer.returncode:
            raise ClusterError(in_plain_words(answer.stderr, self.data))
        lines = [f"{name} = {value}" for name, value in SETTINGS.items()]
        (self.data / "postgresql.conf").write_text("\n".join(lines) + "\n", encoding="utf-8")

    def start(self, *, detached: bool = False) -> None:
        """Start and wait until connections are accepted; if it runs already, only wait.

        detached: the server goes on after this Python process; else it is stopped when that ends, even by
        force. A server that somebody else has started is left to him.
        """
        self._require_our_version()
        running = postmaster.read(self.data)
        if running is None:
            self._require_room()
            self._require_free_port()
            with tempfile.TemporaryFile() as output:
                self._server = self._launch(output)
                self._wait_until_ready(output)
            if not detached:
                self._end_with_us = self.binaries.spawn_at_our_end(
                    "pg_ctl", "stop", "--pgdata", self.data, "--mode", "fast"
                )
            return
        if running.port != self.port:
            raise ClusterError(
                f"A server already runs in {self.data} at port {running.port}, not {self.port}. Stop it or "
                "use its port."
            )
        self._wait_until_ready(None)

    def running(self) -> bool:
        """Whether a server, whoever started it, runs in the data folder."""
        return postmaster.read(self.data) is not None

    def stop(self, mode: str = "fast") -> None:
        """Stop the server, whoever started it, and wait for its end. mode: smart, fast or immediate."""
        self._call_off_guard()
        if self.running():
            answer = self.binaries.run(
                "pg_ctl",
                *("stop", "--pgdata", self.data, "--mode", mode, "--wait"),
                *("--timeout", str(SECONDS_TO_STOP)),
            )
            if answer.returncode and self.running():
                raise ClusterError(
                    f"The server in {self.data} has not stopped: {answer.stderr.strip()}. End the programs "
                    "that are connected, or stop it with mode immediate."
                )
        self._reap()

    def kill(self) -> None:
        """End the server and all its processes by force, as a power cut would. For tests."""
        self._call_off_guard()
        running = postmaster.read(self.data)
        if running is not None:
            postmaster.kill_all(running.pid)
        self._reap()

    def _prepare_folder(self) -> None:
        """Make the data folder for the account; folders that exist keep their permissions."""
        if self.data.is_dir() and any(self.data.iterdir()):
            raise ClusterError(f"{self.data} is not empty. Choose an empty or a new data folder.")
        self._require_open_way(next(step for step in self.data.parents if step.exists()))
        account = self.binaries.account
        try:
            for missing in reversed([step for step in self.data.parents if not step.exists()]):
                missing.mkdir()
                missing.chmod(0o700 if account is None else 0o711)
            self.data.mkdir(mode=0o700, exist_ok=True)
            if account is not None and sys.platform != "win32":
                os.chown(self.data, account.uid, account.gid)
        except OSError as error:
            raise ClusterError(
                f"The data folder {self.data} cannot be made: {error.strerror}. Choose a folder "
                "that is yours."
            ) from error

    def _require_open_way(self, folder: Path) -> None:
        closed = self.binaries.first_closed_folder(folder)
        if closed is not None and self.binaries.account is not None:
            raise ClusterError(
                f"As root PostgreSQL runs under the system account {self.binaries.account.name}, which "
                f"cannot enter {closed}. Choose a data folder that it can reach, such as "
                "/var/lib/kelaseh, or run as an ordinary user."
            )

    def _require_our_version(self) -> None:
        if not self.initialised():
            raise ClusterError(f"{self.data} holds no server's data. Initialise it or correct its name.")
        self._require_open_way(self.data)
        found = (self.data / "PG_VERSION").read_text(encoding="ascii").strip()
        if found != str(self.binaries.major):
            raise ClusterError(
                f"The data in {self.data} was made by PostgreSQL {found}, the programs in "
                f"{self.binaries.folder} are version {self.binaries.major}. Let KELASEH_PG_BIN name the "
                f"programs of PostgreSQL {found}, or choose another data folder."
            )

    def _require_room(self) -> None:
        if shutil.disk_usage(self.data).free < LEAST_FREE_MEGABYTES * 2**20:
            raise ClusterError(full_disk(self.data))

    def _require_free_port(self) -> None:
        with socket.socket() as probe:
            if sys.platform != "win32":
                # As PostgreSQL does: connections of a server that has just stopped do not hold the port.
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((self.host, self.port))
            except OSError as error:
                if error.errno == errno.EADDRINUSE:
                    raise ClusterError(busy_port(self.port)) from error
                raise ClusterError(
                    f"The server cannot listen at {self.host} port {self.port}: {error.strerror}. Choose "
                    "another port, from 1024 on."
                ) from error

    def _password_for_initdb(self, password: str) -> Path:
        """A short-lived file, because command lines are seen by all and root's pipes open to nobody else."""
        handle, name = tempfile.mkstemp(prefix=".initdb-", dir=self.data.parent)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(password)
        if self.binaries.account is not None and sys.platform != "win32":
            os.chown(name, self.binaries.account.uid, self.binaries.account.gid)
        return Path(name)

    def _options(self) -> list[str]:
        options = ["-p", str(self.port), "-h", self.host, "-c", f"shared_buffers={self.shared_buffers}"]
        if not self.durable:
            options += ["-c", "fsync=off", "-c", "full_page_writes=off"]
        return options

    def _launch(self, output: IO[bytes]) -> "subprocess.Popen[bytes] | None":
        if sys.platform == "win32":  # only pg_ctl gives up an administrator's rights there
            options = " ".join(self._options())
            self.binaries.spawn(
                "pg_ctl", "start", "--no-wait", "--pgdata", self.data, "-o", options, output=output
            ).wait()
            return None
        return self.binaries.spawn("postgres", "-D", self.data, *self._options(), output=output)

    def _wait_until_ready(self, output: IO[bytes] | None) -> None:
        deadline = time.monotonic() + SECONDS_TO_START
        while time.monotonic() < deadline:
            running = postmaster.read(self.data)
            if running is not None and running.ready:
                return
            ended = running is None if self._server is None else self._server.poll() is not None
            if ended and self._server is not None:
                self._reap()
                raise ClusterError(in_plain_words(self._last_words(output), self.data))
            time.sleep(0.01)
        raise ClusterError(
            f"The server in {self.data} does not answer after {SECONDS_TO_START} s. Its log in "
            f"{self.log_folder} says what it does."
        )

    def _last_words(self, output: IO[bytes] | None) -> str:
        said = b""
        if output is not None:
            output.seek(0)
            said = output.read()
        logs = sorted(self.log_folder.glob("*.log"), key=lambda log: log.stat().st_mtime)
        return (said + (logs[-1].read_bytes()[-4000:] if logs else b"")).decode(errors="replace")

    def _call_off_guard(self) -> None:
        if self._end_with_us is not None:
            self._end_with_us.kill()
            self._end_with_us.communicate()
            self._end_with_us = None

    def _reap(self) -> None:
        if self._server is not None:
            self._server.wait()
            self._server = None


def _write_private(path: Path, text: str) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
