"""The centre stops, is killed, comes back: caches are verified and only differences fetched."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from client.sync.session import ServerAddress
from server.cluster import Cluster
from server.database import create_database
from tests.client.sync.headless import Headless, wait_until
from tests.server import world
from tests.server.world import Province

Office = Callable[..., Headless]


@dataclass
class OwnCentre:
    """A durable server of the test's own, which it may kill."""

    cluster: Cluster
    province: Province
    address: ServerAddress


@dataclass(frozen=True)
class OwnDatabase:
    """The database `kelaseh` of a cluster."""

    cluster: Cluster

    def as_(self, user: str, password: str) -> dict[str, Any]:
        """Arguments of psycopg2.connect for a login."""
        return self.cluster.connection(user, password, "kelaseh")

    @property
    def superuser(self) -> dict[str, Any]:
        """Arguments of psycopg2.connect for the superuser."""
        return self.cluster.superuser_connection("kelaseh")


@pytest.fixture
def own(new_cluster: Callable[..., Cluster]) -> Iterator[OwnCentre]:
    cluster = new_cluster()
    cluster.initialise()
    cluster.start()
    create_database(cluster)
    database = OwnDatabase(cluster)
    province = Province(database)
    arguments = database.superuser
    yield OwnCentre(cluster, province, ServerAddress(arguments["host"], arguments["port"], "kelaseh"))
    province.close()


def incarnations(headless: Headless) -> set[int]:
    return {row["incarnation"] for row in headless.rows("select incarnation from cursor")}


def cached(headless: Headless) -> list[dict[str, Any]]:
    return headless.rows("select * from access order by case_id, desk")


def test_after_a_crash_of_the_centre_caches_are_verified_and_mended(own: OwnCentre, office: Office) -> None:
    registrar = office("registrar", own.address)
    authority = office("authority", own.address)
    commands = [registrar.register() for _ in range(5)]
    for command in commands:
        registrar.do(command)
    wait_until(lambda: len(cached(registrar)) == len(cached(authority)) == 5)
    registrar.settled()
    first = incarnations(authority)

    own.cluster.kill()
    wait_until(lambda: authority.session.link.state == "offline")
    waiting = registrar.session.issue(registrar.register(), world.REFERRAL)
    # As if this cache had been told what the crash then lost, and had missed what was kept.
    lost, kept = str(commands[0].case), str(commands[1].case)
    with authority.session.cache.write() as connection:
        connection.exec_driver_sql("update access set case_id = 'never committed' where case_id = ?", (lost,))
        connection.exec_driver_sql("update court_case set id = 'never committed' where id = ?", (lost,))
        connection.exec_driver_sql("update access set stamp = 1 where case_id = ?", (kept,))
        connection.exec_driver_sql("delete from party where case_id = ?", (kept,))
    own.cluster.start()

    assert registrar.answered(waiting).status == "applied"
    wait_until(lambda: len(authority.rows("select 1 from v_court_case")) == 6)
    wait_until(lambda: incarnations(authority).isdisjoint(first))
    wait_until(lambda: cached(authority) == cached(registrar))
    registrar.settled()
    assert len(authority.rows("select 1 from v_party")) == 12
    assert authority.rows("select 1 from court_case where id = 'never committed'") == []
    for command in commands:
        assert authority.case(command.case) == registrar.case(command.case)


def test_a_restart_of_the_centre_is_an_outage_like_any_other(own: OwnCentre, office: Office) -> None:
    registrar = office("registrar", own.address)
    registrar.do(registrar.register())
    own.cluster.stop()
    wait_until(lambda: registrar.session.link.state == "offline")
    issued = [registrar.session.issue(registrar.register(), world.REFERRAL) for _ in range(3)]
    own.cluster.start()
    assert [registrar.answered(each).status for each in issued] == ["applied"] * 3
    registrar.settled()
    assert own.province.value("select count(*) from court.court_case") == 4
    assert own.province.value("select count(distinct incarnation) from court.command_log") == 2
