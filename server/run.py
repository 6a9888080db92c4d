"""Running the server on this machine: make and migrate it, tell who may sign in, wait for the end."""

import argparse
import json
import os
import signal
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from server import postmaster
from server.cluster import Cluster, ClusterError
from server.database import DATABASE, create_database

DEFAULT_PORT = 5433
STOPPED = "stopped-by-hand"
"""A file beside the data that says: whoever serves here waits until the server is started again."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `kelaseh-server run`."""
    parser.add_argument("--data", type=Path, required=True, metavar="DIR", help="the server's folder")
    parser.add_argument("--port", type=int, default=DEFAULT_PORT, metavar="N", help="TCP port (%(default)s)")


def run(arguments: argparse.Namespace) -> int:
    """`kelaseh-server run`: serve until Ctrl-C or SIGTERM."""
    serve(arguments.data, arguments.port, ended_by_signal())
    return 0


def ended_by_signal() -> threading.Event:
    """Set by Ctrl-C or SIGTERM from now on."""
    ended = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: ended.set())
    return ended


def cluster_in(data: Path, port: int = DEFAULT_PORT) -> Cluster:
    """The cluster whose files lie in the server's folder ``data``."""
    return Cluster(data / "postgresql", port)


def running_in(data: Path) -> Cluster:
    """The cluster of ``data`` at the port where it runs. Raises ClusterError if it does not."""
    found = postmaster.read(cluster_in(data).data)
    if found is None:
        raise ClusterError(f"No server runs in {data}. Start it first.")
    return cluster_in(data, found.port)


def serve(
    data: Path, port: int, ended: threading.Event, fill: Callable[[Cluster], None] | None = None
) -> None:
    """Run the server in ``data`` at ``port`` until ``ended`` is set, then stop it.

    fill: puts into the migrated database what it should hold, before anybody is told of it.
    While it serves, DIR/connection.json (mode 0600) tells host, port, database and users; the users come
    from DIR/demo-users.json where there is one. A server that `kelaseh-server stop` ended is waited for.
    Raises ClusterError.
    """
    cluster = cluster_in(data, port)
    if cluster.running():
        raise ClusterError(f"A server already runs in {data}. End it first, or use it as it is.")
    stopped = data / STOPPED
    stopped.unlink(missing_ok=True)
    if not cluster.initialised():
        cluster.initialise()
    cluster.start()
    try:
        create_database(cluster)
        if fill is not None:
            fill(cluster)
        _publish(data, cluster)
        print(f"Kelaseh's server listens at {cluster.host}:{cluster.port}. Ctrl-C ends it.", flush=True)
        while not ended.wait(timeout=1):  # in steps, because Windows delivers no Ctrl-C to an endless wait
            if not cluster.running() and not stopped.exists():
                raise ClusterError(
                    f"The server in {data} has ended by itself. Its log is in {cluster.log_folder}."
                )
    finally:
        cluster.stop()
        (data / "connection.json").unlink(missing_ok=True)
        stopped.unlink(missing_ok=True)


def _publish(data: Path, cluster: Cluster) -> None:
    demo_users = data / "demo-users.json"
    users: list[Any] = json.loads(demo_users.read_text(encoding="utf-8")) if demo_users.is_file() else []
    told = {"host": cluster.host, "port": cluster.port, "database": DATABASE, "users": users}
    write_private(data / "connection.json", told)


def write_private(path: Path, content: object) -> None:
    """Write JSON that only its owner may read; who finds the file finds it whole."""
    beside = path.with_name(path.name + ".new")
    beside.unlink(missing_ok=True)
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(content, file, ensure_ascii=False, indent=1)
    beside.replace(path)
