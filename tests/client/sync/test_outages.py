"""The road to the centre breaks, at any moment: nothing is lost, nothing happens twice."""

import time
from collections.abc import Callable
from random import Random
from typing import Any

import pytest

from client.sync.cache import Cache
from client.sync.centre import connection_parameters
from client.sync.events import LinkChanged
from client.sync.refusals import CacheUnwritable, CentreAway
from client.sync.session import Issued, ServerAddress
from tests.client.sync.headless import PATIENCE, Headless, wait_until
from tests.client.sync.proxy import Proxy
from tests.server import world
from tests.server.world import Province

Office = Callable[..., Headless]


def offline(headless: Headless) -> bool:
    return headless.session.link.state == "offline"


def cases_at_the_centre(province: Province) -> int:
    count: int = province.value("select count(*) from court.court_case")
    return count


def test_cases_registered_during_an_outage_arrive_in_order_with_their_numbers(
    office: Office, road: ServerAddress, proxy: Proxy, province: Province
) -> None:
    registrar = office("registrar", road)
    proxy.close_road()
    wait_until(lambda: offline(registrar))
    registered = [registrar.register() for _ in range(60)]
    issued = [registrar.session.issue(command, world.REFERRAL) for command in registered]
    assert registrar.session.outbox_counts().waiting == 60
    assert registrar.session.link.pending == 60
    assert len(registrar.rows("select * from v_court_case where layer = 1")) == 60
    proxy.open_road()
    assert registrar.answered(issued[-1]).status == "applied"
    registrar.settled()
    assert len(registrar.rows("select * from v_court_case where layer = 0")) == 60
    with province.superuser() as cursor:
        cursor.execute("select payload ->> 'number' from court.command_log order by position")
        assert [row[0] for row in cursor] == [command.number for command in registered]


def test_a_flush_that_failed_is_made_again_though_nobody_types_anything(
    office: Office, road: ServerAddress, proxy: Proxy, province: Province
) -> None:
    registrar = office("registrar", road)
    command = registrar.register()
    proxy.cut_after(1)
    issued = registrar.session.issue(command, world.REFERRAL)
    assert registrar.answered(issued).status == "applied"
    assert proxy.cuts == 1
    assert cases_at_the_centre(province) == 1


@pytest.mark.parametrize("count", [1, 5, 40, 120, 300, 500, 700, 1000, 1500])
def test_an_answer_cut_after_any_byte_leaves_each_command_done_once(
    office: Office, road: ServerAddress, proxy: Proxy, province: Province, count: int
) -> None:
    registrar = office("registrar", road)
    commands = [registrar.register() for _ in range(3)]
    proxy.cut_after(count)
    issued = [registrar.session.issue(command, world.REFERRAL) for command in commands]
    for each in issued:
        assert registrar.answered(each).status == "applied"
    wait_until(lambda: proxy.cuts == 1)
    registrar.settled()
    assert cases_at_the_centre(province) == 3
    assert province.value("select count(*) from court.command_log") == 3
    assert len(registrar.rows("select * from v_court_case where layer = 0")) == 3
    tries = registrar.rows("select tries from outbox")
    assert all(row["tries"] >= 1 for row in tries)


def test_a_road_that_carries_nothing_is_told_as_slow_and_then_given_up(
    office: Office, road: ServerAddress, proxy: Proxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("client.sync.centre.SLOW_SECONDS", 0.3)
    monkeypatch.setattr("client.sync.centre.CALL_SECONDS", 1.0)
    registrar = office("registrar", road)
    registrar.events.clear()
    proxy.stall()
    wait_until(lambda: offline(registrar))
    states = [event.state for event in registrar.events if isinstance(event, LinkChanged)]
    assert states[:2] == ["slow", "offline"]
    proxy.open_road()
    wait_until(lambda: registrar.session.link.state == "online")


def test_a_question_during_an_outage_is_answered_by_no_at_once(
    office: Office, road: ServerAddress, proxy: Proxy
) -> None:
    enquirer = office("enquirer", road)
    proxy.close_road()
    wait_until(lambda: offline(enquirer))
    with pytest.raises(CentreAway):
        enquirer.session.enquire(world.ENQUIRY, "140568920000000001", "پیگیری").result(5)
    proxy.open_road()
    wait_until(lambda: enquirer.session.link.state == "online")
    answer = enquirer.session.enquire(world.ENQUIRY, "140568920000000001", "پیگیری").result(PATIENCE)
    assert answer["found"] is False


def test_others_see_what_was_registered_within_a_second(office: Office) -> None:
    registrar, authority = office("registrar"), office("authority")

    def seconds_to_see() -> float:
        command = registrar.register()
        began = time.monotonic()
        registrar.session.issue(command, world.REFERRAL)
        wait_until(lambda: authority.rows("select 1 from v_court_case where id = :id", id=str(command.case)))
        return time.monotonic() - began

    # The quickest of some: what other programs of this machine take is not ours.
    assert min(seconds_to_see() for _ in range(5)) < 1


def test_when_the_disk_is_full_it_is_said_and_what_was_stored_before_arrives(
    office: Office, road: ServerAddress, proxy: Proxy, monkeypatch: pytest.MonkeyPatch, province: Province
) -> None:
    connect = Cache._connect

    def connect_to_a_small_disk(cache: Cache) -> Any:
        connection = connect(cache)
        connection.execute("pragma max_page_count = 150")
        return connection

    monkeypatch.setattr(Cache, "_connect", connect_to_a_small_disk)
    registrar = office("registrar", road)
    proxy.close_road()
    wait_until(lambda: offline(registrar))
    stored: list[Issued] = []

    def fill_the_disk() -> None:
        for _ in range(1000):
            stored.append(registrar.session.issue(registrar.register(), world.REFERRAL))

    with pytest.raises(CacheUnwritable):
        fill_the_disk()
    assert stored
    waiting = registrar.rows("select id from outbox order by sequence")
    assert [row["id"] for row in waiting] == [str(each.id) for each in stored]
    monkeypatch.undo()
    proxy.open_road()
    registrar.restart()
    wait_until(lambda: registrar.session.outbox_counts().waiting == 0)
    assert cases_at_the_centre(province) == len(stored)


def test_a_road_that_breaks_again_and_again_still_carries_everything_once_and_in_order(
    office: Office, road: ServerAddress, proxy: Proxy, province: Province
) -> None:
    random = Random(1405)
    registrar, authority = office("registrar", road), office("authority", road)
    issued: list[Issued] = []
    for _ in range(12):
        proxy.cut_after(random.randrange(1, 4000))
        issued += [registrar.session.issue(registrar.register(), world.REFERRAL) for _ in range(3)]
        proxy.wait_for_cut()
    for each in issued:
        assert registrar.answered(each).status == "applied"
    wait_until(lambda: len(authority.rows("select 1 from v_court_case where layer = 0")) == len(issued))
    registrar.settled()
    with province.superuser() as cursor:
        cursor.execute("select id::text from court.command_log order by position")
        assert [row[0] for row in cursor] == [str(each.id) for each in issued]
    everything = "select * from court_case order by id"
    wait_until(lambda: registrar.rows(everything) == authority.rows(everything))
    assert registrar.rows("select * from party order by id") == authority.rows(
        "select * from party order by id"
    )


def test_of_two_who_refer_one_case_one_wins_and_the_other_is_told(office: Office, province: Province) -> None:
    first, second = office("authority", home="one"), office("authority", home="two")
    registered = first.register()
    first.do(registered)
    second.wait_for("select * from v_court_case where id = :id", id=str(registered.case))
    issued = [
        (each, each.session.issue(each.refer(registered.case, desk), world.REFERRAL))
        for each, desk in ((first, world.FIRST), (second, world.SECOND))
    ]
    answers = [each.answered(command) for each, command in issued]
    assert sorted(answer.status for answer in answers) == ["applied", "rejected"]
    assert {answer.code for answer in answers} == {None, "already_referred"}
    assert len(first.session.attention()) + len(second.session.attention()) == 1
    wait_until(lambda: first.case(registered.case) == second.case(registered.case))
    assert len(first.case(registered.case)["referral"]) == 1


def test_nothing_leaves_the_machine_without_a_verified_certificate() -> None:
    here = ("127.0.0.1", "::1", "localhost", "/run/kelaseh")
    elsewhere = ("centre.example", "10.0.0.7", "a.example,b.example")
    for host in (*here, *elsewhere):
        local = host in here
        address = ServerAddress(host, 5432)
        assert address.is_local() == local
        assert (connection_parameters(address, "clerk", "a password")["sslmode"] == "verify-full") == (
            not local
        )


def test_what_waits_is_still_shown_when_a_new_release_made_the_tables_anew_without_the_centre(
    office: Office, road: ServerAddress, proxy: Proxy
) -> None:
    registrar = office("registrar", road)
    proxy.close_road()
    wait_until(lambda: offline(registrar))
    registered = registrar.register()
    registrar.session.issue(registered, world.REFERRAL)
    with registrar.session.cache.write() as connection:
        connection.exec_driver_sql("pragma user_version = 1")
    registrar.restart()
    shown = registrar.rows("select * from v_court_case where id = :case", case=str(registered.case))
    assert [(row["number"], row["layer"]) for row in shown] == [(registered.number, 1)]
    proxy.open_road()
    registrar.settled()
    assert registrar.case(registered.case)["court_case"][0]["layer"] == 0
