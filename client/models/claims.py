"""The claims or charges of a case as rows of a table, just as they were typed."""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QColor

from client.models.case_words import ClaimWord
from client.style import palette
from client.widgets.entry_model import EntryModel, Index
from client.widgets.table import RIGHT
from common import errors, money
from common.commands import ClaimStated
from common.identifiers import uuid7
from common.text import clean, group_digits, persian_digits, search_key

FIELDS = ("code", "amount")


@dataclasses.dataclass(frozen=True)
class ClaimRow:
    """A row as typed: the key of a ClaimWord and the amount's text."""

    key: str = ""
    amount: str = ""
    id: str = dataclasses.field(default_factory=lambda: str(uuid7()), compare=False, kw_only=True)

    def is_empty(self) -> bool:
        """Whether nothing was typed."""
        return not (self.key or self.amount)

    @classmethod
    def from_content(cls, content: Mapping[str, Any]) -> ClaimRow:
        """The row that ``dataclasses.asdict`` made into `content`, of this or an older program."""
        return cls(**content)

    def rials(self) -> int | None:
        """The amount, None for none. Raises money.AmountError for text that is no amount."""
        return money.parse(self.amount) if self.amount else None


class ClaimModel(EntryModel):
    """One row per claim; `told` problems stay until the cell is edited."""

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self.words: dict[str, ClaimWord] = {}
        self.ended: dict[str, ClaimWord] = {}
        self._removed: list[tuple[int, ClaimRow]] = []
        self._rows: list[ClaimRow] = [ClaimRow()]
        self._told: dict[tuple[int, str], str] = {}

    def set_words(self, words: Sequence[ClaimWord], ended: Sequence[ClaimWord] = ()) -> None:
        """Offer these; rows keep what they have. `ended` were offered once: their titles are still known."""
        self.words = {word.key: word for word in words}
        self.ended = {word.key: word for word in ended}
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(FIELDS) - 1)
        self._changed()

    def stated(self, row: ClaimRow) -> ClaimStated:
        """A row as it is registered; words that name nothing and what is no amount are told elsewhere."""
        word = self.words.get(row.key) or self.ended.get(row.key)
        try:
            amount = row.rials()
        except money.AmountError:
            amount = None
        kind, code = (word.code_kind, word.code) if word else ("claim", row.key)
        return ClaimStated(uuid.UUID(row.id), kind, code, amount)

    def key_of(self, typed: str) -> str:
        """The key of what was offered once by that title or code; else the words as typed."""
        names = {search_key(word.title): key for key, word in self.ended.items()}
        return typed if typed in self.ended else names.get(search_key(typed), typed)

    def has_amounts(self) -> bool:
        """Whether some of the words offered has an amount: claims have, charges have not."""
        return not self.words or any(word.code_kind == "claim" for word in self.words.values())

    def rows(self) -> list[ClaimRow]:
        """What was entered, empty rows left out."""
        return [row for row in self._rows if not row.is_empty()]

    def set_rows(self, rows: Sequence[ClaimRow]) -> None:
        """Show these instead, with one empty row to begin with if there are none."""
        self.beginResetModel()
        self._rows = list(rows) or [ClaimRow()]
        self._told = {}
        self._removed.clear()
        self.endResetModel()

    def set_problems(self, problems: Mapping[tuple[int, str], str]) -> None:
        """Show sentences at (row of `rows()`, field), and no others told before."""
        at = [place for place, row in enumerate(self._rows) if not row.is_empty()]
        self._told = {(at[row], field): words for (row, field), words in problems.items() if row < len(at)}
        self._changed()

    def table_row(self, row: int) -> int:
        """Where row `row` of `rows()` stands."""
        at = [place for place, entered in enumerate(self._rows) if not entered.is_empty()]
        return at[row] if row < len(at) else 0

    def problem(self, place: int, field: str) -> str | None:
        """The sentence shown at a cell."""
        if (place, field) in self._told:
            return self._told[place, field]
        row = self._rows[place]
        if field == "code" and row.key and row.key not in self.words:
            if row.key in self.ended:
                return errors.sentence("code_ended", {"field": "code"})
            return f"«{persian_digits(row.key)}» در فهرست این نوع پرونده نیست؛ چند حرف بنویسید و برگزینید"
        if field == "amount":
            try:
                row.rials()
            except money.AmountError as error:
                return errors.sentence(error.code, error.parameters)
        return None

    def ends_empty(self) -> bool:
        """Whether nothing was typed in the last row."""
        return self._rows[-1].is_empty()

    def is_empty_at(self, at: int) -> bool:
        """Whether nothing was typed in a row of the table."""
        return self._rows[at].is_empty()

    def add(self, at: int) -> None:
        """Insert an empty row."""
        self._insert(at, ClaimRow())

    def remove(self, at: int) -> None:
        """Take a row away, one stays to type into; `restore` brings it back."""
        self._told = {}
        self.beginRemoveRows(QModelIndex(), at, at)
        self._removed.append((at, self._rows.pop(at)))
        self.endRemoveRows()
        if not self._rows:
            self.add(0)

    def restore(self) -> int | None:
        """Bring the row removed last back; tells where, or None when there is none."""
        if not self._removed:
            return None
        at, row = self._removed.pop()
        at = min(at, len(self._rows))
        self._insert(at, row)
        return at

    def count(self) -> int:
        return len(self._rows)

    def titles(self) -> Sequence[str]:
        return ("عنوان" if self.has_amounts() else "عنوان اتهام", "بهای خواسته (ریال)")

    def has_cell(self, index: Index) -> bool:
        word = self.words.get(self._rows[index.row()].key)
        if index.column() == 0:
            return True
        return self.has_amounts() if word is None else word.code_kind == "claim"

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        problem = self.problem(index.row(), FIELDS[index.column()])
        if role == Qt.ItemDataRole.DisplayRole:
            return self._shown(index)
        if role == Qt.ItemDataRole.EditRole:
            return getattr(self._rows[index.row()], "key" if index.column() == 0 else "amount")
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return problem
        if role == Qt.ItemDataRole.ToolTipRole:
            return problem or self._shown(index)
        if role == Qt.ItemDataRole.ForegroundRole and problem:
            return QColor(palette.ERROR)
        if role == Qt.ItemDataRole.BackgroundRole and problem:
            return QColor(palette.ERROR_SOFT)
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not self.flags(index) & Qt.ItemFlag.ItemIsEditable:
            return False
        row, text = self._rows[index.row()], clean(str(value or ""))
        if index.column() == 0:
            word = self.words.get(text)
            keeps = word is None or word.code_kind == "claim"
            row = dataclasses.replace(row, key=text, amount=row.amount if keeps else "")
        else:
            row = dataclasses.replace(row, amount=text)
        self._rows[index.row()] = row
        self._told.pop((index.row(), FIELDS[index.column()]), None)
        self.dataChanged.emit(self.index(index.row(), 0), self.index(index.row(), 1))
        return True

    def _shown(self, index: Index) -> str:
        row = self._rows[index.row()]
        if index.column() == 0:
            word = self.words.get(row.key) or self.ended.get(row.key)
            return word.title if word else persian_digits(row.key)
        if not self.has_cell(index):
            return "—"
        try:
            rials = row.rials()
        except money.AmountError:
            return persian_digits(row.amount)
        return group_digits(rials) if rials is not None else ""

    def _insert(self, at: int, row: ClaimRow) -> None:
        self.beginInsertRows(QModelIndex(), at, at)
        self._rows.insert(at, row)
        self.endInsertRows()

    def _changed(self) -> None:
        self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, 1))


def claim_rows(stated: Iterable[ClaimStated], known: Iterable[ClaimWord], *, anew: bool) -> list[ClaimRow]:
    """What is typed to state these claims of the words `known`; `anew` with ids of their own."""
    keys = {(word.code_kind, word.code): word.key for word in known}
    return [
        ClaimRow(
            keys.get((claim.code_kind, claim.code), claim.code),
            str(claim.amount) if claim.amount is not None else "",
            id=str(uuid7() if anew else claim.id),
        )
        for claim in stated
    ]
