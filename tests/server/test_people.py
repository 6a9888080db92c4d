"""Who may sit where."""

from __future__ import annotations

import pytest

from server import users
from tests.server import world
from tests.server.world import Province


def test_a_role_is_given_only_at_a_desk_that_has_it(province: Province) -> None:
    with province.superuser() as cursor:
        for desk, role in ((world.FIRST, "district_head"), (world.DISTRICT, "clerk"), (999, "clerk")):
            with pytest.raises(ValueError, match=role):
                users.add_membership(cursor, "admin", desk, role)


def test_a_membership_entered_by_mistake_shows_nothing_of_the_desk(province: Province) -> None:
    province.story().register().refer().accept()
    with province.superuser() as cursor:
        cursor.execute(
            "insert into court.membership (login, desk, role, during)"
            " values ('head', %s, 'district_head', '[,]')",
            (world.FIRST,),
        )
    head = province.station("head")
    assert [desk["desk"] for desk in head.greeting["desks"]] == [world.DISTRICT]
    with pytest.raises(world.Rejected, match="forbidden"):
        head.ask("fill", desk=world.FIRST)
    assert head.ask("changes", desks={})["rows"] == {}
