"""A cache as a desk has it, written by hand: reference words from the real code lists, and cases."""

from __future__ import annotations

import csv
import functools
import json
import tempfile
import uuid
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, insert

from client.sync.cache import Cache
from client.sync.cache_tables import ENTITIES, REFERENCES, access
from common.text import search_key, sort_key

TODAY = date(2026, 11, 25)
BRANCH, REFERRAL, OTHER_BRANCH, THIRD_BRANCH, APPEAL = 12, 5, 13, 14, 40
NUMBERS = 140568920000000001
_CODES = Path(__file__).parents[3] / "server" / "codes"
_GIVEN = ("مریم", "علی‌اکبر", "زهرا", "حسین", "فاطمه", "محمدرضا", "نرگس", "سیدمرتضی")
_FAMILY = ("رضایی‌نژاد", "موسوی‌زاده", "کیانی", "قاسمی", "حسینی تبار اصفهانی", "احمدی", "شریفی", "نوری")
_SUBJECTS = (
    "مطالبه وجه چک",
    "خلع ید از یک قطعه زمین",
    "اثبات نسب به انضمام خسارات دادرسی",
    "الزام به تنظیم سند رسمی انتقال یک دستگاه آپارتمان و تسلیم مبیع به انضمام خسارات تأخیر",
    "مطالبه اجاره‌بها",
)


def fill_reference(cache: Cache) -> None:
    """Desks of one civil complex, people and every code list."""
    with cache.write() as connection:
        _put(connection, "district", {"id": 1, "title": "حوزه قضایی شهرستان مرکز"})
        _put(connection, "body", {"id": 3, "district": 1, "kind": "civil", "title": "مجتمع قضایی شهید بهشتی"})
        _put(connection, "body", {"id": 9, "district": 1, "kind": "appeal", "title": "دادگاه تجدیدنظر استان"})
        for desk in _desks():
            _put(connection, "desk", desk)
        for login, given, family in (("m.rezaei", "مریم", "رضایی"), ("h.nouri", "حسین", "نوری")):
            _put(
                connection,
                "account",
                {
                    "login": login, "given": given, "family": family, "sort_key": sort_key(family),
                    "public_key": None, "locked": False,
                },
            )  # fmt: skip
        for code in _codes():
            _put(connection, "code", code)


@functools.cache
def reference_file(key: bytes) -> bytes:
    """The file of a cache that holds the reference rows alone: hundreds, and the same for all who ask."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "reference.cache"
        cache = Cache(path, key)
        fill_reference(cache)
        cache.close()
        return path.read_bytes()


def add_announcements(cache: Cache, count: int, desk: int = BRANCH, first: int = 0) -> list[str]:
    """Referrals that wait at `desk`, every fourth a sealed case; the ids of their cases, oldest first."""
    cases = []
    with cache.write() as connection:
        for number in range(first, first + count):
            case = case_id(number)
            sealed = number % 4 == 3
            cases.append(case)
            _access(connection, case, desk, 1)
            _put(
                connection,
                "announcement",
                {
                    "id": f"{case}/{desk}", "case_id": case, "desk": desk, "number": str(NUMBERS + number),
                    "cause": "seal" if sealed else "referral",
                    "cause_id": str(uuid.uuid5(uuid.UUID(case), "cause")),
                    "from_desk": OTHER_BRANCH if sealed else REFERRAL, "to_desk": desk,
                    "sent_on": (TODAY - timedelta(days=count - (number - first))).isoformat(),
                    "state": "sealed" if sealed else "waiting",
                    "subject": None if sealed else _SUBJECTS[number % 5],
                    "serial": str(140568770000000001 + number) if sealed else None,
                    "salt": "00" * 16 if sealed else None, "tries": 0 if sealed else None,
                },
            )  # fmt: skip
    return cases


def add_cases(
    cache: Cache, count: int, desk: int = BRANCH, first: int = 0, *, entries: bool = True
) -> list[str]:
    """Cases held by `desk`, with parties, a claim and (at a branch) an open docket entry; their ids."""
    cases = []
    with cache.write() as connection:
        for number in range(first, first + count):
            case = case_id(number)
            cases.append(case)
            received = TODAY - timedelta(days=number % 90)
            _access(connection, case, desk, 2)
            _put(
                connection,
                "court_case",
                {
                    "id": case, "number": str(NUMBERS + number), "kind": "civil",
                    "subject": _SUBJECTS[number % 5], "received_on": received.isoformat(), "holder": desk,
                    "registered_at": f"{received.isoformat()}T{number % 10:02d}:00:00.000000Z",
                    "registered_by": "h.nouri",
                },
            )  # fmt: skip
            for ordinal, role in enumerate(("plaintiff", "defendant"), 1):
                _party(connection, case, number + ordinal, ordinal, role)
            _put(
                connection,
                "claim",
                {
                    "id": str(uuid.uuid5(uuid.UUID(case), "claim")), "case_id": case, "ordinal": 1,
                    "code_kind": "claim", "code": "102", "amount": 125_000_000,
                },
            )  # fmt: skip
            if entries:
                _entry(connection, case, number, desk, received)
    return cases


def case_id(number: int) -> str:
    """The id of the n-th case, rising with it."""
    return f"01990000-0000-7000-8000-{number:012x}"


def _entry(connection: Connection, case: str, number: int, desk: int, received: date) -> None:
    _put(
        connection,
        "docket_entry",
        {
            "id": str(uuid.uuid5(uuid.UUID(case), "entry")), "case_id": case, "desk": desk, "ordinal": 1,
            "archive_year": 1405, "archive_row": number + 1, "received_on": received.isoformat(),
            "in_on": received.isoformat(), "in_class": "new", "disposed_on": None, "out_class": None,
            "void": False, "next_on": (TODAY + timedelta(days=(number * 7) % 40 - 5)).isoformat(),
            "next_kind": "supervision", "opened_at": f"{received.isoformat()}T08:00:00.000000Z",
            "opened_by": "m.rezaei",
        },
    )  # fmt: skip


def _party(connection: Connection, case: str, number: int, ordinal: int, role: str) -> None:
    given, family = _GIVEN[number % len(_GIVEN)], _FAMILY[(number * 3) % len(_FAMILY)]
    _put(
        connection,
        "party",
        {
            "id": str(uuid.uuid5(uuid.UUID(case), f"party{ordinal}")), "case_id": case, "ordinal": ordinal,
            "role": role, "kind": "person", "national_id": None, "given": given, "family": family,
            "sort_key": sort_key(f"{family} {given}"), "search_key": search_key(f"{given} {family}"),
        },
    )  # fmt: skip


def _access(connection: Connection, case: str, desk: int, level: int) -> None:
    connection.execute(insert(access), {"case_id": case, "desk": desk, "level": level, "stamp": level})


def _put(connection: Connection, table: str, row: dict[str, Any]) -> None:
    if table in ENTITIES:
        standing = {name: False for name in ("struck", "withdrawn") if name in ENTITIES[table].c}
        connection.execute(insert(ENTITIES[table]), {"layer": 0, **standing, **row})
    else:
        connection.execute(insert(REFERENCES[table]), row)


def _desks() -> Iterator[dict[str, Any]]:
    rows = (
        (REFERRAL, "referral", None, 3, 1, "معاونت ارجاع مجتمع قضایی شهید بهشتی"),
        (BRANCH, "branch", "civil", 3, 3, "شعبه ۳ دادگاه عمومی حقوقی مجتمع قضایی شهید بهشتی"),
        (OTHER_BRANCH, "branch", "civil", 3, 12, "شعبه ۱۲ دادگاه عمومی حقوقی مجتمع قضایی شهید بهشتی"),
        (THIRD_BRANCH, "branch", "civil_enforcement", 3, 1, "شعبه ۱ اجرای احکام مدنی مجتمع قضایی شهید بهشتی"),
        (APPEAL, "branch", "appeal", 9, 7, "شعبه ۷ دادگاه تجدیدنظر استان"),
    )
    for ident, kind, branch_kind, body, number, title in rows:
        yield {
            "id": ident, "code": f"D{ident}", "kind": kind, "branch_kind": branch_kind, "body": body,
            "district": 1, "number": number, "title": title, "sort_key": sort_key(title), "active": True,
        }  # fmt: skip


def _codes() -> Iterator[dict[str, Any]]:
    for file in sorted(_CODES.glob("*.csv")):
        with file.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                yield {
                    "kind": file.stem, "code": row["code"], "title": row["title"],
                    "class": row["class"] or None,
                    "attributes": json.dumps(_attributes(row), ensure_ascii=False), "valid_from": None,
                    "valid_to": None, "merged_into": None, "sort_key": sort_key(row["title"]),
                    "search_key": search_key(row["title"]),
                }  # fmt: skip


def _attributes(row: dict[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in row.items():
        if name in ("code", "title", "class") or not value:
            continue
        found[name.removesuffix("[]")] = value.split() if name.endswith("[]") else value
    return found
