"""``dev.py bench``: run ``tests/bench/bench_*.py`` one after the other, print a table, write JSON.

Each has ``bench()``, which returns one figure or a list of them: a dict with name, ours, bound (the best that
this machine could do), ratio (ours to bound), unit and note. Runs with the Python of ``.venv``.
"""

import argparse
import importlib
import json
import platform
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from installers.development.programs import ROOT

FOLDER = ROOT / "tests" / "bench"


def main() -> int:
    """Measure what was named; the exit code is 2 for a name that is no bench."""
    told = argparse.ArgumentParser(prog="dev.py bench")
    told.add_argument("names", nargs="*")
    told.add_argument("--json", type=Path)
    arguments = told.parse_args()
    known = sorted(file.stem.removeprefix("bench_") for file in FOLDER.glob("bench_*.py"))
    unknown = sorted(set(arguments.names) - set(known))
    if unknown:
        print(f"There is no bench named {unknown[0]}. Choose from: {', '.join(known)}.", file=sys.stderr)
        return 2
    figures: list[dict[str, Any]] = []
    for name in arguments.names or known:
        print(f"measuring {name}", file=sys.stderr, flush=True)
        found = importlib.import_module(f"tests.bench.bench_{name}").bench()
        figures += [found] if isinstance(found, dict) else found
    print(table(figures))
    if arguments.json:
        machine = {
            "processor": platform.machine(),
            "system": platform.platform(),
            "python": platform.python_version(),
        }
        told_so = json.dumps({"machine": machine, "figures": figures}, ensure_ascii=False, indent=1)
        arguments.json.write_text(told_so + "\n", encoding="utf-8")
    return 0


def table(figures: Iterable[dict[str, Any]]) -> str:
    """The figures in columns, each as wide as its widest entry."""
    columns = ("name", "ours", "bound", "ratio", "unit", "note")
    rows = [columns, *(tuple(_shown(figure.get(column)) for column in columns) for figure in figures)]
    widths = [max(len(row[place]) for row in rows) for place in range(len(columns))]
    return "\n".join(
        "  ".join(
            entry.rjust(width) if column in ("ours", "bound", "ratio") else entry.ljust(width)
            for column, entry, width in zip(columns, row, widths, strict=True)
        ).rstrip()
        for row in rows
    )


def _shown(value: object) -> str:
    return "" if value is None else f"{value:,.2f}" if isinstance(value, float) else str(value)


if __name__ == "__main__":
    sys.exit(main())
