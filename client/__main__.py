"""`kelaseh`: the program of branches, referral desks and heads."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path


def main(arguments: list[str] | None = None) -> int:
    """Start the program; the exit code."""
    parser = argparse.ArgumentParser(
        prog="kelaseh", description="Case management for the courts of a province"
    )
    parser.add_argument("--home", type=Path, metavar="DIR", help="the folder of this user's data")
    parser.add_argument("--server", type=Path, metavar="FILE", help="connection.json: where the centre is")
    parser.add_argument("--demo", action="store_true", help="list the demonstration's users beside the form")
    told = parser.parse_args(arguments)
    # Only now, so that --help answers without loading Qt.
    from client.application import run

    return run(told.home, told.server, demo=told.demo)


if __name__ == "__main__":
    sys.exit(main())
