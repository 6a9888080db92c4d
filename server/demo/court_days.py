"""When an invented court works: quiet Thursdays, closed Fridays and holidays, busier and calmer months."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import cache
from random import Random

from common import jalali

# Holidays of the solar year, month and day. Those of the lunar year move and are left out.
_HOLIDAYS = frozenset(
    {(1, 1), (1, 2), (1, 3), (1, 4), (1, 12), (1, 13), (3, 14), (3, 15), (11, 22), (12, 29), (12, 30)}
)
# From Farvardin: Nowruz, the courts' summer recess, the end of the year.
_MONTHS = (0.8, 1.0, 1.05, 1.05, 0.9, 0.85, 1.1, 1.1, 1.1, 1.05, 1.0, 0.75)
_WEEKDAYS = (1.2, 1.1, 1.05, 1.0, 0.95, 0.35, 0.0)
_NOWRUZ_QUIET = 0.25

OPENS, CLOSES = 8 * 3600, 13 * 3600 + 1800
"""Office hours, in seconds of the day."""


@cache
def is_open(day: date) -> bool:
    """Whether courts work on `day`."""
    _, month, day_of_month = jalali.to_jalali(day)
    return day.weekday() != 4 and (month, day_of_month) not in _HOLIDAYS


def next_open(day: date) -> date:
    """`day`, or the next one on which courts work."""
    while not is_open(day):
        day += timedelta(days=1)
    return day


def open_days_later(day: date, count: int) -> date:
    """The `count`-th open day after `day`; `day` itself or the next open one for 0."""
    day = next_open(day)
    for _ in range(count):
        day = next_open(day + timedelta(days=1))
    return day


def days_of_receipt(random: Random, first: date, last: date, count: int) -> list[date]:
    """`count` days from `first` to `last`, as cases come in over the year, in order."""
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    return sorted(random.choices(days, [_load(day) for day in days], k=count))


def _load(day: date) -> float:
    if not is_open(day):
        return 0.0
    _, month, day_of_month = jalali.to_jalali(day)
    load = _MONTHS[month - 1] * _WEEKDAYS[jalali.weekday(day)]
    return load * _NOWRUZ_QUIET if month == 1 and day_of_month < 14 else load


@cache
def _midnight(day: date) -> int:
    return int(datetime(day.year, day.month, day.day, tzinfo=jalali.TEHRAN).timestamp())


def instant(day: date, second: int) -> int:
    """The instant of a second of Tehran's `day`, in seconds since 1970."""
    return _midnight(day) + second


def office_second(random: Random, after: int = OPENS) -> int:
    """A second of the office hours, not before `after`."""
    return random.randrange(after, max(CLOSES, after + 600))
