"""Words and rules every database starts with: codes, the Jalali calendar, settings.

Loading again changes only what differs from ``server/codes``; a setting that exists is never overwritten,
for an administrator may have edited it.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from psycopg2.extras import execute_values

from common import jalali
from common.text import search_key, sort_key

CODES = Path(__file__).parent / "codes"
FIRST_YEAR, LAST_YEAR = 1380, 1440
"""Jalali years whose months have rows."""
FIRST_YEAR_OF_DAYS = 1387

SETTINGS: dict[str, str | int] = {
    "number_organisation": "68",
    "number_case": "92",
    "number_decision": "39",
    "number_seal": "77",
    "number_slack": 1_000_000,
    "seal_days": 30,
    "seal_tries": 5,
    "offline_days": 14,
    "supervision_days": 30,
    "undo_minutes": 30,
    "client_minimum": "0.1.0",
}

Row = tuple[Any, ...]


def load_reference(cursor: Any) -> None:
    """Write what is missing or has changed, in the caller's transaction."""
    _load_codes(cursor)
    _load_calendar(cursor)
    execute_values(
        cursor,
        "insert into court.setting (key, value) values %s on conflict (key) do nothing",
        [(key, json.dumps(value)) for key, value in SETTINGS.items()],
    )


def code_rows() -> Iterator[tuple[str, str, str, str | None, dict[str, Any]]]:
    """Every code of ``server/codes``: kind, code, title, class, attributes.

    A file is named after its kind. A column beyond code, title and class is an attribute; its name ends in
    ``[]`` if it holds a list (blanks between the items). An empty cell means that the attribute is absent.
    """
    for path in sorted(CODES.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                code, title, group = row.pop("code"), row.pop("title"), row.pop("class")
                attributes = {
                    name.removesuffix("[]"): _value(cell, is_list=name.endswith("[]"))
                    for name, cell in row.items()
                    if cell
                }
                yield path.stem, code, title, group or None, attributes


def _value(cell: str, *, is_list: bool) -> str | int | bool | list[str]:
    if is_list:
        return cell.split(" ")
    if cell in ("true", "false"):
        return cell == "true"
    return int(cell) if cell.isdecimal() else cell


def _load_codes(cursor: Any) -> None:
    execute_values(
        cursor,
        """
        insert into court.code (kind, code, title, class, attributes, sort_key, search_key) values %s
        on conflict (kind, code) do update
           set title = excluded.title, class = excluded.class, attributes = excluded.attributes,
               sort_key = excluded.sort_key, search_key = excluded.search_key, changed = default
         where (code.title, code.class, code.attributes, code.sort_key, code.search_key)
               is distinct from
               (excluded.title, excluded.class, excluded.attributes, excluded.sort_key, excluded.search_key)
        """,
        [
            (kind, code, title, group, json.dumps(attributes), sort_key(title), search_key(title))
            for kind, code, title, group, attributes in code_rows()
        ],
        page_size=1000,
    )


def _load_calendar(cursor: Any) -> None:
    """Rows of the calendar are facts: they are written once, and what exists is left alone."""
    months = list(month_rows())
    if _missing(cursor, "calendar_month", len(months)):
        _copy_missing(cursor, "calendar_month", "month, label, starts, ends, days, follows", months)
    expected = (_first_day(LAST_YEAR + 1) - _first_day(FIRST_YEAR_OF_DAYS)).days
    if _missing(cursor, "calendar_day", expected):
        _copy_missing(cursor, "calendar_day", "day, starts, ends, month", day_rows())


def _missing(cursor: Any, table: str, expected: int) -> bool:
    cursor.execute(f"select count(*) from court.{table}")  # noqa: S608 -- the names are those above
    return bool(cursor.fetchone()[0] < expected)


def _copy_missing(cursor: Any, table: str, columns: str, rows: Iterable[Row]) -> None:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    text.seek(0)
    # The names are those above; a temporary table, because COPY knows no ON CONFLICT.
    cursor.execute(f"create temp table fresh (like court.{table} including defaults) on commit drop")
    cursor.copy_expert(f"copy fresh ({columns}) from stdin (format csv)", text)
    cursor.execute(
        f"insert into court.{table} ({columns}) select {columns} from fresh on conflict do nothing"  # noqa: S608
    )
    cursor.execute("drop table fresh")


def month_rows() -> Iterator[Row]:
    """Rows of court.calendar_month: month, label, starts, ends, days, follows."""
    first = FIRST_YEAR * 12
    for month in range(first, (LAST_YEAR + 1) * 12):
        starts, ends = jalali.month_starts(month), jalali.month_starts(month + 1)
        yield (
            month,
            jalali.month_label(month),
            starts,
            ends,
            (ends - starts).days,
            starts if month > first else None,
        )


def day_rows() -> Iterator[Row]:
    """Rows of court.calendar_day: day, starts, ends, month; a day's bounds are Tehran's midnights."""
    for month in range(FIRST_YEAR_OF_DAYS * 12, (LAST_YEAR + 1) * 12):
        day, end = jalali.month_starts(month), jalali.month_starts(month + 1)
        while day < end:
            following = day + timedelta(days=1)
            yield day, _midnight(day), _midnight(following), month
            day = following


def _midnight(day: date) -> str:
    """The instant when `day` begins in Tehran; where clocks skipped midnight, that of the skip."""
    return datetime(day.year, day.month, day.day, tzinfo=jalali.TEHRAN).isoformat()


def _first_day(year: int) -> date:
    return jalali.month_starts(year * 12)
