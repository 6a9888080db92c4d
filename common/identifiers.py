"""Ids the client makes, and the numbers people bring: national id, legal id, postal code, mobile.

The checks take stored text (ASCII digits) and answer a code of ``common.errors``, or None if all is well.
"""

from __future__ import annotations

import re
import threading
import time
import uuid
from random import Random, SystemRandom

from common import text as persian

_SYSTEM_RANDOM = SystemRandom()


class _Monotone:
    """The time and tail of the last id, so that the next one is greater even when the clock is not."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._last = 0

    def next(self, now_ms: int, random: Random) -> uuid.UUID:
        fresh = (now_ms << _TAIL_BITS) | random.getrandbits(_TAIL_BITS)
        with self._lock:
            if fresh >> _TAIL_BITS <= self._last >> _TAIL_BITS:
                # RFC 9562 §6.2, method 2; a full tail carries over into the milliseconds.
                fresh = self._last + 1 + random.getrandbits(_STEP_BITS)
            self._last = fresh
        return _uuid7(fresh)


_TAIL_BITS = 74
_STEP_BITS = 32
_monotone = _Monotone()


def uuid7(now_ms: int | None = None, random: Random = _SYSTEM_RANDOM) -> uuid.UUID:
    """A UUID of version 7 (RFC 9562): greater than any this process made before, in any thread.

    With `now_ms` (Unix milliseconds) the id tells just that time, for rows of the past; such ids are not
    ordered among themselves.
    """
    if now_ms is None:
        return _monotone.next(time.time_ns() // 1_000_000, random)
    return _uuid7((now_ms << _TAIL_BITS) | random.getrandbits(_TAIL_BITS))


def _uuid7(value: int) -> uuid.UUID:
    """The UUID of 48 bits of milliseconds and 74 bits of tail; version and variant go between."""
    milliseconds, tail = value >> _TAIL_BITS, value & ((1 << _TAIL_BITS) - 1)
    high, low = tail >> 62, tail & ((1 << 62) - 1)
    return uuid.UUID(int=(milliseconds << 80) | (7 << 76) | (high << 64) | (0b10 << 62) | low)


_TEN_DIGITS = re.compile(r"[0-9]{10}")
_ELEVEN_DIGITS = re.compile(r"[0-9]{11}")


def national_id_padded(text: str) -> str:
    """What was typed as a national id in its stored form: ASCII digits, separators out, lost zeros back.

    Spreadsheets drop one or two leading zeros: 8 or 9 digits are padded to 10.
    """
    digits = re.sub(r"[\s\-./]", "", persian.clean(text))
    return digits.zfill(10) if re.fullmatch(r"[0-9]{8,9}", digits) else digits


def national_id_problem(text: str) -> str | None:
    """What is wrong with a person's national id: ten digits, the last one a check digit.

    Codes of one repeated digit satisfy the check digit but are not in use.
    """
    if not _TEN_DIGITS.fullmatch(text):
        return "national_id_length"
    if len(set(text)) == 1:
        return "national_id_repeated"
    remainder = sum(int(digit) * (10 - place) for place, digit in enumerate(text[:9])) % 11
    check = remainder if remainder < 2 else 11 - remainder
    return None if check == int(text[9]) else "national_id_check_digit"


_LEGAL_WEIGHTS = (29, 27, 23, 19, 17) * 2


def legal_id_problem(text: str) -> str | None:
    """What is wrong with the national id of a legal person: eleven digits, the last one a check digit."""
    if not _ELEVEN_DIGITS.fullmatch(text):
        return "legal_id_length"
    digits = [int(digit) for digit in text]
    shift = digits[9] + 2
    total = sum((shift + digit) * weight for digit, weight in zip(digits, _LEGAL_WEIGHTS, strict=False))
    if not any(digits[3:9]) or total % 11 % 10 != digits[10]:
        return "legal_id_check_digit"
    return None


def postal_code_problem(text: str) -> str | None:
    """What is wrong with a postal code: ten digits, the first not 0 (newer codes obey no narrower rule)."""
    well_formed = _TEN_DIGITS.fullmatch(text) and text[0] != "0"
    return None if well_formed else "postal_code_malformed"


_MOBILE = re.compile(r"(?:\+98|0098|98|0)?(9[0-9]{9})")


def mobile_normalised(text: str) -> str | None:
    """A mobile number, however it was typed, as 09xxxxxxxxx; None if it is not one."""
    digits = re.sub(r"[\s\-.()]", "", persian.clean(text))
    match = _MOBILE.fullmatch(digits)
    return f"0{match[1]}" if match else None
