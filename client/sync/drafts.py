"""Half-typed forms, kept encrypted in the cache."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, select
from sqlalchemy.dialects.sqlite import insert

from client.sync import instants
from client.sync.cache import Cache
from client.sync.cache_tables import draft


@dataclasses.dataclass(frozen=True)
class Draft:
    """A half-typed form: `form` its kind, `key` which one of them (a case's id, or one the form made up).

    What `content` says under "title" is how the draft is called in a list.
    """

    form: str
    key: str
    content: dict[str, Any]
    saved_at: datetime

    @property
    def title(self) -> str:
        """What the draft is about, as the form that wrote it says; "" if it does not."""
        return str(self.content.get("title", ""))


class Drafts:
    """Drafts by form and key."""

    def __init__(self, cache: Cache, now: Callable[[], datetime] = instants.utc_now) -> None:
        self._cache = cache
        self._now = now

    def save(self, form: str, key: str, content: dict[str, Any]) -> None:
        """Keep `content` (JSON values) in place of an older draft."""
        values = {
            "content": json.dumps(content, ensure_ascii=False),
            "saved_at": instants.written(self._now()),
        }
        statement = insert(draft).values(form=form, key=key, **values)
        with self._cache.write() as connection:
            connection.execute(statement.on_conflict_do_update(index_elements=["form", "key"], set_=values))

    def load(self, form: str, key: str) -> Draft | None:
        """The draft, or None."""
        with self._cache.read() as connection:
            row = connection.execute(
                select(draft).where(draft.c.form == form, draft.c.key == key)
            ).one_or_none()
        return None if row is None else _draft(row)

    def delete(self, form: str, key: str) -> None:
        """Forget the draft, if there is one."""
        with self._cache.write() as connection:
            connection.execute(delete(draft).where(draft.c.form == form, draft.c.key == key))

    def list(self, form: str | None = None) -> tuple[Draft, ...]:
        """Drafts of `form` (or all), newest first."""
        wanted = select(draft).order_by(draft.c.saved_at.desc(), draft.c.key.desc())
        if form is not None:
            wanted = wanted.where(draft.c.form == form)
        with self._cache.read() as connection:
            return tuple(_draft(row) for row in connection.execute(wanted))


def _draft(row: Row[Any]) -> Draft:
    return Draft(row.form, row.key, json.loads(row.content), instants.read(row.saved_at))
