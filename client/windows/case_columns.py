"""What each section of a case file shows, in the order of the paper file."""

from __future__ import annotations

from typing import Any

from client.models.case_file import archive_number, shown_day, shown_day_of, shown_moment
from client.models.parties import HIDDEN, contact_words, party_name
from client.windows.amended_text import Piece
from client.windows.case_cells import CaseColumn as Column
from client.windows.case_context import CaseContext
from client.windows.case_section import Section
from common import case_number
from common.text import group_digits, isolate, persian_digits

REFERRAL_STATES = {"waiting": "در انتظار پذیرش", "accepted": "پذیرفته‌شده", "withdrawn": "پس‌گرفته"}
DECISION_STATES = {"prepared": "آمادهٔ امضا", "signed": "امضاشده", "withdrawn": "کنار گذاشته"}
SEAL_STATES = {"sealed": "مهرشده", "locked": "رمز بسته شده", "opened": "گشوده‌شده", "void": "باطل"}
STEP_STATES = {"open": "باز", "carried": "همراه پرونده", "done": "انجام‌شده", "dropped": "کنار گذاشته"}
_EVENTS_SHOWN = 12


def parties(context: CaseContext) -> Section:
    """Who, with flags and whom they act for."""
    return Section(
        "طرفین پرونده",
        (
            Column(
                "سمت",
                lambda row: context.words.code_title("party_role", row.role),
                fields=("role",),
                wraps=True,
            ),
            Column("نام", party_name, look=context.name, fields=("given", "family"), wraps=True),
            Column(
                "کد یا شناسهٔ ملی",
                lambda row: isolate(persian_digits(row.national_id or "")) if row.national_id else "",
                fields=("national_id",),
                wraps=True,
            ),
            Column(
                "نشانی و تماس",
                lambda row: contact_words(row, context.flags(row)),
                fields=HIDDEN,
                wraps=True,
            ),
        ),
        (130, 0, 140, 300),
        spare=("نشانی و تماس",),
        hint="Enter همهٔ مشخصات",
    )


def claims(context: CaseContext) -> Section:
    """What is asked or charged, and what was decided of it."""
    return Section(
        "خواسته یا اتهام",
        (
            Column(
                "عنوان",
                lambda row: context.words.code_title(row.code_kind, row.code),
                fields=("code",),
                wraps=True,
            ),
            Column(
                "مبلغ (ریال)",
                lambda row: "" if row.amount is None else group_digits(row.amount),
                fields=("amount",),
                wraps=True,
            ),
            Column("نتیجه", str, look=context.claim_outcomes, wraps=True),
        ),
        (0, 200, 420),
    )


def steps(context: CaseContext) -> Section:
    """What somebody must still do, then what was done."""
    words = context.words
    return Section(
        "اقدام‌ها",
        (
            Column("اقدام", str, look=lambda row: _step_title(context, row), wraps=True),
            Column("مهلت", str, look=context.due),
            Column("وضعیت", lambda row: STEP_STATES.get(row.state, row.state)),
            Column("بازکننده", lambda row: words.person(row.opened_by), wraps=True),
            Column("پایان", lambda row: _settled(context, row), wraps=True),
        ),
        (0, 180, 110, 140, 240),
        spare=("بازکننده",),
        hint="Enter پایان دادن به اقدام",
    )


def notes(context: CaseContext) -> Section:
    """What the branch, or the judge for himself, wrote down."""
    return Section(
        "یادداشت‌ها",
        (
            Column("یادداشت", lambda row: row.body.replace("\n", " "), wraps=True),
            Column("برای", str, look=_audience, wraps=True),
            Column("نویسنده", lambda row: _who(context, row.written_by, row.behalf), wraps=True),
            Column("زمان", lambda row: shown_moment(row.written_at)),
        ),
        (0, 150, 150, 166),
        hint="Enter خواندن همه",
    )


def entries(context: CaseContext) -> Section:
    """The stays of the case in branches."""
    words = context.words
    return Section(
        "ردیف‌های رسیدگی",
        (
            Column("ردیف", lambda row: persian_digits(row.ordinal or "–")),
            Column("شعبه", lambda row: context.desk(row.desk), wraps=True),
            Column("بایگانی", lambda row: archive_number(row.archive_year, row.archive_row) or "–"),
            Column("ورود", lambda row: shown_day(row.in_on)),
            Column("نوع ورود", lambda row: words.code_title("in_class", row.in_class), wraps=True),
            Column("خروج", lambda row: "ابطال شده" if row.void else shown_day(row.disposed_on)),
            Column("نوع خروج", lambda row: words.code_title("out_class", row.out_class), wraps=True),
            Column("وقت بعدی", lambda row: shown_day(row.next_on)),
        ),
        (62, 0, 100, 118, 154, 118, 130, 118),
        spare=("نوع ورود", "نوع خروج"),
    )


def referrals(context: CaseContext) -> Section:
    """The way of the case from desk to desk."""
    words = context.words
    return Section(
        "ارجاع‌ها",
        (
            Column("تاریخ", lambda row: shown_day(row.referred_on)),
            Column("از", lambda row: context.desk(row.from_desk), wraps=True),
            Column("به", lambda row: context.desk(row.to_desk), wraps=True),
            Column("ارجاع‌دهنده", lambda row: words.person(row.referred_by), wraps=True),
            Column("وضعیت", lambda row: REFERRAL_STATES.get(row.state, row.state)),
        ),
        (118, 0, 0, 150, 130),
        spare=("ارجاع‌دهنده",),
    )


def decisions(context: CaseContext) -> Section:
    """What was decided; corrections stand under what they correct."""
    words = context.words
    return Section(
        "آرا و تصمیم‌ها",
        (
            Column("شمارهٔ دادنامه", str, look=context.decision_number, wraps=True),
            Column("نوع", lambda row: words.code_title("decision_kind", row.kind) or "حکم", wraps=True),
            Column("نتیجه", str, look=context.decision_outcomes, wraps=True),
            Column("تاریخ", lambda row: shown_day(row.decided_on)),
            Column("دفتر دادنامه", lambda row: archive_number(row.register_year, row.register_row) or "–"),
            Column("آماده‌کننده", lambda row: words.person(row.prepared_by), wraps=True),
            Column("امضا", lambda row: words.person(row.signed_by) or "–", wraps=True),
            Column("وضعیت", lambda row: DECISION_STATES.get(row.state, row.state)),
        ),
        (226, 108, 0, 118, 108, 126, 126, 110),
        spare=("آماده‌کننده", "امضا"),
        hint="Enter متن",
    )


def seals(context: CaseContext) -> Section:
    """The case under way under seal."""
    words = context.words
    return Section(
        "ارسال زیر مهر",
        (
            Column("شمارهٔ برگه", lambda row: case_number.show(row.serial)),
            Column("به", lambda row: words.desk_title(row.to_desk), wraps=True),
            Column("اعتراض", lambda row: words.code_title("objection", row.objection), wraps=True),
            Column("فرستاده", lambda row: shown_day(row.sent_on)),
            Column("اعتبار تا", lambda row: shown_day(row.expires_on)),
            Column("تلاش", lambda row: persian_digits(row.tries or 0)),
            Column("چاپ", lambda row: shown_day_of(row.printed_at) or "نشده"),
            Column("وضعیت", lambda row: SEAL_STATES.get(row.state, row.state)),
        ),
        (226, 0, 118, 118, 118, 58, 118, 118),
        spare=("اعتراض", "تلاش", "چاپ"),
    )


def happenings(context: CaseContext) -> Section:
    """Everything that happened, newest first: what, when, by whom and on whose behalf."""
    return Section(
        "رویدادها",
        (
            Column("زمان", lambda row: shown_moment(row.at)),
            Column("رویداد", lambda row: row.title, wraps=True),
            Column("شرح", lambda row: row.words, wraps=True),
            Column("به دست", lambda row: _who(context, row.who, row.behalf), wraps=True),
            Column("میز", lambda row: context.desk(row.desk), wraps=True),
        ),
        (166, 170, 0, 190, 250),
        spare=("میز",),
        most=_EVENTS_SHOWN,
    )


def _who(context: CaseContext, login: str | None, behalf: str | None) -> str:
    person = context.words.person(login)
    return f"{person} به جانشینی {context.words.person(behalf)}" if behalf else person


def _step_title(context: CaseContext, step: Any) -> list[Piece]:
    kind = context.words.code_title("step_kind", step.kind)
    return [Piece(persian_digits(step.title)), Piece(f"({kind})", muted=True)]


def _settled(context: CaseContext, step: Any) -> str:
    if not step.settled_at:
        return "–"
    who = f"{context.words.person(step.settled_by)} {isolate(shown_day_of(step.settled_at))}"
    return f"{who} — {persian_digits(step.remark)}" if step.remark else who


def _audience(note: Any) -> list[Piece]:
    if note.scope == "branch":
        return [Piece("شعبه")]
    if note.shared:
        return [Piece("شعبه"), Piece("خصوصی بود، به اشتراک گذاشته شد", muted=True)]
    return [Piece("خصوصی — فقط خود شما", warning=True)]
