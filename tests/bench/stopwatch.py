"""How long something takes."""

from __future__ import annotations

import time
from collections.abc import Callable


def seconds(work: Callable[[], object]) -> float:
    """Do `work` once; the seconds it took."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
