"""Damm's check digit: it catches every single wrong digit and every swap of neighbours.

H. M. Damm, "Totally anti-symmetric quasigroups", 2004; the table is that of order 10 published there.
"""

from __future__ import annotations

import re

_DIGITS = re.compile("[0-9]+")
# The quasigroup is weakly totally anti-symmetric and has zeros on its diagonal.
_TABLE = (
    (0, 3, 1, 7, 5, 9, 8, 6, 4, 2),
    (7, 0, 9, 2, 1, 5, 4, 8, 6, 3),
    (4, 2, 0, 6, 8, 7, 1, 3, 5, 9),
    (1, 7, 5, 0, 9, 8, 3, 4, 2, 6),
    (6, 1, 2, 3, 0, 4, 5, 9, 7, 8),
    (3, 6, 7, 4, 2, 0, 9, 5, 8, 1),
    (5, 8, 6, 9, 7, 2, 0, 1, 3, 4),
    (8, 9, 4, 5, 3, 6, 2, 0, 1, 7),
    (9, 4, 3, 8, 6, 1, 7, 2, 0, 5),
    (2, 5, 8, 1, 4, 3, 6, 7, 9, 0),
)


def damm_digit(digits: str) -> str:
    """The check digit to append to `digits` (ASCII digits, at least one; ValueError otherwise)."""
    return str(_interim(digits))


def damm_valid(digits: str) -> bool:
    """Whether the last of `digits` is the check digit of those before it."""
    return len(digits) > 1 and _DIGITS.fullmatch(digits) is not None and _interim(digits) == 0


def _interim(digits: str) -> int:
    if not _DIGITS.fullmatch(digits):
        raise ValueError("a check digit belongs to ASCII digits")
    interim = 0
    for digit in digits:
        interim = _TABLE[interim][int(digit)]
    return interim
