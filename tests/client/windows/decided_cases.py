"""Cases with several claims, decisions that say something of each, and steps left open."""

from __future__ import annotations

import uuid

from sqlalchemy import delete

from client.sync.cache import Cache
from client.sync.cache_tables import ENTITIES
from tests.client.windows import case_rows, case_stories, filled_cache

CASE = filled_cache.case_id(1)
_CLAIMS = ("101", "102", "103", "104", "105", "106")


def claim_id(number: int) -> str:
    """The id of the n-th claim of CASE."""
    return str(uuid.uuid5(uuid.UUID(CASE), f"claim {number}"))


def party_id(ordinal: int) -> str:
    """The id of a party of CASE: 1 claims, 2 is claimed of."""
    return case_stories.row_id(CASE, f"party{ordinal}")


def add_claims(cache: Cache, count: int) -> None:
    """CASE among two, with so many claims, every third without an amount."""
    filled_cache.add_cases(cache, 2)
    claim = ENTITIES["claim"]
    with cache.write() as connection:
        connection.execute(delete(claim).where(claim.c.case_id == CASE))
    for number in range(count):
        case_rows.put_row(
            cache, "claim", id=claim_id(number), case_id=CASE, ordinal=number + 1, code_kind="claim",
            code=_CLAIMS[number % len(_CLAIMS)], struck=False,
            amount=125_000_000 * (number + 1) if number % 3 else None,
        )  # fmt: skip


def add_decision(cache: Cache, state: str, *outcomes: tuple[int, int | None, str]) -> str:
    """A decision of CASE that says (claim, party, disposition); its id."""
    decision = case_rows.add_decision(cache, CASE, state)
    case_stories.change_row(cache, "decision", decision, kind="verdict")
    for number, party, disposition in outcomes:
        case_rows.put_row(
            cache, "outcome", id=str(uuid.uuid4()), case_id=CASE, decision=decision, claim=claim_id(number),
            party=party_id(party) if party else None, disposition=disposition,
        )  # fmt: skip
    return decision
