"""Every figure of the reports, against counting random docket entries one by one."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

import pytest

from common import jalali
from tests.server import world
from tests.server.world import Province, Station

SEED, ENTRIES, MONTHS, PAGE = 1405, 400, 5, 7
BRANCHES = (world.FIRST, world.SECOND, world.APPEAL)


@dataclass(frozen=True)
class Entry:
    """A stay as the docket has it."""

    number: str
    desk: int
    in_on: date
    in_class: str
    disposed_on: date | None
    out_class: str | None

    def open_before(self, day: date) -> bool:
        return self.in_on < day and (self.disposed_on is None or self.disposed_on >= day)


@pytest.fixture
def this_month(province: Province) -> int:
    return jalali.month_number(province.station("chief").today)


@pytest.fixture
def entries(province: Province, this_month: int) -> list[Entry]:
    """Written past the door, void ones among them, which are not told here."""
    random = Random(SEED)
    drawn = [(_entry(random, number, this_month), random.random() < 0.1) for number in range(ENTRIES)]
    with province.superuser() as cursor:
        cursor.execute("set session_replication_role = replica")
        for row, (entry, void) in enumerate(drawn):
            case = uuid.uuid4()
            cursor.execute(
                "insert into court.court_case (id, number, kind, subject, received_on, holder, registered_by)"
                " values (%s, %s, 'civil', 'مطالبه', %s, %s, 'registrar')",
                (str(case), entry.number, entry.in_on, entry.desk),
            )
            cursor.execute(
                "insert into court.docket_entry (id, case_id, desk, ordinal, archive_year, archive_row,"
                " received_on, in_on, in_class, disposed_on, out_class, void, opened_by)"
                " values (%s, %s, %s, 1, 1300, %s, %s, %s, %s, %s, %s, %s, 'clerk2')",
                (str(uuid.uuid4()), str(case), entry.desk, row, entry.in_on, entry.in_on, entry.in_class,
                 entry.disposed_on, entry.out_class, void),
            )  # fmt: skip
    return [entry for entry, void in drawn if not void]


def _entry(random: Random, number: int, this_month: int) -> Entry:
    choose = random.choice
    in_on = _day(random, this_month)
    disposed_on = choose(
        (None, in_on, in_on + timedelta(1), _day(random, this_month), _day(random, this_month))
    )
    if disposed_on is not None and disposed_on < in_on:
        disposed_on = None
    out_class = choose(("judgment", "settlement")) if disposed_on else None
    return Entry(
        f"9{number:06}", choose(BRANCHES), in_on, choose(("new", "transferred")), disposed_on, out_class
    )


def _day(random: Random, this_month: int) -> date:
    """A day of the months of the test, every second one beside the edge of a month."""
    first = jalali.month_starts(random.choice(range(this_month - MONTHS + 1, this_month + 1)))
    return first + timedelta(random.choice((-1, 0, random.randrange(29), random.randrange(29))))


def _months(this_month: int) -> Iterator[tuple[int, date, date]]:
    for month in range(this_month - MONTHS - 1, this_month + 3):
        yield month, jalali.month_starts(month), jalali.month_starts(month + 1)


def _figures(entries: list[Entry], starts: date, ends: date) -> list[int]:
    return [
        sum(entry.open_before(starts) for entry in entries),
        sum(starts <= entry.in_on < ends for entry in entries),
        sum(entry.disposed_on is not None and starts <= entry.disposed_on < ends for entry in entries),
        sum(entry.open_before(ends) for entry in entries),
    ]


def _of(entries: list[Entry], desk: int) -> list[Entry]:
    return [entry for entry in entries if entry.desk == desk]


@pytest.mark.parametrize(
    ("login", "acting", "branches"),
    [
        ("chief", world.PROVINCE, BRANCHES),
        ("head", world.DISTRICT, (world.FIRST, world.SECOND)),
        ("judge2", world.FIRST, (world.FIRST,)),
    ],
)
def test_the_months_and_their_trend_are_what_one_counts_by_hand(
    province: Province,
    entries: list[Entry],
    this_month: int,
    login: str,
    acting: int,
    branches: tuple[int, ...],
) -> None:
    station = province.station(login)
    sums = []
    for month, starts, ends in _months(this_month):
        report = station.ask("report_month", desk=acting, month=month)
        counted = [_figures(_of(entries, desk), starts, ends) for desk in branches]
        assert report["rows"] == [[desk, *figures] for desk, figures in zip(branches, counted, strict=True)]
        classes: Counter[tuple[int, str, str]] = Counter()
        for entry in (entry for entry in entries if entry.desk in branches):
            if starts <= entry.in_on < ends:
                classes[entry.desk, "in", entry.in_class] += 1
            if entry.disposed_on and starts <= entry.disposed_on < ends:
                classes[entry.desk, "out", str(entry.out_class)] += 1
        assert report["classes"] == [[*place, n] for place, n in sorted(classes.items())]
        sums.append([month, *(sum(column) for column in zip(*counted, strict=True))])
    for window in (sums, sums[:3], sums[2:4], sums[-1:]):
        asked = {"from": window[0][0], "to": window[-1][0]}
        assert station.ask("report_trend", desk=acting, **asked)["rows"] == window


def test_behind_a_figure_stand_just_the_cases_it_counts_page_by_page(
    province: Province, entries: list[Entry], this_month: int
) -> None:
    head = province.station("head")
    own = _of(entries, world.FIRST)
    for month, starts, ends in _months(this_month):
        counted = {
            "opening": [(entry.in_on, entry.number) for entry in own if entry.open_before(starts)],
            "incoming": [(entry.in_on, entry.number) for entry in own if starts <= entry.in_on < ends],
            "disposed": [
                (entry.disposed_on, entry.number)
                for entry in own
                if entry.disposed_on is not None and starts <= entry.disposed_on < ends
            ],
            "closing": [(entry.in_on, entry.number) for entry in own if entry.open_before(ends)],
        }
        for figure, expected in counted.items():
            rows = list(_pages(head, month, figure))
            day = 8 if figure == "disposed" else 7
            found = [(date.fromisoformat(row[day]), row[0]) for row in rows]
            assert sorted(found) == sorted(expected)
            assert [row[0] for row in found] == sorted(row[0] for row in found)


def _pages(station: Station, month: int, figure: str) -> Iterator[list[str]]:
    asked = {"desk": world.DISTRICT, "branch": world.FIRST, "month": month, "figure": figure, "limit": PAGE}
    page = station.ask("cases_behind", **asked)
    yield from page["rows"]
    while page["after"] is not None:
        page = station.ask("cases_behind", **asked, after=page["after"])
        yield from page["rows"]
