"""What the centre tells goes into the cache: each answer of the feed in one transaction.

A cursor per desk says up to which snapshot this cache knows what the desk sees. A desk without one is filled
page by page; the fill goes on where it stopped, also after a restart of the program.
"""

from __future__ import annotations

import dataclasses
import functools
import operator
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy.dialects import sqlite

from client.sync import foretelling, outbox
from client.sync.cache_tables import ENTITIES, REFERENCES, access, cursor
from common.read_models import CENTRE

REFERENCE = "reference"
ANNOUNCED, OPEN = 1, 2


@dataclasses.dataclass(frozen=True)
class Fill:
    """A desk whose cases are being fetched, and the case the next page starts after, if any."""

    desk: int
    after: str | None


def cursors(connection: Connection) -> dict[str, Any]:
    """What api.pulse and api.changes are asked with."""
    rows = connection.execute(select(cursor.c.key, cursor.c.snapshot).where(cursor.c.filling.is_(False)))
    found = {row.key: row.snapshot for row in rows}
    reference = found.pop(REFERENCE, None)
    return {"desks": found} | ({} if reference is None else {REFERENCE: reference})


def apply_changes(
    connection: Connection, answer: dict[str, Any], covered: Sequence[tuple[int, str]], login: str
) -> set[str]:
    """Store an answer of api.changes; the cases whose rows are others now.

    `covered`: (sequence, case) of what ``outbox.uncovered`` told before the answer was asked for, without
    desks whose filling begins. Raises KeyError for a table this program does not know, before anything is
    stored.
    """
    today = [desk for desk, _ in answer["desks"]]
    changed = _forget_desks(connection, today)
    changed |= _store_access(connection, answer["access"])
    _store_rows(connection, answer["rows"])
    _drop_unseen(connection, changed)
    changed |= _cases_of(answer["rows"])
    _move_cursors(connection, answer, today)
    outbox.cover(connection, [sequence for sequence, _ in covered])
    changed |= {case for _, case in covered}
    _foretell(connection, changed, covered, login)
    return changed


def store_reference(connection: Connection, answer: dict[str, Any]) -> bool:
    """Store the reference rows of an answer of api.changes; whether there were any."""
    first = connection.execute(select(cursor.c.key).where(cursor.c.key == REFERENCE)).scalar() is None
    if first:
        for table in REFERENCES.values():
            connection.execute(delete(table))
    for name, rows in answer[REFERENCE].items():
        connection.exec_driver_sql(_upsert(name), [tuple(row) for row in rows])
    _set_cursor(connection, REFERENCE, answer["snapshot"], answer["incarnation"])
    return bool(answer[REFERENCE])


def filling(connection: Connection) -> list[int]:
    """Desks that still want pages."""
    keys = connection.execute(select(cursor.c.key).where(cursor.c.filling.is_(True))).scalars()
    return [int(key) for key in keys]


def next_fill(connection: Connection) -> Fill | None:
    """A desk that still wants pages."""
    row = connection.execute(select(cursor).where(cursor.c.filling.is_(True)).limit(1)).one_or_none()
    return None if row is None else Fill(int(row.key), row.after)


def apply_page(connection: Connection, desk: int, answer: dict[str, Any], login: str) -> set[str]:
    """Store a page of api.fill; with the last one the desk's cursor holds."""
    changed = apply_cases(connection, answer, login)
    where = cursor.c.key == str(desk)
    if answer["after"] is None:
        connection.execute(update(cursor).where(where).values(filling=False, after=None))
    else:
        connection.execute(update(cursor).where(where).values(after=answer["after"]))
    return changed


def apply_cases(connection: Connection, answer: dict[str, Any], login: str) -> set[str]:
    """Store whole cases: a page of api.fill, or an answer of api.cases.

    A desk missing in the answer may have gone for a moment only, and then nobody would tell that rows
    open through it did not come: it is forgotten, and filled anew if it is there again.
    """
    changed = _forget_desks(connection, answer["desks"])
    changed |= _store_access(connection, answer["access"])
    _store_rows(connection, answer["rows"])
    _drop_unseen(connection, changed)
    changed |= _cases_of(answer["rows"])
    _foretell(connection, changed, (), login)
    return changed


def digest(connection: Connection, desk: int) -> tuple[int, str]:
    """Count and digest of what the cache holds of a desk, as api.verify tells them."""
    stamps = connection.execute(select(access.c.stamp).where(access.c.desk == desk)).scalars().all()
    return len(stamps), str(functools.reduce(operator.xor, stamps, 0))


def differing(
    connection: Connection, desk: int, heads: Iterable[Sequence[Any]]
) -> tuple[list[str], list[str]]:
    """(cases to fetch, cases to withdraw) by an answer of api.heads."""
    here = {
        row.case_id: (row.level, row.stamp)
        for row in connection.execute(select(access).where(access.c.desk == desk))
    }
    there = {case: (level, stamp) for case, level, stamp in heads}
    fetch = sorted(case for case, head in there.items() if here.get(case) != head)
    return fetch, sorted(here.keys() - there.keys())


def withdraw(connection: Connection, desk: int, cases: Iterable[str], login: str) -> set[str]:
    """The desk sees these cases no more."""
    changed = _store_access(connection, [[case, desk, 0, 0, False] for case in cases])
    _drop_unseen(connection, changed)
    _foretell(connection, changed, (), login)
    return changed


def adopt(connection: Connection, desk: int, snapshot: str, incarnation: int) -> None:
    """The cache was found to hold what the desk sees in `snapshot` of this incarnation of the centre."""
    _set_cursor(connection, str(desk), snapshot, incarnation)


def doubtful(connection: Connection, incarnation: int) -> list[int]:
    """Desks whose cursors are of another incarnation. Fills and reference rows of another start over."""
    other = cursor.c.incarnation != incarnation
    connection.execute(delete(cursor).where(other, cursor.c.filling.is_(True)))
    connection.execute(delete(cursor).where(other, cursor.c.key == REFERENCE))
    return [int(key) for key in connection.execute(select(cursor.c.key).where(other)).scalars()]


def _forget_desks(connection: Connection, today: Collection[int]) -> set[str]:
    keys = [REFERENCE, *map(str, today)]
    connection.execute(delete(cursor).where(cursor.c.key.not_in(keys)))
    lost = access.c.desk.not_in(today)
    cases = set(connection.execute(select(access.c.case_id).where(lost).distinct()).scalars())
    connection.execute(delete(access).where(lost))
    _drop_unseen(connection, cases)
    return cases | _forget_notes(connection, today) | _forget_drafts(connection, today)


def _forget_notes(connection: Connection, today: Collection[int]) -> set[str]:
    """A note is read at the desk that wrote it only, whoever else may open its case."""
    note = ENTITIES["note"]
    foreign = (note.c.desk.not_in(today), note.c.layer == CENTRE)
    cases = set(connection.execute(select(note.c.case_id).where(*foreign).distinct()).scalars())
    if cases:
        connection.execute(delete(note).where(*foreign))
    return cases


def _forget_drafts(connection: Connection, today: Collection[int]) -> set[str]:
    """An unsigned decision is read at the desk that writes it and the one that holds the case only."""
    decision, outcome, head = ENTITIES["decision"], ENTITIES["outcome"], ENTITIES["court_case"]
    foreign = (
        decision.c.layer == CENTRE,
        decision.c.state != "signed",
        decision.c.desk.not_in(today),
        decision.c.case_id.not_in(select(head.c.id).where(head.c.holder.in_(today))),
    )
    drafts = {row.id: row.case_id for row in connection.execute(select(decision).where(*foreign))}
    if drafts:
        connection.execute(delete(outcome).where(outcome.c.decision.in_(drafts), outcome.c.layer == CENTRE))
        connection.execute(delete(decision).where(decision.c.id.in_(drafts), decision.c.layer == CENTRE))
    return set(drafts.values())


def _store_access(connection: Connection, lines: Sequence[Sequence[Any]]) -> set[str]:
    gone = [(case, desk) for case, desk, level, _, _ in lines if level == 0]
    if gone:
        connection.exec_driver_sql("delete from access where case_id = ? and desk = ?", gone)
    kept = [tuple(line[:4]) for line in lines if line[2] > 0]
    if kept:
        connection.exec_driver_sql(_upsert("access"), kept)
    # A case that comes whole may have lost rows at a centre restored from a backup. What another desk of
    # ours holds open comes with it, so its rows may go too.
    _delete_rows(connection, [case for case, _, level, _, whole in lines if whole and level > 0])
    return {line[0] for line in lines}


def _delete_rows(connection: Connection, cases: Collection[str]) -> None:
    told = sorted(set(cases))
    for name in ENTITIES if told else ():
        connection.exec_driver_sql(_delete_of_case(name), [(case, CENTRE) for case in told])


def _drop_unseen(connection: Connection, cases: Collection[str]) -> None:
    """Keep of each case no more than its access rows allow."""
    for part in _parts(sorted(cases)):
        rows = connection.execute(select(access).where(access.c.case_id.in_(part))).all()
        opened = {row.case_id for row in rows if row.level == OPEN}
        closed = [(case, CENTRE) for case in part if case not in opened]
        for name in ENTITIES if closed else ():
            if name != "announcement":
                connection.exec_driver_sql(_delete_of_case(name), closed)
        announced = {(row.case_id, row.desk) for row in rows if row.level == ANNOUNCED}
        table = ENTITIES["announcement"]
        cached = connection.execute(
            select(table.c.id, table.c.case_id, table.c.desk).where(
                table.c.case_id.in_(part), table.c.layer == CENTRE
            )
        )
        stale = [row.id for row in cached if (row.case_id, row.desk) not in announced]
        connection.execute(delete(table).where(table.c.id.in_(stale), table.c.layer == CENTRE))


def _store_rows(connection: Connection, tables: dict[str, list[list[Any]]]) -> None:
    for name, rows in tables.items():
        if rows:
            connection.exec_driver_sql(_upsert(name), [_stored(row) for row in rows])


def _cases_of(tables: dict[str, list[list[Any]]]) -> set[str]:
    # A case's rows carry its id second; the case itself carries it first.
    return {row[0 if name == "court_case" else 1] for name, rows in tables.items() for row in rows}


def _move_cursors(connection: Connection, answer: dict[str, Any], today: Iterable[int]) -> None:
    known = {row.key: row.filling for row in connection.execute(select(cursor.c.key, cursor.c.filling))}
    for desk in today:
        # A desk whose fill goes on keeps the snapshot of its beginning.
        if not known.get(str(desk), False):
            _set_cursor(
                connection,
                str(desk),
                answer["snapshot"],
                answer["incarnation"],
                filling=desk in answer["fill"],
            )


def _set_cursor(
    connection: Connection, key: str, snapshot: str, incarnation: int, *, filling: bool = False
) -> None:
    row = {"snapshot": snapshot, "incarnation": incarnation, "filling": filling, "after": None}
    statement = sqlite.insert(cursor).values(key=key, **row)
    connection.execute(statement.on_conflict_do_update(index_elements=["key"], set_=row))


def _foretell(
    connection: Connection, changed: set[str], covered: Sequence[tuple[int, str]], login: str
) -> None:
    queued = outbox.cases_foretold(connection)
    foretelling.remake(connection, (changed & queued) | {case for _, case in covered}, login)


def _parts(cases: list[str], size: int = 500) -> Iterable[list[str]]:
    return (cases[start : start + size] for start in range(0, len(cases), size))


@functools.cache
def _upsert(name: str) -> str:
    """INSERT OR REPLACE of whole rows: the feed's columns in the feed's order (``_stored``)."""
    table = access if name == "access" else ENTITIES[name] if name in ENTITIES else REFERENCES[name]
    return str(insert(table).prefix_with("or replace").compile(dialect=sqlite.dialect()))


def _stored(row: Sequence[Any]) -> tuple[Any, ...]:
    """A row of the feed as a row of its entity table: key, layer, the other columns, hidden."""
    return (row[0], CENTRE, *row[1:], False)


@functools.cache
def _delete_of_case(name: str) -> str:
    """Takes (case, layer)."""
    table = ENTITIES[name]
    case = table.c.id if name == "court_case" else table.c.case_id
    return str(delete(table).where(case == "", table.c.layer == CENTRE).compile(dialect=sqlite.dialect()))
