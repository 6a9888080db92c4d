"""When a stay may begin."""

from datetime import date, timedelta

import pytest

from common.commands import OpenSeal
from common.identifiers import uuid7
from tests.server import world
from tests.server.world import Province, Rejected


def test_a_stay_cannot_begin_before_the_calendar_does(province: Province) -> None:
    story = province.story().register(received_on=date(1950, 1, 1)).refer()
    station = province.station("clerk2")
    with pytest.raises(Rejected) as refused:
        station.do(
            world.AcceptReferral(
                case=story.case, referral=story.referral, entry=story.entry, received_on=date(1960, 1, 1),
                next_on=station.today + timedelta(days=30),
            )
        )  # fmt: skip
    assert (refused.value.code, refused.value.field) == ("date_before", "received_on")


def test_an_appeal_does_not_begin_before_the_judgment_it_appeals(province: Province) -> None:
    earlier = province.station("registrar").today - timedelta(days=3)
    story = province.story().register(received_on=earlier).refer().accept().decide("201").send_up()
    attempt = story.present(story.stretched)
    station = province.station("clerk4")
    with pytest.raises(Rejected) as refused:
        station.do(
            OpenSeal(
                case=story.case, seal=story.seal, attempt=attempt, entry=uuid7(), received_on=earlier,
                next_on=station.today,
            )
        )  # fmt: skip
    assert (refused.value.code, refused.value.field) == ("date_before", "received_on")
    assert story.open(attempt)["ordinal"] == 2
