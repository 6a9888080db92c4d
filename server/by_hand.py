"""Stopping and starting a server while somebody serves it: for maintenance, or an outage on trial."""

from __future__ import annotations

import argparse
from pathlib import Path

from server import run as serving


def add_stop_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `kelaseh-server stop`."""
    parser.add_argument("--data", type=Path, required=True, metavar="DIR", help="the server's folder")


def stop(arguments: argparse.Namespace) -> int:
    """`kelaseh-server stop`: end the server in a folder; whoever serves there waits for `start`."""
    cluster = serving.cluster_in(arguments.data)
    if cluster.running():
        (arguments.data / serving.STOPPED).touch()
    cluster.stop()
    return 0


def start(arguments: argparse.Namespace) -> int:
    """`kelaseh-server start`: start the server of a folder and leave it running."""
    serving.cluster_in(arguments.data, arguments.port).start(detached=True)
    (arguments.data / serving.STOPPED).unlink(missing_ok=True)
    return 0
