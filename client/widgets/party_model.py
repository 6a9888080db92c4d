"""The parties of a case as rows of a table."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QColor

from client.models.party_rows import DETAILS, KINDS, WITHOUT_GIVEN, PartyRow, typed_problem
from client.style import palette
from client.widgets.entry_model import EntryModel, Index
from client.widgets.table import RIGHT
from common import errors, jalali
from common.text import persian_digits

__all__ = ["FIELDS", "MORE", "TITLES", "PartyModel", "PartyRow"]

FIELDS = ("role", "kind", "given", "family", "national_id")
TITLES = ("سمت", "نوع", "نام", "نام خانوادگی / عنوان", "کد / شناسهٔ ملی", "نشانه")
MORE = len(FIELDS)
"""The column that only tells what stands beside the table: flags, and problems of the details."""
ASIDE = (*DETAILS, "flags", "clients", "document", "granted_on")


@dataclasses.dataclass
class _Record:
    party: PartyRow
    told: dict[str, str] = dataclasses.field(default_factory=dict)
    """Problems told from outside, by field; an edit of the field takes them away."""


class PartyModel(EntryModel):
    """One row per party; `roles` are (code, title, group), `flags` the titles of flags by code."""

    def __init__(
        self,
        roles: Iterable[tuple[str, str, str]],
        flags: Mapping[str, str] | None = None,
        today: Callable[[], date] = lambda: jalali.LAST_DAY,
        parent: Any = None,
    ) -> None:
        super().__init__(parent)
        self._titles: dict[str, dict[str, str]] = {"kind": {code: title for code, title, _ in KINDS}}
        self._flags = dict(flags or {})
        self._today = today
        self._records: list[_Record] = []
        self._removed: list[tuple[int, _Record]] = []
        self.set_roles(roles)

    def set_roles(self, roles: Iterable[tuple[str, str, str]]) -> None:
        """Offer these roles; rows keep their codes."""
        self._titles["role"] = {code: title for code, title, _ in roles}
        self._changed_all()

    def role_titles(self) -> Mapping[str, str]:
        """The titles of the roles offered, by code."""
        return self._titles["role"]

    def rows(self) -> list[PartyRow]:
        """The parties, empty rows left out."""
        return [record.party for record in self._records if not record.party.is_empty()]

    def set_rows(self, rows: Sequence[PartyRow]) -> None:
        """Show these instead."""
        self.beginResetModel()
        self._records = [_Record(row) for row in rows]
        self._removed.clear()
        self.endResetModel()

    def row_at(self, table_row: int) -> PartyRow | None:
        """The party of a row of the table, empty or not; None if there is no such row."""
        return self._records[table_row].party if 0 <= table_row < len(self._records) else None

    def put(self, table_row: int, party: PartyRow) -> None:
        """Let a row say this; problems told of what changed are forgotten."""
        record = self._records[table_row]
        before, record.party = record.party, party
        for field in (*FIELDS, *ASIDE):
            if getattr(before, field) != getattr(party, field):
                record.told.pop(field, None)
                if field == "clients":
                    record.told.pop("role", None)
                elif field in ("kind", "id_reason"):
                    record.told.pop("national_id", None)
                if field == "kind" and party.kind in WITHOUT_GIVEN:
                    record.told.pop("given", None)
        self.dataChanged.emit(self.index(table_row, 0), self.index(table_row, MORE))

    def set_problems(self, problems: Mapping[tuple[int, str], str]) -> None:
        """Show sentences at (row of `rows()`, field), and no others told before."""
        before = [record.told for record in self._records]
        for record in self._records:
            record.told = {}
        filled = [record for record in self._records if not record.party.is_empty()]
        for (row, field), sentence in problems.items():
            if row < len(filled):
                filled[row].told[field] = sentence
        if [record.told for record in self._records] != before:
            self._changed_all()

    def table_row(self, row: int) -> int | None:
        """Where row `row` of `rows()` stands in the table."""
        filled = [at for at, record in enumerate(self._records) if not record.party.is_empty()]
        return filled[row] if row < len(filled) else None

    def problem(self, table_row: int, field: str) -> str | None:
        """The sentence shown at a cell or at a field beside the table."""
        record = self._records[table_row]
        if field in record.told:
            return record.told[field]
        wrong = typed_problem(record.party, field, self._today())
        return errors.sentence(*wrong) if wrong else None

    def ends_empty(self) -> bool:
        """Whether nothing was typed in the last row."""
        return bool(self._records) and self._records[-1].party.is_empty()

    def is_empty_at(self, at: int) -> bool:
        """Whether nothing was typed in a row of the table."""
        return self._records[at].party.is_empty()

    def add(self, at: int) -> None:
        """Insert an empty row."""
        self._insert(at, _Record(PartyRow()))

    def remove(self, at: int) -> None:
        """Take a row away; `restore` brings it back."""
        self.beginRemoveRows(QModelIndex(), at, at)
        self._removed.append((at, self._records.pop(at)))
        self.endRemoveRows()

    def restore(self) -> int | None:
        """Bring the row removed last back; tells where, or None when there is none."""
        if not self._removed:
            return None
        at, record = self._removed.pop()
        at = min(at, len(self._records))
        self._insert(at, record)
        return at

    def count(self) -> int:
        return len(self._records)

    def titles(self) -> Sequence[str]:
        return TITLES

    def has_cell(self, index: Index) -> bool:
        if index.column() == MORE:
            return False
        kind = self._records[index.row()].party.kind
        return not (FIELDS[index.column()] == "given" and kind in WITHOUT_GIVEN)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        show: dict[int, Callable[[Index], Any]] = {
            Qt.ItemDataRole.DisplayRole: self._shown,
            Qt.ItemDataRole.EditRole: self._value,
            Qt.ItemDataRole.TextAlignmentRole: lambda _index: RIGHT,
            Qt.ItemDataRole.ToolTipRole: self._tip,
            Qt.ItemDataRole.AccessibleDescriptionRole: self._problem_at,
            Qt.ItemDataRole.ForegroundRole: self._ink,
            Qt.ItemDataRole.BackgroundRole: self._ground,
        }
        return show[role](index) if role in show else None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not self.flags(index) & Qt.ItemFlag.ItemIsEditable:
            return False
        field = FIELDS[index.column()]
        record = self._records[index.row()]
        record.told.pop(field, None)
        self.put(index.row(), record.party.with_text(field, str(value or "")))
        return True

    def _value(self, index: Index) -> str:
        if index.column() == MORE:
            return ""
        return str(getattr(self._records[index.row()].party, FIELDS[index.column()]))

    def _shown(self, index: Index) -> str:
        if index.column() == MORE:
            return self._shown_more(index.row())
        field, value = FIELDS[index.column()], self._value(index)
        if not self.has_cell(index):
            return "—"
        if field in self._titles:
            return self._titles[field].get(value, value)
        return persian_digits(value)

    def _shown_more(self, table_row: int) -> str:
        if self._problem_aside(table_row):
            return "▲ جزئیات را ببینید"
        titles = [self._flags.get(flag.flag, flag.flag) for flag in self._records[table_row].party.flags]
        more = f" \u2066+{persian_digits(len(titles) - 1)}\u2069" if len(titles) > 1 else ""
        return f"⚑ {titles[0]}{more}" if titles else ""

    def _flag_words(self, table_row: int) -> str:
        flags = self._records[table_row].party.flags
        return "، ".join(
            f"{self._flags.get(flag.flag, flag.flag)} ({flag.detail})"
            if flag.detail
            else self._flags.get(flag.flag, flag.flag)
            for flag in flags
        )

    def _problem_aside(self, table_row: int) -> str | None:
        problems = (self.problem(table_row, field) for field in ASIDE)
        return next((sentence for sentence in problems if sentence), None)

    def _problem_at(self, index: Index) -> str | None:
        if index.column() == MORE:
            return self._problem_aside(index.row())
        return self.problem(index.row(), FIELDS[index.column()])

    def _tip(self, index: Index) -> str:
        shown = self._flag_words(index.row()) if index.column() == MORE else self._shown(index)
        return self._problem_at(index) or persian_digits(shown)

    def _ink(self, index: Index) -> QColor | None:
        if self._problem_at(index):
            return QColor(palette.ERROR)
        if index.column() == MORE:
            return QColor(palette.WARNING)
        return None if self.has_cell(index) else QColor(palette.MUTED)

    def _ground(self, index: Index) -> QColor | None:
        return QColor(palette.ERROR_SOFT) if self._problem_at(index) else None

    def _insert(self, at: int, record: _Record) -> None:
        self.beginInsertRows(QModelIndex(), at, at)
        self._records.insert(at, record)
        self.endInsertRows()

    def _changed_all(self) -> None:
        if self._records:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._records) - 1, MORE))
