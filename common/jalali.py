"""The Jalali calendar of the courts, years 1200 to 1500.

A year is leap if its remainder by 33 is one of eight; anchored at 1 Farvardin 1403 = 20 March 2024. For these
years that agrees with the astronomical rule of the law (spring equinox before or after noon of Tehran), which
Qt's and khayyam's calendars do not. Dates are ``datetime.date``; a month is an integer that can be
subtracted: year * 12 + month - 1.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from datetime import date, datetime
from itertools import accumulate
from zoneinfo import ZoneInfo

from common.text import clean, persian_digits

FIRST_YEAR, LAST_YEAR = 1200, 1500
TEHRAN = ZoneInfo("Asia/Tehran")

MONTHS = (
    "فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور",
    "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند",
)  # fmt: skip
WEEKDAYS = ("شنبه", "یکشنبه", "دوشنبه", "سه‌شنبه", "چهارشنبه", "پنجشنبه", "جمعه")
"""From Saturday; see `weekday`."""

_LEAP_REMAINDERS = frozenset({1, 5, 9, 13, 17, 22, 26, 30})
# Two digits of a year below this belong to 14xx, the others to 13xx.
_CENTURY_PIVOT = 50


class JalaliError(ValueError):
    """What is wrong with a Jalali date: `code` of ``common.errors`` and the parameters of its sentence."""

    def __init__(self, code: str, **parameters: int) -> None:
        super().__init__(f"{code} {parameters}" if parameters else code)
        self.code = code
        self.parameters = parameters


def is_leap(year: int) -> bool:
    """Whether Esfand of `year` has 30 days."""
    return year % 33 in _LEAP_REMAINDERS


def month_length(year: int, month: int) -> int:
    """Days of a month, 1 = Farvardin."""
    if month <= 6:
        return 31
    if month <= 11:
        return 30
    return 30 if is_leap(year) else 29


def _nowruz_ordinals() -> tuple[int, ...]:
    """The ordinal of 1 Farvardin of every year from FIRST_YEAR to the one after LAST_YEAR."""
    lengths = [366 if is_leap(year) else 365 for year in range(FIRST_YEAR, LAST_YEAR + 1)]
    first = date(2024, 3, 20).toordinal() - sum(lengths[: 1403 - FIRST_YEAR])
    return tuple(accumulate(lengths, initial=first))


_NOWRUZ = _nowruz_ordinals()
FIRST_DAY, LAST_DAY = date.fromordinal(_NOWRUZ[0]), date.fromordinal(_NOWRUZ[-1] - 1)


def to_jalali(day: date) -> tuple[int, int, int]:
    """Year, month and day; JalaliError("date_year") outside the years of this calendar."""
    ordinal = day.toordinal()
    index = bisect_right(_NOWRUZ, ordinal) - 1
    if not 0 <= index <= LAST_YEAR - FIRST_YEAR:
        raise _year_error()
    rest = ordinal - _NOWRUZ[index]
    month, before = (
        (rest // 31, rest // 31 * 31) if rest < 186 else ((rest - 6) // 30, (rest - 6) // 30 * 30 + 6)
    )
    return FIRST_YEAR + index, month + 1, rest - before + 1


def from_jalali(year: int, month: int, day: int) -> date:
    """The date of a Jalali day; JalaliError names what is wrong: date_year, date_month or date_day."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise _year_error()
    if not 1 <= month <= 12:
        raise JalaliError("date_month")
    last = month_length(year, month)
    if not 1 <= day <= last:
        raise JalaliError("date_day", month=month, year=year, last=last)
    return date.fromordinal(_NOWRUZ[year - FIRST_YEAR] + (month - 1) * 30 + min(month - 1, 6) + day - 1)


def _year_error() -> JalaliError:
    return JalaliError("date_year", first=FIRST_YEAR, last=LAST_YEAR)


_SEPARATED = re.compile(r"([0-9]{4}|[0-9]{2})([/\-. ])([0-9]{1,2})\2([0-9]{1,2})")
_RUN_TOGETHER = re.compile(r"([0-9]{4}|[0-9]{2})([0-9]{2})([0-9]{2})")


def parse(text: str) -> date:
    """The day that was typed, year first: ۱۴۰۵/۹/۴, 1405-09-04, 14050904, 05/9/4.

    Digits may be Persian, Arabic or ASCII; two digits of a year mean 1350 to 1449. Raises JalaliError:
    date_malformed, or what `from_jalali` raises.
    """
    typed = re.sub(r" ?([/\-.]) ?", r"\1", clean(text))
    if match := _SEPARATED.fullmatch(typed):
        year, month, day = int(match[1]), int(match[3]), int(match[4])
    elif match := _RUN_TOGETHER.fullmatch(typed):
        year, month, day = int(match[1]), int(match[2]), int(match[3])
    else:
        raise JalaliError("date_malformed")
    if len(match[1]) == 2:
        year += 1400 if year < _CENTURY_PIVOT else 1300
    return from_jalali(year, month, day)


def show(day: date) -> str:
    """۱۴۰۵/۰۹/۰۴"""
    year, month, day_of_month = to_jalali(day)
    return persian_digits(f"{year:04d}/{month:02d}/{day_of_month:02d}")


def show_long(day: date) -> str:
    """چهارشنبه ۴ آذر ۱۴۰۵"""
    year, month, day_of_month = to_jalali(day)
    return persian_digits(f"{WEEKDAYS[weekday(day)]} {day_of_month} {MONTHS[month - 1]} {year}")


def weekday(day: date) -> int:
    """The place of `day` in its week, Saturday = 0."""
    return (day.weekday() + 2) % 7


def month_number(day: date) -> int:
    """The month of `day` as an integer: year * 12 + month - 1."""
    year, month, _ = to_jalali(day)
    return year * 12 + month - 1


def month_label(number: int) -> str:
    """آذر ۱۴۰۵"""
    year, month = divmod(number, 12)
    return persian_digits(f"{MONTHS[month]} {year}")


def month_short(number: int) -> str:
    """۱۴۰۵۰۹"""
    year, month = divmod(number, 12)
    return persian_digits(f"{year:04d}{month + 1:02d}")


def month_starts(number: int) -> date:
    """The first day of a month; the month ends the day before the next one starts."""
    year, month = divmod(number, 12)
    return from_jalali(year, month + 1, 1)


def tehran_today(now_utc: datetime) -> date:
    """The day in Tehran at an instant; ValueError if it names no zone."""
    if now_utc.tzinfo is None:
        raise ValueError("an instant without a zone tells no day")
    return now_utc.astimezone(TEHRAN).date()
