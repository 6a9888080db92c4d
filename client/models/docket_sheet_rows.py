"""The rows of a docket sheet: each part of a case in the words of the sheet's columns."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from client.models.amendment_words import amendment_rows
from client.models.case_file import shown_day, shown_day_of, shown_moment
from client.models.event_rows import event_rows
from client.models.paper_words import PaperWords, Printed, bar_digits, given_number
from client.models.parties import HIDDEN, PROTECTED_WORDS, party_name
from client.paper.cells import Cell
from client.paper.docket_sheet import DocketSheet, Row
from client.paper.page_frame import FrameWords
from common import case_number
from common.text import group_digits, isolate, persian_digits

Fact = tuple[str, Cell]

_TITLE = "برگهٔ پرونده"
_STEP_STATES = {"open": "باز", "carried": "همراه پرونده", "done": "انجام‌شده", "dropped": "کنار گذاشته"}
_CONTACT = (("address", ""), ("postal_code", "کدپستی "), ("mobile", "همراه "), ("phone", "تلفن "))
_DETAILS_TO_COME = "جزئیات پرونده با پاسخ مرکز می‌رسد."
_NO_PARTIES = "طرفی برای این پرونده ثبت نشده است."
_OWN_DAYS = {"offence_on": "تاریخ وقوع", "marriage_on": "تاریخ نکاح", "basis_on": "تاریخ رأی اجراشدنی"}
_OWN_WORDS = {
    "offence_place": "محل وقوع",
    "marriage_number": "شمارهٔ سند نکاح",
    "basis_number": "شمارهٔ رأی اجراشدنی",
}


def docket_sheet(case: PaperWords, printed: Printed) -> DocketSheet:
    """All that the sheet says of a case."""
    file = case.file
    parties = tuple(_parties(case))
    missing = [_DETAILS_TO_COME] if file.case.kind is None else [] if parties else [_NO_PARTIES]
    return DocketSheet(
        frame=FrameWords(
            title=_TITLE,
            mark=case_number.show(file.case.number),
            desk=case.words.desk_title(printed.desk),
            printed=printed.words(),
            remark=case.remark(),
        ),
        digits=bar_digits(file.case.number),
        facts=tuple(_facts(case)),
        parties=parties,
        claims=tuple(_claims(case)),
        entries=tuple(_entries(case)),
        decisions=tuple(_decisions(case)),
        steps=tuple(_steps(case)),
        amendments=tuple(amendment_rows(case)),
        events=tuple(event_rows(case, printed.desk)),
        missing=tuple(missing),
    )


def _facts(case: PaperWords) -> Iterator[Fact]:
    words, row = case.words, case.file.case

    def amendable(field: str, show: Any) -> Cell:
        return case.told(row, (field,), show)

    yield "نوع پرونده", Cell(words.code_title("case_kind", row.kind))
    yield "تاریخ دریافت", amendable("received_on", lambda of: shown_day(of.received_on))
    yield "موضوع", amendable("subject", lambda of: persian_digits(of.subject or ""))
    yield "نزد", Cell(words.desk_title(row.holder))
    registered = " — ".join(filter(None, (words.person(row.registered_by), shown_moment(row.registered_at))))
    yield "ثبت", Cell(registered)
    if row.paper_number or row.paper_on:
        yield "شمارهٔ برگه", amendable("paper_number", lambda of: _digits(of.paper_number))
        yield "تاریخ برگه", amendable("paper_on", lambda of: shown_day(of.paper_on))
    for field, label in _OWN_WORDS.items():
        if getattr(row, field):
            yield label, amendable(field, lambda of, field=field: persian_digits(getattr(of, field) or ""))
    for field, label in _OWN_DAYS.items():
        if getattr(row, field):
            yield label, amendable(field, lambda of, field=field: shown_day(getattr(of, field)))
    if row.file_place or row.file_note:
        place = words.code_title("file_place", row.file_place)
        yield "جای پروندهٔ کاغذی", Cell(" — ".join(filter(None, (place, persian_digits(row.file_note or "")))))
    if row.double_reason:
        yield "سبب ثبت همانند", Cell(persian_digits(row.double_reason))


def _parties(case: PaperWords) -> Iterator[Row]:
    for number, party in enumerate(case.file.parties, start=1):
        yield (
            Cell(persian_digits(number), struck=party.struck),
            case.told(party, ("role",), case.role, struck=party.struck),
            case.told(
                party,
                ("given", "family"),
                party_name,
                notes=_about(party),
                flags=case.flags(party),
                struck=party.struck,
                bold=not party.struck,
            ),
            case.told(party, ("national_id",), lambda of: _digits(of.national_id), struck=party.struck),
            Cell(notes=tuple(_representations(case, party)), struck=party.struck),
            _contact(case, party),
        )


def _about(party: Any) -> tuple[str, ...]:
    kind = {"entity": "شخص حقوقی", "foreigner": "تبعهٔ خارجی", "unknown": "ناشناس"}.get(party.kind, "")
    told = (
        kind if party_name(party) != kind else "",
        f"فرزند {persian_digits(party.father)}" if party.father else "",
        f"زادهٔ {shown_day(party.birth_on)}" if party.birth_on else "",
        f"تابعیت {persian_digits(party.nationality)}" if party.nationality else "",
    )
    return ("، ".join(filter(None, told)),) if any(told) else ()


def _representations(case: PaperWords, party: Any) -> Iterator[str]:
    """Whom the party acts for, and who acts for it."""
    for row in case.acting_for(party):
        if not row.struck:
            document, granted = _digits(row.document), shown_day(row.granted_on)
            paper = " ".join((f"سند {document}" * bool(document), f"مورخ {granted}" * bool(granted))).strip()
            yield f"{case.role(party)} {case.name(row.client)}" + (f" ({paper})" if paper else "")
    for representative in case.represented_by(party):
        yield f"{case.role(representative)}: {party_name(representative)}"


def _contact(case: PaperWords, party: Any) -> Cell:
    """Address and telephones; of a protected party nothing, nor what they were before."""
    if case.protected(party.id):
        there = any(getattr(party, field) for field in HIDDEN)
        return Cell(notes=(PROTECTED_WORDS,) if there else ())

    return case.told(party, HIDDEN, _contact_lines, struck=party.struck)


def _contact_lines(party: Any) -> str:
    """Each on a line of its own, for a number must not be parted from its neighbour by a dot alone."""
    told = ((label, field, getattr(party, field)) for field, label in _CONTACT)
    return "\n".join(
        persian_digits(value) if field == "address" else f"{label}{_digits(value)}"
        for label, field, value in told
        if value
    )


def _claims(case: PaperWords) -> Iterator[Row]:
    def title(of: Any) -> str:
        return case.words.code_title(of.code_kind, of.code)

    def amount(of: Any) -> str:
        return "" if of.amount is None else group_digits(of.amount)

    for number, claim in enumerate(case.file.claims, start=1):
        yield (
            Cell(persian_digits(number), struck=claim.struck),
            Cell(persian_digits(claim.code), struck=claim.struck),
            case.told(claim, ("code",), title, struck=claim.struck),
            case.told(claim, ("amount",), amount, struck=claim.struck),
        )


def _entries(case: PaperWords) -> Iterator[Row]:
    words = case.words
    for entry in case.file.entries:
        left = "ابطال شده" if entry.void else shown_day(entry.disposed_on)
        yield (
            Cell(persian_digits(entry.ordinal) if entry.ordinal else "◌", struck=entry.void),
            Cell(words.desk_title(entry.desk), struck=entry.void),
            Cell(given_number(entry.archive_year, entry.archive_row), struck=entry.void, bold=not entry.void),
            Cell(shown_day(entry.in_on), struck=entry.void),
            Cell(words.code_title("in_class", entry.in_class), struck=entry.void),
            Cell(left or "جاری"),
            Cell(words.code_title("out_class", entry.out_class), struck=entry.void),
        )


def _decisions(case: PaperWords) -> Iterator[Row]:
    words = case.words
    numbers = {row.id: case_number.show(row.number) for row in case.file.decisions}
    for decision in case.file.decisions:
        gone = decision.state == "withdrawn"
        signed = decision.state == "signed"
        corrects = numbers.get(decision.corrects or "")
        register = given_number(decision.register_year, decision.register_row) if signed else "—"
        yield (
            Cell(
                numbers[decision.id],
                notes=(f"تصحیح {corrects}",) if corrects else (),
                struck=gone,
                bold=signed,
            ),
            Cell(words.code_title("decision_kind", decision.kind), struck=gone),
            Cell(
                words.code_title("disposition", decision.disposition),
                notes=tuple(_outcomes(case, decision)),
                struck=gone,
            ),
            Cell(shown_day(decision.decided_on), struck=gone),
            Cell(register, struck=gone),
            Cell("کنار گذاشته" if gone else words.person(decision.signed_by) if signed else "آمادهٔ امضا"),
        )


def _outcomes(case: PaperWords, decision: Any) -> Iterator[str]:
    """What a decision says of single claims and parties."""
    claims = {row.id: (number, row) for number, row in enumerate(case.file.claims, start=1)}
    for outcome in case.file.outcomes_of(decision.id):
        number, claim = claims.get(outcome.claim, (0, None))
        title = case.words.code_title(claim.code_kind, claim.code) if claim is not None else ""
        whom = f"، {case.name(outcome.party)}" if outcome.party else ""
        said = case.words.code_title("disposition", outcome.disposition)
        yield f"{persian_digits(number or '؟')}. {title}{whom}: {said}"


def _steps(case: PaperWords) -> Iterator[Row]:
    words = case.words
    for step in case.file.steps:
        state = _STEP_STATES.get(step.state, step.state)
        settled = " — ".join(filter(None, (words.person(step.settled_by), shown_day_of(step.settled_at))))
        dropped = step.state == "dropped"
        yield (
            Cell(words.code_title("step_kind", step.kind), struck=dropped),
            Cell(
                persian_digits(step.title),
                notes=(persian_digits(step.remark),) if step.remark else (),
                struck=dropped,
            ),
            Cell(shown_day(step.due_on)),
            Cell(state, notes=(settled,) if settled else (), bold=step.state in ("open", "carried")),
        )


def _digits(text: str | None) -> str:
    return isolate(persian_digits(text)) if text else ""
