"""Rows of a case's later life, written into a cache by hand: decisions, seals, referrals, a second entry."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

from sqlalchemy import insert, select, update

from client.sync import foretelling, instants, outbox
from client.sync.cache import Cache
from client.sync.cache_tables import ENTITIES
from client.sync.cache_tables import outbox as queue
from tests.client.windows.filled_cache import APPEAL, BRANCH, REFERRAL, TODAY

BODY = (
    "رأی دادگاه\nدر خصوص دعوای خواهان به طرفیت خوانده به خواستهٔ مطالبهٔ وجه چک، دادگاه با توجه به محتویات "
    "پرونده و دلایل ابرازی، دعوا را وارد می‌داند و خوانده را به پرداخت اصل خواسته محکوم می‌کند.\n"
) * 3


def add_referral(cache: Cache, case: str, state: str = "accepted") -> None:
    """The referral by which the case came to the branch."""
    _put(
        cache, "referral", id=_id(case, "referral"), case_id=case, from_desk=REFERRAL, to_desk=BRANCH,
        state=state, method="manual", referred_on="2026-10-02", referred_at="2026-10-02T06:10:00.000000Z",
        referred_by="h.nouri", accepted_at="2026-10-03T06:10:00.000000Z", accepted_by="m.rezaei",
    )  # fmt: skip


def add_decision(cache: Cache, case: str, state: str = "prepared", disposition: str = "101") -> str:
    """A decision of the case's entry; a signed one ends the entry."""
    signed = state == "signed"
    _put(
        cache, "decision", id=_id(case, "decision"), case_id=case, entry=_id(case, "entry"), desk=BRANCH,
        number="140568390000000017", disposition=disposition, decided_on="2026-11-20", body=BODY, state=state,
        register_year=1405 if signed else None, register_row=41 if signed else None,
        prepared_at="2026-11-20T08:00:00.000000Z", prepared_by="m.rezaei",
        signed_at="2026-11-21T08:00:00.000000Z" if signed else None, signed_by="h.nouri" if signed else None,
    )  # fmt: skip
    if signed:
        with cache.write() as connection:
            entry = ENTITIES["docket_entry"]
            connection.execute(
                update(entry)
                .where(entry.c.id == _id(case, "entry"))
                .values(disposed_on="2026-11-20", out_class="judgment", next_on=None)
            )
    return _id(case, "decision")


def add_seal(cache: Cache, case: str, state: str = "sealed", tries: int = 0) -> str:
    """The seal under which the case is under way to the appeal branch."""
    _put(
        cache, "seal", id=_id(case, "seal"), case_id=case, serial="140568770000000009", from_desk=BRANCH,
        to_desk=APPEAL, objection="appeal", filed_on="2026-11-22", state=state, tries=tries,
        expires_on=(TODAY + timedelta(days=27)).isoformat(), sent_on="2026-11-22",
        sent_at="2026-11-22T08:00:00.000000Z", sent_by="m.rezaei", printed_at="2026-11-22T08:01:00.000000Z",
        printed_by="m.rezaei", opened_at=None, opened_by=None,
    )  # fmt: skip
    return _id(case, "seal")


def put_row(cache: Cache, table: str, **row: Any) -> None:
    """Any row, as the centre would have told it."""
    _put(cache, table, **row)


def _id(case: str, name: str) -> str:
    return str(uuid.uuid5(uuid.UUID(case), name))


def _put(cache: Cache, table: str, **row: Any) -> None:
    with cache.write() as connection:
        connection.execute(insert(ENTITIES[table]), {"layer": 0, **row})


def reject(cache: Cache, sequence: int, code: str, field: str | None = None, **parameters: Any) -> None:
    """The centre did not accept the command of that place; the link has stored its answer."""
    with cache.write() as connection:
        row = connection.execute(select(queue).where(queue.c.sequence == sequence)).one()
        answer: dict[str, Any] = {
            "id": row.id, "status": "rejected", "code": code, "parameters": parameters,
        }  # fmt: skip
        outbox.record(connection, answer | ({"field": field} if field else {}), instants.utc_now())
        foretelling.remake(connection, [row.case_id], "m.rezaei")


def apply(cache: Cache, sequence: int) -> None:
    """The centre applied the command of that place."""
    with cache.write() as connection:
        row = connection.execute(select(queue).where(queue.c.sequence == sequence)).one()
        answer = {
            "id": row.id,
            "status": "applied",
            "result": {},
            "receipt": "",
            "incarnation": 1,
            "position": 1,
        }
        outbox.record(connection, answer, instants.utc_now())
