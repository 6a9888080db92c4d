"""Which command may be taken back, and until when: by its author, while nothing later on the case stands."""

from __future__ import annotations

import dataclasses
import json
import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, or_, select

from client.sync import instants
from client.sync.cache import Cache
from client.sync.cache_tables import VIEWS, outbox
from client.sync.outbox import APPLIED, WAITING
from common.commands import UNDOABLE, RecordPrint, UndoCommand, WriteNote
from common.read_models import PREDICTION

# What may come after a command without keeping it from being undone, as may what was itself undone. Of notes
# no event tells anyway (server: command.undo_command).
_PASSES = (RecordPrint.KIND, UndoCommand.KIND)


@dataclasses.dataclass(frozen=True)
class Undoable:
    """A command that ``UndoCommand(case, command)`` takes back if the centre has it before `until` (UTC)."""

    command: uuid.UUID
    case_id: str
    kind: str
    until: datetime


@dataclasses.dataclass(frozen=True)
class _Given:
    """A command as events or the outbox tell of it; `at` when the centre received it, None while it waits.

    `order`: the centre's position, or after all of those the place in this workstation's sequence.
    """

    id: str
    case_id: str
    kind: str
    order: tuple[bool, int]
    at: str | None


def last_undoable(
    cache: Cache, desk: int, login: str, now: datetime, minutes: int, case_id: str | None = None
) -> Undoable | None:
    """The last command of `login` at `desk` that may be undone: on that case, or on any.

    `minutes` is the centre's setting undo_minutes; what still waits to be sent has them from `now` on.
    """
    oldest = instants.written(now - timedelta(minutes=minutes))
    with cache.read() as connection:
        given = _own_events(connection, desk, login, oldest, case_id)
        given += _own_notes(connection, desk, oldest, case_id)
        for command in sorted(given, key=lambda command: command.order, reverse=True):
            until = (instants.read(command.at) if command.at else now) + timedelta(minutes=minutes)
            if command.kind in UNDOABLE and until > now and _is_last(connection, command):
                return Undoable(uuid.UUID(command.id), command.case_id, command.kind, until)
    return None


def _own_events(
    connection: Connection, desk: int, login: str, oldest: str, case_id: str | None
) -> list[_Given]:
    event = VIEWS["event"]
    wanted = select(event).where(
        event.c.actor == login,
        event.c.desk == desk,
        or_(event.c.at > oldest, event.c.layer == PREDICTION),
    )
    if case_id is not None:
        wanted = wanted.where(event.c.case_id == case_id)
    rows = connection.execute(wanted).all()
    sent = _sent_here(connection, [row.id for row in rows if row.position is None])
    return [
        _Given(
            row.id,
            row.case_id,
            row.kind,
            _order(row.position, sent.get(row.id)),
            sent[row.id].answered_at if row.id in sent else row.at,
        )
        for row in rows
    ]


def _order(position: int | None, sent: Any) -> tuple[bool, int]:
    return (False, position) if position is not None else (True, sent.sequence if sent else 0)


def _sent_here(connection: Connection, commands: Sequence[str]) -> dict[str, Any]:
    """Commands of this workstation: place in the sequence, and when the centre answered."""
    columns = (outbox.c.id, outbox.c.sequence, outbox.c.answered_at)
    if not commands:
        return {}
    return {row.id: row for row in connection.execute(select(*columns).where(outbox.c.id.in_(commands)))}


def _own_notes(connection: Connection, desk: int, oldest: str, case_id: str | None) -> list[_Given]:
    """Notes written at this workstation, which alone knows their commands, neither withdrawn nor shared."""
    wanted = select(outbox).where(
        outbox.c.kind == WriteNote.KIND,
        outbox.c.desk == desk,
        or_(outbox.c.state == WAITING, (outbox.c.state == APPLIED) & (outbox.c.answered_at > oldest)),
    )
    if case_id is not None:
        wanted = wanted.where(outbox.c.case_id == case_id)
    rows = {json.loads(row.payload)["note"]: row for row in connection.execute(wanted)}
    note = VIEWS["note"]
    standing = connection.execute(
        select(note.c.id).where(note.c.id.in_(list(rows)), ~note.c.withdrawn, ~note.c.shared)
    )
    return [
        _Given(row.id, row.case_id, row.kind, _order(row.position, row), row.answered_at)
        for row in (rows[id] for id in standing.scalars())
    ]


def _is_last(connection: Connection, command: _Given) -> bool:
    event = VIEWS["event"]
    rows = connection.execute(
        select(event.c.id, event.c.kind, event.c.target, event.c.position).where(
            event.c.case_id == command.case_id
        )
    ).all()
    undone = {row.target for row in rows if row.kind == UndoCommand.KIND}
    if command.id in undone:
        return False
    others = [row for row in rows if row.kind not in _PASSES and row.id not in undone | {command.id}]
    sent = _sent_here(connection, [row.id for row in others if row.position is None])
    return all(_order(row.position, sent.get(row.id)) < command.order for row in others)
