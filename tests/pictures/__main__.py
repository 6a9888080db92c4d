"""The second half of ``dev.py shots``: every window in its states at each size of screen, and the papers."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from client.tour.screen import without_display
from tests.bench.real_window import application
from tests.pictures import gallery, papers
from tests.pictures.scenes import SCENES


def main(arguments: list[str] | None = None) -> int:
    """Take the named scenes, or all; the exit code is 2 for a name that is no scene."""
    parser = argparse.ArgumentParser(prog="tests.pictures", description=__doc__)
    parser.add_argument(
        "names", nargs="*", help="the beginning of a scene's name; all scenes if none is named"
    )
    parser.add_argument(
        "--out", type=Path, default=Path(__file__).parents[2] / "docs" / "pictures" / "windows"
    )
    told = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        without_display(Path(folder), 1920, 1080)
        return _take(told.names, told.out)


def _take(names: list[str], out: Path) -> int:
    application()
    wanted = [scene for scene in SCENES if not names or scene.name.startswith(tuple(names))]
    if not wanted:
        print(f"No scene begins with {names[0]}.", file=sys.stderr)
        return 2
    out.mkdir(parents=True, exist_ok=True)
    for scene in wanted:
        for file in gallery.take(scene, out):
            print(file.name, flush=True)
    if not names:
        for file in papers.take(out.parent / "papers"):
            print(file.name, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
