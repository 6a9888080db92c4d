"""What both sides mean by a row: the columns the feed delivers and the tables of the client's cache.

One SQLAlchemy MetaData for both. `api.changes` delivers rows as JSON arrays in the order of ``FEED_COLUMNS``;
the cache stores the same names in portable types (ids, dates and UTC instants as text) and adds ``layer``:
0 is what the centre told, 1 what a queued command is predicted to make of it (``docs/architecture.md``).
A test compares these columns with ``server/sql``.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Integer, MetaData, Table, Text
from sqlalchemy.types import TypeEngine

metadata = MetaData()

CENTRE, PREDICTION = 0, 1

_Type = type[TypeEngine[object]]


def _entity(name: str, **columns: object) -> Table:
    """A table of the feed: its first column is the key, joined by ``layer``."""
    items = list(columns.items())
    key, key_type = items[0]
    return Table(
        name,
        metadata,
        Column(key, key_type, primary_key=True),  # type: ignore[arg-type]
        Column("layer", Integer, primary_key=True, default=CENTRE),
        *(Column(column, kind) for column, kind in items[1:]),  # type: ignore[arg-type]
    )


court_case = _entity(
    "court_case", id=Text, number=Text, kind=Text, subject=Text, received_on=Text, holder=Integer,
    registered_at=Text, registered_by=Text, paper_number=Text, paper_on=Text, offence_on=Text,
    offence_place=Text, marriage_on=Text, marriage_number=Text, basis_number=Text, basis_on=Text,
    file_place=Text, file_note=Text, double_of=Text, double_reason=Text, withdrawn=Boolean,
)  # fmt: skip
party = _entity(
    "party", id=Text, case_id=Text, ordinal=Integer, role=Text, kind=Text, national_id=Text, given=Text,
    family=Text, sort_key=Text, search_key=Text, father=Text, birth_on=Text, nationality=Text, address=Text,
    postal_code=Text, mobile=Text, phone=Text, id_reason=Text, struck=Boolean,
)  # fmt: skip
claim = _entity(
    "claim", id=Text, case_id=Text, ordinal=Integer, code_kind=Text, code=Text, amount=BigInteger,
    struck=Boolean,
)  # fmt: skip
representation = _entity(
    "representation", id=Text, case_id=Text, representative=Text, client=Text, document=Text, granted_on=Text,
    struck=Boolean,
)  # fmt: skip
party_flag = _entity(
    "party_flag", id=Text, case_id=Text, party=Text, flag=Text, detail=Text, struck=Boolean,
)  # fmt: skip
# Values as text, the old one kept for ever; `field` null: the row was added by the amendment.
amendment = _entity(
    "amendment", id=Text, case_id=Text, entity=Text, row_id=Text, field=Text, old=Text, new=Text,
    desk=Integer, at=Text, by=Text, behalf=Text, reason=Text,
)  # fmt: skip
# Delivered to the desk that wrote it only; a private one to its author alone until it is shared.
note = _entity(
    "note", id=Text, case_id=Text, desk=Integer, scope=Text, body=Text, shared=Boolean, withdrawn=Boolean,
    written_at=Text, written_by=Text, behalf=Text,
)  # fmt: skip
step = _entity(
    "step", id=Text, case_id=Text, desk=Integer, decision=Text, kind=Text, title=Text, due_on=Text,
    state=Text, opened_at=Text, opened_by=Text, settled_at=Text, settled_by=Text, remark=Text,
)  # fmt: skip
# What happened, from the command log: one row per applied command, notes left out. `target` is the row it was
# about; `behalf` whom the actor substituted for.
event = _entity(
    "event", id=Text, case_id=Text, position=BigInteger, desk=Integer, kind=Text, target=Text, actor=Text,
    behalf=Text, issued_at=Text, at=Text,
)  # fmt: skip
referral = _entity(
    "referral", id=Text, case_id=Text, from_desk=Integer, to_desk=Integer, state=Text, method=Text,
    referred_on=Text, referred_at=Text, referred_by=Text, accepted_at=Text, accepted_by=Text,
)  # fmt: skip
docket_entry = _entity(
    "docket_entry", id=Text, case_id=Text, desk=Integer, ordinal=Integer, archive_year=Integer,
    archive_row=Integer, received_on=Text, in_on=Text, in_class=Text, disposed_on=Text, out_class=Text,
    void=Boolean, next_on=Text, next_kind=Text, opened_at=Text, opened_by=Text,
)  # fmt: skip
decision = _entity(
    "decision", id=Text, case_id=Text, entry=Text, desk=Integer, number=Text, disposition=Text,
    decided_on=Text, body=Text, state=Text, register_year=Integer, register_row=Integer, prepared_at=Text,
    prepared_by=Text, signed_at=Text, signed_by=Text, kind=Text, corrects=Text,
)  # fmt: skip
outcome = _entity(
    "outcome", id=Text, case_id=Text, decision=Text, claim=Text, party=Text, disposition=Text,
)  # fmt: skip
# The verifier never leaves the centre; the salt goes to the receiver alone, in its announcement.
seal = _entity(
    "seal", id=Text, case_id=Text, serial=Text, from_desk=Integer, to_desk=Integer, objection=Text,
    filed_on=Text, state=Text, tries=Integer, expires_on=Text, sent_on=Text, sent_at=Text, sent_by=Text,
    printed_at=Text, printed_by=Text, opened_at=Text, opened_by=Text,
)  # fmt: skip
# All a desk at level 1 is told of a case. `id` is "<case>/<desk>"; `cause` referral or seal; `subject` null
# for a seal; `salt` (hex) and `tries` are null for a referral.
announcement = _entity(
    "announcement", id=Text, case_id=Text, desk=Integer, number=Text, cause=Text, cause_id=Text,
    from_desk=Integer, to_desk=Integer, sent_on=Text, state=Text, subject=Text, serial=Text, salt=Text,
    tries=Integer,
)  # fmt: skip

CASE_TABLES: tuple[Table, ...] = (
    court_case,
    party,
    claim,
    representation,
    party_flag,
    amendment,
    note,
    step,
    event,
    referral,
    docket_entry,
    decision,
    outcome,
    seal,
    announcement,
)

# Reference rows: words, desks and people; no layer, key as named.
district = Table("district", metadata, Column("id", Integer, primary_key=True), Column("title", Text))
body = Table(
    "body",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("district", Integer),
    Column("kind", Text),
    Column("title", Text),
)
desk = Table(
    "desk",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("code", Text),
    Column("kind", Text),
    Column("branch_kind", Text),
    Column("body", Integer),
    Column("district", Integer),
    Column("number", Integer),
    Column("title", Text),
    Column("sort_key", Text),
    Column("active", Boolean),
)
account = Table(
    "account",
    metadata,
    Column("login", Text, primary_key=True),
    Column("given", Text),
    Column("family", Text),
    Column("sort_key", Text),
    Column("public_key", Text),
    Column("locked", Boolean),
)
code = Table(
    "code",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("code", Text, primary_key=True),
    Column("title", Text),
    Column("class", Text),
    Column("attributes", Text),
    Column("valid_from", Text),
    Column("valid_to", Text),
    Column("merged_into", Text),
    Column("sort_key", Text),
    Column("search_key", Text),
)
calendar_month = Table(
    "calendar_month",
    metadata,
    Column("month", Integer, primary_key=True),
    Column("label", Text),
    Column("starts", Text),
    Column("ends", Text),
    Column("days", Integer),
)
setting = Table("setting", metadata, Column("key", Text, primary_key=True), Column("value", Text))

REFERENCE_TABLES: tuple[Table, ...] = (district, body, desk, account, code, calendar_month, setting)

# Which cases this user may see, per desk: the client's copy of court.case_access.
access = Table(
    "access",
    metadata,
    Column("case_id", Text, primary_key=True),
    Column("desk", Integer, primary_key=True),
    Column("level", Integer, nullable=False),
    Column("stamp", BigInteger, nullable=False),
)

FEED_COLUMNS: dict[str, tuple[str, ...]] = {
    table.name: tuple(column.name for column in table.columns if column.name != "layer")
    for table in (*CASE_TABLES, *REFERENCE_TABLES)
}
