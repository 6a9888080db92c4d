"""The rows of invented cases, table by table, as COPY takes them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from random import Random
from typing import Any

from common.text import search_key, sort_key
from server.demo.records import Case, Paper, Party

Row = tuple[Any, ...]

SEAL_DAYS = 30
_PAPER = tuple(field.name for field in fields(Paper))


def case_tables(cases: list[Case], random: Random) -> tuple[tuple[str, str, Iterator[Row]], ...]:
    """Table, columns and rows of everything `cases` hold; `random` makes what the rows themselves lack."""
    return (
        (
            "court_case",
            "id, number, kind, subject, received_on, holder, registered_at, registered_by, file_place,"
            f" file_note, {', '.join(_PAPER)}",
            (
                (c.id, c.number, c.kind, c.subject, c.received_on, c.holder, _utc(c.registered_at),
                 c.registered_by, c.file_place, c.file_note, *(getattr(c.paper, name) for name in _PAPER))
                for c in cases
            ),
        ),
        (
            "party",
            "id, case_id, ordinal, role, kind, national_id, given, family, sort_key, search_key, father,"
            " birth_on, nationality, address, postal_code, mobile, struck",
            (
                (p.id, c.id, ordinal, p.role, p.kind, p.national_id, p.given, p.family, *_keys(p), p.father,
                 p.birth_on, p.nationality, p.address, p.postal_code, p.mobile, p.struck)
                for c in cases
                for ordinal, p in enumerate(c.parties, start=1)
            ),
        ),
        (
            "claim",
            "id, case_id, ordinal, code_kind, code, amount",
            (
                (claim.id, c.id, ordinal, claim.code_kind, claim.code, claim.amount)
                for c in cases
                for ordinal, claim in enumerate(c.claims, start=1)
            ),
        ),
        (
            "referral",
            "id, case_id, from_desk, to_desk, state, method, referred_on, referred_at, referred_by,"
            " accepted_at, accepted_by",
            (
                (r.id, c.id, r.from_desk, r.to_desk, "waiting" if r.accepted_at is None else "accepted",
                 r.method, r.on, _utc(r.at), r.by, _utc(r.accepted_at), r.accepted_by)
                for c in cases
                for r in c.referrals
            ),
        ),
        (
            "docket_entry",
            "id, case_id, desk, ordinal, archive_year, archive_row, received_on, in_on, in_class,"
            " disposed_on, out_class, next_on, next_kind, opened_at, opened_by",
            (
                (s.id, c.id, s.desk, s.ordinal, s.archive_year, s.archive_row, s.in_on, s.in_on, s.in_class,
                 s.disposed_on, s.out_class, s.next_on, s.next_kind, _utc(s.opened_at), s.opened_by)
                for c in cases
                for s in c.stays
            ),
        ),
        (
            "decision",
            "id, case_id, entry, desk, number, disposition, decided_on, body, state, register_year,"
            " register_row, prepared_at, prepared_by, signed_at, signed_by, kind, corrects",
            (
                (d.id, c.id, d.stay.id, d.stay.desk, d.number, d.disposition, d.on, d.body,
                 "prepared" if d.signed_at is None else "signed", d.register_year, d.register_row,
                 _utc(d.prepared_at), d.prepared_by, _utc(d.signed_at), d.signed_by,
                 d.kind, d.corrects and d.corrects.id)
                for c in cases
                for d in c.decisions
            ),
        ),
        (
            "outcome",
            "id, case_id, decision, claim, party, disposition",
            (
                (o.id, c.id, d.id, o.claim.id, o.party and o.party.id, o.disposition)
                for c in cases
                for d in c.decisions
                for o in d.outcomes
            ),
        ),
        (
            "representation",
            "id, case_id, representative, client, document, granted_on",
            (
                (r.id, c.id, r.representative.id, r.client.id, r.document, r.granted_on)
                for c in cases
                for r in c.representations
            ),
        ),
        (
            "party_flag",
            "id, case_id, party, flag, detail",
            ((f.id, c.id, p.id, f.flag, f.detail) for c in cases for p in c.parties for f in p.flags),
        ),
        (
            "amendment",
            "id, case_id, entity, row_id, field, old, new, desk, command, at, by, reason",
            (
                (a.id, c.id, a.entity, a.row, a.field, a.old, a.new, a.desk, a.command, _utc(a.at), a.by,
                 a.reason)
                for c in cases
                for a in c.amendments
            ),
        ),
        (
            "note",
            "id, case_id, desk, scope, body, shared, written_at, written_by",
            (
                (n.id, c.id, n.desk, n.scope, n.body, n.shared, _utc(n.at), n.by)
                for c in cases
                for n in c.notes
            ),
        ),
        (
            "step",
            "id, case_id, desk, kind, title, due_on, state, opened_at, opened_by, settled_at, settled_by,"
            " remark",
            (
                (s.id, c.id, s.desk, s.kind, s.title, s.due_on, s.state, _utc(s.opened_at), s.opened_by,
                 _utc(s.settled_at), s.settled_by, s.remark)
                for c in cases
                for s in c.steps
            ),
        ),
        (
            "seal",
            "id, case_id, serial, from_desk, to_desk, objection, filed_on, salt, verifier, state, expires_on,"
            " sent_on, sent_at, sent_by, printed_at, printed_by, opened_at, opened_by",
            (
                (s.id, c.id, s.serial, s.from_desk, s.to_desk, "appeal", s.filed_on, f"\\x{s.salt.hex()}",
                 f"\\x{s.verifier.hex()}", "sealed" if s.opened_at is None else "opened",
                 s.sent_on + timedelta(days=SEAL_DAYS), s.sent_on, _utc(s.sent_at), s.sent_by,
                 _utc(s.printed_at), s.sent_by, _utc(s.opened_at), s.opened_by)
                for c in cases
                for s in c.seals
            ),
        ),
        (
            "case_access",
            "case_id, desk, level, stamp",
            (
                (c.id, desk, level, random.getrandbits(62))
                for c in cases
                for desk, level in sorted(c.access.items())
            ),
        ),
    )  # fmt: skip


def _utc(instant: int | None) -> str | None:
    return None if instant is None else datetime.fromtimestamp(instant, UTC).isoformat()


@lru_cache(maxsize=100_000)
def _name_keys(given: str | None, family: str | None) -> tuple[str, str]:
    forwards = " ".join(part for part in (given, family) if part)
    backwards = " ".join(part for part in (family, given) if part)
    return sort_key(backwards), search_key(forwards)


def _keys(party: Party) -> tuple[str, str]:
    return _name_keys(party.given, party.family)
