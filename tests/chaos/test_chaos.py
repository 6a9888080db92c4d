"""Kills, cuts and lost answers lose nothing and double nothing; a program that does so is found out."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.chaos import checker, power
from tests.chaos.chaos import Chaos
from tests.chaos.road import AT_THE_NEXT_BATCH
from tests.chaos.workplace import Workplace
from tests.client.sync.headless import PATIENCE, wait_until
from tests.own_server import own_database
from tests.server.world import Province

SHORT = (
    "kill clerk",
    "kill clerk",
    "cut power",
    "kill centre",
    "cut",
    "late",
    "blackhole",
    *AT_THE_NEXT_BATCH,
)
# What the door says of a command it knows already, and what one says that has forgotten all.
KNOWN = "select * into old from court.command_log l where l.id = entry.id;"
FORGOTTEN = "select * into old from court.command_log l where false;"

Place = Callable[[str], Workplace]


def found(province: Province, place: Workplace) -> list[str]:
    station = place.station()
    assert station is not None
    with province.superuser() as cursor:
        return checker.findings(cursor, [station])


def issued(place: Workplace) -> int:
    return sum(line["what"] == "issued" for line in place.lines())


def come_to_rest(place: Workplace) -> None:
    place.rest()
    assert place.says("quiet", PATIENCE), place.died()
    place.close()


def test_what_was_acknowledged_is_there_once_after_clerks_and_centre_were_killed(tmp_path: Path) -> None:
    with own_database(None, durable=True) as database, closing(Province(database)) as province:
        figures = Chaos(province, tmp_path, seed=1405, clients=3, pause=0.15, deck=SHORT).run(3, per_second=3)
    assert figures.found == []
    assert figures.centre["kill centre"] == 1, figures
    assert figures.clerks_killed >= 1, figures
    assert figures.acknowledged > 20, figures


def assert_loss_is_found(
    province: Province, place: Workplace, fault: str, enough: int, end: Callable[[Workplace], None]
) -> None:
    """A program with that fault ends so, after `enough` acknowledgements; the next one is sound."""
    place.start(fault)
    wait_until(lambda: issued(place) >= enough)
    end(place)
    place.start()
    come_to_rest(place)
    assert any(line.startswith("lost: ") for line in found(province, place))


def test_a_program_that_acknowledges_before_it_has_stored_is_found_out(
    province: Province, workplace: Place
) -> None:
    assert_loss_is_found(province, workplace("registrar"), "acknowledges early", 1, Workplace.kill)


@pytest.mark.skipif(power.COMPILER is None, reason="a power cut is played by a library that must be compiled")
def test_a_program_that_does_not_wait_for_the_disk_is_found_out(province: Province, workplace: Place) -> None:
    place = workplace("registrar")
    assert_loss_is_found(province, place, "does not wait for the disk", 3, Workplace.cut_power)


def test_a_centre_that_does_not_know_a_command_again_is_found_out(
    province: Province, workplace: Place
) -> None:
    with province.superuser() as cursor:
        cursor.execute("select pg_get_functiondef('api.execute(text)'::regprocedure)")
        definition = cursor.fetchone()[0]
        assert KNOWN in definition
        cursor.execute(definition.replace(KNOWN, FORGOTTEN).replace("on conflict (id)", "on conflict"))
        cursor.execute("alter table court.command_log drop constraint command_log_pkey")
    place = workplace("registrar")
    place.road.trouble("sent twice")
    place.start()
    wait_until(lambda: place.road.counts["sent twice"])
    come_to_rest(place)
    assert any(line.startswith("doubled: ") for line in found(province, place))
