"""Numbers without a round trip: blocks that never overlap, void when skipped, above any lost history."""

from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import pytest

from common import jalali
from tests.server.world import Province, Rejected, Station


def lease(station: Station, **changes: object) -> dict[str, int]:
    request = {
        "workstation": str(station.workstation),
        "year": jalali.to_jalali(station.today)[0],
        "type": "case",
        "size": 100,
    }
    return station.ask("lease", **(request | changes))


def test_blocks_follow_each_other_without_a_gap(province: Province) -> None:
    first, second = (lease(province.station(login)) for login in ("registrar", "clerk2"))
    assert second["first"] == first["last"] + 1
    assert first["last"] - first["first"] == 99


def test_what_the_clock_skipped_is_void(province: Province) -> None:
    first = lease(province.station("registrar"))["first"]
    assert province.value("select array[first, last] from court.void_range") == [1, first - 1]
    assert first >= 1_000_000


def test_workstations_that_ask_at_once_never_get_the_same_number(province: Province) -> None:
    stations = [province.station(login) for login in ("registrar", "clerk2", "clerk3", "clerk4")]
    with ThreadPoolExecutor(4) as pool:
        blocks = list(pool.map(lambda n: lease(stations[n % 4]) if n < 4 else None, range(4)))
    starts = sorted(block["first"] for block in blocks if block)
    assert [b - a for a, b in pairwise(starts)] == [100, 100, 100]


def test_a_new_incarnation_starts_above_all_that_a_lost_history_gave(province: Province) -> None:
    station = province.station("registrar")
    first = lease(station)
    with province.superuser() as cursor:  # what restoring an older copy does
        cursor.execute("delete from court.lease; delete from court.void_range; delete from court.alive")
        # As if some seconds had gone by: the clock moves the bound by a hundred a second.
        cursor.execute(
            "update court.setting set value = '1001000', changed = default where key = 'number_slack'"
        )
    again = lease(station)
    assert again["first"] > first["last"]


@pytest.mark.parametrize(
    ("changes", "code"),
    [({"year": 1300}, "lease_year"), ({"type": "seals"}, "unknown_code"), ({"size": 1001}, "malformed"),
     ({"workstation": "00000000-0000-0000-0000-000000000000"}, "unknown_workstation")],
)  # fmt: skip
def test_a_wrong_request_is_refused(province: Province, changes: dict[str, object], code: str) -> None:
    with pytest.raises(Rejected) as refused:
        lease(province.station("registrar"), **changes)
    assert refused.value.code == code


def test_a_number_of_another_workstation_is_refused(province: Province) -> None:
    foreign = province.station("clerk2").next_number("case")
    with pytest.raises(Rejected) as refused:
        province.story().register(number=foreign)
    assert (refused.value.code, refused.value.field) == ("number_not_leased", "number")


def test_a_number_given_once_is_not_given_again(province: Province) -> None:
    story = province.story().register()
    with pytest.raises(Rejected) as refused:
        province.story().register(number=story.number)
    assert (refused.value.code, refused.value.field) == ("already_used", "number")
