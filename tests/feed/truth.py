"""What a login may see, read from the tables by the meaning of membership and level, not through the feed."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any, Protocol

from common.read_models import FEED_COLUMNS
from tests.feed.reader import ANNOUNCEMENT, CASE_TABLES, Row

DESKS = """
select m.desk from court.membership m
 where m.login = %s and m.during @> (now() at time zone 'Asia/Tehran')::date
   and (select active from court.desk d where d.id = m.desk)
   and not (select locked from court.account a where a.login = m.login)
"""


class Told(Protocol):
    """What a client has been told: lines of access by case and desk, rows by case, table and id."""

    login: str
    access: dict[tuple[str, int], tuple[int, int]]
    rows: dict[str, dict[str, dict[str, Row]]]


# What happened to a case: the applied entries of the log, without notes and without taking one back.
EVENTS = """
(select l.id, l.case_id, l.position, l.desk, l.kind,
        coalesce(l.payload ->> 'step', l.payload ->> 'decision', l.payload ->> 'seal',
                 l.payload ->> 'referral', l.payload ->> 'note', l.payload ->> 'command',
                 l.payload ->> 'case') as target,
        l.actor, l.substituting as behalf, l.issued_at, l.received_at as at
   from court.command_log l
   left join court.command_log u on u.id::text = l.payload ->> 'command'
  where l.status = 'applied' and l.kind not in ('write_note', 'share_note')
    and u.kind is distinct from 'write_note') told
"""


def as_told(value: Any) -> Any:
    """A column's value in the form of the feed."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, memoryview):
        return bytes(value).hex()
    return value


def differences(cursor: Any, reader: Told) -> list[str]:
    """Each row and each line of access in which a reader's cache differs from the truth; [] is right."""
    access = _access(cursor, reader.login)
    told = dict(reader.access)
    found = [f"access {key}: {told.get(key)} for {access.get(key)}" for key in _unlike(told, access)]
    true_rows = _rows(cursor, reader.login, access)
    cached = {
        (table, key): row
        for tables in reader.rows.values()
        for table, rows in tables.items()
        for key, row in rows.items()
    }
    found += [f"row {key}: {cached.get(key)} for {true_rows.get(key)}" for key in _unlike(cached, true_rows)]
    return found


def _unlike(left: dict[Any, Any], right: dict[Any, Any]) -> list[Any]:
    return [key for key in left.keys() | right.keys() if left.get(key) != right.get(key)]


def _access(cursor: Any, login: str) -> dict[tuple[str, int], tuple[int, int]]:
    cursor.execute(DESKS, (login,))
    desks = [desk for (desk,) in cursor.fetchall()]
    cursor.execute(
        "select case_id::text, desk, level, stamp from court.case_access where desk = any(%s) and level > 0",
        (desks,),
    )
    return {(case, desk): (level, stamp) for case, desk, level, stamp in cursor.fetchall()}


def _read_by(login: str, note: dict[str, Any], access: dict[tuple[str, int], tuple[int, int]]) -> bool:
    """Whether a person reads a note: at a desk that wrote it and has the case; a private one if his own."""
    level, _ = access.get((note["case_id"], note["desk"]), (0, 0))
    return level == 2 and (note["scope"] == "branch" or note["shared"] or note["written_by"] == login)


# Decisions that are told to those who sit at given desks: signed, or of a desk or a case that is theirs.
DECISIONS = """
select d.id::text from court.decision d join court.court_case c on c.id = d.case_id
 where d.state = 'signed' or d.desk = any(%s) or c.holder = any(%s)
"""


def _rows(
    cursor: Any, login: str, access: dict[tuple[str, int], tuple[int, int]]
) -> dict[tuple[str, str], Row]:
    open_cases = sorted({case for (case, _), (level, _) in access.items() if level == 2})
    found: dict[tuple[str, str], Row] = {}
    cursor.execute(DESKS, (login,))
    desks = [desk for (desk,) in cursor.fetchall()]
    cursor.execute(DECISIONS, (desks, desks))
    decisions = {id for (id,) in cursor.fetchall()}
    for table in CASE_TABLES:
        columns = ", ".join(
            f"{name}::text" if name in ("id", "case_id", "entry") else name for name in FEED_COLUMNS[table]
        )
        source = EVENTS if table == "event" else f"court.{table}"
        key = "id" if table == "court_case" else "case_id"
        cursor.execute(f"select {columns} from {source} where {key} = any(%s::uuid[])", (open_cases,))
        for row in cursor.fetchall():
            told = tuple(as_told(value) for value in row)
            line = dict(zip(FEED_COLUMNS[table], told, strict=True))
            if {
                "note": lambda line: _read_by(login, line, access),
                "decision": lambda line: line["id"] in decisions,
                "outcome": lambda line: line["decision"] in decisions,
            }.get(table, bool)(line):
                found[table, row[0]] = told
    for (case, desk), (level, _) in access.items():
        if level == 1:
            found[ANNOUNCEMENT, f"{case}/{desk}"] = _announcement(cursor, case, desk)
    return found


def _announcement(cursor: Any, case: str, desk: int) -> Row:
    head = (f"{case}/{desk}", case, desk)
    cursor.execute(
        "select c.number, 'seal', s.id::text, s.from_desk, s.to_desk, s.sent_on, s.state,"
        "       null, s.serial, s.salt, s.tries"
        "  from court.seal s join court.court_case c on c.id = s.case_id"
        " where s.case_id = %s and s.to_desk = %s order by s.sent_at desc, s.id desc limit 1",
        (case, desk),
    )
    row = cursor.fetchone()
    if row is None:
        cursor.execute(
            "select c.number, 'referral', r.id::text, r.from_desk, r.to_desk, r.referred_on, r.state,"
            "       c.subject, null, null, null"
            "  from court.referral r join court.court_case c on c.id = r.case_id"
            " where r.case_id = %s and %s in (r.from_desk, r.to_desk)"
            # Those of one batch are of one instant.
            " order by (r.state <> 'withdrawn') desc, r.referred_at desc, r.id desc limit 1",
            (case, desk),
        )
        row = cursor.fetchone()
    return head + tuple(as_told(value) for value in row)
