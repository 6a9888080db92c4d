"""Case and judgment numbers: told apart by length and prefix, and never changed.

Since 1400 a number has 18 digits: year 4, organisation 2, type 2, serial 10, the serial running through the
whole province per year and type. Before, it had 16: year 2, type 4 (0998 a case, 0997 a judgment), unit 5,
serial 5. Older ones are free text of a branch, such as 87/ش1/245. Organisation and type codes are settings;
no meaning is read into a unit.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from common.text import clean, isolate, persian_digits

Kind = Literal["national18", "national16", "legacy"]

LARGEST_SERIAL = 10**10 - 1

_NATIONAL_18 = re.compile(r"(14[0-9]{2})([0-9]{2})([0-9]{2})([0-9]{5})([0-9]{5})")
# A two-digit year of the 1380s or 1390s: the first four digits alone would look like a year after 1400.
_NATIONAL_16 = re.compile(r"([89][0-9])([0-9]{4})([0-9]{5})([0-9]{5})")
_NO_BREAK_SPACE = "\u00a0"
_LRI, _PDI = "\u2066", "\u2069"


@dataclass(frozen=True)
class CaseNumber:
    """A number of a case or judgment; `canonical` is its stored form, parts a kind has not are None."""

    kind: Kind
    canonical: str
    year: int | None = None
    organisation: str | None = None
    type_code: str | None = None
    unit: str | None = None
    serial: int | None = None


def classify(text: str) -> CaseNumber:
    """What kind of number `text` is; anything without the form of a national number is legacy.

    Spaces and hyphens within a national number are reading aids, not part of it.
    """
    stored = clean(text)
    digits = re.sub("[ -]", "", stored)
    if match := _NATIONAL_18.fullmatch(digits):
        year, organisation, type_code, *serial = match.groups()
        return CaseNumber(
            "national18",
            digits,
            year=int(year),
            organisation=organisation,
            type_code=type_code,
            serial=int("".join(serial)),
        )
    if match := _NATIONAL_16.fullmatch(digits):
        year, type_code, unit, last = match.groups()
        return CaseNumber(
            "national16", digits, year=1300 + int(year), type_code=type_code, unit=unit, serial=int(last)
        )
    return CaseNumber("legacy", stored)


def is_issued_form(number: str) -> bool:
    """Whether `number` is exactly the 18 ASCII digits of a number issued since 1400."""
    return _NATIONAL_18.fullmatch(number) is not None


def compose(year: int, organisation: str, type_code: str, serial: int) -> str:
    """The 18 digits of a new number; ValueError if a part does not fit its place."""
    if not 1400 <= year <= 1499:
        raise ValueError(f"no 18-digit number has the year {year}")
    for part in (organisation, type_code):
        if not re.fullmatch("[0-9]{2}", part):
            raise ValueError(f"not two digits: {part!r}")
    if not 0 <= serial <= LARGEST_SERIAL:
        raise ValueError(f"a serial has at most ten digits: {serial}")
    return f"{year}{organisation}{type_code}{serial:010d}"


def show(number: str) -> str:
    """`number` for the eye: Persian digits in groups, kept left to right in a Persian sentence."""
    found = classify(number)
    form = {"national18": _NATIONAL_18, "national16": _NATIONAL_16}.get(found.kind)
    match = form.fullmatch(found.canonical) if form else None
    if match is None:
        return isolate(persian_digits(found.canonical))
    return _LRI + persian_digits(_NO_BREAK_SPACE.join(match.groups())) + _PDI
