"""Recompute every desk's chain of log entries and every receipt, without the server's own code.

`kelaseh-server audit verify` prints counts and ends with 1 at the first broken link, which it names.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg2

from server.database import DATABASE
from server.run import running_in

# The parts of an entry in the order they are hashed; PostgreSQL's text of jsonb, instants as microseconds.
_ENTRIES = """
    select desk, n, id::text, actor, coalesce(substituting, ''), kind, version::text, payload::text,
           coalesce(workstation::text, ''), coalesce(sequence::text, ''),
           coalesce((extract(epoch from issued_at) * 1000000)::bigint::text, ''), coalesce(mends::text, ''),
           (extract(epoch from received_at) * 1000000)::bigint::text, status, result::text, incarnation::text,
           position, receipt, hash
      from court.command_log
     order by desk, n
"""
# The story of a case is read by this column, which no hash covers: it must be what the hashed payload says.
_MISFILED = """
    select desk, min(n) from court.command_log
     where case_id::text is distinct from case when status = 'applied' then lower(payload ->> 'case') end
     group by desk
"""
_ROWS_AT_A_TIME = 2000


@dataclass(frozen=True)
class Finding:
    """What does not fit: the `desk`, the number `n` in its chain, and in words what is wrong."""

    desk: int
    n: int
    reason: str


@dataclass
class Report:
    """What was recomputed: entries, desks with a chain, and the first finding of each desk."""

    entries: int
    desks: int
    findings: list[Finding]


def verify(connection: dict[str, Any]) -> Report:
    """Check all chains in one snapshot; `connection` are arguments of psycopg2.connect for a superuser."""
    with psycopg2.connect(**connection) as session:
        session.set_session(isolation_level="REPEATABLE READ", readonly=True)
        with session.cursor() as cursor:
            cursor.execute("select value from court.secret where name = 'receipt'")
            (key,) = cursor.fetchone()
            cursor.execute("select desk, n, hash from court.chain_head")
            heads = {desk: (n, bytes(digest)) for desk, n, digest in cursor.fetchall()}
        with session.cursor("entries") as cursor:
            cursor.itersize = _ROWS_AT_A_TIME
            cursor.execute(_ENTRIES)
            report = _check(cursor, bytes(key), heads)
        with session.cursor() as cursor:
            cursor.execute(_MISFILED)
            report.findings += [Finding(desk, n, "it is filed under another case") for desk, n in cursor]
    session.close()
    return report


def _check(rows: Iterator[tuple[Any, ...]], key: bytes, heads: dict[int, tuple[int, bytes]]) -> Report:
    ends: dict[int, tuple[int, bytes]] = {}
    broken: dict[int, Finding] = {}
    positions: set[int] = set()
    entries = 0
    for row in rows:
        desk, n, *parts = row
        entries += 1
        previous_n, previous = ends.get(desk, (0, b""))
        reason = _problem(n, previous_n, previous, desk, parts, key)
        if parts[-3] in positions:
            reason = reason or f"its position {parts[-3]} occurs twice"
        positions.add(parts[-3])
        if reason is not None:
            broken.setdefault(desk, Finding(desk, n, reason))
        ends[desk] = (n, bytes(parts[-1]))
    for desk, (n, digest) in ends.items():
        if heads.get(desk) != (n, digest):
            broken.setdefault(
                desk, Finding(desk, n, "it is not what the chain's head names as its last entry")
            )
    for desk, (n, _) in heads.items():
        if n and desk not in ends:
            broken.setdefault(desk, Finding(desk, n, "the chain's head names entries, and there are none"))
    return Report(entries, len(ends), sorted(broken.values(), key=lambda finding: (finding.desk, finding.n)))


def _problem(n: int, previous_n: int, previous: bytes, desk: int, parts: list[Any], key: bytes) -> str | None:
    if n != previous_n + 1:
        return f"entry {previous_n + 1} is missing before it"
    id_, actor, substituting, kind, version, payload, *others, position, receipt, digest = parts
    result = others[-2]
    lines = [
        id_, str(desk), str(n), actor, substituting, kind, version, payload, *others, str(position),
    ]  # fmt: skip
    if hashlib.sha256(previous + "\n".join(lines).encode()).digest() != bytes(digest):
        return "its hash does not follow from what it holds and the entry before it"
    inner = "\n".join([id_, actor, kind, payload, result, str(position)]).encode()
    if hashlib.sha256(key + hashlib.sha256(key + inner).digest()).digest() != bytes(receipt):
        return "its receipt is not the one this centre gives"
    return None


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `kelaseh-server audit`."""
    parser.add_argument("what", choices=["verify"], help="verify: recompute every chain and receipt")
    parser.add_argument("--data", type=Path, required=True, metavar="DIR", help="the server's folder")


def run(arguments: argparse.Namespace) -> int:
    """`kelaseh-server audit verify`: print counts and findings; the exit code is 0 if there are none."""
    return tell(verify(running_in(arguments.data).superuser_connection(DATABASE)))


def tell(report: Report) -> int:
    """Print what was verified; 0 if every link holds, else 1 and each broken one named."""
    for finding in report.findings:
        print(f"desk {finding.desk}, entry {finding.n}: {finding.reason}", file=sys.stderr)
    print(
        f"{report.entries} entries of {report.desks} desks, {len(report.findings)} desks with a broken link"
    )
    return 1 if report.findings else 0
