"""Parties this user knows from other cases: offered by national id, never written over what is typed."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Row, select

from client.models.parties import HIDDEN, is_protected, standing
from client.sync.cache import Cache
from client.sync.cache_tables import VIEWS
from common.text import clean

FIELDS = (
    "kind", "given", "family", "father", "birth_on", "nationality", "address", "postal_code", "mobile",
    "phone",
)  # fmt: skip
"""What is offered of a known party, in the order of the form."""

# Ids are made in the order of time: the newest statement is among these.
_NEWEST = 100


@dataclasses.dataclass(frozen=True)
class Difference:
    """A field that is typed in one way (`typed`, None for nothing) and known in another."""

    field: str
    typed: str | None
    known: str

    @property
    def fills(self) -> bool:
        """Whether nothing is typed there, so that taking it over writes over nothing."""
        return self.typed is None


@dataclasses.dataclass(frozen=True)
class KnownParty:
    """The newest statement of a party: `party` and `flags` are rows of the cache, `number` its case's."""

    party: Row[Any]
    flags: Sequence[Row[Any]]
    case_id: str
    number: str
    received_on: str

    def differences(
        self, typed: Mapping[str, str | None], *, protected_too: bool = False
    ) -> tuple[Difference, ...]:
        """The fields that are known and typed otherwise, or not at all, in the order of `FIELDS`.

        A protected address and its telephones are told only if asked for.
        """
        hidden = HIDDEN if is_protected(self.flags) and not protected_too else ()
        found = []
        for field in FIELDS:
            known = getattr(self.party, field)
            here = clean(typed.get(field) or "") or None
            if known and field not in hidden and here != known:
                found.append(Difference(field, here, known))
        return tuple(found)


def find_known(cache: Cache, national_id: str, but: str | None = None) -> KnownParty | None:
    """The newest statement of the party of that national id in cases this user may see, `but` in one.

    Rows struck out and cases withdrawn say nothing. None if there is no such party.
    """
    case, party, flag = VIEWS["court_case"], VIEWS["party"], VIEWS["party_flag"]
    if not national_id:
        return None
    newest = (
        select(party.c.id)
        .where(party.c.national_id == national_id, ~party.c.struck)
        .order_by(party.c.id.desc())
        .limit(_NEWEST)
    )
    wanted = (
        select(party, case.c.number, case.c.received_on)
        .join(case, case.c.id == party.c.case_id)
        .where(party.c.id.in_(newest), ~case.c.withdrawn)
        .order_by(case.c.received_on.desc(), party.c.id.desc())
        .limit(1)
    )
    if but is not None:
        wanted = wanted.where(case.c.id != but)
    with cache.read() as connection:
        row = connection.execute(wanted).one_or_none()
        if row is None:
            return None
        flags = connection.execute(select(flag).where(flag.c.case_id == row.case_id, flag.c.party == row.id))
        return KnownParty(row, standing(flags.all()), row.case_id, row.number, row.received_on)
