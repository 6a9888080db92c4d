"""`python -m client.tour`: plays the tour by itself; exit code 1 if any step fails."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from client.connection import FILE_NAME


def main(arguments: list[str] | None = None) -> int:
    """Play the tour against a running demonstration; the exit code."""
    parser = argparse.ArgumentParser(prog="client.tour", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, metavar="DIR", help="the demonstration's folder")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="where pictures and papers go")
    parser.add_argument("--server", type=Path, metavar="FILE", help=f"where the centre is (DATA/{FILE_NAME})")
    parser.add_argument("--home", type=Path, metavar="DIR", help="the homes of all users (a passing folder)")
    told = parser.parse_args(arguments)
    told.out.mkdir(parents=True, exist_ok=True)
    (told.out / "failed.png").unlink(missing_ok=True)
    with tempfile.TemporaryDirectory(prefix="kelaseh-tour-") as passing:
        # Only now, because Qt reads these when it is loaded.
        from client.tour import screen

        screen.without_display(Path(passing))
        from client.tour.play import play

        home = told.home or Path(passing)
        return 0 if play(told.server or told.data / FILE_NAME, told.data, home, told.out) else 1


if __name__ == "__main__":
    sys.exit(main())
