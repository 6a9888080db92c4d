"""The parties of a case as rows of a table."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from client.style import palette
from client.widgets.table import RIGHT
from common import errors, identifiers
from common.text import clean, persian_digits

Index = QModelIndex | QPersistentModelIndex

FIELDS = ("role", "kind", "given", "family", "national_id")
TITLES = ("سمت", "نوع", "نام", "نام خانوادگی / نام شخص حقوقی", "کد / شناسهٔ ملی")
KINDS: tuple[tuple[str, str, str], ...] = (
    ("person", "حقیقی", ""),
    ("entity", "حقوقی", ""),
    ("foreigner", "تبعهٔ خارجی", ""),
    ("unknown", "ناشناس", ""),
)
# Kinds that have no given name: an entity's whole name stands in `family`.
_WITHOUT_GIVEN = frozenset(("entity", "unknown"))


@dataclasses.dataclass(frozen=True)
class PartyRow:
    """A party as typed: codes of role and kind, clean texts, ASCII digits; empty text for what is absent."""

    role: str = ""
    kind: str = "person"
    given: str = ""
    family: str = ""
    national_id: str = ""

    def is_empty(self) -> bool:
        """Whether nothing was typed."""
        return not (self.role or self.given or self.family or self.national_id)


@dataclasses.dataclass
class _Record:
    party: PartyRow
    told: dict[str, str] = dataclasses.field(default_factory=dict)
    """Problems told from outside, by field; an edit of the field takes them away."""


def national_id_problem(kind: str, national_id: str) -> str | None:
    """What is wrong with the number of a party of that kind, as a sentence; an absent one is no problem."""
    if not national_id or kind not in ("person", "entity"):
        return None
    check = identifiers.national_id_problem if kind == "person" else identifiers.legal_id_problem
    code = check(national_id)
    return errors.sentence(code, {}) if code else None


class PartyModel(QAbstractTableModel):
    """One row per party; `roles` are (code, title, group)."""

    def __init__(self, roles: Iterable[tuple[str, str, str]], parent: Any = None) -> None:
        super().__init__(parent)
        self._titles: dict[str, dict[str, str]] = {"kind": {code: title for code, title, _ in KINDS}}
        self._records: list[_Record] = []
        self._removed: list[tuple[int, _Record]] = []
        self.set_roles(roles)

    def set_roles(self, roles: Iterable[tuple[str, str, str]]) -> None:
        """Offer these roles; rows keep their codes."""
        self._titles["role"] = {code: title for code, title, _ in roles}
        self._changed_all()

    def rows(self) -> list[PartyRow]:
        """The parties, empty rows left out."""
        return [record.party for record in self._records if not record.party.is_empty()]

    def set_rows(self, rows: Sequence[PartyRow]) -> None:
        """Show these instead."""
        self.beginResetModel()
        self._records = [_Record(row) for row in rows]
        self._removed.clear()
        self.endResetModel()

    def set_problems(self, problems: Mapping[tuple[int, str], str]) -> None:
        """Show sentences at (row of `rows()`, field), and no others told before."""
        for record in self._records:
            record.told.clear()
        filled = [record for record in self._records if not record.party.is_empty()]
        for (row, field), sentence in problems.items():
            if row < len(filled):
                filled[row].told[field] = sentence
        self._changed_all()

    def table_row(self, row: int) -> int | None:
        """Where row `row` of `rows()` stands in the table."""
        filled = [at for at, record in enumerate(self._records) if not record.party.is_empty()]
        return filled[row] if row < len(filled) else None

    def problem(self, table_row: int, field: str) -> str | None:
        """The sentence shown at a cell."""
        record = self._records[table_row]
        if field in record.told:
            return record.told[field]
        if field == "national_id":
            return national_id_problem(record.party.kind, record.party.national_id)
        return None

    def ends_empty(self) -> bool:
        """Whether nothing was typed in the last row."""
        return bool(self._records) and self._records[-1].party.is_empty()

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

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._records)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(FIELDS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole:
                return TITLES[section]
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return RIGHT
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsEditable if self._has_cell(index) else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        show: dict[int, Callable[[Index], Any]] = {
            Qt.ItemDataRole.DisplayRole: self._shown,
            Qt.ItemDataRole.EditRole: self._value,
            Qt.ItemDataRole.TextAlignmentRole: lambda _index: RIGHT,
            Qt.ItemDataRole.ToolTipRole: lambda at: self._problem_at(at) or self._shown(at),
            Qt.ItemDataRole.AccessibleDescriptionRole: self._problem_at,
            Qt.ItemDataRole.ForegroundRole: self._ink,
            Qt.ItemDataRole.BackgroundRole: self._ground,
        }
        return show[role](index) if role in show else None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not self.flags(index) & Qt.ItemFlag.ItemIsEditable:
            return False
        record = self._records[index.row()]
        field = FIELDS[index.column()]
        text = clean(str(value or ""))
        if field == "national_id" and record.party.kind == "person":
            text = identifiers.national_id_padded(text)
        record.party = dataclasses.replace(record.party, **{field: text})
        if field == "kind":
            if text in _WITHOUT_GIVEN:
                record.party = dataclasses.replace(record.party, given="")
                record.told.pop("given", None)
            record.told.pop("national_id", None)
        record.told.pop(field, None)
        self.dataChanged.emit(self.index(index.row(), 0), self.index(index.row(), len(FIELDS) - 1))
        return True

    def _has_cell(self, index: Index) -> bool:
        kind = self._records[index.row()].party.kind
        return not (FIELDS[index.column()] == "given" and kind in _WITHOUT_GIVEN)

    def _value(self, index: Index) -> str:
        return str(getattr(self._records[index.row()].party, FIELDS[index.column()]))

    def _shown(self, index: Index) -> str:
        field, value = FIELDS[index.column()], self._value(index)
        if not self._has_cell(index):
            return "—"
        if field in self._titles:
            return self._titles[field].get(value, value)
        return persian_digits(value)

    def _problem_at(self, index: Index) -> str | None:
        return self.problem(index.row(), FIELDS[index.column()])

    def _ink(self, index: Index) -> QColor | None:
        if self._problem_at(index):
            return QColor(palette.ERROR)
        return None if self._has_cell(index) else QColor(palette.MUTED)

    def _ground(self, index: Index) -> QColor | None:
        return QColor(palette.ERROR_SOFT) if self._problem_at(index) else None

    def _insert(self, at: int, record: _Record) -> None:
        self.beginInsertRows(QModelIndex(), at, at)
        self._records.insert(at, record)
        self.endInsertRows()

    def _changed_all(self) -> None:
        if self._records:
            last = self.index(len(self._records) - 1, len(FIELDS) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
