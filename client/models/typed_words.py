"""What was typed into a command that came back, in words: readable even where no form opens any more."""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import Any

from client.models.field_words import value_words
from client.models.parties import HIDDEN, PROTECTED_WORDS, party_name
from client.models.rejected_amendment import what_changed
from client.models.words import Words
from common import jalali
from common.commands import AmendCase, Command, OpenStep, PrepareDecision, SettleStep, WriteNote
from common.text import isolate, persian_digits

_MOST_CHARACTERS = 400
_OUTCOMES = {"done": "انجام شد", "dropped": "کنار گذاشته شد"}


def typed_words(command: Command | None, words: Words, protected: Container[str] = ()) -> str:
    """«مهلت ۱۴۰۵/۰۹/۲۰ · پاسخ ثبت اسناد», its beginning if it is long; "" if nothing was typed.

    `protected` are the parties whose address and telephones are not shown unasked.
    """
    found = " · ".join(part for part in _parts(command, words, protected) if part)
    return found if len(found) <= _MOST_CHARACTERS else f"{found[:_MOST_CHARACTERS].rstrip()} …"


def _parts(command: Any, words: Words, protected: Container[str]) -> Iterator[str]:
    if isinstance(command, WriteNote | PrepareDecision):
        yield persian_digits(command.body)
    elif isinstance(command, OpenStep):
        yield words.code_title("step_kind", command.kind)
        yield persian_digits(command.title)
        if command.due_on:
            yield f"مهلت {isolate(jalali.show(command.due_on))}"
    elif isinstance(command, SettleStep):
        yield _OUTCOMES.get(command.outcome, "")
        yield persian_digits(command.remark or "")
    elif isinstance(command, AmendCase):
        yield from _amended(command, words, protected)


def _amended(command: AmendCase, words: Words, protected: Container[str]) -> Iterator[str]:
    for change in command.changes:
        value = value_words(change.entity, change.field, change.new, words)
        if change.field in HIDDEN and str(change.row) in protected:
            value = PROTECTED_WORDS
        yield f"{what_changed(change, None, words)}: {value}"
    for party in command.parties:
        yield f"طرف تازه: {words.code_title('party_role', party.role)} {party_name(party)}"
    for claim in command.claims:
        yield f"خواسته یا اتهام تازه: {words.code_title(claim.code_kind, claim.code)}"
    for flag in command.flags:
        yield f"نشانهٔ تازه: {words.code_title('party_flag', flag.flag)}"
    if command.reason:
        yield f"دلیل: {persian_digits(command.reason)}"
