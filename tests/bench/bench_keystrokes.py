"""Keys that a practised clerk presses for a whole case of two parties, through the real window.

What is counted and what is left out is said in `tests/client/windows/clerk.py`. The bound is what is
promised.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.bench import real_window
from tests.bench.real_window import row
from tests.client.windows.clerk import KEYS_A_MINUTE, Clerk, civil_case, criminal_case
from tests.client.windows.entry_typing import cases
from tests.client.windows.filled_cache import REFERRAL

PROMISED_KEYS, PROMISED_SECONDS = 120, 60
_FEW = 100
"""Cases in the cache: how many there are changes no count."""


def bench() -> list[dict[str, Any]]:
    """Rows: name, ours, bound (both in `unit`), ratio = ours / bound, note."""
    rows = []
    for kind, enter in (("civil", civil_case), ("criminal", criminal_case)):
        clerk = _entered(enter)
        print(f"\n{kind}\n{clerk.table()}")
        told = f"{clerk.letters.total()} letters of names and texts are not counted"
        pace = f"with those letters, at {KEYS_A_MINUTE} keys a minute"
        keys, seconds = clerk.pressed.total(), clerk.seconds()
        rows += [
            row(f"keys of a {kind} case of two parties", keys, PROMISED_KEYS, f"promised; {told}", "keys"),
            row(f"time of a {kind} case of two parties", seconds, PROMISED_SECONDS, f"promised; {pace}", "s"),
        ]
    return rows


def _entered(enter: Callable[[], Clerk]) -> Clerk:
    with real_window.real_window(REFERRAL, _FEW) as window:
        before = len(cases(window))
        clerk = enter()
        real_window.settle()
        assert len(cases(window)) == before + 1, "the case was not saved"
    return clerk


if __name__ == "__main__":
    for measured in bench():
        print(measured)
