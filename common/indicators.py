"""Indicators of a court's work as CEPEJ defines them, from plain counts.

Rounded half-up as published tables are; None where the divisor is 0 (shown as –).
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

_HUNDREDTH, _WHOLE = Decimal("0.01"), Decimal(1)


def clearance_rate(disposed: int, incoming: int) -> Decimal | None:
    """Disposed entries per hundred incoming ones, in percent with 2 decimals."""
    return _quotient(disposed * 100, incoming, _HUNDREDTH)


def disposition_time(pending: int, disposed: int, days: int) -> Decimal | None:
    """Days to dispose of what is pending at the end of a period of `days` (365 for a year), whole days."""
    return _quotient(pending * days, disposed, _WHOLE)


def backlog_ratio(over_limit: int, pending: int) -> Decimal | None:
    """Share of pending entries older than a limit, in percent with 2 decimals."""
    return _quotient(over_limit * 100, pending, _HUNDREDTH)


def _quotient(dividend: int, divisor: int, step: Decimal) -> Decimal | None:
    if divisor == 0:
        return None
    return (Decimal(dividend) / divisor).quantize(step, rounding=ROUND_HALF_UP)
