"""What a row said before it was amended."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from client.models.amended import Amended

FIELDS = ("file_place", "file_note")


def change(field: str, old: str | None, new: str | None, at: str) -> Any:
    return SimpleNamespace(
        row_id="1", entity="court_case", field=field, old=old, new=new, at=at, by="m.rezaei"
    )


def test_two_fields_changed_at_once_are_one_change_with_nothing_between() -> None:
    first, second = "2026-11-25T07:00:00Z", "2026-11-25T08:00:00Z"
    amended = Amended(
        [
            change("file_place", None, "archive", first),
            change("file_note", None, "7", first),
            change("file_place", "archive", "judge", second),
            change("file_note", "7", None, second),
        ]
    )
    now: Any = SimpleNamespace(_mapping={"file_place": "judge", "file_note": None})
    before = [amended.before(now, step) for step in amended.steps("1", FIELDS)]
    assert [(row.file_place, row.file_note) for row in before] == [(None, None), ("archive", "7")]
