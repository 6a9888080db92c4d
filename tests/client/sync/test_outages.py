"""The road to the centre breaks, at any moment: nothing is lost, nothing happens twice."""

from collections.abc import Callable

import pytest

from client.sync.events import LinkChanged
from client.sync.refusals import CentreAway
from client.sync.session import ServerAddress
from tests.client.sync.headless import Headless, wait_until
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
    answer = enquirer.session.enquire(world.ENQUIRY, "140568920000000001", "پیگیری").result(5)
    assert answer["found"] is False


def test_others_see_what_was_registered_within_a_second(office: Office) -> None:
    registrar, authority = office("registrar"), office("authority")
    command = registrar.register()
    registrar.session.issue(command, world.REFERRAL)
    wait_until(lambda: authority.rows("select * from v_court_case where id = :id", id=str(command.case)), 1.0)
