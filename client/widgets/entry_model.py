"""What the models of all tables that are typed into answer Qt in the same way."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from client.widgets.table import RIGHT

Index = QModelIndex | QPersistentModelIndex


class EntryModel(QAbstractTableModel):
    """A subclass tells its rows, titles and which cells can be typed into."""

    def count(self) -> int:
        """How many rows there are."""
        raise NotImplementedError

    def titles(self) -> Sequence[str]:
        """The heading of each column."""
        raise NotImplementedError

    def has_cell(self, index: Index) -> bool:
        """Whether something can be entered there."""
        raise NotImplementedError

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else self.count()

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.titles())

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.titles()[section]
        return RIGHT if role == Qt.ItemDataRole.TextAlignmentRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        usable = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return usable | Qt.ItemFlag.ItemIsEditable if self.has_cell(index) else usable
