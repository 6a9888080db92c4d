"""Running the server on this machine: make and migrate it, tell who may sign in, wait for the end."""

import argparse
import importlib
import json
import os
import signal
import threading
from pathlib import Path
from typing import Any

import psycopg2
from psycopg2 import sql

from server.cluster import Cluster, ClusterError

DATABASE = "kelaseh"
DEFAULT_PORT = 5433


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `kelaseh-server run`."""
    parser.add_argument("--data", type=Path, required=True, metavar="DIR", help="the server's folder")
    parser.add_argument("--port", type=int, default=DEFAULT_PORT, metavar="N", help="TCP port (%(default)s)")


def run(arguments: argparse.Namespace) -> int:
    """`kelaseh-server run`: serve until Ctrl-C or SIGTERM."""
    ended = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: ended.set())
    serve(arguments.data, arguments.port, ended)
    return 0


def cluster_in(data: Path, port: int = DEFAULT_PORT) -> Cluster:
    """The cluster whose files lie in the server's folder ``data``."""
    return Cluster(data / "postgresql", port)


def serve(data: Path, port: int, ended: threading.Event) -> None:
    """Run the server in ``data`` at ``port`` until ``ended`` is set, then stop it.

    While it serves, DIR/connection.json (mode 0600) tells host, port, database and users; the users come
    from DIR/demo-users.json where there is one. Raises ClusterError.
    """
    cluster = cluster_in(data, port)
    if cluster.running():
        raise ClusterError(f"A server already runs in {data}. End it first, or use it as it is.")
    if not cluster.initialised():
        cluster.initialise()
    cluster.start()
    try:
        prepare_database(cluster)
        _publish(data, cluster)
        print(f"Kelaseh's server listens at {cluster.host}:{cluster.port}. Ctrl-C ends it.", flush=True)
        while not ended.wait(timeout=1):  # in steps, because Windows delivers no Ctrl-C to an endless wait
            if not cluster.running():
                raise ClusterError(
                    f"The server in {data} has ended by itself. Its log is in {cluster.log_folder}."
                )
    finally:
        cluster.stop()
        (data / "connection.json").unlink(missing_ok=True)


def prepare_database(cluster: Cluster) -> None:
    """Make the database if it is missing and bring its schema to this program's version."""
    connection = psycopg2.connect(**cluster.superuser_connection())
    try:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute("select from pg_database where datname = %s", (DATABASE,))
            if not cursor.rowcount:
                cursor.execute(sql.SQL("create database {}").format(sql.Identifier(DATABASE)))
    finally:
        connection.close()
    importlib.import_module("server.migrate").migrate(cluster.superuser_connection(DATABASE))


def _publish(data: Path, cluster: Cluster) -> None:
    demo_users = data / "demo-users.json"
    users: list[Any] = json.loads(demo_users.read_text(encoding="utf-8")) if demo_users.is_file() else []
    told = {"host": cluster.host, "port": cluster.port, "database": DATABASE, "users": users}
    beside = data / "connection.json.new"
    beside.unlink(missing_ok=True)
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(told, file, ensure_ascii=False, indent=1)
    beside.replace(data / "connection.json")
