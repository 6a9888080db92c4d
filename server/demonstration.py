"""Serving an invented province on this machine: built the first time, opened in seconds afterwards."""

from __future__ import annotations

import argparse
import dataclasses
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg2

from server import run as serving
from server.cluster import Cluster, ClusterError
from server.database import DATABASE
from server.demo import build
from server.demo.build import CASES

USERS = "demo-users.json"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `kelaseh-server demo`."""
    serving.add_arguments(parser)
    parser.add_argument("--cases", type=int, default=CASES, metavar="N", help="how many (%(default)s)")


def run(arguments: argparse.Namespace) -> int:
    """`kelaseh-server demo`: serve an invented province until Ctrl-C or SIGTERM."""
    data: Path = arguments.data
    serving.serve(
        data, arguments.port, serving.ended_by_signal(), lambda cluster: fill(cluster, data, arguments.cases)
    )
    return 0


def fill(cluster: Cluster, data: Path, cases: int = CASES) -> None:
    """Build the province if it is absent; DIR/demo-users.json (mode 0600) keeps its users' passwords.

    Raises ClusterError if there is a province whose passwords are lost.
    """
    connection = cluster.superuser_connection(DATABASE)
    built, told = _has_desks(connection), (data / USERS).is_file()
    if built and told:
        return
    if built:
        raise ClusterError(
            f"The database in {data} has a province, but {data / USERS} with its passwords is missing. "
            "Make the demonstration anew (dev.py demo --reset) or choose another folder."
        )
    people = build(connection, progress=_Progress(), cases=cases)
    serving.write_private(data / USERS, [dataclasses.asdict(person) for person in people])


def _has_desks(connection: dict[str, Any]) -> bool:
    with closing(psycopg2.connect(**connection)) as centre, centre.cursor() as cursor:
        cursor.execute("select exists (select from court.desk)")
        (found,) = cursor.fetchone()
        return bool(found)


class _Progress:
    """Tells each step on the console when it begins."""

    def __init__(self) -> None:
        self._told = ""

    def __call__(self, text: str, _done: int, _total: int) -> None:
        if text != self._told:
            self._told = text
            print(f"Building the province: {text}", flush=True)
