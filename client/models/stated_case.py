"""A case as it would be registered anew: what its rows say, as a command."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, select

from client.sync.cache import Cache
from client.sync.cache_tables import VIEWS
from common.commands import ClaimStated, FlagStated, PartyStated, RegisterCase, RepresentationStated
from common.commands.cases import OWN_FIELDS

_PARTY_TEXTS = (
    "role", "kind", "sort_key", "search_key", "national_id", "given", "family", "father", "nationality",
    "address", "postal_code", "mobile", "phone", "id_reason",
)  # fmt: skip


def case_as_stated(cache: Cache, case_id: str) -> RegisterCase | None:
    """What the rows of a case say, rows struck out left away; None if this user does not see the case."""
    case = VIEWS["court_case"]
    with cache.read() as connection:
        row = connection.execute(select(case).where(case.c.id == case_id)).one_or_none()
        if row is None:
            return None
        flags = _rows(connection, "party_flag", case_id)
        return RegisterCase(
            case=uuid.UUID(row.id),
            number=row.number,
            kind=row.kind,
            received_on=date.fromisoformat(row.received_on),
            subject=row.subject,
            claims=tuple(
                ClaimStated(uuid.UUID(claim.id), claim.code_kind, claim.code, claim.amount)
                for claim in _in_order(_rows(connection, "claim", case_id))
            ),
            parties=tuple(
                _party(party, [flag for flag in flags if flag.party == party.id])
                for party in _in_order(_rows(connection, "party", case_id))
            ),
            representations=tuple(
                RepresentationStated(
                    uuid.UUID(each.id), uuid.UUID(each.representative), uuid.UUID(each.client), each.document,
                    _day(each.granted_on),
                )
                for each in _rows(connection, "representation", case_id)
            ),
            paper_number=row.paper_number,
            paper_on=_day(row.paper_on),
            **_own_fields(row),
            double_of=uuid.UUID(row.double_of) if row.double_of else None,
            double_reason=row.double_reason,
        )  # fmt: skip


def last_registered(cache: Cache, login: str) -> str | None:
    """The case this user registered last, or None."""
    case = VIEWS["court_case"]
    wanted = (
        select(case.c.id)
        .where(case.c.registered_by == login)
        .order_by(case.c.registered_at.desc(), case.c.number.desc())
        .limit(1)
    )
    with cache.read() as connection:
        return connection.execute(wanted).scalar_one_or_none()


def is_registered(cache: Cache, case_id: str) -> bool:
    """Whether a case of that id is known here, also as one still to be sent."""
    case = VIEWS["court_case"]
    with cache.read() as connection:
        return connection.execute(select(case.c.id).where(case.c.id == case_id)).first() is not None


def _rows(connection: Connection, table: str, case_id: str) -> list[Row[Any]]:
    view = VIEWS[table]
    found = connection.execute(select(view).where(view.c.case_id == case_id).order_by(view.c.id))
    return [row for row in found if not row.struck]


def _own_fields(row: Row[Any]) -> dict[str, Any]:
    values = {field: getattr(row, field) for field in OWN_FIELDS}
    return {field: _day(value) if field.endswith("_on") else value for field, value in values.items()}


def _in_order(rows: list[Row[Any]]) -> list[Row[Any]]:
    return sorted(rows, key=lambda row: row.ordinal)


def _party(row: Row[Any], flags: list[Row[Any]]) -> PartyStated:
    return PartyStated(
        id=uuid.UUID(row.id),
        **{field: getattr(row, field) for field in _PARTY_TEXTS},
        birth_on=_day(row.birth_on),
        flags=tuple(FlagStated(uuid.UUID(flag.id), flag.flag, flag.detail) for flag in flags),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
