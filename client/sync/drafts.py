"""Half-typed forms, kept encrypted in the cache."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, select, update
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


def put(connection: Connection, kept: Draft) -> None:
    """Keep a draft in place of an older one, in the caller's transaction."""
    values = {
        "content": json.dumps(kept.content, ensure_ascii=False),
        "saved_at": instants.written(kept.saved_at),
    }
    statement = insert(draft).values(form=kept.form, key=kept.key, **values)
    connection.execute(statement.on_conflict_do_update(index_elements=["form", "key"], set_=values))


def remove(connection: Connection, form: str, key: str) -> None:
    """Forget a draft, if there is one, in the caller's transaction."""
    connection.execute(delete(draft).where(draft.c.form == form, draft.c.key == key))


def remove_mending(connection: Connection, command: str) -> None:
    """Forget what was typed to mend that command, in whatever form: its id is the draft's key."""
    connection.execute(delete(draft).where(draft.c.key == command))


class Drafts:
    """Drafts by form and key."""

    def __init__(self, cache: Cache, now: Callable[[], datetime] = instants.utc_now) -> None:
        self._cache = cache
        self._now = now

    def save(self, form: str, key: str, content: dict[str, Any]) -> None:
        """Keep `content` (JSON values) in place of an older draft."""
        with self._cache.write() as connection:
            put(connection, Draft(form, key, content, self._now()))

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
            remove(connection, form, key)

    def rename(self, form: str, key: str, new_key: str) -> None:
        """Keep the draft under another key."""
        with self._cache.write() as connection:
            connection.execute(
                update(draft).where(draft.c.form == form, draft.c.key == key).values(key=new_key)
            )

    def list(self, form: str | None = None) -> tuple[Draft, ...]:
        """Drafts of `form` (or all), newest first."""
        wanted = select(draft).order_by(draft.c.saved_at.desc(), draft.c.key.desc())
        if form is not None:
            wanted = wanted.where(draft.c.form == form)
        with self._cache.read() as connection:
            return tuple(_draft(row) for row in connection.execute(wanted))


def _draft(row: Row[Any]) -> Draft:
    return Draft(row.form, row.key, json.loads(row.content), instants.read(row.saved_at))
