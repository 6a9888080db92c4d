"""The parties of a case as they are typed, and as a command states them: no Qt, nothing read."""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from common import identifiers, jalali
from common.commands import FlagStated, PartyStated, RepresentationStated
from common.commands.cases import party_field_problem
from common.identifiers import uuid7
from common.text import ascii_digits, clean, search_key, sort_key

KINDS: tuple[tuple[str, str, str], ...] = (
    ("person", "حقیقی", ""),
    ("entity", "حقوقی", ""),
    ("foreigner", "تبعهٔ خارجی", ""),
    ("unknown", "ناشناس", ""),
)
WITHOUT_GIVEN = frozenset(("entity", "unknown"))
"""Kinds that have no given name: an entity's whole name stands in `family`."""
DETAILS = ("father", "birth_on", "nationality", "postal_code", "mobile", "phone", "address", "id_reason")
"""What is typed of a party beside the table, a text each."""
WITH_FORM = ("national_id", "birth_on", "postal_code", "mobile", "phone")
"""Fields whose text may be no such thing, which is told while it is typed."""


def _new_id() -> str:
    return str(uuid7())


def _id() -> Any:
    """An id of the row's own; rows that say the same are equal whatever their ids."""
    return dataclasses.field(default_factory=_new_id, compare=False, kw_only=True)


@dataclasses.dataclass(frozen=True)
class FlagRow:
    """A flag ticked: a code of party_flag, and its detail (a language, a prison)."""

    flag: str
    detail: str = ""
    id: str = _id()


@dataclasses.dataclass(frozen=True)
class ClientRow:
    """Whom a party acts for: the id of another row."""

    party: str
    id: str = _id()


@dataclasses.dataclass(frozen=True)
class PartyRow:
    """A party as typed: codes of role and kind, texts with ASCII digits, dates as Jalali text; empty text for
    what is absent. `document` and `granted_on` are of the power of attorney for all its `clients`.
    """

    role: str = ""
    kind: str = "person"
    given: str = ""
    family: str = ""
    national_id: str = ""
    father: str = ""
    birth_on: str = ""
    nationality: str = ""
    postal_code: str = ""
    mobile: str = ""
    phone: str = ""
    address: str = ""
    id_reason: str = ""
    flags: tuple[FlagRow, ...] = ()
    clients: tuple[ClientRow, ...] = ()
    document: str = ""
    granted_on: str = ""
    id: str = _id()

    def is_empty(self) -> bool:
        """Whether nothing was typed; the kind is given from the start."""
        return self == _untyped(self.kind)

    def name(self) -> str:
        """Given and family name, or nothing."""
        return " ".join(word for word in (self.given, self.family) if word)

    def with_text(self, field: str, typed: str) -> PartyRow:
        """The row with `typed` in `field`, in the form it is kept."""
        text = clean(typed)
        if field == "national_id" and self.kind == "person":
            text = identifiers.national_id_padded(text)
        elif field == "mobile":
            text = identifiers.mobile_normalised(text) or text
        values: dict[str, Any] = {field: text}
        row = dataclasses.replace(self, **values)
        if field == "kind" and text in WITHOUT_GIVEN:
            row = dataclasses.replace(row, given="")
        return row

    @classmethod
    def from_content(cls, content: Mapping[str, Any]) -> PartyRow:
        """The row that ``dataclasses.asdict`` made into `content`, of this or an older program."""
        known = {field.name for field in dataclasses.fields(cls)}
        values = {name: value for name, value in content.items() if name in known}
        values["flags"] = tuple(FlagRow(**flag) for flag in content.get("flags", ()))
        values["clients"] = tuple(ClientRow(**client) for client in content.get("clients", ()))
        return cls(**values)


@lru_cache(maxsize=64)
def _untyped(kind: str) -> PartyRow:
    """Asked of every row at every key: made once, for ids need not differ to be compared."""
    return PartyRow(kind=kind)


def fresh(rows: Iterable[PartyRow]) -> list[PartyRow]:
    """The same parties with ids that no case has yet; whom they act for stays."""
    rows = list(rows)
    ids = {row.id: _new_id() for row in rows}
    return [
        dataclasses.replace(
            row,
            id=ids[row.id],
            flags=tuple(dataclasses.replace(flag, id=_new_id()) for flag in row.flags),
            clients=tuple(ClientRow(ids[c.party]) for c in row.clients if c.party in ids),
        )
        for row in rows
    ]


def day_of(typed: str) -> date | None:
    """The day of a Jalali text, or None if it is none."""
    try:
        return jalali.parse(typed)
    except jalali.JalaliError:
        return None


def typed_day(day: date | None) -> str:
    """A day as it is typed: 1405/09/04."""
    return ascii_digits(jalali.show(day)) if day is not None else ""


def party_stated(row: PartyRow) -> PartyStated:
    """A row as it is registered, with the keys it is sorted and found by."""
    given, family = clean(row.given), clean(row.family)
    return PartyStated(
        id=uuid.UUID(row.id),
        role=row.role,
        kind=row.kind or "person",
        sort_key=sort_key(f"{family} {given}"),
        search_key=search_key(f"{given} {family}"),
        national_id=row.national_id or None,
        given=given or None,
        family=family or None,
        father=clean(row.father) or None,
        birth_on=day_of(row.birth_on),
        nationality=clean(row.nationality) or None,
        address=clean(row.address) or None,
        postal_code=row.postal_code or None,
        mobile=row.mobile or None,
        phone=row.phone or None,
        id_reason=clean(row.id_reason) or None,
        flags=tuple(
            FlagStated(uuid.UUID(flag.id), flag.flag, clean(flag.detail) or None) for flag in row.flags
        ),
    )


def representations_stated(rows: Sequence[PartyRow]) -> tuple[RepresentationStated, ...]:
    """Who acts for whom; a client that is no longer among the rows is left out."""
    known = {row.id for row in rows}
    return tuple(
        RepresentationStated(
            uuid.UUID(client.id),
            representative=uuid.UUID(row.id),
            client=uuid.UUID(client.party),
            document=clean(row.document) or None,
            granted_on=day_of(row.granted_on),
        )
        for row in rows
        for client in row.clients
        if client.party in known
    )


def party_rows(
    stated: Iterable[PartyStated], representations: Sequence[RepresentationStated] = ()
) -> list[PartyRow]:
    """What is typed to state these."""
    return [_row(party, [r for r in representations if r.representative == party.id]) for party in stated]


def _row(party: PartyStated, acts_for: Sequence[RepresentationStated]) -> PartyRow:
    plain = ("given", "family", "national_id", "father", "nationality", "postal_code", "mobile", "phone",
             "address", "id_reason")  # fmt: skip
    return PartyRow(
        role=party.role,
        kind=party.kind,
        **{field: getattr(party, field) or "" for field in plain},
        birth_on=typed_day(party.birth_on),
        flags=tuple(FlagRow(flag.flag, flag.detail or "", id=str(flag.id)) for flag in party.flags),
        clients=tuple(ClientRow(str(each.client), id=str(each.id)) for each in acts_for),
        document=next((each.document for each in acts_for if each.document), ""),
        granted_on=typed_day(next((each.granted_on for each in acts_for if each.granted_on), None)),
        id=str(party.id),
    )


def typed_problem(row: PartyRow, field: str, today: date) -> tuple[str, dict[str, Any]] | None:
    """What is wrong with the text of a field that has a form: a code of ``common.errors``, its parameters."""
    typed = str(getattr(row, field, ""))
    if field not in (*WITH_FORM, "granted_on") or not typed:
        return None
    if field in ("birth_on", "granted_on"):
        try:
            day = jalali.parse(typed)
        except jalali.JalaliError as error:
            return error.code, error.parameters
        return ("future_date", {"field": field}) if day > today else None
    code = party_field_problem(party_stated(row), field, today)
    return (code, {"field": field}) if code else None
