"""Layer 1 of the cache: the predictions of a case are made anew whenever its rows or its queue change."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from client.sync import instants, outbox
from client.sync.cache_tables import ENTITIES, REFERENCES
from client.sync.predictions import Context, Row, Rows, predict
from common import jalali
from common.commands import COMMANDS
from common.read_models import CENTRE, PREDICTION


def remake(connection: Connection, cases: Iterable[str], login: str) -> None:
    """Replace the predictions of these cases by what their queued commands foretell of the centre's rows."""
    dispositions: Mapping[str, Any] | None = None
    for case in cases:
        for name, table in ENTITIES.items():
            connection.execute(delete(table).where(_of_case(name, case), table.c.layer == PREDICTION))
        queue = outbox.predicted(connection, case)
        if not queue:
            continue
        if dispositions is None:
            dispositions = _dispositions(connection)
        told = _told(connection, case)
        foretold = told
        for entry in queue:
            kind = COMMANDS.get(entry.kind)
            # A payload of another release's version is sent as it is; we do not guess what it does.
            if kind is None or entry.version != kind.VERSION:
                continue
            context = Context(
                login=login,
                desk=entry.desk,
                issued_at=entry.issued_at,
                today=jalali.tehran_today(instants.read(entry.issued_at)).isoformat(),
                dispositions=dispositions,
                result=entry.result,
            )
            foretold = predict(foretold, kind.from_payload(entry.payload), context)
        _store(connection, told, foretold)


def _of_case(name: str, case: str) -> Any:
    table = ENTITIES[name]
    return (table.c.id if name == "court_case" else table.c.case_id) == case


def _told(connection: Connection, case: str) -> Rows:
    rows: Rows = {}
    for name, table in ENTITIES.items():
        columns = [column for column in table.columns if column.name not in ("layer", "hidden")]
        found = connection.execute(select(*columns).where(_of_case(name, case), table.c.layer == CENTRE))
        rows[name] = {row["id"]: dict(row) for row in found.mappings()}
    return rows


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
