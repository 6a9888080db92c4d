"""A case as the centre would tell it, made of the commands that were given."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import delete, insert

from client.sync import instants
from client.sync.cache import Cache
from client.sync.cache_tables import ENTITIES
from client.sync.predictions import Context, Rows, predict
from common import jalali
from common.commands import Command, PartyStated, RegisterCase
from common.identifiers import uuid7
from common.read_models import CENTRE
from common.text import search_key, sort_key

START = datetime(2026, 11, 25, 5, 0, tzinfo=UTC)
REGISTRY, BRANCH = 5, 12
CLERK, JUDGE = "m.rezaei", "h.nouri"
_ENDING = {"201": {"ends": True, "out_class": "judgment"}}


class Story:
    """Commands done one after the other, each in the minute after the one before unless told otherwise."""

    def __init__(self, cache: Cache) -> None:
        self._cache = cache
        self._rows: dict[uuid.UUID, Rows] = {}
        self.at = START
        self._position = 0

    def do(
        self, command: Command, desk: int = BRANCH, login: str = CLERK, behalf: str | None = None,
        undone: Command | None = None, **result: Any
    ) -> uuid.UUID:  # fmt: skip
        """Give a command; its rows are in the cache as the centre's. The command's id."""
        self.at += timedelta(minutes=1)
        self._position += 1
        context = Context(
            login=login,
            desk=desk,
            issued_at=instants.written(self.at),
            today=jalali.tehran_today(self.at).isoformat(),
            dispositions=_ENDING,
            result=result,
            command=uuid7(),
            behalf=behalf,
            undone=undone,
        )
        rows = predict(self._rows.get(command.case, {}), command, context)
        if event := rows.get("event", {}).get(str(context.command)):
            event["position"] = self._position
        self._rows[command.case] = rows
        self._store(command.case, rows)
        return context.command

    def forget(self, table: str, case: uuid.UUID) -> None:
        """As if the centre had no such rows of the case."""
        self._rows[case].pop(table, None)
        self._store(case, self._rows[case])

    def _store(self, case: uuid.UUID, rows: Rows) -> None:
        with self._cache.write() as connection:
            for name, table in ENTITIES.items():
                owner = table.c.id if name == "court_case" else table.c.case_id
                connection.execute(delete(table).where(owner == str(case)))
                for row in rows.get(name, {}).values():
                    connection.execute(insert(table).values({**row, "layer": CENTRE}))


def person(
    role: str, given: str | None, family: str | None, national_id: str | None = None, **more: Any
) -> PartyStated:
    """A party of any name; without one it is nobody known."""
    return PartyStated(
        id=uuid7(),
        role=role,
        kind=more.pop("kind", "person" if given else "unknown"),
        sort_key=sort_key(f"{family or ''} {given or ''}"),
        search_key=search_key(f"{given or ''} {family or ''}"),
        national_id=national_id,
        given=given,
        family=family,
        **more,
    )


def registered(*parties: PartyStated, subject: str = "مطالبه وجه چک", **more: Any) -> RegisterCase:
    """A civil case with these parties, received on the first day unless told otherwise."""
    return RegisterCase(
        case=uuid7(),
        number="140568920000000001",
        kind="civil",
        received_on=more.pop("received_on", START.date()),
        subject=subject,
        parties=parties,
        **more,
    )
