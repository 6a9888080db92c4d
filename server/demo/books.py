"""Numbers of the books: gap-free rows per desk and Jalali year, and serials of the whole province."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

from common import case_number, jalali
from server.demo.records import Case


@dataclass(frozen=True)
class NumberCodes:
    """The settings that case, decision and seal numbers are composed with."""

    organisation: str
    case: str
    decision: str
    seal: str


Serials = dict[tuple[int, str], int]
"""Year and type (case, decision, seal) -> the last serial that was used."""


def number_everything(cases: Iterable[Case], codes: NumberCodes) -> Serials:
    """Fill all numbers of `cases`, each in the order in which a real centre would have given it."""
    cases = list(cases)
    serials: Serials = defaultdict(int)

    def next_number(day: date, type_name: str, type_code: str) -> str:
        key = _year(day), type_name
        serials[key] += 1
        return case_number.compose(key[0], codes.organisation, type_code, serials[key])

    for case in sorted(cases, key=lambda case: (case.registered_at, case.id)):
        case.number = next_number(case.received_on, "case", codes.case)
    decisions = [decision for case in cases for decision in case.decisions]
    for decision in sorted(decisions, key=lambda decision: (decision.prepared_at, decision.id)):
        decision.number = next_number(decision.on, "decision", codes.decision)
    for seal in sorted((s for case in cases for s in case.seals), key=lambda seal: (seal.sent_at, seal.id)):
        seal.serial = next_number(seal.sent_on, "seal", codes.seal)
    _fill_registers(cases)
    return dict(serials)


def _fill_registers(cases: list[Case]) -> None:
    archive: dict[tuple[int, int], int] = defaultdict(int)
    stays = [stay for case in cases for stay in case.stays]
    for stay in sorted(stays, key=lambda stay: (stay.opened_at, stay.id)):
        stay.archive_year = _year(stay.in_on)
        archive[stay.desk, stay.archive_year] += 1
        stay.archive_row = archive[stay.desk, stay.archive_year]
    register: dict[tuple[int, int], int] = defaultdict(int)
    signed = [decision for case in cases for decision in case.decisions if decision.signed_at is not None]
    for decision in sorted(signed, key=lambda decision: (decision.signed_at, decision.id)):
        decision.register_year = _year(decision.on)
        register[decision.stay.desk, decision.register_year] += 1
        decision.register_row = register[decision.stay.desk, decision.register_year]


@cache
def _year(day: date) -> int:
    return jalali.to_jalali(day)[0]
