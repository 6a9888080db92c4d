"""The figures of a monthly return as its papers show them: plain counts, nothing about layout."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from common import indicators
from common.text import group_digits, persian_digits

DECIMAL_MARK = "\u066b"
NO_VALUE = "–"
COLUMN_TITLES = (
    "ردیف",
    "شعبه",
    "موجودی اول ماه",
    "وارده",
    "مختومه",
    "ماندهٔ پایان ماه",
    "مختومه به وارده (٪)",
    "زمان رسیدگی (روز)",
)


@dataclass(frozen=True, slots=True)
class DeskRow:
    """One desk's month: entries pending at its start, come in, disposed of, pending at its end.

    clearance_rate in percent, disposition_time in days (`common.indicators`); None where the divisor is 0.
    """

    title: str
    opening: int
    incoming: int
    disposed: int
    closing: int
    clearance_rate: Decimal | None
    disposition_time: Decimal | None
    short_title: str = ""
    """What tells it from the other desks, for the foot of a chart; the title where it is empty."""

    @property
    def counts(self) -> tuple[int, int, int, int]:
        """The four counts in the order of the columns."""
        return self.opening, self.incoming, self.disposed, self.closing


@dataclass(frozen=True, slots=True)
class MonthlyReturn:
    """A district's month.  `days` of the month enter the total's disposition time."""

    title: str
    district_title: str
    month_label: str
    printed_on: date
    days: int
    rows: tuple[DeskRow, ...]

    def total(self) -> DeskRow:
        """The sums, with the indicators of the sums (not the mean of the desks' indicators)."""
        counts = [row.counts for row in self.rows] or [(0, 0, 0, 0)]
        opening, incoming, disposed, closing = (sum(column) for column in zip(*counts, strict=True))
        return DeskRow(
            "جمع",
            opening,
            incoming,
            disposed,
            closing,
            indicators.clearance_rate(disposed, incoming),
            indicators.disposition_time(closing, disposed, self.days),
        )


def shown_figures(row: DeskRow) -> Sequence[str]:
    """The six figures of a row as people read them, in the order of the columns."""
    return (
        *(group_digits(count) for count in row.counts),
        _shown_decimal(row.clearance_rate),
        _shown_decimal(row.disposition_time),
    )


def _shown_decimal(value: Decimal | None) -> str:
    if value is None:
        return NO_VALUE
    whole, _, fraction = f"{value:f}".partition(".")
    return group_digits(int(whole)) + (DECIMAL_MARK + persian_digits(fraction) if fraction else "")
