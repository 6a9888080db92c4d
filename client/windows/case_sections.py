"""The parts of a case file in the order of the paper file: who, what, where it went, what was decided."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from client.models.case_file import CaseFile, archive_number, shown_day, shown_day_of
from client.models.words import Words
from client.widgets.table import Column
from client.windows.case_section import Section
from common import case_number
from common.text import group_digits, isolate, persian_digits

REFERRAL_STATES = {"waiting": "در انتظار پذیرش", "accepted": "پذیرفته‌شده", "withdrawn": "پس‌گرفته"}
DECISION_STATES = {"prepared": "آمادهٔ امضا", "signed": "امضاشده"}
SEAL_STATES = {"sealed": "مهرشده", "locked": "رمز بسته شده", "opened": "گشوده‌شده", "void": "باطل"}


class CaseSections(QScrollArea):
    """Told the case by `show_case`; ↓ and ↑ go through all parts as through one list."""

    decision_opened = Signal(object)
    """The decision that Enter was pressed on."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.parties, self.claims = _parties(words), _claims(words)
        self.entries, self.referrals = _entries(words), _referrals(words)
        self.decisions, self.seals = _decisions(words), _seals(words)
        self._all = (self.parties, self.claims, self.entries, self.referrals, self.decisions, self.seals)
        self.decisions.opened.connect(self.decision_opened)
        for place, section in enumerate(self._all):
            section.passed_end.connect(lambda place=place: self._go(place, 1))
            section.passed_start.connect(lambda place=place: self._go(place, -1))
        self.setWidget(self._sheet())
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("بخش‌های پرونده")

    def show_case(self, file: CaseFile) -> None:
        """Show the rows of `file`; parts without rows hide."""
        for section, rows in zip(
            self._all,
            (file.parties, file.claims, file.entries, file.referrals, file.decisions, file.seals),
            strict=True,
        ):
            section.show_rows(rows)

    def shown(self) -> list[Section]:
        """The parts that have rows, in order."""
        return [section for section in self._all if not section.isHidden()]

    def _go(self, place: int, step: int) -> None:
        around = self._all[place + 1 :] if step > 0 else self._all[:place][::-1]
        for section in around:
            if not section.isHidden():
                section.enter(at_end=step < 0)
                self.ensureWidgetVisible(section, 0, 8)
                return

    def _sheet(self) -> QWidget:
        sheet = QWidget()
        sheet.setObjectName("page")
        column = QVBoxLayout(sheet)
        column.setContentsMargins(2, 0, 2, 0)
        column.setSpacing(10)
        people = QHBoxLayout()
        people.setSpacing(14)
        people.addWidget(self.parties, 6, Qt.AlignmentFlag.AlignTop)
        people.addWidget(self.claims, 5, Qt.AlignmentFlag.AlignTop)
        column.addLayout(people)
        for section in self._all[2:]:
            column.addWidget(section)
        column.addStretch(1)
        return sheet


def _parties(words: Words) -> Section:
    return Section(
        "طرفین پرونده",
        (
            Column("سمت", lambda row: words.code_title("party_role", row.role)),
            Column("نام", lambda row: persian_digits(full_name(row))),
            Column("کد یا شناسهٔ ملی", lambda row: isolate(persian_digits(row.national_id or ""))),
        ),
        (130, 0, 140),
        spare=("کد یا شناسهٔ ملی",),
    )


def _claims(words: Words) -> Section:
    return Section(
        "خواسته یا اتهام",
        (
            Column("عنوان", lambda row: words.code_title(row.code_kind, row.code)),
            Column("مبلغ (ریال)", lambda row: "" if row.amount is None else group_digits(row.amount)),
        ),
        (0, 170),
    )


def _entries(words: Words) -> Section:
    return Section(
        "ردیف‌های رسیدگی",
        (
            Column("ردیف", lambda row: persian_digits(row.ordinal or "–")),
            Column("شعبه", lambda row: words.desk_title(row.desk)),
            Column("بایگانی", lambda row: archive_number(row.archive_year, row.archive_row) or "–"),
            Column("ورود", lambda row: shown_day(row.in_on)),
            Column("نوع ورود", lambda row: words.code_title("in_class", row.in_class)),
            Column("خروج", lambda row: "ابطال شده" if row.void else shown_day(row.disposed_on)),
            Column("نوع خروج", lambda row: words.code_title("out_class", row.out_class)),
            Column("وقت بعدی", lambda row: shown_day(row.next_on)),
        ),
        (58, 0, 100, 118, 154, 118, 130, 118),
        spare=("نوع ورود", "نوع خروج"),
    )


def _referrals(words: Words) -> Section:
    return Section(
        "ارجاع‌ها",
        (
            Column("تاریخ", lambda row: shown_day(row.referred_on)),
            Column("از", lambda row: words.desk_title(row.from_desk)),
            Column("به", lambda row: words.desk_title(row.to_desk)),
            Column("ارجاع‌دهنده", lambda row: words.person(row.referred_by)),
            Column("وضعیت", lambda row: REFERRAL_STATES.get(row.state, row.state)),
        ),
        (118, 0, 0, 150, 130),
        spare=("ارجاع‌دهنده",),
    )


def _decisions(words: Words) -> Section:
    return Section(
        "آرا و تصمیم‌ها — Enter متن",
        (
            Column("شمارهٔ دادنامه", lambda row: case_number.show(row.number)),
            Column("نتیجه", lambda row: words.code_title("disposition", row.disposition)),
            Column("تاریخ", lambda row: shown_day(row.decided_on)),
            Column("دفتر دادنامه", lambda row: archive_number(row.register_year, row.register_row) or "–"),
            Column("آماده‌کننده", lambda row: words.person(row.prepared_by)),
            Column("امضا", lambda row: words.person(row.signed_by) or "–"),
            Column("وضعیت", lambda row: DECISION_STATES.get(row.state, row.state)),
        ),
        (226, 0, 118, 112, 130, 130, 124),
        spare=("آماده‌کننده", "امضا"),
    )


def _seals(words: Words) -> Section:
    return Section(
        "ارسال زیر مهر",
        (
            Column("شمارهٔ برگه", lambda row: case_number.show(row.serial)),
            Column("به", lambda row: words.desk_title(row.to_desk)),
            Column("اعتراض", lambda row: words.code_title("objection", row.objection)),
            Column("فرستاده", lambda row: shown_day(row.sent_on)),
            Column("اعتبار تا", lambda row: shown_day(row.expires_on)),
            Column("تلاش", lambda row: persian_digits(row.tries or 0)),
            Column("چاپ", lambda row: shown_day_of(row.printed_at) or "نشده"),
            Column("وضعیت", lambda row: SEAL_STATES.get(row.state, row.state)),
        ),
        (226, 0, 118, 118, 118, 58, 118, 118),
        spare=("اعتراض", "تلاش", "چاپ"),
    )


def full_name(party: Any) -> str:
    """Given and family name, or the name of a legal person."""
    return " ".join(word for word in (party.given, party.family) if word)
