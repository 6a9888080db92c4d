"""The branches a case may be referred to, as a list to choose from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from client.models.waiting_cases import BranchLoad
from client.widgets.table import RIGHT
from common.text import group_digits

Index = QModelIndex | QPersistentModelIndex
_TITLES = ("شعبه", "ارجاع")


class BranchesModel(QAbstractTableModel):
    """A row per `BranchLoad`."""

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self._branches: list[BranchLoad] = []

    def show_branches(self, branches: Sequence[BranchLoad]) -> None:
        """Offer these; nothing happens when they are the same as before."""
        if list(branches) == self._branches:
            return
        self.beginResetModel()
        self._branches = list(branches)
        self.endResetModel()

    def branch(self, row: int) -> BranchLoad | None:
        """The branch at `row`."""
        return self._branches[row] if 0 <= row < len(self._branches) else None

    def row_of(self, desk: int) -> int | None:
        """Where a branch stands."""
        return next((row for row, branch in enumerate(self._branches) if branch.desk == desk), None)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._branches)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(_TITLES)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _TITLES[section]
        return RIGHT if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT
        if not index.isValid() or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        branch = self._branches[index.row()]
        return branch.title if index.column() == 0 else group_digits(branch.load)
