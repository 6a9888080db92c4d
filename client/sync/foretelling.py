"""Layer 1 of the cache: the predictions of a case are made anew whenever its rows or its queue change."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import ClauseElement, Column, Connection, Table, delete, insert, select
from sqlalchemy.dialects import sqlite

from client.sync import instants, outbox
from client.sync.cache_tables import ENTITIES, REFERENCES
from client.sync.payloads import command_of
from client.sync.predictions import Context, Row, Rows, predict
from common import jalali
from common.commands import Command, SignDecision, UndoCommand
from common.read_models import CENTRE, PREDICTION


def remake(connection: Connection, cases: Iterable[str], login: str) -> None:
    """Replace the predictions of these cases by what their queued commands foretell of the centre's rows."""
    dispositions: Mapping[str, Any] = {}
    for case in cases:
        for name in ENTITIES:
            connection.exec_driver_sql(_forget(name), (case, PREDICTION))
        queue = outbox.predicted(connection, case)
        if not queue:
            continue
        if not dispositions and any(entry.kind == SignDecision.KIND for entry in queue):
            dispositions = _dispositions(connection)
        told = _told(connection, case)
        foretold = told
        for entry in queue:
            command = command_of(entry.kind, entry.version, entry.payload)
            if command is None:
                continue
            context = Context(
                login=login,
                desk=entry.desk,
                issued_at=entry.issued_at,
                today=jalali.tehran_today(instants.read(entry.issued_at)).isoformat(),
                dispositions=dispositions,
                result=entry.result,
                command=UUID(entry.id),
                behalf=entry.substituting,
                undone=_undone(connection, command),
                told=told,
            )
            foretold = predict(foretold, command, context)
        _store(connection, told, foretold)


def _undone(connection: Connection, command: Command) -> Command | None:
    if not isinstance(command, UndoCommand):
        return None
    entry = outbox.find(connection, command.command)
    return None if entry is None else command_of(entry.kind, entry.version, entry.payload)


def _told(connection: Connection, case: str) -> Rows:
    rows: Rows = {}
    for name in ENTITIES:
        found = connection.exec_driver_sql(_look_up(name), (case, CENTRE))
        rows[name] = {row["id"]: dict(row) for row in found.mappings()}
    return rows


# Compiled once: a command that is put asks them for every table while the user waits.
@functools.cache
def _forget(name: str) -> str:
    table = ENTITIES[name]
    return _compiled(delete(table).where(_case_column(table) == "", table.c.layer == PREDICTION))


@functools.cache
def _look_up(name: str) -> str:
    table = ENTITIES[name]
    columns = [column for column in table.columns if column.name not in ("layer", "hidden")]
    return _compiled(select(*columns).where(_case_column(table) == "", table.c.layer == CENTRE))


def _case_column(table: Table) -> Column[Any]:
    return table.c.id if table.name == "court_case" else table.c.case_id


def _compiled(statement: ClauseElement) -> str:
    return str(statement.compile(dialect=sqlite.dialect()))


def _store(connection: Connection, told: Rows, foretold: Rows) -> None:
    for name, table in ENTITIES.items():
        old, new = told.get(name, {}), foretold.get(name, {})
        rows: list[Row] = [
            {**row, "layer": PREDICTION, "hidden": False} for id, row in new.items() if row != old.get(id)
        ]
        rows += [{**old[id], "layer": PREDICTION, "hidden": True} for id in old.keys() - new.keys()]
        if rows:
            connection.execute(insert(table), rows)


def _dispositions(connection: Connection) -> Mapping[str, Any]:
    code = REFERENCES["code"]
    found = connection.execute(select(code.c.code, code.c.attributes).where(code.c.kind == "disposition"))
    return {row.code: json.loads(row.attributes or "{}") for row in found}
