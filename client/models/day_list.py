"""What a desk registered or took up on one day, in the order it happened."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from PySide6.QtCore import QObject
from sqlalchemy import Connection, Row, select

from client.models.case_file import PENDING_MARK
from client.models.case_parties import flag_ahead, parties_of
from client.models.paper_words import LATER, Printed, given_number
from client.models.parties import FLAG_MARK
from client.models.words import Words
from client.paper.day_list import DayList, DayRow
from client.paper.page_frame import FrameWords
from client.sync import instants
from client.sync.cache import Cache
from client.sync.cache_tables import VIEWS
from client.widgets.table import Column, LazyTableModel
from common import case_number, jalali
from common.text import group_digits, persian_digits

REGISTERED, TAKEN_UP = "ثبت", "پذیرش"
_AT_ONCE = 900  # cases asked for in one statement
_UNSENT = f"{PENDING_MARK} هنوز به مرکز نرسیده است"


@dataclasses.dataclass(frozen=True)
class DayEntry:
    """A case registered (`act` REGISTERED) or taken up (TAKEN_UP); `void` if that was taken back since.

    `archive` is empty for a registration: a referral desk gives no archive numbers.
    """

    case_id: str
    act: str
    at: datetime
    by: str
    number: str
    kind: str
    subject: str
    parties: str
    archive: str
    void: bool
    pending: bool


def day_entries(cache: Cache, words: Words, desk: int, day: date) -> list[DayEntry]:
    """What happened at `desk` on that day of Tehran, oldest first; from any thread."""
    with cache.read() as connection:
        found = [
            *((REGISTERED, row) for row in connection.execute(_registered(desk, day))),
            *((TAKEN_UP, row) for row in connection.execute(_taken_up(desk, day))),
        ]
        parties = _parties(connection, [row.case_id for _act, row in found], words)
    entries = [_entry(words, act, row, parties.get(row.case_id, "")) for act, row in found]
    return sorted(entries, key=lambda entry: (entry.at, entry.number))


def day_totals(entries: Sequence[DayEntry]) -> tuple[str, ...]:
    """How many of what, in sentences; what was taken back is counted apart."""
    standing = [entry for entry in entries if not entry.void]
    acts = Counter(entry.act for entry in standing)
    void = len(entries) - len(standing)
    counted = [f"{act} {group_digits(acts[act])}" for act in (REGISTERED, TAKEN_UP) if acts[act]]
    if void:
        counted.append(f"پس‌گرفته {group_digits(void)}")
    kinds = Counter(entry.kind or "نامعلوم" for entry in standing)
    by_kind = " · ".join(f"{kind} {group_digits(count)}" for kind, count in kinds.most_common())
    whole = f"جمع {group_digits(len(standing))} پرونده" + (f" — {' · '.join(counted)}" if counted else "")
    return (whole, f"به تفکیک نوع: {by_kind}") if by_kind else (whole,)


def day_paper(entries: Sequence[DayEntry], words: Words, printed: Printed, day: date) -> DayList:
    """The list as it is printed."""
    return DayList(
        frame=FrameWords(
            title="فهرست ثبت و پذیرش روز",
            mark=jalali.show(day),
            desk=words.desk_title(printed.desk),
            printed=printed.words(),
            remark=_UNSENT if any(entry.pending for entry in entries) else "",
        ),
        rows=tuple(
            DayRow(
                number=case_number.show(entry.number),
                kind=entry.kind,
                subject=entry.subject,
                parties=_on_paper(entry.parties),
                archive=entry.archive or ("—" if entry.act == REGISTERED else LATER),
                act=entry.act,
                time=shown_time(entry),
                by=entry.by,
                void=entry.void,
                pending=entry.pending,
            )
            for entry in entries
        ),
        totals=day_totals(entries),
    )


def shown_time(entry: DayEntry) -> str:
    """The time of day in Tehran."""
    return persian_digits(f"{entry.at.astimezone(jalali.TEHRAN):%H:%M}")


class DayListModel(LazyTableModel):
    """The entries of a day as a table; `show_entries` replaces them."""

    def __init__(self, parent: QObject | None = None) -> None:
        self.entries: Sequence[DayEntry] = ()
        super().__init__(
            (
                Column("ساعت", lambda row: f"{PENDING_MARK} " * row.pending + shown_time(row)),
                Column("کار", lambda row: f"{row.act} (پس‌گرفته)" if row.void else row.act),
                Column("شمارهٔ پرونده", lambda row: case_number.show(row.number)),
                Column("نوع", lambda row: row.kind),
                Column("موضوع", lambda row: row.subject),
                Column("طرفین", lambda row: flag_ahead(row.parties)),
                Column("بایگانی", lambda row: row.archive or "—"),
                Column("به دست", lambda row: row.by),
            ),
            lambda offset, limit: self.entries[offset : offset + limit],
            lambda: len(self.entries),
            lambda row: (row.case_id, row.act, row.at),
            parent,
        )

    def show_entries(self, entries: Sequence[DayEntry], view: Any = None) -> None:
        """Show these; what is chosen in `view` stays chosen."""
        self.entries = entries
        self.reload(view)


def _registered(desk: int, day: date) -> Any:
    event, case = VIEWS["event"], VIEWS["court_case"]
    start, end = _bounds(day)
    return (
        select(
            event.c.case_id, event.c.at, event.c.actor.label("by"), case.c.number, case.c.kind,
            case.c.subject, case.c.withdrawn.label("void"), event.c.layer, case.c.layer.label("case_layer"),
        )
        .join(case, case.c.id == event.c.case_id)
        .where(event.c.kind == "register_case", event.c.desk == desk, event.c.at >= start, event.c.at < end)
    )  # fmt: skip


def _taken_up(desk: int, day: date) -> Any:
    entry, case = VIEWS["docket_entry"], VIEWS["court_case"]
    start, end = _bounds(day)
    return (
        select(
            entry.c.case_id, entry.c.opened_at.label("at"), entry.c.opened_by.label("by"), case.c.number,
            case.c.kind, case.c.subject, entry.c.void, entry.c.layer, case.c.layer.label("case_layer"),
            entry.c.archive_year, entry.c.archive_row,
        )
        .join(case, case.c.id == entry.c.case_id)
        .where(entry.c.desk == desk, entry.c.opened_at >= start, entry.c.opened_at < end)
    )  # fmt: skip


def _bounds(day: date) -> tuple[str, str]:
    """The day of Tehran as instants of the feed, the end excluded."""
    first, second = (
        datetime.combine(each, time(), jalali.TEHRAN).astimezone(UTC)
        for each in (day, day + timedelta(days=1))
    )
    return instants.written(first), instants.written(second)


def _parties(connection: Connection, cases: Sequence[str], words: Words) -> dict[str, str]:
    unique = list(dict.fromkeys(cases))
    found: dict[str, str] = {}
    for start in range(0, len(unique), _AT_ONCE):
        found |= parties_of(connection, unique[start : start + _AT_ONCE], words)
    return found


def _on_paper(parties: str) -> str:
    """The flags in words alone, for the font of the papers has no mark for them."""
    return parties.replace(f" {FLAG_MARK} ", " — ").replace(f" {FLAG_MARK}", " (با نشانه)")


def _entry(words: Words, act: str, row: Row[Any], parties: str) -> DayEntry:
    return DayEntry(
        case_id=row.case_id,
        act=act,
        at=instants.read(row.at),
        by=words.person(row.by),
        number=row.number,
        kind=words.code_title("case_kind", row.kind),
        subject=persian_digits(row.subject or ""),
        parties=parties,
        archive=given_number(row.archive_year, row.archive_row) if act == TAKEN_UP else "",
        void=bool(row.void),
        pending=bool(row.layer or row.case_layer),
    )
