"""The figures of a month for the branches a desk reports on: from the centre's answer to a table."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from client.models.words import Desk, Words, desk_order
from client.paper.return_figures import COLUMN_TITLES, DeskRow, MonthlyReturn, shown_figures
from client.style.theme import figures_font
from client.sync import instants
from client.widgets.table import RIGHT
from common import indicators, jalali
from common.text import persian_digits

FIGURES = ("opening", "incoming", "disposed", "closing")
"""What `api.cases_behind` calls the figures of the columns after the title."""

Index = QModelIndex | QPersistentModelIndex
# Words of «شعبهٔ ۳».
_MERE_NUMBER = 2


@dataclasses.dataclass(frozen=True)
class MonthReport:
    """A month as the centre told it at `as_of` (UTC); `desks` are the ids of the rows of `figures`."""

    month: int
    as_of: datetime
    complete: bool
    desks: tuple[int, ...]
    figures: MonthlyReturn


def month_report(answer: dict[str, Any], words: Words, district_title: str, today: date) -> MonthReport:
    """The answer of `api.report_month` with branches in Persian order and their indicators.

    Indicators of a month that has not ended reckon with the days gone by.
    """
    month = int(answer["month"])
    days = _days(month, None if answer["complete"] else today)
    rows = sorted(answer["rows"], key=lambda row: _order(words.desk(row[0]), row[0]))
    desks = tuple(int(row[0]) for row in rows)
    titles = short_titles(words, desks)
    figures = MonthlyReturn(
        title="آمار ماهانهٔ شعب",
        district_title=district_title,
        month_label=jalali.month_label(month),
        printed_on=today,
        days=days,
        rows=tuple(_desk_row(words, row, days, title) for row, title in zip(rows, titles, strict=True)),
    )
    return MonthReport(month, instants.read(answer["as_of"]), bool(answer["complete"]), desks, figures)


def short_titles(words: Words, desks: Sequence[int]) -> list[str]:
    """The titles of branches without that of the body they belong to, for the foot of a chart.

    Where only «شعبهٔ ۱» would remain, or another of `desks` would be called the same, the title stays whole.
    """
    short = [_short_title(words, desk) for desk in desks]
    known = Counter(short)
    return [
        title if known[title] == 1 else words.desk_title(desk)
        for desk, title in zip(desks, short, strict=True)
    ]


def _short_title(words: Words, desk: int) -> str:
    known = words.desk(desk)
    title = words.desk_title(desk)
    short = title.removesuffix(words.body_title(known.body) if known else "").strip()
    return short if len(short.split()) > _MERE_NUMBER else title


def _days(month: int, today: date | None) -> int:
    starts, ends = jalali.month_starts(month), jalali.month_starts(month + 1)
    gone = (ends if today is None else min(max(today, starts), ends)) - starts
    return gone.days if today is None else min(gone.days + 1, (ends - starts).days)


def _order(desk: Desk | None, ident: int) -> tuple[str, int, int]:
    return desk_order(desk) if desk is not None else ("", 0, ident)


def _desk_row(words: Words, row: Sequence[int], days: int, short_title: str) -> DeskRow:
    desk, opening, incoming, disposed, closing = row
    return DeskRow(
        words.desk_title(desk),
        opening,
        incoming,
        disposed,
        closing,
        indicators.clearance_rate(disposed, incoming),
        indicators.disposition_time(closing, disposed, days),
        short_title,
    )


class ReportRows(QAbstractTableModel):
    """One row for each branch and the totals as the last; the first four figures can be opened."""

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self._report: MonthReport | None = None
        self._rows: list[DeskRow] = []

    def show_report(self, report: MonthReport | None) -> None:
        """Show this month, or nothing."""
        self.beginResetModel()
        self._report = report
        self._rows = [*report.figures.rows, report.figures.total()] if report and report.desks else []
        self.endResetModel()

    def figure_at(self, index: Index) -> tuple[int, str] | None:
        """(branch, figure) behind a cell, its closing for a title; None for indicators and totals."""
        if self._report is None or not index.isValid() or index.row() >= len(self._report.desks):
            return None
        branch, place = self._report.desks[index.row()], index.column() - 1
        if place < 0:
            return branch, "closing"
        return (branch, FIGURES[place]) if place < len(FIGURES) else None

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(COLUMN_TITLES) - 1

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole:
                return COLUMN_TITLES[section + 1]
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return RIGHT
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return persian_digits(row.title) if column == 0 else shown_figures(row)[column - 1]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT
        if role == Qt.ItemDataRole.ToolTipRole and column == 0:
            return f"\u200f{row.title}"
        if role == Qt.ItemDataRole.FontRole and index.row() == len(self._rows) - 1:
            font = figures_font()
            font.setBold(True)
            return font
        return None
