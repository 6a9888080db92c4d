"""Words that every paper of a case shares: numbers, names with roles, what was there before an amendment."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from client.models.amended import Amended
from client.models.case_file import CaseFile, is_pending
from client.models.parties import flag_words, is_protected, party_name, standing
from client.models.words import Words
from client.paper.cells import Cell
from common import case_number, jalali
from common.text import isolate, persian_digits

LATER = "شماره متعاقباً"
"""Printed in place of a number that the centre has yet to give: never nothing, never a wrong one."""

_UNSENT = "در این برگه چیزی هست که هنوز به مرکز نرسیده است؛ پس از پاسخ مرکز دوباره چاپ کنید"
_WITHDRAWN = "ثبت این پرونده پس گرفته شده است"
_BARS_LENGTHS = (16, 18)
_MOST_OLD_VALUES = 3  # at the value itself; the part of the amendments has all


@dataclasses.dataclass(frozen=True)
class Printed:
    """Who prints a paper, for which desk and when."""

    desk: int
    person: str
    day: date

    def words(self) -> str:
        """«چاپ ۱۴۰۵/۰۹/۰۴ — مریم رضایی»."""
        return f"چاپ {isolate(jalali.show(self.day))} — {self.person}"


class PaperWords:
    """Answers for the rows of one case."""

    def __init__(self, file: CaseFile, words: Words) -> None:
        self.file = file
        self.words = words
        self.amended = Amended(file.amendments)
        self._parties = {party.id: party for party in file.parties}

    def party(self, party_id: str | None) -> Any | None:
        """The party of that id."""
        return self._parties.get(party_id or "")

    def name(self, party_id: str | None) -> str:
        """The name of a party of the case."""
        party = self.party(party_id)
        return party_name(party) if party is not None else "؟"

    def role(self, party: Any) -> str:
        """The title of a party's role."""
        return self.words.code_title("party_role", party.role)

    def side(self, party: Any) -> str:
        """claimant, respondent or other."""
        code = self.words.code("party_role", party.role)
        return str(code.attributes.get("side", "other")) if code else "other"

    def of_side(self, *sides: str) -> list[Any]:
        """The parties of these sides that are not struck out, in their order."""
        return [party for party in self.file.parties if not party.struck and self.side(party) in sides]

    def flags(self, party: Any) -> tuple[str, ...]:
        """What others must heed of a party."""
        return tuple(flag_words(flag, self.words) for flag in standing(self._flags_of(party.id)))

    def protected(self, party_id: str) -> bool:
        """Whether the party's address and telephones may not be printed."""
        return is_protected(self._flags_of(party_id))

    def acting_for(self, party: Any) -> list[Any]:
        """The representations in which the party acts for another."""
        return self.file.acted_for(party.id)

    def represented_by(self, party: Any) -> list[Any]:
        """The representatives of a party, as parties."""
        found = (
            self.party(row.representative)
            for row in self.file.representations
            if row.client == party.id and not row.struck
        )
        return [party for party in found if party is not None and not party.struck]

    def told(self, row: Any, fields: Sequence[str], show: Callable[[Any], str], **more: Any) -> Cell:
        """What `show` says of the row, and said before each of the last changes of these fields.

        `more`: the other fields of the cell.
        """
        now = show(row)
        changes = self.amended.steps(row.id, fields)
        last = changes[-_MOST_OLD_VALUES:]
        before = (show(self.amended.before(row, change)) for change in last)
        was = tuple(dict.fromkeys(words for words in before if words != now and words))
        return Cell(now, was, earlier=len(changes) - len(last), **more)

    def remark(self) -> str:
        """What must be said of the whole paper, or nothing."""
        file = self.file
        rows = (
            (file.case,), file.parties, file.claims, file.entries, file.referrals, file.decisions, file.seals,
            file.representations, file.flags, file.outcomes, file.steps,
        )  # fmt: skip
        unsent = any(is_pending(row) for each in rows for row in each)
        said = (_WITHDRAWN if file.case.withdrawn else "", _UNSENT if unsent else "")
        return " · ".join(filter(None, said))

    def _flags_of(self, party_id: str) -> list[Any]:
        return self.file.flags_of(party_id)


def number_groups(number: str) -> tuple[str, ...]:
    """The number in the groups it is read by, from left to right, with Persian digits."""
    shown = case_number.show(number)
    return tuple(shown.strip("\u2066\u2067\u2068\u2069").split("\u00a0"))


def bar_digits(number: str) -> str:
    """The digits that go into bars, or nothing for an old number that has other signs."""
    found = case_number.classify(number)
    return found.canonical if found.kind != "legacy" and len(found.canonical) in _BARS_LENGTHS else ""


def given_number(year: int | None, row: int | None) -> str:
    """A number of an archive or register, ۰۵۰۰۲۳۴; `LATER` while the centre has not given it."""
    if not year or not row:
        return LATER
    return isolate(persian_digits(f"{year % 100:02d}{row:05d}"))
