"""The calendar of the courts, held against jdatetime (right in all years 1200 to 1500)."""

from datetime import UTC, date, datetime, timedelta

import jdatetime
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from common import jalali
from common.jalali import JalaliError, from_jalali, parse, show, to_jalali

DAYS = st.dates(jalali.FIRST_DAY, jalali.LAST_DAY)


def test_every_new_year_falls_on_the_day_of_the_law():
    for year in range(jalali.FIRST_YEAR, jalali.LAST_YEAR + 1):
        assert from_jalali(year, 1, 1) == jdatetime.date(year, 1, 1).togregorian()
        assert jalali.is_leap(year) == jdatetime.date(year, 1, 1).isleap()


def test_days_sampled_from_two_centuries_agree_with_another_calendar():
    day, end = from_jalali(1300, 1, 1), from_jalali(1500, 12, 29)
    while day <= end:
        other = jdatetime.date.fromgregorian(date=day)
        assert to_jalali(day) == (other.year, other.month, other.day)
        day += timedelta(days=13)


def test_each_day_of_the_calendar_follows_the_day_before():
    days = (
        from_jalali(year, month, day)
        for year in range(jalali.FIRST_YEAR, jalali.LAST_YEAR + 1)
        for month in range(1, 13)
        for day in range(1, jalali.month_length(year, month) + 1)
    )
    expected = jalali.FIRST_DAY.toordinal()
    for day in days:
        assert day.toordinal() == expected
        expected += 1
    assert expected == jalali.LAST_DAY.toordinal() + 1


@given(DAYS)
@example(jalali.FIRST_DAY)
@example(jalali.LAST_DAY)
@example(date(2025, 3, 20))
def test_a_day_goes_there_and_back(day):
    assert from_jalali(*to_jalali(day)) == day
    assert parse(show(day)) == day
    number = jalali.month_number(day)
    assert jalali.month_starts(number) <= day
    assert jalali.month_number(jalali.month_starts(number)) == number


@pytest.mark.parametrize("year", [1387, 1391, 1395, 1399, 1403, 1408])
def test_leap_years_have_a_thirtieth_of_esfand(year):
    assert jalali.month_length(year, 12) == 30
    assert from_jalali(year, 12, 30) + timedelta(days=1) == from_jalali(year + 1, 1, 1)


@pytest.mark.parametrize(
    "typed",
    [
        "۱۴۰۵/۹/۴", "1405/09/04", "14050904", "05/9/4", "050904", "۰۵/۹/۴", "1405-9-4",
        "1405.9.4", "1405 9 4", " ١٤٠٥/٩/٤ ", "۱۴۰۵ / ۰۹ / ۰۴", "\u200f۱۴۰۵/۰۹/۰۴\u200e",
    ],
)  # fmt: skip
def test_a_date_is_understood_however_it_is_typed(typed):
    assert parse(typed) == date(2026, 11, 25)


def test_two_digits_of_a_year_mean_the_court_years_around_now():
    assert to_jalali(parse("87/4/1")) == (1387, 4, 1)
    assert to_jalali(parse("49/1/1")) == (1449, 1, 1)
    assert to_jalali(parse("50/1/1")) == (1350, 1, 1)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "date_malformed"),
        ("دیروز", "date_malformed"),
        ("1405/9", "date_malformed"),
        ("405/9/4", "date_malformed"),
        ("1405/9-4", "date_malformed"),
        ("140594", "date_day"),
        ("1405/13/1", "date_month"),
        ("1405/0/1", "date_month"),
        ("1404/12/30", "date_day"),
        ("1404/7/31", "date_day"),
        ("1404/7/0", "date_day"),
        ("2026/11/25", "date_year"),
        ("1199/1/1", "date_year"),
    ],
)
def test_a_wrong_date_is_told_apart(typed, code):
    with pytest.raises(JalaliError) as caught:
        parse(typed)
    assert caught.value.code == code


def test_the_last_day_of_the_month_is_named():
    with pytest.raises(ValueError, match="date_day") as caught:
        from_jalali(1404, 12, 30)
    assert isinstance(caught.value, JalaliError)
    assert caught.value.parameters == {"month": 12, "year": 1404, "last": 29}


@given(st.text(max_size=12))
def test_any_text_is_a_date_or_a_coded_error(typed):
    try:
        day = parse(typed)
    except JalaliError:
        return
    assert jalali.FIRST_DAY <= day <= jalali.LAST_DAY


def test_days_outside_the_calendar_are_refused():
    for day in (jalali.FIRST_DAY - timedelta(days=1), jalali.LAST_DAY + timedelta(days=1)):
        with pytest.raises(JalaliError, match="date_year"):
            to_jalali(day)


def test_a_day_and_a_month_are_shown_in_persian():
    day = date(2026, 11, 25)
    assert show(day) == "۱۴۰۵/۰۹/۰۴"
    assert jalali.show_long(day) == "چهارشنبه ۴ آذر ۱۴۰۵"
    number = jalali.month_number(day)
    assert number == 1405 * 12 + 8
    assert jalali.month_label(number) == "آذر ۱۴۰۵"
    assert jalali.month_short(number) == "۱۴۰۵۰۹"
    assert jalali.month_short(number + 4) == "۱۴۰۶۰۱"


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        (datetime(2026, 11, 25, 20, 29, 59, tzinfo=UTC), date(2026, 11, 25)),
        (datetime(2026, 11, 25, 20, 30, tzinfo=UTC), date(2026, 11, 26)),
        (datetime(2019, 7, 1, 19, 30, tzinfo=UTC), date(2019, 7, 2)),  # summer time, until 1401
    ],
)
def test_today_is_the_day_in_tehran(instant, day):
    assert jalali.tehran_today(instant) == day


def test_an_instant_without_a_zone_tells_no_day():
    with pytest.raises(ValueError, match="zone"):
        jalali.tehran_today(datetime(2026, 11, 25))
