"""What of a case each happening concerns, in words: the branch, the decision, the values that changed."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import Row

from client.models.acts import act_title
from client.models.case_file import CaseFile, archive_number, shown_day
from client.models.field_words import ROWS, field_title, value_words
from client.models.parties import HIDDEN, PROTECTED, PROTECTED_WORDS, party_name
from client.models.words import Words
from common import case_number
from common.text import persian_digits

_OPENING = ("accept_referral", "open_seal")
_MOST_CHANGES = 3
_SETTLED = {"done": "انجام شد", "dropped": "کنار گذاشته شد"}


class Story:
    """The rows of one case beside its events: which row each event is about, which rows no event tells of."""

    def __init__(self, file: CaseFile, words: Words) -> None:
        self._file = file
        self._words = words
        self._rows: dict[str, Row[Any]] = {
            row.id: row
            for rows in (file.referrals, file.decisions, file.seals, file.steps, file.notes)
            for row in rows
        }
        self._kinds = {event.id: event.kind for event in file.events}
        self._changes, self._lone = _amendments_of(file)
        self._entries = _entries_of(file)
        self._protected = {row.party for row in file.flags if row.flag == PROTECTED and not row.struck}
        self._told = frozenset((event.kind, event.target) for event in file.events)

    def tells(self, kind: str, row: str) -> bool:
        """Whether an event tells that a command of that kind was about the row."""
        return (kind, row) in self._told

    def of_event(self, event: Row[Any]) -> str:
        """What the event concerns."""
        if event.kind == "amend_case":
            return self._amended(self._changes.get(event.id, ()))
        if event.kind == "undo_command":
            return act_title(self._kinds.get(event.target, ""))
        if event.kind == "register_case":
            return self.of_row(event.kind, self._file.case)
        if event.kind in _OPENING:
            entry = self._entries.get(event.id)
            return _entry_words(entry, self._words) if entry else ""
        row = self._rows.get(event.target)
        return self.of_row(event.kind, row) if row is not None else ""

    def of_row(self, kind: str, row: Row[Any]) -> str:
        """What a happening of that kind that only a row tells of concerns."""
        if kind == "amend_case":
            return self._amended(self._changes[row.id])
        return _WORDS[kind](row, self._words) if kind in _WORDS else ""

    def lone_amendments(self) -> Sequence[Row[Any]]:
        """The first of each group of amendments that no event tells of."""
        return self._lone

    def lone_entries(self) -> list[Row[Any]]:
        """The docket entries that neither an event nor a referral or seal tells of."""
        known = {entry.id for entry in self._entries.values()}
        ways = [
            (row.to_desk, at)
            for rows, field in ((self._file.referrals, "accepted_at"), (self._file.seals, "opened_at"))
            for row in rows
            if (at := getattr(row, field)) is not None
        ]
        return [
            entry
            for entry in self._file.entries
            if entry.id not in known and (entry.desk, entry.opened_at) not in ways
        ]

    def _amended(self, changes: Sequence[Row[Any]]) -> str:
        told = "؛ ".join(self._change(change) for change in changes[:_MOST_CHANGES])
        more = len(changes) - _MOST_CHANGES
        return f"{told} و {persian_digits(more)} تغییر دیگر" if more > 0 else told

    def _change(self, change: Row[Any]) -> str:
        whose = self._whose(change)
        if change.field is None:
            return f"افزودن {ROWS.get(change.entity, change.entity)}{whose}"
        if change.field == "struck":
            verb = "حذف" if change.new == "true" else "بازآوردن"
            return f"{verb} {ROWS.get(change.entity, change.entity)}{whose}"
        if change.field in HIDDEN and change.row_id in self._protected:
            return f"{field_title(change.entity, change.field)}{whose}: {PROTECTED_WORDS}"
        old, new = (
            value_words(change.entity, change.field, value, self._words) for value in (change.old, change.new)
        )
        return f"{field_title(change.entity, change.field)}{whose}: {old} ← {new}"

    def _whose(self, change: Row[Any]) -> str:
        if change.entity != "party":
            return ""
        found = next((party for party in self._file.parties if party.id == change.row_id), None)
        return f" «{party_name(found)}»" if found is not None else ""


def _amendments_of(file: CaseFile) -> tuple[dict[str, list[Row[Any]]], list[Row[Any]]]:
    """Amendments by their event, or by the first of them where there is none; and those first ones.

    An amendment is written in the transaction of its command, a moment before the command is logged. Those
    that undoing writes are told by the undoing.
    """
    acts: dict[str, list[Row[Any]]] = {}
    for event in file.events:
        if event.kind in ("amend_case", "undo_command"):
            acts.setdefault(event.actor, []).append(event)
    groups: dict[str, list[Row[Any]]] = {}
    firsts: dict[tuple[str, str], Row[Any]] = {}
    for change in file.amendments:
        own = acts.get(change.by, [])
        place = bisect_left(own, change.at, key=lambda act: str(act.at))
        if place < len(own):
            groups.setdefault(own[place].id, []).append(change)
        else:
            first = firsts.setdefault((change.at, change.by), change)
            groups.setdefault(first.id, []).append(change)
    return groups, list(firsts.values())


def _entries_of(file: CaseFile) -> dict[str, Row[Any]]:
    """Event -> the docket entry it opened: a desk's entries were opened one after the other."""
    left: dict[int, list[Row[Any]]] = {}
    for entry in file.entries:
        left.setdefault(entry.desk, []).append(entry)
    opened: dict[str, Row[Any]] = {}
    for event in reversed(file.events):
        entries = left.get(event.desk)
        if event.kind in _OPENING and entries:
            opened[event.id] = entries.pop()
    return opened


def _entry_words(entry: Row[Any], _words: Words) -> str:
    number = archive_number(entry.archive_year, entry.archive_row)
    row = f"ردیف {persian_digits(entry.ordinal)}" if entry.ordinal else ""
    return "، ".join(part for part in (row, f"بایگانی {number}" if number else "") if part)


def _decision_words(decision: Row[Any], words: Words) -> str:
    kind = words.code_title("decision_kind", decision.kind)
    outcome = words.code_title("disposition", decision.disposition)
    return f"{kind} {case_number.show(decision.number)} — {outcome}".strip()


def _signed_words(decision: Row[Any], words: Words) -> str:
    register = archive_number(decision.register_year, decision.register_row)
    return _decision_words(decision, words) + (f"، دفتر دادنامه {register}" if register else "")


def _step_words(step: Row[Any], words: Words) -> str:
    due = f"، مهلت {shown_day(step.due_on)}" if step.due_on else ""
    return f"{words.code_title('step_kind', step.kind)}: {persian_digits(step.title)}{due}"


def _settled_words(step: Row[Any], _words: Words) -> str:
    remark = f" — {persian_digits(step.remark)}" if step.remark else ""
    return f"{persian_digits(step.title)}: {_SETTLED.get(step.state, '')}{remark}"


def _note_words(note: Row[Any], _words: Words) -> str:
    first = persian_digits(note.body.partition("\n")[0])
    return f"خصوصی: {first}" if note.scope == "private" and not note.shared else first


_WORDS: Mapping[str, Callable[[Row[Any], Words], str]] = {
    "register_case": lambda case, _: f"دریافت {shown_day(case.received_on)}",
    "refer_case": lambda referral, words: f"به {words.desk_title(referral.to_desk)}",
    "open_entry": _entry_words,
    "prepare_decision": _decision_words,
    "sign_decision": _signed_words,
    "withdraw_decision": _decision_words,
    "send_up": lambda seal, words: (
        f"به {words.desk_title(seal.to_desk)} — {words.code_title('objection', seal.objection)}"
    ),
    "reissue_seal": lambda seal, _: f"برگهٔ {case_number.show(seal.serial)}",
    "record_print": lambda seal, _: f"برگهٔ {case_number.show(seal.serial)}",
    "open_step": _step_words,
    "settle_step": _settled_words,
    "write_note": _note_words,
}
