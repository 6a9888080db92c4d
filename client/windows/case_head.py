"""The head of a case file: what the case is, where it is and where its paper file lies."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from client.models.amended import Amended
from client.models.case_file import PENDING_MARK, CaseFile, is_pending, shown_day
from client.models.words import Words
from client.widgets.card import Card
from client.widgets.key_hint import KeyButton
from client.widgets.label import Label
from client.windows.amended_text import AmendedLabel, Piece
from client.windows.case_cells import CaseColumn
from client.windows.case_history import History
from common import case_number
from common.text import isolate, persian_digits

_DETAILS_TO_COME = "جزئیات پرونده با پاسخ مرکز می‌رسد"
_UNKNOWN_PLACE = "ثبت نشده"
_TO_SEND = f"{PENDING_MARK} در انتظار ارسال به مرکز"


class CaseHead(Card):
    """Told the case by `show_case`."""

    def __init__(self, words: Words, number_of: Callable[[str], str]) -> None:
        super().__init__()
        self._words = words
        self._number_of = number_of
        self.subject = AmendedLabel("section")
        self.place = AmendedLabel()
        self.paper = AmendedLabel()
        self.note = Label("", "muted", wrap=True)
        self.move_file = KeyButton("جابه‌جایی پروندهٔ کاغذی", "F12")
        self.body.setSpacing(4)
        self.body.addWidget(self.subject)
        facts = QVBoxLayout()
        facts.setSpacing(2)
        facts.addWidget(self.place)
        facts.addWidget(self.paper)
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addLayout(facts, 1)
        row.addWidget(self.move_file)
        self.body.addLayout(row)
        self.body.addWidget(self.note)

    def show_case(self, file: CaseFile) -> None:
        """Show the row of the case, amended values struck through beside the new."""
        history = History(Amended(file.amendments), self._words)
        case = file.case
        kind = self._words.code_title("case_kind", case.kind)
        subject = CaseColumn("", lambda row: persian_digits(row.subject or ""), fields=("subject",))
        pieces = [*([Piece(f"{kind} —")] if kind else []), *history.pieces(case, subject)]
        self.subject.show_pieces(pieces)
        self.place.show_pieces(list(_joined(self._facts(file, history))))
        self.paper.show_pieces(
            [Piece("پروندهٔ کاغذی:", muted=True), *history.pieces(case, self._paper_column())]
        )
        notes = self._notes(file)
        self.note.setText(" · ".join(notes))
        self.note.setVisible(bool(notes))

    def _facts(self, file: CaseFile, history: History) -> Iterator[tuple[Piece, ...]]:
        case = file.case
        yield (Piece(f"نزد {self._words.desk_title(case.holder)}"),)
        for column in self._columns():
            pieces = history.pieces(case, column)
            if pieces:
                yield (Piece(f"{column.title}", muted=True), *pieces)
        if case.registered_by:
            yield (Piece("ثبت", muted=True), Piece(self._words.person(case.registered_by)))

    def _columns(self) -> Iterator[CaseColumn]:
        for field, title in _DAYS_AND_WORDS:
            yield CaseColumn(title, partial(_shown, field=field), fields=(field,))

    def _paper_column(self) -> CaseColumn:
        def place(row: Any) -> str:
            title = self._words.code_title("file_place", row.file_place) or _UNKNOWN_PLACE
            return f"{title} — {persian_digits(row.file_note)}" if row.file_note else title

        return CaseColumn("", place, fields=("file_place", "file_note"))

    def _notes(self, file: CaseFile) -> list[str]:
        notes = []
        if file.case.withdrawn:
            notes.append("■ ثبت این پرونده پس گرفته شده است؛ شماره‌اش به پروندهٔ دیگری داده نمی‌شود")
        if file.case.double_of:
            number = self._number_of(file.case.double_of)
            other = case_number.show(number) if number else "پرونده‌ای دیگر"
            notes.append(
                f"▲ همانند {other}؛ دلیل ثبت دوباره: {persian_digits(file.case.double_reason or '')}"
            )
        if seal := file.live_seal():
            state = "رمز بسته شده است" if seal.state == "locked" else "زیر مهر در راه است"
            notes.append(f"{state} — به {self._words.desk_title(seal.to_desk)}")
        if referral := file.waiting_referral():
            notes.append(f"ارجاع‌شده به {self._words.desk_title(referral.to_desk)}، در انتظار پذیرش")
        if file.case.kind is None:
            notes.append(_DETAILS_TO_COME)
        if any(is_pending(row) for rows in _with_layers(file) for row in rows):
            notes.append(_TO_SEND)
        return notes


_DAYS_AND_WORDS = (
    ("received_on", "دریافت"), ("paper_number", "شمارهٔ نامه"), ("paper_on", "تاریخ نامه"),
    ("offence_on", "وقوع"), ("offence_place", "در"), ("marriage_on", "نکاح"), ("marriage_number", "سند نکاح"),
    ("basis_number", "رأی مبنا"), ("basis_on", "تاریخ رأی مبنا"),
)  # fmt: skip


def _shown(row: Any, *, field: str) -> str:
    value = getattr(row, field)
    if not value:
        return ""
    return isolate(shown_day(value) if field.endswith("_on") else persian_digits(value))


def _joined(facts: Iterator[tuple[Piece, ...]]) -> Iterator[Piece]:
    for place, fact in enumerate(facts):
        if place:
            yield Piece("·", muted=True)
        yield from fact


def _with_layers(file: CaseFile) -> tuple[Any, ...]:
    return (
        (file.case,), file.parties, file.claims, file.entries, file.referrals, file.decisions, file.seals,
        file.notes, file.steps, file.events, file.amendments,
    )  # fmt: skip
