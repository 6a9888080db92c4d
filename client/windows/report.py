"""The report of a month: figures of every branch the desk answers for, what stands behind them, and files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QStackedWidget, QWidget

from client.models import search
from client.models.bridge import Bridge
from client.models.case_file import show_moment
from client.models.later import in_background, when_done
from client.models.report_rows import MonthReport, month_report
from client.models.words import Words
from client.sync.refusals import CentreAway
from client.sync.session import DeskRole, Session
from client.widgets.empty_state import EmptyState
from client.widgets.key_hint import Key, KeyButton
from client.widgets.label import Label
from client.windows.month_chooser import MonthChooser
from client.windows.page import Page
from client.windows.report_cases import ReportCases
from client.windows.report_export import PDF, WORKBOOK, ExportForm, chosen_file, write
from client.windows.report_figures import ReportFigures
from common import jalali
from common.errors import Rejection

_TREND_MONTHS = 12
_ASKING = "آمار از مرکز خواسته شد…"
_AWAY = "آمار از مرکز می‌آید و اکنون ارتباط برقرار نیست؛ کارهای دیگر ادامه دارد"
_NO_CASES = "پرونده‌ها شعبه به شعبه باز می‌شود؛ نام شعبه یا یکی از چهار رقم آن را برگزینید"
_OPEN_MONTH = "این ماه هنوز به پایان نرسیده است و رقم‌ها تغییر می‌کند"


class ReportPage(Page):
    """Three views: the figures, the cases behind one of them, and why there are none now."""

    title = "گزارش‌ها"

    def __init__(
        self, session: Session, bridge: Bridge, words: Words, role: DeskRole, parent: QWidget | None = None
    ) -> None:
        super().__init__(session, bridge, words, role, parent)
        self._report: MonthReport | None = None
        self._turn = 0
        self.choose_file: Callable[[QWidget, ExportForm, int], Path | None] = chosen_file
        """Asks where to save; (parent, form, month) -> path or None."""
        self.month = MonthChooser(jalali.month_number(session.today()))
        self.as_of = Label("", "muted", wrap=True)
        self.figures = ReportFigures()
        self.cases = ReportCases(session, words, role.desk)
        self.nothing = EmptyState("chart", _ASKING)
        self.stack = QStackedWidget()
        self.trend = KeyButton("روند ۱۲ ماه", "Ctrl+T")
        self.pdf = KeyButton("ذخیرهٔ PDF", "Ctrl+P")
        self.workbook = KeyButton("ذخیرهٔ اکسل", "Ctrl+E")
        self.again = KeyButton("بازخوانی", "F5")
        self.back = KeyButton("بازگشت به آمار", "Esc")
        self.progress = QProgressBar()
        self._lay_out()
        self._connect()

    def activate(self) -> None:
        self.month.set_latest(jalali.month_number(self.session.today()))
        if self._report is None:
            self.ask()
        self._focus()

    def panes(self) -> list[QWidget]:
        table = self.cases.table if self._shows(self.cases) else self.figures.table
        return [self.month, table, self.again]

    def ask(self) -> None:
        """Ask the centre for the month chosen, and for the twelve months that end with it."""
        self._turn += 1
        turn, month = self._turn, self.month.month()
        self._show(self.nothing)
        self.nothing.set_words(_ASKING)
        self.as_of.setText("")
        desk = self.role.desk
        figures = self.session.ask("report_month", {"desk": desk, "month": month})
        when_done(self, figures, lambda answer: self._take(turn, answer), lambda e: self._refused(turn, e))
        months = {"desk": desk, "from": month - _TREND_MONTHS + 1, "to": month}
        trend = self.session.ask("report_trend", months)
        # Without the trend there is still the table: the first refusal says why.
        when_done(self, trend, lambda answer: self._take_trend(turn, answer), lambda _e: None)

    def _take(self, turn: int, answer: dict[str, Any]) -> None:
        if turn != self._turn:
            return
        title = self.words.desk_title(self.role.desk)
        self._report = month_report(answer, self.words, title, self.session.today())
        self.figures.show_report(self._report)
        note = "" if self._report.complete else f" — {_OPEN_MONTH}"
        self.as_of.setText(f"تا {show_moment(self._report.as_of)}{note}")
        self._show(self.figures)
        self._focus()

    def _take_trend(self, turn: int, answer: dict[str, Any]) -> None:
        if turn == self._turn:
            self.figures.show_trend(answer["rows"])

    def _refused(self, turn: int, refusal: Rejection) -> None:
        if turn != self._turn:
            return
        self._report = None
        sentence = _AWAY if isinstance(refusal, CentreAway) else refusal.sentence()
        self.nothing.set_words(sentence, "F5 دوباره")
        self._show(self.nothing)
        self._focus()

    # ------------------------------------------------------------------ views

    def _shows(self, view: QWidget) -> bool:
        return self.stack.currentWidget() is view

    def _show(self, view: QWidget) -> None:
        self.stack.setCurrentWidget(view)
        there = view is not self.nothing
        for button in (self.trend, self.pdf, self.workbook):
            button.setVisible(view is self.figures)
        self.back.setVisible(view is self.cases)
        self.as_of.setVisible(there)

    def _focus(self) -> None:
        if self._shows(self.cases):
            self.cases.table.setFocus()
        elif self._shows(self.figures):
            self.figures.table.setFocus()
        else:
            self.again.setFocus()

    def _behind(self, branch: int, figure: str) -> None:
        if self._report is not None:
            self.cases.begin(branch, self._report.month, figure)
            self._show(self.cases)
            self._focus()

    def _to_figures(self) -> None:
        self._show(self.figures if self._report is not None else self.nothing)
        self._focus()

    def _open_case(self, number: str) -> None:
        found = [case for case in search.by_number(self.session.cache, number) if case.number == number]
        if found:
            self.navigate("case_file", found[0].case_id)
        else:
            self.say("این پرونده در دسترس این میز نیست؛ آمار تنها شماره و موضوع را نشان می‌دهد")

    def _turn_chart(self) -> None:
        self.figures.set_by_month(not self.figures.by_month())
        self.trend.set_words("نمودار شعبه‌ها" if self.figures.by_month() else "روند ۱۲ ماه")

    # ------------------------------------------------------------------ files

    def _save(self, form: ExportForm) -> None:
        report = self._report
        if report is None or self.progress.isVisible():
            return
        path = self.choose_file(self, form, report.month)
        if path is None:
            return
        self._busy(True)
        written = in_background(lambda: write(form, report.figures, path))
        when_done(self, written, self._written, self._not_written, (OSError,))

    def _written(self, path: Path) -> None:
        self._busy(False)
        self.say(f"ذخیره شد — \u2066{path.name}\u2069")

    def _not_written(self, error: OSError) -> None:
        self._busy(False)
        self.as_of.setText(
            f"پرونده ذخیره نشد: در «\u2066{error.filename or ''}\u2069» نمی‌توان نوشت؛ جای دیگری برگزینید"
        )

    def _busy(self, busy: bool) -> None:
        self.progress.setVisible(busy)
        self.pdf.setEnabled(not busy)
        self.workbook.setEnabled(not busy)

    # ------------------------------------------------------------------ layout

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.heading)
        head.addStretch(1)
        head.addWidget(self.month)
        for view in (self.figures, self.cases, self.nothing):
            self.stack.addWidget(view)
        self.progress.setRange(0, 0)
        self.progress.setFixedWidth(120)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName("در حال ساختن فایل")
        self.progress.hide()
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.back, self.pdf, self.workbook, self.trend, self.again):
            buttons.addWidget(button)
        buttons.addWidget(self.progress)
        buttons.addStretch(1)
        buttons.addWidget(
            Label("Enter پرونده‌های پشت رقم یا شعبه · Alt+Right ماه پیش · Alt+Left ماه بعد", "hint")
        )
        self.column.addLayout(head)
        self.column.addWidget(self.as_of)
        self.column.addWidget(self.stack, 1)
        self.column.addLayout(buttons)
        self._show(self.nothing)

    def _connect(self) -> None:
        self.month.changed.connect(lambda _month: self.ask())
        self.figures.asked.connect(self._behind)
        self.figures.asked_in_vain.connect(lambda: self.say(_NO_CASES))
        self.cases.opened.connect(self._open_case)
        self.trend.clicked.connect(self._turn_chart)
        self.pdf.clicked.connect(lambda: self._save(PDF))
        self.workbook.clicked.connect(lambda: self._save(WORKBOOK))
        self.again.clicked.connect(self.ask)
        self.back.clicked.connect(self._to_figures)
        Key("Ctrl+M", "به ماه گزارش", self.month.setFocus, self)
