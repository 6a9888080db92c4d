"""A decision to read: what it is, what it says of each claim, its text; and what may be done with it."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from client.models.case_file import CaseFile, shown_day, shown_moment
from client.models.outcomes import rows_of
from client.models.words import Words
from client.style import palette
from client.widgets.key_hint import KeyButton
from client.widgets.label import Label
from client.widgets.outcome_table import outcome_list
from client.widgets.text_area import TextArea
from common import case_number
from common.commands.decisions import CORRECTION
from common.text import isolate, persian_digits

SIGN, WITHDRAW, CORRECT = "sign", "withdraw", "correct"
_MOST_CHARACTERS = 20_000
_WIDTH, _HEIGHT, _WITH_OUTCOMES = 860, 600, 940
_MOST_OUTCOMES = 5


def read_not_greyed(area: TextArea) -> None:
    """A text to be read, which is not greyed as a field that is closed."""
    area.setStyleSheet(f"QPlainTextEdit:read-only {{ color: {palette.INK}; background: {palette.SURFACE}; }}")


def register_words(decision: Any) -> str:
    """«ردیف ۴۱ دفتر دادنامهٔ سال ۱۴۰۵», or that the centre has yet to give it."""
    if decision.register_row is not None:
        row, year = persian_digits(decision.register_row), persian_digits(decision.register_year)
        return f"ردیف {row} دفتر دادنامهٔ سال {year}"
    signed = decision.state == "signed"
    return "در انتظار شمارهٔ مرکز" if signed else "پس از امضا، مرکز می‌دهد"


class DecisionText(QDialog):
    """`exec` answers Accepted when something is to be done with it: `chosen`, one of the acts offered."""

    def __init__(
        self, decision: Any, file: CaseFile, words: Words, *, acts: frozenset[str] = frozenset(),
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._decision, self._file, self._words = decision, file, words
        self.chosen = ""
        title = f"دادنامهٔ {case_number.show(decision.number)}"
        self.setWindowTitle("امضای رأی" if SIGN in acts else "متن رأی")
        self.setAccessibleName(f"{self.windowTitle()}، {title}")
        self.facts = dict(self._told())
        self.text = TextArea(_MOST_CHARACTERS, name="متن رأی")
        self.text.set_value(decision.body)
        self.text.setReadOnly(True)
        read_not_greyed(self.text)
        self.sign = self._button("امضا می‌کنم", "Ctrl+Return", SIGN, acts, primary=True)
        self.correct = self._button("اصلاح رأی", "Ctrl+R", CORRECT, acts)
        self.withdraw = self._button("کنار گذاشتن رأی", "Ctrl+Delete", WITHDRAW, acts)
        self.close_button = KeyButton("بستن", "Esc")
        self.close_button.setAutoDefault(False)
        self.close_button.clicked.connect(self.reject)
        self._lay_out(title, signable=SIGN in acts)

    def _told(self) -> list[tuple[str, str]]:
        decision, words = self._decision, self._words
        signed = decision.signed_by
        facts = [
            ("نوع", words.code_title("decision_kind", decision.kind) or "حکم"),
            ("نتیجه", words.code_title("disposition", decision.disposition)),
            ("تاریخ", isolate(shown_day(decision.decided_on))),
            ("دفتر دادنامه", register_words(decision)),
            ("آماده‌کننده", f"{words.person(decision.prepared_by)} {shown_moment(decision.prepared_at)}"),
            (
                "امضا",
                f"{words.person(signed)} {shown_moment(decision.signed_at)}" if signed else "امضا نشده",
            ),
        ]
        if decision.state == "withdrawn":
            facts[-1] = ("امضا", "کنار گذاشته شده است")
        corrected = next((row for row in self._file.decisions if row.id == decision.corrects), None)
        if decision.kind == CORRECTION and corrected is not None:
            facts.append(("تصحیحِ", _named(corrected)))
        mended = [row for row in self._file.corrections_of(decision.id) if row.state == "signed"]
        if mended:
            facts.append(("تصحیح‌شده با", " · ".join(_named(row) for row in mended)))
        return facts

    def _button(
        self, title: str, key: str, act: str, acts: frozenset[str], *, primary: bool = False
    ) -> KeyButton:
        button = KeyButton(title, key, primary=primary)
        button.setAutoDefault(False)
        button.clicked.connect(lambda: self._choose(act))
        button.setVisible(False)
        button.setEnabled(act in acts)
        return button

    def _choose(self, act: str) -> None:
        self.chosen = act
        self.accept()

    def _lay_out(self, title: str, *, signable: bool) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(8)
        column.addWidget(Label(title, "section"))
        column.addLayout(self._facts())
        rows = rows_of(self._file, self._decision.id)
        if rows:
            self.outcomes = outcome_list(self._words, self._file, rows, _MOST_OUTCOMES)
            column.addWidget(self.outcomes)
        column.addWidget(self.text, 1)
        if rows:
            QWidget.setTabOrder(self.outcomes, self.text)
        if signable:
            column.addWidget(
                Label("رأی امضاشده تغییر نمی‌کند و در دفتر دادنامه ثبت می‌شود.", "hint", wrap=True)
            )
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.sign, self.correct, self.withdraw):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        column.addLayout(buttons)
        # Only now that they have a parent: shown without one they would be windows for a moment.
        for button in (self.sign, self.correct, self.withdraw):
            button.setVisible(button.isEnabled())
        self.resize(_WITH_OUTCOMES if rows else _WIDTH, _HEIGHT)
        self.text.setFocus()

    def _facts(self) -> QGridLayout:
        """Two facts beside each other, one of them in a line of its own where it may be long."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        for at, (name, words) in enumerate(self.facts.items()):
            line, place = divmod(at, 2)
            grid.addWidget(Label(name, "muted"), line, 2 * place)
            grid.addWidget(Label(words, wrap=True), line, 2 * place + 1)
        return grid


def _named(decision: Any) -> str:
    return f"دادنامهٔ {case_number.show(decision.number)} {isolate(shown_day(decision.decided_on))}"
