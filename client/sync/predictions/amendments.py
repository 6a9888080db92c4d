"""What registering and amending make of a case: what it says, and what it said before."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from client.sync.predictions.rows import Context, Row, Rows, as_text, change, has, put
from common.commands import (
    AmendCase,
    ClaimStated,
    FlagStated,
    PartyStated,
    RegisterCase,
    RepresentationStated,
)

_OF_THE_PAPER = (
    "paper_number", "paper_on", "offence_on", "offence_place", "marriage_on", "marriage_number",
    "basis_number", "basis_on", "double_of", "double_reason",
)  # fmt: skip
_OF_A_PARTY = (
    "role", "kind", "national_id", "given", "family", "sort_key", "search_key", "father", "birth_on",
    "nationality", "address", "postal_code", "mobile", "phone", "id_reason",
)  # fmt: skip


def register_case(rows: Rows, command: RegisterCase, context: Context) -> None:
    """The case at the desk that registers it."""
    case = str(command.case)
    put(rows, "court_case", case, number=command.number, kind=command.kind, subject=command.subject,
        received_on=str(command.received_on), holder=context.desk, registered_at=context.issued_at,
        registered_by=context.login, file_place=None, file_note=None, withdrawn=False,
        **{field: as_text(getattr(command, field)) for field in _OF_THE_PAPER})  # fmt: skip
    _add_parties(rows, case, command.parties)
    _add_claims(rows, case, command.claims)
    _add_representations(rows, case, command.representations)


def amend_case(rows: Rows, command: AmendCase, context: Context) -> None:
    """New values with the old ones beside them, and new rows."""
    case = str(command.case)
    if not has(rows, "court_case", case):
        return
    for field in command.changes:
        row = str(field.row)
        change(rows, field.entity, row, **{field.field: value_of(field.field, field.new)})
        amendment(
            rows, context, case, str(field.id), entity=field.entity, row_id=row, field=field.field,
            old=field.old, new=field.new, reason=command.reason,
        )  # fmt: skip
    for keys in command.keys:
        change(rows, "party", str(keys.party), sort_key=keys.sort_key, search_key=keys.search_key)
    _add_parties(rows, case, command.parties)
    _add_claims(rows, case, command.claims)
    _add_representations(rows, case, command.representations)
    for flag in command.flags:
        _put_flag(rows, case, flag.party, flag)
    for entity, id in added_rows(command):
        amendment(rows, context, case, str(id), entity=entity, row_id=str(id), reason=command.reason)


def added_rows(command: AmendCase) -> list[tuple[str, UUID]]:
    """Table and id of the rows an amendment adds and is told of; the flags of a new party come with it."""
    return [
        (entity, row.id)
        for entity, rows in (
            ("party", command.parties),
            ("claim", command.claims),
            ("representation", command.representations),
            ("party_flag", command.flags),
        )
        for row in rows
    ]


def amendment(rows: Rows, context: Context, case: str, id: str, *, entity: str, row_id: str,
              reason: str | None, field: str | None = None, old: str | None = None,
              new: str | None = None) -> None:  # fmt: skip
    """The row that keeps an old value."""
    put(rows, "amendment", id, case_id=case, entity=entity, row_id=row_id, field=field, old=old, new=new,
        desk=context.desk, at=context.issued_at, by=context.login, behalf=context.behalf,
        reason=reason)  # fmt: skip


def value_of(field: str, text: str | None) -> Any:
    """What the cache keeps for the text an amendment tells of a field (``FieldChanged``)."""
    if field == "struck":
        return text == "true"
    if field == "amount":
        return None if text is None else int(text)
    return text


def _add_parties(rows: Rows, case: str, parties: Sequence[PartyStated]) -> None:
    for ordinal, party in enumerate(parties, _next_ordinal(rows, "party")):
        put(rows, "party", str(party.id), case_id=case, ordinal=ordinal, struck=False,
            **{field: as_text(getattr(party, field)) for field in _OF_A_PARTY})  # fmt: skip
        for flag in party.flags:
            _put_flag(rows, case, party.id, flag)


def _add_claims(rows: Rows, case: str, claims: Sequence[ClaimStated]) -> None:
    for ordinal, claim in enumerate(claims, _next_ordinal(rows, "claim")):
        put(rows, "claim", str(claim.id), case_id=case, ordinal=ordinal, code_kind=claim.code_kind,
            code=claim.code, amount=claim.amount, struck=False)  # fmt: skip


def _add_representations(rows: Rows, case: str, stated: Sequence[RepresentationStated]) -> None:
    for row in stated:
        put(rows, "representation", str(row.id), case_id=case, representative=str(row.representative),
            client=str(row.client), document=row.document, granted_on=as_text(row.granted_on),
            struck=False)  # fmt: skip


def _put_flag(rows: Rows, case: str, party: UUID, flag: FlagStated) -> None:
    put(rows, "party_flag", str(flag.id), case_id=case, party=str(party), flag=flag.flag,
        detail=flag.detail, struck=False)  # fmt: skip


def _next_ordinal(rows: Rows, table: str) -> int:
    known: list[Row] = list(rows.get(table, {}).values())
    return 1 + max((row["ordinal"] or 0 for row in known), default=0)
