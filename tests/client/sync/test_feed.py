"""What the centre tells, stored step by step while something happens in between."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Any

from client.sync import feed
from client.sync.cache import Cache
from common.commands import WriteNote
from common.identifiers import uuid7
from tests.server import acts, world
from tests.server.world import Province, Station

LOGIN = "clerk2"


def changes(cache: Cache, station: Station) -> dict[str, Any]:
    """Ask what is new and store it."""
    with cache.read() as connection:
        cursors = feed.cursors(connection)
    answer = station.ask("changes", **cursors)
    with cache.write() as connection:
        feed.apply_changes(connection, answer, (), LOGIN)
    return answer


def fill(cache: Cache, station: Station, desk: int) -> None:
    """Fetch all of a desk and store it."""
    answer = station.ask("fill", desk=desk)
    assert answer["after"] is None
    with cache.write() as connection:
        feed.apply_page(connection, desk, answer, LOGIN)


def test_a_desk_that_was_gone_while_another_was_filled_is_filled_anew(
    province: Province, tmp_path: Path
) -> None:
    with province.superuser() as cursor:
        cursor.execute(
            "insert into court.membership (login, desk, role, during) values (%s, %s, 'clerk', '[,]')",
            (LOGIN, world.REFERRAL),
        )
    # Open at the branch, only announced at the desk that referred it.
    case = str(province.story().register().refer().accept(LOGIN).case)
    station = province.station(LOGIN)
    cache = Cache(tmp_path / "cache", secrets.token_bytes(32))

    def cached() -> list[str]:
        with cache.read() as connection:
            return list(connection.exec_driver_sql("select id from v_court_case").scalars())

    assert set(changes(cache, station)["fill"]) == {world.FIRST, world.REFERRAL}
    fill(cache, station, world.FIRST)
    assert cached() == [case]
    with province.superuser() as cursor:
        cursor.execute(
            "delete from court.membership where login = %s and desk = %s returning role, during",
            (LOGIN, world.FIRST),
        )
        role, during = cursor.fetchone()
    fill(cache, station, world.REFERRAL)
    with province.superuser() as cursor:
        cursor.execute(
            "insert into court.membership (login, desk, role, during) values (%s, %s, %s, %s)",
            (LOGIN, world.FIRST, role, during),
        )

    assert changes(cache, station)["fill"] == [world.FIRST]
    fill(cache, station, world.FIRST)
    assert cached() == [case]
    cache.close()


def test_notes_and_drafts_of_a_desk_that_is_not_ours_any_more_go_though_another_desk_keeps_the_case(
    province: Province, tmp_path: Path
) -> None:
    with province.superuser() as cursor:
        cursor.execute(
            "insert into court.membership (login, desk, role, during) values (%s, %s, 'clerk', '[,]')",
            (LOGIN, world.SECOND),
        )
    claim = world.charge()
    story = province.story().register(claims=(claim,)).refer().accept(LOGIN)
    case, station = story.case, province.station(LOGIN)
    acts.prepare(story, LOGIN, outcomes=(acts.outcome(claim.id),))
    station.do(WriteNote(case=case, note=uuid7(), scope="branch", body="با وکیل تماس گرفته شد"))
    with province.superuser() as cursor:
        cursor.execute("select set_config('court.opened', %s, true)", (str(case),))
        cursor.execute(
            "insert into court.case_access (case_id, desk, level) values (%s, %s, 2)",
            (str(case), world.SECOND),
        )
    cache = Cache(tmp_path / "cache", secrets.token_bytes(32))

    def cached() -> list[int]:
        with cache.read() as connection:
            return [
                connection.exec_driver_sql(f"select count(*) from v_{table}").scalar_one()
                for table in ("court_case", "note", "decision", "outcome")
            ]

    for desk in changes(cache, station)["fill"]:
        fill(cache, station, desk)
    assert cached() == [1, 1, 1, 1]
    with province.superuser() as cursor:
        cursor.execute("delete from court.membership where (login, desk) = (%s, %s)", (LOGIN, world.FIRST))
    changes(cache, station)
    assert cached() == [1, 0, 0, 0]
    cache.close()
