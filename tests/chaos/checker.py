"""Judges a history: what each workstation's user was told, against the centre's tables and the caches.

It knows nothing of how either side works: journals, plain SQL as superuser, rows. Each finding begins with
the guarantee that was broken: lost, doubled, changed, order, told, effect, number, book, cache, rest, chain.
"""

from __future__ import annotations

import collections
import itertools
import json
from collections.abc import Iterable, Iterator
from typing import Any

from server import audit
from tests.chaos.records import Line, Station
from tests.feed import truth

# A kind of command: what an applied one has made, as (table, key of the payload that is the row's id).
MADE = {
    "register_case": ("court_case", "case"),
    "refer_case": ("referral", "referral"),
    "accept_referral": ("docket_entry", "entry"),
    "open_seal": ("docket_entry", "entry"),
    "write_note": ("note", "note"),
    "open_step": ("step", "step"),
    "prepare_decision": ("decision", "decision"),
    "send_up": ("seal", "seal"),
    "reissue_seal": ("seal", "seal"),
}
NUMBERS = (("court_case", "number"), ("decision", "number"), ("seal", "serial"))
BOOKS = (("docket_entry", "archive_year", "archive_row"), ("decision", "register_year", "register_row"))
_LOG = """
select id::text, desk, actor, kind, payload, workstation::text, sequence, status, result, position
  from court.command_log order by position
"""


def findings(cursor: Any, stations: list[Station]) -> list[str]:
    """Everything that is not as it was promised; `cursor` is a superuser's."""
    cursor.execute(_LOG)
    names = [column[0] for column in cursor.description]
    log = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    found = [*_acknowledged(log, stations), *_order(log, stations), *_effects(cursor, log)]
    found += [*_numbers(cursor, stations), *_books(cursor)]
    for station in stations:
        found += [*_rest(log, station)]
        found += [f"cache: {station.name}: {line}" for line in truth.differences(cursor, station.cache)]
    return found


def broken_chains(superuser: dict[str, Any]) -> list[str]:
    """What the centre's own audit finds in the chains of its log."""
    return [
        f"chain: desk {each.desk}, entry {each.n}: {each.reason}" for each in audit.verify(superuser).findings
    ]


def _acknowledged(log: list[Line], stations: list[Station]) -> Iterator[str]:
    """Every command that a screen acknowledged is in the log once, as it was typed and as it was told."""
    rows: dict[str, list[Line]] = collections.defaultdict(list)
    for row in log:
        rows[row["id"]].append(row)
    yield from (
        f"doubled: {id} is in the log {len(each)} times" for id, each in rows.items() if len(each) > 1
    )
    for station in stations:
        for line in station.lines:
            if line["what"] not in ("issued", "answered"):
                continue
            kept = rows.get(line["id"])
            if kept is None and line["what"] == "issued" and line["id"] in station.forgotten:
                # Not sent before an older cache was put back. What was answered is not excused.
                continue
            if kept is None:
                yield f"lost: {station.name} was told of {line['kind']} {line['id']} ({line['what']})"
            elif line["what"] == "issued":
                yield from _as_typed(line, kept[0])
            else:
                yield from _as_told(line, kept[0])


def _as_typed(line: Line, kept: Line) -> Iterator[str]:
    for name in ("desk", "actor", "kind", "payload", "workstation", "sequence"):
        if kept[name] != line[name]:
            yield f"changed: {name} of {line['id']} is {kept[name]} for {line[name]}"


def _as_told(line: Line, kept: Line) -> Iterator[str]:
    """A refusal is told with its code, which is no result."""
    result = kept["result"] if kept["status"] == "applied" else {}
    if (line["status"], line["result"]) != (kept["status"], result):
        yield f"told: {line['id']} as {line['status']} {line['result']}, it is {kept['status']} {result}"


def _order(log: list[Line], stations: list[Station]) -> Iterator[str]:
    """What a user gave first was done first, and each of a workstation's places is one command's."""
    for station in stations:
        given = [line["id"] for line in station.lines if line["what"] == "issued"]
        place = {id: number for number, id in enumerate(given)}
        done = [row["id"] for row in log if row["id"] in place]
        yield from (
            f"order: {station.name} gave {after} before {before}, it was done after it"
            for before, after in itertools.pairwise(done)
            if place[after] < place[before]
        )
        if station.tells("put back"):
            # An older cache that begins without the centre can't know how far it had come.
            continue
        mine = {line["workstation"] for line in station.lines if line["what"] == "issued"}
        yield from (
            f"order: place {after['sequence']} of {station.name} was done after place {before['sequence']}"
            for before, after in itertools.pairwise([row for row in log if row["workstation"] in mine])
            if after["sequence"] <= before["sequence"]
        )


def _effects(cursor: Any, log: list[Line]) -> Iterator[str]:
    """What applied commands were to make is there, once, and nothing else is."""
    made: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    for row in log:
        if row["status"] == "applied" and row["kind"] in MADE:
            table, key = MADE[row["kind"]]
            made[table][row["payload"][key]] += 1
    for table in sorted({table for table, _ in MADE.values()}):
        cursor.execute(f"select id::text from court.{table}")
        there = collections.Counter(id for (id,) in cursor.fetchall())
        for id in made[table].keys() | there.keys():
            if made[table][id] != there[id]:
                yield f"effect: {table} {id} was made {made[table][id]} times and is there {there[id]} times"
    changes = collections.Counter(
        change["id"]
        for row in log
        if row["status"] == "applied" and row["kind"] == "amend_case"
        for change in row["payload"].get("changes", ())
    )
    cursor.execute("select id::text from court.amendment where id = any(%s::uuid[])", (list(changes),))
    there = collections.Counter(id for (id,) in cursor.fetchall())
    yield from (f"effect: amendment {id} is there {there[id]} times" for id in changes if there[id] != 1)


def _numbers(cursor: Any, stations: list[Station]) -> Iterator[str]:
    """No number was given twice, to whomever, and each is out of a block of its own workstation."""
    given: dict[str, str] = {}
    for station in stations:
        for line in station.lines:
            if line["what"] == "number":
                if line["number"] in given:
                    yield f"number: {line['number']} to {given[line['number']]} and again to {station.name}"
                given[line["number"]] = station.name
    for table, column in NUMBERS:
        cursor.execute(f"select {column} from court.{table} group by {column} having count(*) > 1")
        yield from (f"number: two rows of {table} bear {number}" for (number,) in cursor.fetchall())
    cursor.execute(
        "select a.id, b.id from court.lease a join court.lease b on (a.year, a.type) = (b.year, b.type)"
        " and a.id < b.id and a.first <= b.last and b.first <= a.last"
    )
    yield from (f"number: the leases {one} and {other} overlap" for one, other in cursor.fetchall())
    cursor.execute("select year, workstation::text, first, last from court.lease")
    leases = cursor.fetchall()
    for station in stations:
        for line in station.lines:
            if line["what"] == "number" and not any(
                str(year) == line["number"][:4]
                and workstation == line["workstation"]
                and first <= int(line["number"][8:]) <= last
                for year, workstation, first, last in leases
            ):
                yield f"number: {line['number']} is of no block of {station.name}"


def _books(cursor: Any) -> Iterator[str]:
    """The rows of a book run from 1 without a gap."""
    for table, year, row in BOOKS:
        cursor.execute(
            f"select desk, {year}, array_agg({row} order by {row}) from court.{table}"
            f" where {row} is not null group by desk, {year}"
        )
        for desk, of_year, rows in cursor.fetchall():
            if rows != list(range(1, len(rows) + 1)):
                yield f"book: {table} of desk {desk} in {of_year} goes {_shortened(rows)}"


def _rest(log: list[Line], station: Station) -> Iterator[str]:
    """Nothing waits any more; each command is where its user can find what became of it."""
    if station.cache.damage:
        yield f"cache: {station.name} is damaged: {station.cache.damage}"
    status = {row["id"]: row["status"] for row in log}
    kept = {row["id"]: row["state"] for row in station.cache.outbox}
    for id, state in kept.items():
        if state == "waiting":
            yield f"rest: {station.name} still waits to send {id}"
        elif (state == "applied") != (status.get(id) == "applied"):
            yield f"rest: {station.name} holds {id} for {state}, the log for {status.get(id)}"
    yield from (
        f"lost: {station.name} has no trace of {line['id']}"
        for line in station.lines
        if line["what"] == "issued" and line["id"] not in kept and line["id"] not in station.forgotten
    )
    if station.tells("warned") and not station.tells("put back"):
        yield f"told: {station.name} was warned of an older cache, and none was put back"
    if station.cache.foretold:
        yield f"rest: {station.name} still foretells {station.cache.foretold} rows"


def _shortened(values: Iterable[Any], most: int = 200) -> str:
    text = json.dumps(list(values))
    return text if len(text) <= most else text[:most] + " …"
