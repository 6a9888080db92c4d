"""Cases with a long story, written into a cache by hand: amendments, flags, lawyers, notes, steps, events."""

from __future__ import annotations

import uuid
from datetime import timedelta

from sqlalchemy import insert, update

from client.sync.cache import Cache
from client.sync.cache_tables import ENTITIES
from common.text import search_key, sort_key
from tests.client.windows import case_rows
from tests.client.windows.case_rows import put_row
from tests.client.windows.filled_cache import BRANCH, REFERRAL, TODAY

LONG_NAME = (
    "شرکت سرمایه‌گذاری توسعهٔ صنایع شیمیایی و پتروشیمی خلیج فارس و دریای عمان سهامی خاص به شمارهٔ ثبت 123456"
)
LONG_SUBJECT = (
    "الزام به تنظیم سند رسمی انتقال شش دانگ یک دستگاه آپارتمان مسکونی به انضمام پارکینگ و انباری، تسلیم "
    "مبیع، مطالبهٔ خسارت تأخیر در تحویل از قرار روزی دو میلیون ریال و همهٔ خسارات دادرسی"
)


def row_id(case: str, name: str) -> str:
    """The id of the row of that name in that case."""
    return str(uuid.uuid5(uuid.UUID(case), name))


def change_case(cache: Cache, case: str, **values: object) -> None:
    """The case says this now."""
    change_row(cache, "court_case", case, **values)


def amend(
    cache: Cache, case: str, entity: str, row: str, field: str, old: str | None, new: str | None,
    by: str = "h.nouri", at: str = "2026-11-23T08:05:00.000000Z", **more: object,
) -> None:  # fmt: skip
    """An amendment of a field, and the field as it says now."""
    put_row(
        cache, "amendment", id=str(uuid.uuid4()), case_id=case, entity=entity, row_id=row, field=field,
        old=old, new=new, desk=BRANCH, at=at, by=by, behalf=None, reason=None, **more,
    )  # fmt: skip
    value: object = new == "true" if field == "struck" else new
    change_row(cache, entity, row, **{field: value})


def add_party(cache: Cache, case: str, ordinal: int, role: str, given: str | None, family: str) -> str:
    """One more party; its id."""
    party = row_id(case, f"party{ordinal}")
    put_row(
        cache, "party", id=party, case_id=case, ordinal=ordinal, role=role,
        kind="person" if given else "entity", given=given, family=family, struck=False,
        sort_key=sort_key(family), search_key=search_key(f"{given or ''} {family}"),
    )  # fmt: skip
    return party


def add_flag(cache: Cache, case: str, party: str, flag: str, detail: str | None = None) -> None:
    """A flag of a party."""
    put_row(
        cache, "party_flag", id=row_id(party, flag), case_id=case, party=party, flag=flag, detail=detail,
        struck=False,
    )  # fmt: skip


def add_note(
    cache: Cache, case: str, body: str, scope: str = "branch", by: str = "m.rezaei", *, shared: bool = False
) -> str:
    """A note of the branch, or of a judge."""
    note = str(uuid.uuid4())
    put_row(
        cache, "note", id=note, case_id=case, desk=BRANCH, scope=scope, body=body, shared=shared,
        withdrawn=False, written_at="2026-11-24T07:30:00.000000Z", written_by=by, behalf=None,
    )  # fmt: skip
    return note


def add_step(cache: Cache, case: str, title: str, due: int | None = None, state: str = "open") -> str:
    """A step, due in so many days."""
    step = row_id(case, title)
    ended = state in ("done", "dropped")
    put_row(
        cache, "step", id=step, case_id=case, desk=BRANCH, decision=None, kind="inquiry", title=title,
        due_on=(TODAY + timedelta(days=due)).isoformat() if due is not None else None, state=state,
        opened_at="2026-11-10T07:00:00.000000Z", opened_by="m.rezaei",
        settled_at="2026-11-20T07:00:00.000000Z" if ended else None,
        settled_by="h.nouri" if ended else None, remark="پاسخ رسید" if ended else None,
    )  # fmt: skip
    return step


def add_events(cache: Cache, case: str, count: int) -> None:
    """So many amendments that the log tells of."""
    rows = [
        {
            "id": str(uuid.uuid5(uuid.UUID(case), f"event{number}")), "case_id": case,
            "position": 100 + number, "desk": BRANCH if number % 3 else REFERRAL,
            "kind": ("amend_case", "record_print")[number % 2],
            "target": case, "actor": "m.rezaei" if number % 2 else "h.nouri",
            "behalf": "h.nouri" if number % 5 == 0 else None,
            "issued_at": f"2026-10-{number % 28 + 1:02d}T08:00:00.000000Z",
            "at": f"2026-10-{number % 28 + 1:02d}T08:00:{number % 60:02d}.000000Z", "layer": 0,
        }
        for number in range(count)
    ]  # fmt: skip
    with cache.write() as connection:
        connection.execute(insert(ENTITIES["event"]), rows)


def tell_all(cache: Cache, case: str) -> None:
    """Something of everything: a case whose every section has rows."""
    change_case(
        cache, case, paper_number="1405/331/د", paper_on="2026-09-20", file_place="judge", file_note="قفسهٔ 3",
        withdrawn=False,
    )  # fmt: skip
    first, second = row_id(case, "party1"), row_id(case, "party2")
    lawyer = add_party(cache, case, 3, "lawyer", "نرگس", "شریفی")
    put_row(
        cache, "representation", id=row_id(case, "power"), case_id=case, representative=lawyer, client=first,
        document="1234", granted_on="2026-09-01", struck=False,
    )  # fmt: skip
    add_flag(cache, case, second, "interpreter", "کردی")
    add_flag(cache, case, second, "deaf")
    gone = add_party(cache, case, 4, "witness", "علی", "قاسمی")
    change_row(
        cache, "party", first, address="قم، بلوار امین، کوچهٔ 12، پلاک 8", mobile="09121234567", struck=False
    )
    amend(cache, case, "party", second, "family", "رضائی نژاد", "رضایی‌نژاد")
    amend(cache, case, "party", gone, "struck", "false", "true")
    amend(cache, case, "court_case", case, "subject", "مطالبهٔ چک", "مطالبه وجه چک", by="m.rezaei")
    case_rows.add_referral(cache, case)
    decision = case_rows.add_decision(cache, case, "signed")
    change_row(cache, "decision", decision, kind="verdict")
    put_row(
        cache, "decision", id=row_id(case, "correction"), case_id=case, entry=row_id(case, "entry"),
        desk=BRANCH, number="140568390000000018", disposition="101", decided_on="2026-11-23",
        body="سهو قلم درست شد.",
        state="signed", register_year=1405, register_row=42, prepared_at="2026-11-23T08:00:00.000000Z",
        prepared_by="m.rezaei", signed_at="2026-11-23T09:00:00.000000Z", signed_by="h.nouri",
        kind="correction", corrects=decision,
    )  # fmt: skip
    put_row(
        cache, "outcome", id=row_id(case, "outcome"), case_id=case, decision=decision,
        claim=row_id(case, "claim"), party=second, disposition="102",
    )  # fmt: skip
    case_rows.add_seal(cache, case)
    add_step(cache, case, "پاسخ استعلام ثبت اسناد دربارهٔ پلاک ثبتی 12/345", -3)
    add_step(cache, case, "ابلاغ اخطاریهٔ رفع نقص به خواهان", 5)
    add_step(cache, case, "نظریهٔ کارشناس خط", None, "done")
    add_note(cache, case, "موکل خواهان گفت نشانی تازه را فردا می‌آورد.\nشمارهٔ دفتر را هم داد.")
    add_events(cache, case, 12)


def change_row(cache: Cache, table: str, id: str, **values: object) -> None:
    """A row says this now."""
    with cache.write() as connection:
        found = ENTITIES[table]
        connection.execute(update(found).where(found.c.id == id).values(**values))


def end_with_a_step_carried(cache: Cache, case: str) -> None:
    """The stay has ended with a signed decision; a step was carried past it."""
    change_row(cache, "decision", case_rows.add_decision(cache, case, "signed"), kind="verdict")
    add_step(cache, case, "نظریهٔ کارشناس خط", state="carried")


def withdraw_double(cache: Cache, case: str, of: str) -> None:
    """The case is a deliberate double of another, and its registration was taken back."""
    change_case(cache, case, withdrawn=True, double_of=of, double_reason="به درخواست خواهان دوباره ثبت شد")
