"""A power cut at a workstation: of its cache only that is left which the disk was waited for.

A killed program's writes are all there: the system has them. So each clerk runs on a library of ours
(``power.c``) that keeps, beside each cache file, what it held when it was synced last; a power cut puts that
back. It needs Linux and a C compiler: without them clerks are only killed.
"""

from __future__ import annotations

import functools
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

COMPILER = shutil.which("cc") if sys.platform == "linux" else None
_SOURCE = Path(__file__).with_name("power.c")


@functools.cache
def _library() -> tuple[tempfile.TemporaryDirectory[str], Path]:
    folder = tempfile.TemporaryDirectory(prefix="kelaseh-power-")
    built = Path(folder.name) / "power.so"
    subprocess.run([str(COMPILER), "-shared", "-fPIC", "-O1", "-o", built, _SOURCE, "-ldl"], check=True)
    return folder, built


def environment() -> dict[str, str]:
    """What a program's environment needs, so that its power can be cut; {} where it cannot be."""
    return {} if COMPILER is None else {"LD_PRELOAD": str(_library()[1])}


def cut(folder: Path) -> None:
    """Put the cache files of a program that has ended back to what was synced."""
    for file in [*folder.glob("*.cache"), *folder.glob("*.cache-wal"), *folder.glob("*.cache-shm")]:
        synced = file.with_name(f"{file.name}.synced")
        if synced.exists():
            shutil.copyfile(synced, file)
        else:
            file.unlink()
