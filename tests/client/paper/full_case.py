"""A case with everything a paper may tell of, as rows of a real cache."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, insert

from client.models.case_file import CaseFile, read_case
from client.models.paper_words import Printed
from client.models.words import Words
from client.sync import instants
from client.sync.cache import Cache
from client.sync.cache_tables import ENTITIES, access
from common.text import search_key, sort_key
from tests.client.windows.filled_cache import BRANCH, REFERRAL, reference_file

PRINTED = Printed(BRANCH, "مریم رضایی", date(2026, 11, 25))
SHOWN_NUMBER = "۱۴۰۵ ۶۸ ۹۲ ۰۰۰۰۰ ۱۲۳۴۵"
CASE = "01990000-0000-7000-8000-0000000000aa"
NUMBER = "140568920000012345"
LONG_SUBJECT = (
    "الزام به تنظیم سند رسمی انتقال یک دستگاه آپارتمان به شمارهٔ پلاک ثبتی 123/456 و تسلیم مبیع به انضمام "
    "خسارات تأخیر در انجام تعهد و تأدیه، هزینهٔ دادرسی و حق‌الوکالهٔ وکیل"
)
LONG_NAME = (
    "شرکت سهامی خاص تولیدی و صنعتی و مهندسی ماشین‌سازی و بازرگانی کیان گستر خاورمیانه و شرکا (در حال تصفیه)"
)
HIDDEN_ADDRESS, OLD_HIDDEN_ADDRESS, HIDDEN_MOBILE = "کوچهٔ پنهان پلاک 7", "خیابان پیشین پلاک 99", "09121234567"
_NAMES = (
    ("مریم", "رضایی‌نژاد"), ("حسین", "کیانی"), ("سیدمرتضی", "حسینی تبار اصفهانی"), ("زهرا", "موسوی‌زاده"),
    ("", LONG_NAME),
)  # fmt: skip
_KEY = os.urandom(32)
_MORNING = "2026-11-25T06:15:00.000000Z"


@contextmanager
def cache_with_words(folder: Path) -> Iterator[tuple[Cache, Words]]:
    """A new encrypted cache with the reference words in it."""
    path = folder / "cache.db"
    path.write_bytes(reference_file(_KEY))
    cache = Cache(path, _KEY)
    try:
        yield cache, Words(cache)
    finally:
        cache.close()


def read(cache: Cache) -> CaseFile:
    """The case as windows and papers read it."""
    file = read_case(cache, CASE)
    assert file is not None
    return file


def add_full_case(cache: Cache, parties: int = 3, *, subject: str = "مطالبه وجه چک") -> None:
    """The case: parties in turn on both sides, the first protected, then a lawyer; amended and decided."""
    with cache.write() as connection:
        add_head(connection, subject=subject)
        for number in range(1, parties + 1):
            given, family = _NAMES[(number - 1) % len(_NAMES)]
            add_party(
                connection, number, given, family, "plaintiff" if number % 2 else "defendant",
                national_id="0012345679",
                address=HIDDEN_ADDRESS if number == 1 else f"خیابان بهشت پلاک {number}",
                mobile=HIDDEN_MOBILE if number == 1 else None,
            )  # fmt: skip
        if parties:
            add_party(connection, parties + 1, "رضا", "کریمی", "lawyer")
            _put(
                connection, "representation", id=_id("rep"), case_id=CASE,
                representative=party_id(parties + 1), client=party_id(1), document="1405/22",
                granted_on="2026-11-01", struck=False,
            )  # fmt: skip
            add_flag(connection, 1, "protected")
            add_flag(connection, 1, "interpreter", "کردی")
            amend(connection, "party", party_id(1), "address", OLD_HIDDEN_ADDRESS, HIDDEN_ADDRESS)
        if parties > 1:
            add_flag(connection, 2, "custody", "زندان مرکزی")
            amend(connection, "party", party_id(2), "family", "کیان", _NAMES[1][1], reason="اشتباه در نوشتن")
        for number, (code, amount) in enumerate((("102", 1_250_000_000), ("101", None)), start=1):
            _put(
                connection, "claim", id=_id(f"claim{number}"), case_id=CASE, ordinal=number,
                code_kind="claim", code=code, amount=amount, struck=number == 2,
            )  # fmt: skip
        amend(connection, "claim", _id("claim1"), "amount", "125000000", "1250000000")
        amend(connection, "claim", _id("claim2"), "struck", "false", "true")
        amend(connection, "court_case", CASE, "subject", "مطالبه چک", subject)
        add_entry(connection, BRANCH, 1, 234)
        _decide(connection, parties)
        _put(
            connection, "step", id=_id("step"), case_id=CASE, desk=BRANCH, kind="inquiry",
            title="استعلام از بانک مرکزی", due_on="2026-12-05", state="open", opened_at=_MORNING,
            opened_by="m.rezaei",
        )  # fmt: skip
        add_event(connection, "register_case", REFERRAL)


def add_head(connection: Connection, *, subject: str, layer: int = 0, **fields: Any) -> None:
    """The case itself, held by the branch."""
    connection.execute(insert(access).values(case_id=CASE, desk=BRANCH, level=2, stamp=2))
    row: dict[str, Any] = {
        "id": CASE, "number": NUMBER, "kind": "civil", "subject": subject, "received_on": "2026-11-24",
        "holder": BRANCH, "registered_at": _MORNING, "registered_by": "h.nouri", "paper_number": "1405/88",
        "paper_on": "2026-11-20", "file_place": "judge", "file_note": "قفسهٔ 3", "withdrawn": False,
    }  # fmt: skip
    _put(connection, "court_case", layer=layer, **(row | fields))


def add_party(
    connection: Connection, number: int, given: str, family: str, role: str, layer: int = 0, **fields: Any
) -> None:
    """The party of that number; `party_id(number)` is its id."""
    _put(
        connection, "party", layer=layer, id=party_id(number), case_id=CASE, ordinal=number, role=role,
        kind="person" if given else "entity", given=given or None, family=family,
        sort_key=sort_key(f"{family} {given}"), search_key=search_key(f"{given} {family}"), struck=False,
        **fields,
    )  # fmt: skip


def add_small_case(
    connection: Connection, family: str = "رضایی", given: str = "مریم", layer: int = 0, **head: Any
) -> None:
    """A case of one plaintiff and nothing else; `head`: fields of the case itself."""
    add_head(connection, layer=layer, **({"subject": "خلع ید"} | head))
    add_party(connection, 1, given, family, "plaintiff", layer=layer)


def add_clients(connection: Connection, clients: Sequence[tuple[str, str]], lawyer: tuple[str, str]) -> None:
    """Plaintiffs, given and family name of each, and the lawyer of all of them."""
    for number, (given, family) in enumerate(clients, start=1):
        add_party(connection, number, given, family, "plaintiff")
    add_party(connection, len(clients) + 1, *lawyer, "lawyer")
    for number in range(1, len(clients) + 1):
        represent(connection, len(clients) + 1, number)


def represent(connection: Connection, representative: int, client: int) -> None:
    """One party acts for another."""
    _put(
        connection, "representation", id=_id(f"rep{representative}{client}"), case_id=CASE,
        representative=party_id(representative), client=party_id(client), struck=False,
    )  # fmt: skip


def add_flag(connection: Connection, party: int, flag: str, detail: str | None = None) -> None:
    """A flag of a party."""
    _put(
        connection, "party_flag", id=_id(f"flag{party}{flag}"), case_id=CASE, party=party_id(party),
        flag=flag, detail=detail, struck=False,
    )  # fmt: skip


def amend(
    connection: Connection,
    entity: str,
    row: str,
    field: str,
    old: str,
    new: str,
    reason: str | None = None,
    number: int = 0,
) -> None:
    """One amendment by Mr Nouri, `number` minutes after the first."""
    _put(
        connection, "amendment", id=_id(f"{row}{field}{number}"), case_id=CASE, entity=entity, row_id=row,
        field=field, old=old, new=new, desk=BRANCH, at=_minutes_later(number), by="h.nouri",
        behalf="m.rezaei" if reason else None, reason=reason,
    )  # fmt: skip


def add_entry(connection: Connection, desk: int, ordinal: int | None, row: int | None, **fields: Any) -> None:
    """A docket entry that runs."""
    row_of_it: dict[str, Any] = (
        {
            "id": _id(f"entry{desk}{ordinal}"), "case_id": CASE, "desk": desk, "ordinal": ordinal,
            "archive_year": 1405 if row else None, "archive_row": row, "received_on": "2026-11-25",
            "in_on": "2026-11-25", "in_class": "new", "void": False, "opened_at": _MORNING,
            "opened_by": "m.rezaei",
        } | fields
    )  # fmt: skip
    _put(connection, "docket_entry", **row_of_it)


def add_event(
    connection: Connection, kind: str, desk: int, number: int = 0, behalf: str | None = None
) -> None:
    """Something that Mr Nouri did to the case, `number` minutes after the first."""
    at = _minutes_later(number)
    _put(
        connection, "event", id=_id(f"event{kind}{number}"), case_id=CASE, position=number + 1, desk=desk,
        kind=kind, target=CASE, actor="h.nouri", behalf=behalf, issued_at=at, at=at,
    )  # fmt: skip


def add_note(connection: Connection, body: str, scope: str) -> None:
    """A note of the branch (`scope` branch) or of its judge (private)."""
    _put(
        connection, "note", id=_id(f"note{body}"), case_id=CASE, desk=BRANCH, scope=scope, body=body,
        written_at=_MORNING, written_by="h.nouri", shared=False, withdrawn=False,
    )  # fmt: skip


def party_id(number: int) -> str:
    """The id of the party of that number."""
    return _id(f"party{number}")


def _decide(connection: Connection, parties: int) -> None:
    rows = (
        ("first", "signed", 17, None),
        ("second", "prepared", None, None),
        ("third", "withdrawn", None, None),
    )
    for number, (name, state, row, corrects) in enumerate(rows):
        _put(
            connection, "decision", id=_id(name), case_id=CASE, entry=_id(f"entry{BRANCH}1"), desk=BRANCH,
            number=f"14056839000000002{number}", disposition="104", decided_on="2026-11-25", body="متن",
            state=state, register_year=1405 if row else None, register_row=row, prepared_at=_MORNING,
            prepared_by="m.rezaei", signed_at=_MORNING if row else None,
            signed_by="h.nouri" if row else None, kind="verdict", corrects=corrects,
        )  # fmt: skip
    _put(
        connection, "outcome", id=_id("outcome"), case_id=CASE, decision=_id("first"), claim=_id("claim1"),
        party=party_id(2) if parties > 1 else None, disposition="101",
    )  # fmt: skip


def _minutes_later(minutes: int) -> str:
    return instants.written(instants.read(_MORNING) + timedelta(minutes=minutes))


def _id(name: str) -> str:
    return str(uuid.uuid5(uuid.UUID(CASE), name))


def _put(connection: Connection, table: str, *, layer: int = 0, **row: Any) -> None:
    connection.execute(insert(ENTITIES[table]).values(layer=layer, **row))
