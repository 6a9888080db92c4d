"""F5: where a case is, for whoever asks at the counter. Every enquiry leaves its trace, with its reason."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from client.models.bridge import Bridge
from client.models.case_file import archive_number, shown_day
from client.models.later import when_done
from client.models.words import Words
from client.sync.refusals import CentreAway
from client.sync.session import DeskRole, Session
from client.widgets.card import Card
from client.widgets.error_summary import ErrorSummary
from client.widgets.field import CodeField, TextField
from client.widgets.key_hint import Key, KeyButton
from client.widgets.label import Label
from client.widgets.labelled import Labelled
from client.windows.page import Page
from common import case_number, errors
from common.errors import Rejection
from common.text import persian_digits

STATES = {
    "withdrawn": "ثبت آن پس گرفته شده است",
    "waiting": "در نوبت ارجاع",
    "referred": "ارجاع‌شده، در انتظار پذیرش شعبه",
    "running": "در جریان رسیدگی",
    "disposed": "رسیدگی این شعبه پایان یافته است",
    "sent_up": "به مرجع بالاتر فرستاده شده و زیر مهر در راه است",
}
_ANSWERED = (
    "شماره", "نوع و موضوع", "تاریخ دریافت", "نزد", "وضعیت", "از تاریخ", "شمارهٔ بایگانی", "وقت بعدی",
)  # fmt: skip
_MOST_NUMBER, _MOST_REASON = 60, 200
_AWAY = "استعلام ارتباط با مرکز می‌خواهد؛ آنچه نوشته‌اید همین‌جاست. پس از برقراری دوباره بزنید"
_NOT_FOUND = "پرونده‌ای با شمارهٔ {number} یافت نشد؛ شماره را با برگهٔ مراجعه‌کننده بازبینی کنید"


class EnquiryPage(Page):
    """Number and reason above, the answer below; no parties are shown, whoever asks."""

    title = "استعلام"

    def __init__(
        self, session: Session, bridge: Bridge, words: Words, role: DeskRole, parent: QWidget | None = None
    ) -> None:
        super().__init__(session, bridge, words, role, parent)
        self._scanned = False
        self.errors = ErrorSummary()
        self.number = CodeField(_MOST_NUMBER)
        self.reason = TextField(_MOST_REASON)
        self.number_field = Labelled("شمارهٔ پرونده", self.number, "۱۸ رقم؛ با بارکدخوان هم پر می‌شود")
        self.reason_field = Labelled("دلیل استعلام", self.reason, "در دفتر استعلام می‌ماند")
        self.ask = KeyButton("استعلام", "Ctrl+Return", primary=True)
        self.told = Label("", wrap=True)
        self.answer = Card("پاسخ مرکز")
        self.values = {name: Label("", wrap=True) for name in _ANSWERED}
        self._lay_out()
        self._connect()
        self._show_nothing()

    def open(self, argument: object) -> None:
        """A number that was scanned: only the reason is left to be told."""
        self._show_nothing()
        self._show_problems({})
        self.number.set_value(str(argument))
        self._scanned = True

    def activate(self) -> None:
        if self._scanned and self.number.value():
            self._scanned = False
            self.reason.setFocus()
            self.reason.selectAll()
            return
        self.number.setFocus()
        self.number.selectAll()

    def panes(self) -> list[QWidget]:
        return [self.number, self.ask]

    # ------------------------------------------------------------------ asking

    def _ask(self) -> None:
        if not self.ask.isEnabled():
            return
        self._show_nothing()
        found: dict[str, str] = {}
        number, reason = case_number.classify(self.number.value()).canonical, self.reason.value()
        if not number:
            found["number"] = errors.sentence("missing_field", {"field": "number"})
        if not reason:
            found["reason"] = errors.sentence("missing_field", {"field": "reason"})
        self._show_problems(found)
        if found:
            return
        self._busy(True)
        asked = self.session.enquire(self.role.desk, number, reason)
        when_done(self, asked, self._show_answer, self._refused)

    def _show_answer(self, answer: dict[str, Any]) -> None:
        self._busy(False)
        if not answer["found"]:
            self._tell(_NOT_FOUND.format(number=case_number.show(answer["number"])))
            self.number.setFocus()
            self.number.selectAll()
            return
        kind = self.words.code_title("case_kind", answer["kind"])
        shown = {
            "شماره": case_number.show(answer["number"]),
            "نوع و موضوع": persian_digits(f"{kind} — {answer['subject']}"),
            "تاریخ دریافت": shown_day(answer["received_on"]),
            "نزد": self.words.desk_title(answer["desk"]),
            "وضعیت": STATES.get(answer["state"], answer["state"]),
            "از تاریخ": shown_day(answer["since"]),
            "شمارهٔ بایگانی": archive_number(answer["archive_year"], answer["archive_row"]) or "–",
            "وقت بعدی": shown_day(answer["next_on"]) or "–",
        }
        for name, value in shown.items():
            self.values[name].setText(value)
        self.answer.show()
        self.answer.setAccessibleDescription("؛ ".join(f"{name}: {value}" for name, value in shown.items()))
        self.number.setFocus()
        self.number.selectAll()

    def _refused(self, refusal: Rejection) -> None:
        self._busy(False)
        if isinstance(refusal, CentreAway):
            self._tell(_AWAY)
        elif refusal.field in ("number", "reason"):
            self._show_problems({refusal.field: refusal.sentence()})
        else:
            self._tell(refusal.sentence())

    def _show_problems(self, found: dict[str, str]) -> None:
        fields = {"number": self.number_field, "reason": self.reason_field}
        for name, field in fields.items():
            field.set_problem(found.get(name))
        self.errors.show_problems([(s, fields[name].widget) for name, s in found.items()])

    def _tell(self, sentence: str) -> None:
        self.told.setText(sentence)
        self.told.show()

    def _show_nothing(self) -> None:
        self.told.hide()
        self.answer.hide()

    def _busy(self, busy: bool) -> None:
        self.ask.setEnabled(not busy)
        self.ask.set_words("در انتظار پاسخ…" if busy else "استعلام")

    def _start_anew(self) -> None:
        self._show_nothing()
        self._show_problems({})
        self.number.clear()
        self.reason.clear()
        self.number.setFocus()

    # ------------------------------------------------------------------ layout

    def _lay_out(self) -> None:
        question = Card()
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(self.number_field, 2)
        row.addWidget(self.reason_field, 3)
        question.body.addLayout(row)
        buttons = QHBoxLayout()
        buttons.addWidget(self.ask)
        self.clear = KeyButton("استعلام بعدی", "F9")
        buttons.addWidget(self.clear)
        buttons.addStretch(1)
        question.body.addLayout(buttons)
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(1, 1)
        for place, (name, value) in enumerate(self.values.items()):
            grid.addWidget(Label(name, "muted"), place, 0)
            grid.addWidget(value, place, 1)
        self.answer.body.addLayout(grid)
        self.column.addWidget(self.heading)
        self.column.addWidget(self.errors)
        self.column.addWidget(question)
        self.column.addWidget(self.told)
        self.column.addWidget(self.answer)
        self.column.addStretch(1)
        self.column.addWidget(Label("Enter خانهٔ بعد · Ctrl+Enter استعلام · F9 استعلام بعدی", "hint"))

    def _connect(self) -> None:
        self.ask.clicked.connect(self._ask)
        self.clear.clicked.connect(self._start_anew)
        self.number.returnPressed.connect(self.reason.setFocus)
        self.reason.returnPressed.connect(self._ask)
        Key("Ctrl+F", "به شمارهٔ پرونده", self.activate, self)
