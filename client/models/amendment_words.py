"""Amendments in words: what was changed in which row, from what to what, by whom and why."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from client.models.event_rows import moment_cell
from client.models.field_words import ROWS, field_title, value_words
from client.models.paper_words import PaperWords
from client.models.parties import HIDDEN, PROTECTED_WORDS, flag_words, party_name
from client.paper.cells import Cell
from client.paper.docket_sheet import Row
from common.text import persian_digits

_STRUCK_FIELD = "struck"
_NOTHING = "نانوشته"
_ADDED, _STRUCK, _RESTORED = "افزوده شد", "حذف شد", "بازگردانده شد"


def amendment_rows(case: PaperWords) -> Iterator[Row]:
    """The rows of the sheet's last part, oldest first."""
    for amendment in case.file.amendments:
        notes = (
            f"به جانشینی {case.words.person(amendment.behalf)}" if amendment.behalf else "",
            persian_digits(amendment.reason or ""),
        )
        yield (
            moment_cell(amendment.at),
            Cell(_what(case, amendment)),
            _change(case, amendment),
            Cell(case.words.person(amendment.by), notes=tuple(filter(None, notes))),
        )


def _what(case: PaperWords, amendment: Any) -> str:
    """«خوانده حسین کیانی — نشانی»."""
    row = _row_words(case, amendment.entity, amendment.row_id)
    told = amendment.field not in (None, _STRUCK_FIELD)
    field = field_title(amendment.entity, amendment.field) if told else ""
    return " — ".join(filter(None, (row, field)))


def _row_words(case: PaperWords, entity: str, row_id: str) -> str:
    file = case.file
    if entity == "party" and (party := case.party(row_id)) is not None:
        return f"{case.role(party)} {party_name(party)}"
    if entity == "claim":
        for number, claim in enumerate(file.claims, start=1):
            if claim.id == row_id:
                title = case.words.code_title(claim.code_kind, claim.code)
                return f"خواسته یا اتهام {persian_digits(number)}: {title}"
    if entity == "representation":
        for row in file.representations:
            if row.id == row_id:
                return f"نمایندگی {case.name(row.representative)} از {case.name(row.client)}"
    if entity == "party_flag":
        for row in file.flags:
            if row.id == row_id:
                return f"«{flag_words(row, case.words)}» {case.name(row.party)}"
    return "" if entity == "court_case" else ROWS.get(entity, "ردیف")


def _change(case: PaperWords, amendment: Any) -> Cell:
    if amendment.field is None:
        return Cell(_ADDED)
    if amendment.field == _STRUCK_FIELD:
        return Cell(_STRUCK if amendment.new == "true" else _RESTORED)
    if amendment.entity == "party" and amendment.field in HIDDEN and case.protected(amendment.row_id):
        return Cell(PROTECTED_WORDS)
    old, new = (_value(case, amendment, value) for value in (amendment.old, amendment.new))
    return Cell(new or _NOTHING, (old or _NOTHING,))


def _value(case: PaperWords, amendment: Any, value: str | None) -> str:
    """A value told as text, as people read it; nothing for none."""
    if not value:
        return ""
    shown = value_words(amendment.entity, amendment.field, value, case.words)
    return f"{shown} ریال" if amendment.field == "amount" else shown
