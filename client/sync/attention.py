"""A rejected command as the user meets it again: with everything typed, and why it can't be so."""

from __future__ import annotations

import dataclasses
import json
import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import Row

from client.sync import instants
from client.sync.payloads import command_of
from common.commands import Command


@dataclasses.dataclass(frozen=True)
class Attention:
    """A command the centre rejected, with everything that was typed and why it can't be so.

    `command` is None when the payload is of a version this program no longer reads.
    """

    id: uuid.UUID
    sequence: int
    kind: str
    desk: int
    case_id: str
    payload: dict[str, Any]
    command: Command | None
    issued_at: datetime
    code: str
    field: str | None
    parameters: dict[str, Any]


def read(row: Row[Any]) -> Attention:
    """A rejected row of the outbox."""
    payload, error = json.loads(row.payload), json.loads(row.error)
    return Attention(
        id=uuid.UUID(row.id),
        sequence=row.sequence,
        kind=row.kind,
        desk=row.desk,
        case_id=row.case_id,
        payload=payload,
        command=command_of(row.kind, row.version, payload),
        issued_at=instants.read(row.issued_at),
        code=error["code"],
        field=error.get("field"),
        parameters=error.get("parameters", {}),
    )
