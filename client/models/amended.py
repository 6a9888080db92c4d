"""What the rows of a case said before they were amended, who changed it and when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from types import SimpleNamespace
from typing import Any

from sqlalchemy import BigInteger, Boolean, Integer

from common.read_models import metadata

_STRUCK = "struck"


class Amended:
    """Amendments of one case by row; `amendments` are the feed's rows, oldest first."""

    def __init__(self, amendments: Iterable[Any] = ()) -> None:
        self._of: dict[str, list[Any]] = {}
        for amendment in amendments:
            self._of.setdefault(amendment.row_id, []).append(amendment)

    def __bool__(self) -> bool:
        return bool(self._of)

    def changes(self, row_id: str, fields: Sequence[str] = ()) -> list[Any]:
        """Changes of these fields of the row (of all but `struck`, if none is named), oldest first."""
        return [
            change
            for change in self._of.get(row_id, ())
            if change.field is not None and (change.field in fields if fields else change.field != _STRUCK)
        ]

    def steps(self, row_id: str, fields: Sequence[str] = ()) -> list[Any]:
        """As `changes`, of those made at once by one command the first alone: nothing was ever between."""
        found: list[Any] = []
        for change in self.changes(row_id, fields):
            if not found or (change.at, change.by) != (found[-1].at, found[-1].by):
                found.append(change)
        return found

    def added(self, row_id: str) -> Any | None:
        """The amendment that added the row to the case, or None if it was there from the first."""
        return next((change for change in self._of.get(row_id, ()) if change.field is None), None)

    def struck(self, row_id: str) -> Any | None:
        """The amendment that struck the row out last, if one did."""
        found = [change for change in self.changes(row_id, (_STRUCK,)) if change.new == "true"]
        return found[-1] if found else None

    def before(self, row: Any, change: Any) -> Any:
        """The row as it was before `change`, and so also before all later changes of other fields."""
        values = dict(row._mapping)
        at = self._of[change.row_id].index(change)
        for later in reversed(self._of[change.row_id][at:]):
            if later.field is not None:
                values[later.field] = stored(later.entity, later.field, later.old)
        return SimpleNamespace(**values)


def stored(entity: str, field: str, text: str | None) -> Any:
    """The value that an amendment tells as `text`, in the type of its column."""
    if text is None:
        return None
    kind = metadata.tables[entity].c[field].type
    if isinstance(kind, Boolean):
        return text == "true"
    return int(text) if isinstance(kind, Integer | BigInteger) else text
