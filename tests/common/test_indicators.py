"""Indicators, held against rows published by the commercial courts of Croatia (sudovi.hr)."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.indicators import backlog_ratio, clearance_rate, disposition_time


@pytest.mark.parametrize(
    ("incoming", "disposed", "pending", "rate", "days"),
    [(24924, 31306, 24423, "125.61", "285"), (29474, 31379, 22525, "106.46", "262")],
)
def test_published_rows_come_out(incoming, disposed, pending, rate, days):
    assert clearance_rate(disposed, incoming) == Decimal(rate)
    assert disposition_time(pending, disposed, 365) == Decimal(days)


@pytest.mark.parametrize(("over", "pending", "share"), [(571, 24423, "2.34"), (529, 22525, "2.35")])
def test_published_shares_of_old_cases_come_out(over, pending, share):
    assert backlog_ratio(over, pending) == Decimal(share)


def test_a_half_is_rounded_up():
    assert clearance_rate(1, 800) == Decimal("0.13")
    assert disposition_time(1, 2, 31) == Decimal(16)
    assert str(clearance_rate(5, 5)) == "100.00"


def test_there_is_no_indicator_of_nothing():
    assert clearance_rate(3, 0) is None
    assert disposition_time(3, 0, 31) is None
    assert backlog_ratio(0, 0) is None


@given(st.integers(0, 10**9), st.integers(1, 10**9))
def test_a_rate_is_off_by_half_a_hundredth_at_most(disposed, incoming):
    rate = clearance_rate(disposed, incoming)
    assert rate is not None
    assert abs(rate * incoming - disposed * 100) * 200 <= incoming
