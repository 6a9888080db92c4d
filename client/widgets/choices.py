"""The words of a list of codes and how a clerk's spelling finds them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from common.text import ascii_digits, search_key

GROUP_ROLE = Qt.ItemDataRole.UserRole
CODE_ROLE = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True)
class Choice:
    """A code, its title, and the group it stands in (may be empty).

    Where two lists are offered as one, `code` has the name of its list before it: «claim:102».
    """

    code: str
    title: str
    group: str = ""

    def typed(self) -> str:
        """The code as people type it."""
        return self.code.casefold().rpartition(":")[2]


class Choices(QAbstractListModel):
    """The choices that match what was typed so far: all words of it, in any order and spelling, or a code."""

    def __init__(self, choices: Iterable[Choice] = (), parent: Any = None) -> None:
        super().__init__(parent)
        self._all: list[Choice] = []
        self._keys: list[str] = []
        self._shown: list[Choice] = []
        self.replace(choices)

    def replace(self, choices: Iterable[Choice]) -> None:
        """Offer these instead."""
        self.beginResetModel()
        self._all = list(choices)
        self._keys = [search_key(choice.title) for choice in self._all]
        self._shown = self._all
        self.endResetModel()

    def narrow(self, typed: str) -> None:
        """Show only what matches `typed`: titles that begin so first, then those that hold its words."""
        words = [key for word in typed.split() if (key := search_key(word))]
        whole, code = search_key(typed), ascii_digits(typed).strip().casefold()
        first: list[Choice] = []
        then: list[Choice] = []
        for choice, key in zip(self._all, self._keys, strict=True):
            if key.startswith(whole) or (code and choice.typed() == code):
                first.append(choice)
            elif all(word in key for word in words) or (code and choice.typed().startswith(code)):
                then.append(choice)
        self.beginResetModel()
        self._shown = first + then
        self.endResetModel()

    def matching(self, typed: str) -> Choice | None:
        """The one choice that `typed` names: by its title, by its code, or as the only one that fits."""
        whole, code = search_key(typed), ascii_digits(typed).strip().casefold()
        if not whole:
            return None
        for choice, key in zip(self._all, self._keys, strict=True):
            if key == whole or choice.code.casefold() == code:
                return choice
        coded = [choice for choice in self._all if choice.typed() == code]
        self.narrow(typed)
        found = coded or self._shown
        return found[0] if len(found) == 1 else None

    def of_code(self, code: str) -> Choice | None:
        """The choice of that code."""
        return next((choice for choice in self._all if choice.code == code), None)

    def row_of(self, code: str) -> int:
        """Where the choice of that code is shown; -1 when it is not."""
        return next((row for row, choice in enumerate(self._shown) if choice.code == code), -1)

    def at(self, row: int) -> Choice:
        """The choice shown at `row`."""
        return self._shown[row]

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._shown)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if not index.isValid():
            return None
        choice = self._shown[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return choice.title
        if role == GROUP_ROLE:
            return choice.group
        if role == CODE_ROLE:
            return choice.code
        return None
