"""Commands that are safe on this workstation until the centre has answered them, and some days longer.

A command is `waiting`, then `applied` or `rejected`; a rejected one is `settled` when the user has mended or
dismissed it. Each function works in the caller's transaction; the caller's commit is the one fsync.
"""

from __future__ import annotations

import dataclasses
import json
import uuid
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, or_, select, update

from client.sync import instants
from client.sync.cache_tables import outbox

WAITING, APPLIED, REJECTED, SETTLED = "waiting", "applied", "rejected", "settled"

# The door takes at most 50 commands and 1 MB in one call; we stay below.
MOST_IN_BATCH = 50
MOST_BYTES = 900_000
# A centre restored from a backup is healed by what its workstations still have: keep longer than
# backups are apart.
KEPT = timedelta(days=30)
_LAST_PLACE = "select seq from sqlite_sequence where name = 'outbox'"


@dataclasses.dataclass(frozen=True)
class Entry:
    """A command as it lies in the outbox. `result` is what the centre answered, empty before."""

    sequence: int
    id: str
    kind: str
    version: int
    desk: int
    case_id: str
    payload: dict[str, Any]
    issued_at: str
    substituting: str | None = None
    mends: str | None = None
    result: dict[str, Any] = dataclasses.field(default_factory=dict)

    def envelope(self, workstation: uuid.UUID) -> dict[str, Any]:
        """The command as the door takes it."""
        envelope: dict[str, Any] = {
            "id": self.id,
            "kind": self.kind,
            "version": self.version,
            "desk": self.desk,
            "workstation": str(workstation),
            "sequence": self.sequence,
            "issued_at": self.issued_at,
            "payload": self.payload,
        }
        optional = {"substituting": self.substituting, "mends": self.mends}
        return envelope | {key: value for key, value in optional.items() if value is not None}


@dataclasses.dataclass(frozen=True)
class OutboxCounts:
    """How many commands wait to be sent, need the user's attention, or were applied (kept some weeks)."""

    waiting: int
    rejected: int
    applied: int


def put(connection: Connection, *, id: uuid.UUID, kind: str, version: int, desk: int, case_id: str,
        payload: dict[str, Any], issued_at: datetime, substituting: str | None = None,
        mends: uuid.UUID | None = None) -> int:  # fmt: skip
    """Append a command; its place in the sequence, which never repeats; settles what it mends."""
    row = {
        "id": str(id),
        "kind": kind,
        "version": version,
        "desk": desk,
        "case_id": case_id,
        "payload": json.dumps(payload, ensure_ascii=False),
        "issued_at": instants.written(issued_at),
        "substituting": substituting,
        "mends": None if mends is None else str(mends),
        "state": WAITING,
    }
    sequence = connection.execute(insert(outbox).values(row)).lastrowid
    if mends is not None:
        settle(connection, mends)
    return int(sequence)


def last_place(connection: Connection) -> int:
    """The last place ever given in the sequence, 0 before the first."""
    return int(connection.exec_driver_sql(f"select coalesce(({_LAST_PLACE}), 0)").scalar_one())


def begin_after(connection: Connection, place: int) -> None:
    """Give no place up to `place` any more: it was given by a copy of this outbox that is lost."""
    if last_place(connection) < place:
        connection.exec_driver_sql("delete from sqlite_sequence where name = 'outbox'")
        connection.exec_driver_sql("insert into sqlite_sequence values ('outbox', ?)", (place,))


def next_batch(connection: Connection, most: int = MOST_IN_BATCH) -> list[Entry]:
    """The oldest waiting commands, as many as fit one call; at least one if any waits."""
    rows = connection.execute(
        select(outbox).where(outbox.c.state == WAITING).order_by(outbox.c.sequence).limit(most)
    )
    batch: list[Entry] = []
    size = 0
    for row in rows:
        # An escaped Persian letter takes 6 bytes in JSON and is one character here.
        size += 6 * len(row.payload) + 500
        if batch and size > MOST_BYTES:
            break
        batch.append(_entry(row))
    return batch


def note_sending(connection: Connection, batch: Iterable[Entry]) -> None:
    """Count one more try for each command of the batch."""
    sequences = [entry.sequence for entry in batch]
    connection.execute(
        update(outbox).where(outbox.c.sequence.in_(sequences)).values(tries=outbox.c.tries + 1)
    )


def record(connection: Connection, answer: dict[str, Any], answered_at: datetime) -> None:
    """Store one answer of the door: applied (or a duplicate of it) with result and receipt, or rejected."""
    values: dict[str, Any] = {"answered_at": instants.written(answered_at)}
    if answer["status"] == "rejected":
        error = {key: answer[key] for key in ("code", "field", "parameters") if key in answer}
        values |= {"state": REJECTED, "error": json.dumps(error, ensure_ascii=False)}
    else:
        values |= {
            "state": APPLIED,
            "result": json.dumps(answer["result"], ensure_ascii=False),
            "receipt": answer["receipt"],
            "incarnation": answer["incarnation"],
            "position": answer["position"],
        }
    connection.execute(
        update(outbox).where(outbox.c.id == answer["id"], outbox.c.state == WAITING).values(values)
    )


def uncovered(connection: Connection, filling: Collection[int]) -> list[tuple[int, str, int]]:
    """(sequence, case, desk) of applied commands whose effect no stored feed answer is sure to hold.

    Without those of desks that are still `filling`: their rows come with the pages, not with the next answer.
    """
    rows = connection.execute(
        select(outbox.c.sequence, outbox.c.case_id, outbox.c.desk).where(
            outbox.c.state == APPLIED, outbox.c.covered.is_(False), outbox.c.desk.not_in(filling)
        )
    )
    return [(row.sequence, row.case_id, row.desk) for row in rows]


def cover(connection: Connection, sequences: Sequence[int]) -> None:
    """A feed answer asked for after these commands were applied is being stored."""
    connection.execute(update(outbox).where(outbox.c.sequence.in_(sequences)).values(covered=True))


def predicted(connection: Connection, case_id: str) -> list[Entry]:
    """The commands on a case whose effect the cache must still foretell, in order."""
    rows = connection.execute(
        select(outbox).where(outbox.c.case_id == case_id, _FORETOLD).order_by(outbox.c.sequence)
    )
    return [_entry(row) for row in rows]


def find(connection: Connection, command: uuid.UUID) -> Entry | None:
    """The command of that id, if it was given at this workstation in the last weeks."""
    row = connection.execute(select(outbox).where(outbox.c.id == str(command))).one_or_none()
    return None if row is None else _entry(row)


def cases_foretold(connection: Connection) -> set[str]:
    """Cases with commands that `predicted` tells of."""
    return set(connection.execute(select(outbox.c.case_id).where(_FORETOLD).distinct()).scalars())


def rejected(connection: Connection) -> Sequence[Row[Any]]:
    """Rejected commands that are not settled, oldest first."""
    return connection.execute(
        select(outbox).where(outbox.c.state == REJECTED).order_by(outbox.c.sequence)
    ).all()


def settle(connection: Connection, command: uuid.UUID) -> None:
    """A rejected command needs no attention any more."""
    connection.execute(
        update(outbox).where(outbox.c.id == str(command), outbox.c.state == REJECTED).values(state=SETTLED)
    )


def counts(connection: Connection) -> OutboxCounts:
    """Counts by state."""
    grouped = select(outbox.c.state, func.count().label("number")).group_by(outbox.c.state)
    found = {row.state: row.number for row in connection.execute(grouped)}
    return OutboxCounts(found.get(WAITING, 0), found.get(REJECTED, 0), found.get(APPLIED, 0))


def prune(connection: Connection, now: datetime) -> None:
    """Forget commands that were answered and settled long ago."""
    connection.execute(
        delete(outbox).where(
            outbox.c.state.in_((APPLIED, SETTLED)),
            outbox.c.answered_at < instants.written(now - KEPT),
        )
    )


_FORETOLD = or_(outbox.c.state == WAITING, (outbox.c.state == APPLIED) & outbox.c.covered.is_(False))


def _entry(row: Row[Any]) -> Entry:
    return Entry(
        sequence=row.sequence,
        id=row.id,
        kind=row.kind,
        version=row.version,
        desk=row.desk,
        case_id=row.case_id,
        payload=json.loads(row.payload),
        issued_at=row.issued_at,
        substituting=row.substituting,
        mends=row.mends,
        result=json.loads(row.result) if row.result else {},
    )
