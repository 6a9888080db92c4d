"""Commands of this workstation: what waits to be sent, in its order, and what was sent lately."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Sequence
from typing import Any, Literal

from sqlalchemy import ColumnElement, Row, Select, func, select

from client.models.acts import act_title
from client.models.case_file import PENDING_MARK, shown_moment
from client.models.words import Words
from client.sync.cache import Cache
from client.sync.cache_tables import VIEWS, outbox
from client.widgets.table import Column, LazyTableModel
from common import case_number

State = Literal["waiting", "applied"]


@dataclasses.dataclass(frozen=True)
class QueuedCommand:
    """A command with the number of its case ("" if this workstation no longer sees the case)."""

    sequence: int
    kind: str
    desk: int
    case_id: str
    number: str
    issued_at: str
    answered_at: str | None
    tries: int


class OutboxModel(LazyTableModel):
    """Rows are `QueuedCommand`: the waiting in the order they are sent, the applied newest first."""

    def __init__(self, cache: Cache, words: Words, state: State, parent: Any = None) -> None:
        self._cache = cache
        self._state = state
        waiting = state == "waiting"
        mark = f"{PENDING_MARK} " if waiting else ""
        columns = (
            Column("کار", lambda row: f"{mark}{act_title(row.kind)}"),
            Column("شمارهٔ پرونده", lambda row: case_number.show(row.number) if row.number else "–"),
            Column("میز", lambda row: words.desk_title(row.desk)),
            Column("ثبت شده", lambda row: shown_moment(row.issued_at)),
            Column("وضعیت", _waiting_state)
            if waiting
            else Column("پاسخ مرکز", lambda row: shown_moment(row.answered_at)),
        )
        super().__init__(columns, self._commands, self._count_commands, lambda row: row.sequence, parent)

    def tip(self, row: Any) -> str | None:
        return f"\u200f{act_title(row.kind)} · {case_number.show(row.number)}"

    def _count_commands(self) -> int:
        with self._cache.read() as connection:
            found = connection.execute(
                select(func.count()).select_from(outbox).where(outbox.c.state == self._state)
            )
            return int(found.scalar_one())

    def _commands(self, offset: int, limit: int) -> Sequence[QueuedCommand]:
        order = outbox.c.sequence if self._state == "waiting" else outbox.c.sequence.desc()
        rows = _rows(outbox.c.state == self._state).order_by(order).offset(offset).limit(limit)
        with self._cache.read() as connection:
            return [_command(row) for row in connection.execute(rows)]


def case_numbers(cache: Cache, cases: set[str]) -> dict[str, str]:
    """The numbers of these cases as far as the cache knows them, held or announced."""
    case, announced = VIEWS["court_case"], VIEWS["announcement"]
    known = select(case.c.id, case.c.number).where(case.c.id.in_(cases))
    told = select(announced.c.case_id, announced.c.number).where(announced.c.case_id.in_(cases))
    with cache.read() as connection:
        rows = [*connection.execute(told), *connection.execute(known)]
    return {row[0]: row[1] for row in rows}


def _rows(wanted: ColumnElement[bool]) -> Select[Any]:
    case, announced = VIEWS["court_case"], VIEWS["announcement"]
    held = select(case.c.number).where(case.c.id == outbox.c.case_id).limit(1).scalar_subquery()
    told = (
        select(announced.c.number).where(announced.c.case_id == outbox.c.case_id).limit(1).scalar_subquery()
    )
    return select(outbox, func.coalesce(held, told).label("number")).where(wanted)


def _command(row: Row[Any]) -> QueuedCommand:
    payload = json.loads(row.payload)
    registered = payload.get("number", "") if row.kind == "register_case" else ""
    return QueuedCommand(
        sequence=row.sequence,
        kind=row.kind,
        desk=row.desk,
        case_id=row.case_id,
        number=row.number or registered,
        issued_at=row.issued_at,
        answered_at=row.answered_at,
        tries=row.tries,
    )


def _waiting_state(row: QueuedCommand) -> str:
    return "در نوبت" if row.tries == 0 else "فرستاده شد؛ پاسخ نرسیده"
