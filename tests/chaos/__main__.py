"""``python3 dev.py chaos``: kill and cut a small province for some minutes, then judge what is left."""

from __future__ import annotations

import argparse
import sys
import tempfile
from contextlib import closing
from pathlib import Path

from tests.chaos.chaos import PLACES, Chaos
from tests.own_server import own_database
from tests.server.world import Province

_MOST_SHOWN = 40


def main() -> int:
    """Run, print the figures and every finding; 1 if there are any."""
    parser = argparse.ArgumentParser(prog="dev.py chaos")
    parser.add_argument("--minutes", type=float, required=True)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--clients", type=int, default=len(PLACES), choices=range(1, len(PLACES) + 1))
    parser.add_argument("--pause", type=float, default=0.4)
    arguments = parser.parse_args()
    with (
        tempfile.TemporaryDirectory(prefix="kelaseh-chaos-") as folder,
        own_database(None, durable=True) as database,
        closing(Province(database)) as province,
    ):
        chaos = Chaos(province, Path(folder), arguments.seed, arguments.clients, arguments.pause)
        figures = chaos.run(arguments.minutes * 60, per_second=1.0)
    print(figures)
    for line in figures.found[:_MOST_SHOWN]:
        print(f"  {line}")
    return 1 if figures.found else 0


if __name__ == "__main__":
    sys.exit(main())
