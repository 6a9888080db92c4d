"""The figures of a month: a table of branches, and a chart of them or of twelve months."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QAbstractItemView, QVBoxLayout, QWidget

from client.models.report_rows import MonthReport, ReportRows
from client.paper.return_chart import MOST_DESKS
from client.paper.return_figures import COLUMN_TITLES, DeskRow, MonthlyReturn, shown_figures
from client.widgets.chart import BarChart, Series
from client.widgets.empty_state import EmptyState
from client.widgets.label import Label
from client.widgets.table import ROW_HEIGHT, make_table
from common import jalali
from common.text import isolate, persian_digits

_WIDTHS = (0, 122, 96, 96, 138, 150, 146)
_HEADER, _FRAME, _LEAST_ROWS = 38, 6, 3
# With more rows the totals, which stand last, are out of sight at first.
_ROWS_IN_SIGHT = 8
_SERIES = ("وارده", "مختومه")


class ReportFigures(QWidget):
    """Told a month by `show_report` and the months by `show_trend`; Enter on a figure asks for its cases."""

    asked = Signal(int, str)
    """(branch, figure)"""
    asked_in_vain = Signal()
    """No cases of one branch stand behind that cell: it is a total, a rate or a time."""

    def __init__(self) -> None:
        super().__init__()
        self._report: MonthReport | None = None
        self._months: Sequence[Sequence[int]] = ()
        self._by_month = False
        self.model = ReportRows(self)
        self.table = make_table(self.model, _WIDTHS, "آمار ماه به تفکیک شعبه")
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self._empty = EmptyState("chart", "برای این ماه آماری نیست")
        self._empty.cover(self.table)
        self.table.opened.connect(lambda _row: self._ask(self.table.currentIndex()))
        self.total = Label("", wrap=True)
        self.chart = BarChart()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.table, 3)
        column.addWidget(self.total)
        column.addWidget(self.chart, 2)
        self.setFocusProxy(self.table)

    def show_report(self, report: MonthReport | None) -> None:
        """Show this month."""
        self._report = report
        self.model.show_report(report)
        self.total.setText(_in_words(report.figures) if report else "")
        self.total.setVisible(self.model.rowCount() > _ROWS_IN_SIGHT)
        rows = max(self.model.rowCount(), _LEAST_ROWS)
        self.table.setMaximumHeight(_HEADER + rows * ROW_HEIGHT + _FRAME)
        if self.model.rowCount():
            self.table.setCurrentIndex(self.model.index(0, 1))
        self._draw()

    def show_trend(self, months: Sequence[Sequence[int]]) -> None:
        """Remember the months (month, opening, incoming, disposed, closing) for the chart."""
        self._months = months
        self._draw()

    def by_month(self) -> bool:
        """Whether the chart shows months, not branches."""
        return self._by_month

    def set_by_month(self, by_month: bool) -> None:
        """Show twelve months in the chart, or the branches of the one."""
        self._by_month = by_month
        self._draw()

    def _ask(self, index: QModelIndex) -> None:
        if figure := self.model.figure_at(index):
            self.asked.emit(*figure)
        else:
            self.asked_in_vain.emit()

    def _draw(self) -> None:
        if self._by_month:
            self._draw_chart(
                "روند دوازده ماه",
                [jalali.month_label(row[0]) for row in self._months],
                [row[2] for row in self._months],
                [row[3] for row in self._months],
            )
            return
        rows: Sequence[DeskRow] = self._report.figures.rows if self._report else ()
        title = "وارده و مختومه به تفکیک شعبه"
        if len(rows) > MOST_DESKS:
            title += f" — {persian_digits(MOST_DESKS)} شعبه با بیشترین وارده"
            rows = sorted(rows, key=lambda row: row.incoming, reverse=True)[:MOST_DESKS]
        self._draw_chart(
            title,
            [row.short_title for row in rows],
            [row.incoming for row in rows],
            [row.disposed for row in rows],
        )

    def _draw_chart(
        self, title: str, names: Sequence[str], incoming: Sequence[int], disposed: Sequence[int]
    ) -> None:
        values = (incoming, disposed) if names else ()
        series = [Series(name, row) for name, row in zip(_SERIES, values, strict=False)]
        self.chart.show_data(title, names, series)


def _in_words(figures: MonthlyReturn) -> str:
    """The totals as one line."""
    pairs = zip(COLUMN_TITLES[2:], shown_figures(figures.total()), strict=True)
    said = " · ".join(f"{title} {isolate(figure)}" for title, figure in pairs)
    return f"جمع {isolate(persian_digits(len(figures.rows)))} شعبه: {said}"
