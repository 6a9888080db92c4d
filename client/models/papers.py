"""The papers that can be printed of a case, from the rows of the cache to a PDF document."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

from client.models.case_file import CaseFile, shown_day, shown_moment
from client.models.docket_sheet_rows import docket_sheet
from client.models.paper_words import LATER, PaperWords, Printed, bar_digits, given_number, number_groups
from client.models.parties import party_name
from client.models.words import Words
from client.paper.case_cover import CaseCover, Side, Stay, make_cover
from client.paper.cells import Cell
from client.paper.docket_sheet import make_docket_sheet
from client.paper.flow import Tell
from client.paper.receipt import Receipt, make_receipt
from common.text import persian_digits

# What the two sides of a kind of case are called on its cover.
_SIDES = {
    "criminal": ("شاکی", "متهم"),
    "civil": ("خواهان", "خوانده"),
    "family": ("خواهان", "خوانده"),
    "enforcement": ("محکوم‌له", "محکوم‌علیه"),
}
_NOT_REFERRED = "پس از ارجاع تعیین می‌شود"
_ANY_SIDES = ("درخواست‌کننده", "طرف دیگر")


@dataclasses.dataclass(frozen=True)
class Paper:
    """A kind of paper: its name, what a file of it is called, and how it is made."""

    title: str
    file_name: str
    make: Callable[[PaperWords, Printed, Tell | None], bytes]

    def pdf(self, file: CaseFile, words: Words, printed: Printed, tell: Tell | None = None) -> bytes:
        """The paper of that case as a PDF document; from any thread, telling `tell` how far it is."""
        return self.make(PaperWords(file, words), printed, tell)


def case_cover(case: PaperWords, printed: Printed) -> CaseCover:
    """What the cover of the paper file says."""
    file, words = case.file, case.words
    kind = file.case.kind or ""
    titles = _SIDES.get(kind, _ANY_SIDES)
    stays = [entry for entry in reversed(file.entries) if not entry.void]
    current = next((entry for entry in stays if entry.desk == file.case.holder), None)
    desk = words.desk(file.case.holder)
    body = desk.body if desk else None

    return CaseCover(
        body=words.body_title(body),
        branch=_where(case, body),
        groups=number_groups(file.case.number),
        digits=bar_digits(file.case.number),
        kind=words.code_title("case_kind", kind),
        subject=case.told(file.case, ("subject",), lambda of: persian_digits(of.subject or "")),
        received=shown_day(file.case.received_on),
        archive=given_number(current.archive_year, current.archive_row) if current else LATER,
        sides=(
            Side(titles[0], tuple(_on_cover(case, p, titles[0]) for p in case.of_side("claimant"))),
            Side(titles[1], tuple(_on_cover(case, p, titles[1]) for p in case.of_side("respondent"))),
        ),
        others=tuple(Cell(_other(case, party)) for party in case.of_side("other")),
        warnings=tuple(
            f"{flag} — {party_name(party)} ({case.role(party)})"
            for party in file.parties
            if not party.struck
            for flag in case.flags(party)
        ),
        stays=tuple(
            Stay(
                words.desk_title(entry.desk),
                given_number(entry.archive_year, entry.archive_row),
                shown_day(entry.in_on),
                shown_day(entry.disposed_on),
            )
            for entry in stays
        ),
        printed=printed.words(),
        remark=case.remark(),
    )


def receipt(case: PaperWords, printed: Printed) -> Receipt:
    """What the applicant is given: of the parties, only the names of his own side."""
    row, words = case.file.case, case.words
    desk = _registered_at(case)
    known = words.desk(desk)
    return Receipt(
        body=words.body_title(known.body if known else None),
        desk=words.desk_title(desk),
        groups=number_groups(row.number),
        digits=bar_digits(row.number),
        received=shown_day(row.received_on),
        registered=shown_moment(row.registered_at),
        registered_by=words.person(row.registered_by) or printed.person,
        kind=words.code_title("case_kind", row.kind),
        subject=persian_digits(row.subject or ""),
        branch=_heard_at(case),
        applicants=tuple(_applicant(case, party) for party in case.of_side("claimant")),
        remark=case.remark(),
    )


DOCKET_SHEET = Paper(
    "برگهٔ پرونده",
    "docket-sheet",
    lambda case, printed, tell: make_docket_sheet(docket_sheet(case, printed), tell),
)
CASE_COVER = Paper("جلد پرونده", "cover", lambda case, printed, _: make_cover(case_cover(case, printed)))
RECEIPT = Paper("رسید متقاضی", "receipt", lambda case, printed, _: make_receipt(receipt(case, printed)))
PAPERS = (DOCKET_SHEET, CASE_COVER, RECEIPT)


def _where(case: PaperWords, body: int | None) -> str:
    """The branch that holds the case, or the one it is on its way to."""
    if referral := case.file.waiting_referral():
        return f"ارجاع به {case.words.short_title(referral.to_desk, body)}"
    return case.words.short_title(case.file.case.holder, body)


def _heard_at(case: PaperWords) -> str:
    """The branch in full, for somebody who does not know the house."""
    referral = case.file.waiting_referral()
    desk = int(referral.to_desk if referral else case.file.case.holder)
    known = case.words.desk(desk)
    return case.words.desk_title(desk) if known and known.kind == "branch" else _NOT_REFERRED


def _on_cover(case: PaperWords, party: Any, side: str) -> Cell:
    """A name, with the role where it is not that of the side; behind a flag if something is to be heeded."""
    role = case.role(party)
    name = party_name(party) if role == side else f"{party_name(party)} ({role})"
    return Cell(flags=(name,)) if case.flags(party) else Cell(name)


def _other(case: PaperWords, party: Any) -> str:
    clients = [case.name(row.client) for row in case.acting_for(party) if not row.struck]
    more = f" و {persian_digits(len(clients) - 1)} تن دیگر" if len(clients) > 1 else ""
    return f"{party_name(party)} ({' '.join((case.role(party), *clients[:1]))}{more})"


def _applicant(case: PaperWords, party: Any) -> str:
    acting = "، ".join(f"{case.role(each)} {party_name(each)}" for each in case.represented_by(party))
    return f"{party_name(party)} (با {acting})" if acting else party_name(party)


def _registered_at(case: PaperWords) -> int:
    """The desk that took the paper: the log tells it, or the first referral, or who holds the case."""
    registered = [event.desk for event in case.file.events if event.kind == "register_case"]
    referred = [row.from_desk for row in case.file.referrals]
    return int((registered or referred or [case.file.case.holder])[0])
