"""What the log tells of an import: one entry per desk with counts and a digest, no forged commands.

The digest is the SHA-256 of one line per docket entry of the desk, in the order of its archive numbers: case
number, ordinal, archive year and row, day and class of receipt, with | between. None of these ever changes.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from psycopg2.extras import execute_values

ACTOR = KIND = "import"


def write_import_log(cursor: Any, ids: Sequence[tuple[int, uuid.UUID]]) -> None:
    """Link one entry to the chain of each desk; `ids` are desks with the id of their entry."""
    cursor.execute("select rule.begin_incarnation()")
    (incarnation,) = cursor.fetchone()
    execute_values(
        cursor,
        f"""
        with fresh (desk, id) as (values %s),
        told as materialized (
            select h.hash as previous,
                   row(f.id, f.desk, h.n + 1, '{ACTOR}', null, '{KIND}', 1,
                       jsonb_build_object(
                           'referrals', (select count(*) from court.referral r where r.from_desk = f.desk),
                           'entries', e.n, 'digest', encode(e.digest, 'hex'),
                           'decisions', (select count(*) from court.decision d where d.desk = f.desk),
                           'seals', (select count(*) from court.seal s where s.from_desk = f.desk)),
                       null, null, null, null, clock_timestamp(), 'applied', '{{}}', {incarnation:d},
                       nextval('court.position'), '', '', null,
                       pg_current_xact_id())::court.command_log as entry
              from fresh f
              join court.chain_head h on h.desk = f.desk,
                   lateral (select count(*) as n,
                                   sha256(convert_to(coalesce(string_agg(
                                       concat_ws('|', c.number, e.ordinal, e.archive_year, e.archive_row,
                                                 to_char(e.in_on, 'YYYY-MM-DD'), e.in_class),
                                       E'\\n' order by e.archive_year, e.archive_row), ''), 'UTF8')) as digest
                              from court.docket_entry e join court.court_case c on c.id = e.case_id
                             where e.desk = f.desk) e
             order by f.desk
        ),
        written as (
            insert into court.command_log
            select (t.entry).id, (t.entry).desk, (t.entry).n, (t.entry).actor, (t.entry).substituting,
                   (t.entry).kind, (t.entry).version, (t.entry).payload, (t.entry).workstation,
                   (t.entry).sequence, (t.entry).issued_at, (t.entry).mends, (t.entry).received_at,
                   (t.entry).status, (t.entry).result, (t.entry).incarnation, (t.entry).position,
                   rule.receipt(s.value, t.entry), rule.link(t.previous, t.entry), null, (t.entry).changed
              from told t, court.secret s
             where s.name = 'receipt'
            returning desk, n, hash
        )
        update court.chain_head h set n = w.n, hash = w.hash from written w where h.desk = w.desk
        """,  # noqa: S608 -- constants and a number of our own
        ids,
        template="(%s, %s::uuid)",
        page_size=1000,
    )
