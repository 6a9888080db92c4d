"""Values that only a hostile or faulty program sends are refused at their field, not by a constraint."""

from typing import Any

import pytest

from common.identifiers import uuid7
from tests.server import world
from tests.server.world import Province


def answer(station: world.Station, kind: str, payload: dict[str, Any]) -> tuple[str, str | None]:
    """Code and field of a command's rejection."""
    (told,) = station.send(station.envelope(kind, payload))
    return told["code"], told.get("field")


@pytest.mark.parametrize("method", [[], ["manual"], {}, "whim", None])
def test_a_way_of_referring_that_does_not_exist(province: Province, method: Any) -> None:
    story = province.story().register()
    payload = {
        "case": str(story.case), "referral": str(uuid7()), "to_desk": world.FIRST, "method": method,
    }  # fmt: skip
    assert answer(province.station("authority"), "refer_case", payload) == ("unknown_code", "method")


@pytest.mark.parametrize("day", ["2026-02-30", "2025-02-29", "2026-04-31", "2026-13-01"])
def test_a_day_that_does_not_exist(province: Province, day: str) -> None:
    station = province.station("registrar")
    payload = world.registration(station).payload() | {"received_on": day}
    assert answer(station, "register_case", payload) == ("malformed", "received_on")


def test_an_amount_written_as_a_decimal_is_the_whole_number_it_is(province: Province) -> None:
    station = province.station("registrar")
    payload = world.registration(station).payload()
    payload["claims"][0]["amount"] = 5.0
    (told,) = station.send(station.envelope("register_case", payload))
    assert told["status"] == "applied"
    assert province.value("select amount from court.claim") == 5
