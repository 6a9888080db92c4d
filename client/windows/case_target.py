"""What a case file may be opened with besides the id of a case: its place in a list, a row to go to."""

from __future__ import annotations

import dataclasses
from typing import Any

from client.widgets.table import LazyTableModel


@dataclasses.dataclass(frozen=True)
class CaseTarget:
    """The case, and where in it: the name of a section (``CaseSections.names``), a row of it."""

    case_id: str
    section: str = ""
    row_id: str = ""


class CaseInList:
    """A case and the list it was opened from: `model` has rows with a `case_id`, whose identity it is."""

    def __init__(self, model: LazyTableModel, row: int) -> None:
        self.model = model
        self.row = row
        self.case_id = str(getattr(model.row(row), "case_id", ""))

    def count(self) -> int:
        """How many cases the list has."""
        return self.model.rowCount()

    def find(self) -> int | None:
        """Where the case stands in the list now (rows may have moved since), or None if it has left it."""
        row: Any = self.model.row(self.row)
        if row is not None and row.case_id == self.case_id:
            return self.row
        found = self.model.find(self.case_id)
        if found is not None:
            self.row = found
        return found

    def neighbour(self, step: int) -> str | None:
        """The case `step` rows on; None beyond the ends."""
        at = self._at(step)
        row = self.model.row(at) if at >= 0 else None
        return str(row.case_id) if row is not None else None

    def move(self, step: int) -> str | None:
        """Go `step` rows on; the case there, or None if the list ends."""
        at, case = self._at(step), self.neighbour(step)
        if case is not None:
            self.row, self.case_id = at, case
        return case

    def _at(self, step: int) -> int:
        if self.find() is not None:
            return self.row + step
        # The next one has taken its place.
        return self.row + (step - 1 if step > 0 else step)
