"""The tables of the cache, and views that prefer a prediction to the row the centre told.

Portable types throughout: ids, dates and UTC instants are text, so a reader needs no codec.
"""

from __future__ import annotations

import functools

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, MetaData, Table, Text, exists, or_, select
from sqlalchemy.dialects import sqlite

from common import read_models
from common.read_models import CASE_TABLES, REFERENCE_TABLES

# Raise it when a table changes: rows of the feed are then fetched anew; the outbox is kept (`cache.py`).
CACHE_VERSION = 2

metadata = MetaData()

# Entity tables: the feed's columns, `layer`, and `hidden`: a prediction may also take a row away.
ENTITIES: dict[str, Table] = {}
for _table in CASE_TABLES:
    _copy = _table.to_metadata(metadata)
    _copy.append_column(Column("hidden", Boolean, nullable=False, default=False, server_default="0"))
    ENTITIES[_table.name] = _copy

REFERENCES: dict[str, Table] = {table.name: table.to_metadata(metadata) for table in REFERENCE_TABLES}
access = read_models.access.to_metadata(metadata)

# Where the feed stands for a desk (or for "reference"). While `filling`, pages are still to come after the
# case `after`; the snapshot was taken before the first page, so it becomes the cursor when the last has come.
cursor = Table(
    "cursor",
    metadata,
    Column("key", Text, primary_key=True),
    Column("snapshot", Text, nullable=False),
    Column("incarnation", Integer, nullable=False),
    Column("filling", Boolean, nullable=False, default=False),
    Column("after", Text),
)

# Commands of this workstation, in the order they were given. `covered`: a feed answer that was asked for
# after the command was applied has been stored, so its prediction is no longer needed.
outbox = Table(
    "outbox",
    metadata,
    Column("sequence", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("desk", Integer, nullable=False),
    Column("case_id", Text, nullable=False),
    Column("payload", Text, nullable=False),
    Column("issued_at", Text, nullable=False),
    Column("substituting", Text),
    Column("mends", Text),
    Column("state", Text, nullable=False),
    Column("covered", Boolean, nullable=False, default=False),
    Column("tries", Integer, nullable=False, default=0),
    Column("answered_at", Text),
    Column("result", Text),
    Column("receipt", Text),
    Column("incarnation", Integer),
    Column("position", BigInteger),
    Column("error", Text),
    sqlite_autoincrement=True,
)

# A block of serials; `next` is the first not yet given out.
lease = Table(
    "lease",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("year", Integer, nullable=False),
    Column("type", Text, nullable=False),
    Column("next", BigInteger, nullable=False),
    Column("last", BigInteger, nullable=False),
)

draft = Table(
    "draft",
    metadata,
    Column("form", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("content", Text, nullable=False),
    Column("saved_at", Text, nullable=False),
)

# Announcements this user has read on this workstation.
seen = Table(
    "seen",
    metadata,
    Column("case_id", Text, primary_key=True),
    Column("cause_id", Text, primary_key=True),
    Column("seen_at", Text, nullable=False),
)

# Single facts as JSON: workstation, incarnation, last_day, name, roles, settings.
meta = Table("meta", metadata, Column("key", Text, primary_key=True), Column("value", Text, nullable=False))

# What a new cache version keeps; all other tables are made anew from the feed.
KEPT = (outbox, lease, draft, seen, meta)

for _name in ENTITIES:
    if _name != "court_case":
        Index(f"{_name}_case", ENTITIES[_name].c.case_id)
    # Predictions are few: what they override is found without passing the centre's rows.
    Index(f"{_name}_predicted", ENTITIES[_name].c.id, sqlite_where=ENTITIES[_name].c.layer == 1)
Index("court_case_held", ENTITIES["court_case"].c.holder, ENTITIES["court_case"].c.received_on)
Index("court_case_number", ENTITIES["court_case"].c.number)
Index("court_case_paper", ENTITIES["court_case"].c.paper_number)
# Who else is a party where is answered from these alone: a bank sues in thousands of cases.
_party = ENTITIES["party"].c
_seen_of_party = (_party.layer, _party.hidden, _party.struck, _party.case_id)
Index("party_national_id", _party.national_id, _party.id, *_seen_of_party)
Index("party_search", _party.search_key, _party.national_id, _party.id, *_seen_of_party)
Index("note_desk", ENTITIES["note"].c.desk, ENTITIES["note"].c.layer)
Index("event_actor", ENTITIES["event"].c.actor, ENTITIES["event"].c.desk, ENTITIES["event"].c.at)
Index("referral_from", ENTITIES["referral"].c.from_desk, ENTITIES["referral"].c.state)
Index(
    "docket_entry_archive",
    ENTITIES["docket_entry"].c.desk,
    ENTITIES["docket_entry"].c.archive_year,
    ENTITIES["docket_entry"].c.archive_row,
)
Index("docket_entry_next", ENTITIES["docket_entry"].c.desk, ENTITIES["docket_entry"].c.next_on)
# Covers what the order of an inbox asks, so that a long one is read without looking into its rows.
_announcement = ENTITIES["announcement"].c
Index(
    "announcement_inbox",
    _announcement.desk,
    _announcement.hidden,
    _announcement.sent_on,
    _announcement.layer,
    _announcement.state,
)
Index("access_desk", access.c.desk, access.c.level)
Index("outbox_state", outbox.c.state, outbox.c.covered)
Index("outbox_case", outbox.c.case_id)
Index("lease_stock", lease.c.type, lease.c.year, lease.c.next)

_view_metadata = MetaData()


def _view_columns(table: Table) -> list[Column[object]]:
    return [Column(column.name, column.type) for column in table.columns if column.name != "hidden"]


# For SQLAlchemy Core: VIEWS["court_case"] is v_court_case. `layer` 1 marks a row that waits to be sent.
VIEWS: dict[str, Table] = {
    name: Table(f"v_{name}", _view_metadata, *_view_columns(table)) for name, table in ENTITIES.items()
}


@functools.cache
def view_statements() -> tuple[str, ...]:
    """The SQL that makes ``v_<entity>``: layer 1 hides layer 0 of the same id, and itself if `hidden`.

    One plain SELECT, so SQLite flattens it into the query around it and every index serves.
    """
    return tuple(f"create view v_{name} as {_preferred(table)}" for name, table in ENTITIES.items())


def _preferred(table: Table) -> str:
    row, prediction = table.alias("r"), table.alias("p")
    foretold = exists().where(prediction.c.id == row.c.id, prediction.c.layer == read_models.PREDICTION)
    query = select(*(column for column in row.columns if column.name != "hidden")).where(
        row.c.hidden.is_(False), or_(row.c.layer == read_models.PREDICTION, ~foretold)
    )
    return str(query.compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True}))
