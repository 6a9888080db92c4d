"""The rows of an outcome table as Qt shows them: claim by claim, party by party, one cell each to type in."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QColor

from client.models.case_file import CaseFile
from client.models.outcomes import OutcomeRow, principals
from client.models.parties import flags_in_words, party_name
from client.models.words import Words
from client.style import palette
from client.widgets.entry_model import EntryModel, Index
from client.widgets.table import RIGHT
from common import errors
from common.text import clean, group_digits, persian_digits

Key = tuple[str, str | None]
NUMBER, CLAIM, AMOUNT, PARTY, RESULT = range(5)
TITLES = ("ردیف", "خواسته یا اتهام", "بها (ریال)", "برای", "نتیجه")


@dataclasses.dataclass(frozen=True)
class _Claim:
    """What a claim's row shows: its place in the case, its title and amount."""

    place: str
    title: str
    amount: str


class OutcomeModel(EntryModel):
    """`fixed` for reading only. Sentences told at rows stay until the row is edited."""

    def __init__(self, words: Words, *, fixed: bool = False) -> None:
        super().__init__()
        self._words = words
        self.fixed = fixed
        self._claims: dict[str, _Claim] = {}
        self._parties: dict[str, str] = {}
        self._principals: tuple[str, ...] = ()
        self._offered: dict[str, str] = {}
        self._rows: list[OutcomeRow] = []
        self._removed: list[tuple[int, list[OutcomeRow]]] = []
        self._told: dict[Key, str] = {}

    def set_case(self, file: CaseFile, offered: Mapping[str, str]) -> None:
        """The claims and parties rows may be of, and the titles of the dispositions offered by code."""
        self.beginResetModel()
        self._claims = {
            claim.id: _Claim(
                persian_digits(place),
                self._words.code_title(claim.code_kind, claim.code),
                "" if claim.amount is None else group_digits(claim.amount),
            )
            for place, claim in enumerate(file.claims, 1)
        }
        flags: dict[str, list[Any]] = {}
        for flag in file.flags:
            flags.setdefault(flag.party, []).append(flag)
        self._parties = {
            # Flags last: the column may be too narrow for all of it.
            party.id: f"{party_name(party)} — {self._words.code_title('party_role', party.role)} "
            f"{flags_in_words(flags.get(party.id, ()), self._words)}".strip()
            for party in file.parties
        }
        self._principals = tuple(party.id for party in principals(file, self._words))
        self._offered = dict(offered)
        self._rows, self._removed, self._told = [], [], {}
        self.endResetModel()

    def offered(self) -> dict[str, str]:
        """Code -> title of the dispositions that may be chosen."""
        return self._offered

    def has_amounts(self) -> bool:
        """Whether some claim of the case has an amount."""
        return any(claim.amount for claim in self._claims.values())

    def rows(self) -> list[OutcomeRow]:
        """What the table says."""
        return list(self._rows)

    def set_rows(self, rows: Sequence[OutcomeRow]) -> None:
        """Show these instead."""
        self.beginResetModel()
        self._rows, self._removed, self._told = list(rows), [], {}
        self.endResetModel()

    def show_problems(self, problems: Mapping[int, str]) -> None:
        """Tell sentences at rows of `rows()`, and no others told before."""
        self._told = {self._rows[at].key: words for at, words in problems.items() if at < len(self._rows)}
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, RESULT))

    def problem(self, at: int) -> str | None:
        """What is told at a row."""
        return self._told.get(self._rows[at].key) or self.own_problem(at)

    def own_problem(self, at: int) -> str | None:
        """What this table itself knows to be wrong in a row, whatever the centre told of it."""
        row = self._rows[at]
        if not row.typed or row.typed in self._offered or self.fixed:
            return None
        if self._words.code("disposition", row.typed) is not None:
            return errors.sentence("code_ended", {"field": "disposition"})
        return f"«{persian_digits(row.typed)}» در فهرست نتیجه‌ها نیست؛ چند حرف بنویسید و برگزینید"

    def split(self, at: int) -> int:
        """Give each party of the claim at row `at` a row of its own; how many rows came."""
        claim = self._rows[at].claim
        own = [place for place, row in enumerate(self._rows) if row.claim == claim]
        there = {self._rows[place].party for place in own}
        missing = [OutcomeRow(claim, party) for party in self._principals if party not in there]
        self._insert(own[-1] + 1, missing)
        return len(missing)

    # ------------------------------------------------------------------ what an EntryTable asks

    def add(self, at: int) -> None:
        """Claims are added to the case, not here."""

    def remove(self, at: int) -> None:
        """Take a party's row away; from a claim's row, those of all its parties."""
        row = self._rows[at]
        first, last = at, at
        if row.party is None:
            first, last = at + 1, at
            while last + 1 < len(self._rows) and self._rows[last + 1].claim == row.claim:
                last += 1
        if last < first:
            return
        self.beginRemoveRows(QModelIndex(), first, last)
        self._removed.append((first, self._rows[first : last + 1]))
        del self._rows[first : last + 1]
        self.endRemoveRows()

    def restore(self) -> int | None:
        """Bring the rows removed last back; tells where."""
        if not self._removed:
            return None
        at, rows = self._removed.pop()
        there = {row.key for row in self._rows}
        self._insert(min(at, len(self._rows)), [row for row in rows if row.key not in there])
        return at

    def ends_empty(self) -> bool:
        """No row is there to begin one."""
        return False

    def is_empty_at(self, _at: int) -> bool:
        """Each row is of something."""
        return False

    # ------------------------------------------------------------------ what Qt asks

    def count(self) -> int:
        return len(self._rows)

    def titles(self) -> Sequence[str]:
        return TITLES

    def has_cell(self, index: Index) -> bool:
        return index.column() == RESULT and not self.fixed

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        at, result = index.row(), index.column() == RESULT
        if role == Qt.ItemDataRole.DisplayRole:
            return self._shown(at, index.column())
        if role == Qt.ItemDataRole.EditRole:
            return self._rows[at].typed if result else self._shown(at, index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT
        problem = self.problem(at) if result else None
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return problem
        if role == Qt.ItemDataRole.AccessibleTextRole and result:
            return f"{self._shown(at, CLAIM)}، {self._shown(at, PARTY)}: {self._shown(at, RESULT)}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return problem or self._shown(at, index.column())
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._ink(at, index.column(), problem)
        if role == Qt.ItemDataRole.BackgroundRole and problem:
            return QColor(palette.ERROR_SOFT)
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not self.flags(index) & Qt.ItemFlag.ItemIsEditable:
            return False
        row = self._rows[index.row()]
        self._rows[index.row()] = dataclasses.replace(row, typed=clean(str(value or "")))
        self._told.pop(row.key, None)
        self.dataChanged.emit(self.index(index.row(), 0), self.index(index.row(), RESULT))
        return True

    def _shown(self, at: int, column: int) -> str:
        row = self._rows[at]
        if column == RESULT:
            if not row.typed:
                return "مانند همین خواسته" if row.party else "مانند نتیجهٔ رأی"
            title = self._offered.get(row.typed) or self._words.code_title("disposition", row.typed)
            return title or persian_digits(row.typed)
        if column == PARTY:
            if row.party:
                return self._parties.get(row.party, "")
            split = at + 1 < len(self._rows) and self._rows[at + 1].claim == row.claim
            return "دیگر طرف‌ها" if split else "همهٔ طرف‌ها"
        claim = self._claims.get(row.claim)
        if claim is None or (row.party and at and self._rows[at - 1].claim == row.claim):
            return ""
        return (claim.place, claim.title, claim.amount)[column]

    def _ink(self, at: int, column: int, problem: str | None) -> QColor | None:
        if problem:
            return QColor(palette.ERROR)
        row = self._rows[at]
        quiet = (column == RESULT and not row.typed) or (column == PARTY and row.party is None)
        return QColor(palette.MUTED) if quiet else None

    def _insert(self, at: int, rows: Iterable[OutcomeRow]) -> None:
        coming = list(rows)
        if not coming:
            return
        self.beginInsertRows(QModelIndex(), at, at + len(coming) - 1)
        self._rows[at:at] = coming
        self.endInsertRows()
