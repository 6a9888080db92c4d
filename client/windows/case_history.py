"""How amendments look in the rows of a case: old beside new, with the author and the day."""

from __future__ import annotations

from typing import Any

from client.models.amended import Amended
from client.models.case_file import shown_day_of
from client.models.words import Words
from client.windows.amended_text import Piece
from client.windows.case_cells import CaseColumn, identity
from common.text import isolate

# All there ever were stand in the events.
_MOST_OLD = 3


class History:
    """What was changed in the case shown; without anything it knows of no change."""

    def __init__(self, amended: Amended | None = None, words: Words | None = None) -> None:
        self._amended = amended or Amended()
        self._words = words

    def __bool__(self) -> bool:
        return bool(self._amended)

    def pieces(self, row: Any, column: CaseColumn) -> tuple[Piece, ...]:
        """The words of a cell, and its last values before, struck through, the latest first."""
        now = column.pieces(row)
        if not column.fields or not self._amended:
            return now
        told, last = list(now), column.show(row)
        for change in self._amended.steps(row.id, column.fields)[: -_MOST_OLD - 1 : -1]:
            old = column.show(self._amended.before(row, change))
            if old != last:
                told += self._old(old, change)
                last = old
        return tuple(told)

    def marks(self, row: Any) -> tuple[Piece, ...]:
        """What is said of the whole row: that it was struck out, or came later."""
        if self.is_struck(row):
            change = self._amended.struck(identity(row))
            by = f" {self.author(change)}" if change is not None else ""
            return (Piece(f"— {_struck_word(row)}{by}", muted=True),)
        added = self._amended.added(identity(row))
        return (Piece(f"— افزوده {self.author(added)}", muted=True),) if added is not None else ()

    def is_struck(self, row: Any) -> bool:
        """Whether the row no longer holds: struck out of the case, or put away."""
        return bool(getattr(row, "struck", False)) or getattr(row, "state", "") in ("withdrawn", "dropped")

    def author(self, change: Any) -> str:
        """«(مریم رضایی، ۱۴۰۵/۰۹/۰۴)», and on whose behalf."""
        assert self._words is not None
        person = self._words.person(change.by)
        if change.behalf:
            person = f"{person} به جانشینی {self._words.person(change.behalf)}"
        return isolate(f"({person}، {shown_day_of(change.at)})")

    def _old(self, words: str, change: Any) -> tuple[Piece, ...]:
        author = Piece(self.author(change), muted=True)
        return (Piece(words, struck=True), author) if words else (Piece("افزوده", muted=True), author)


def _struck_word(row: Any) -> str:
    if hasattr(row, "key"):
        return "پس‌گرفته"
    return "کنار گذاشته" if hasattr(row, "state") else "حذف‌شده"
