"""What a centre that was restored from an older copy must not forget to tell, and what is done stays done."""

from datetime import UTC, datetime

from tests.server import world
from tests.server.world import Province


def test_a_restored_copy_never_takes_the_number_of_an_incarnation_that_was_lost(province: Province) -> None:
    lost = province.station("registrar").greeting["incarnation"]
    with province.superuser() as cursor:
        # The copy was made before the lost history began.
        cursor.execute("delete from court.alive; delete from court.incarnation")
        cursor.execute("insert into court.incarnation (started) values (now() - interval '1 day')")
    began = datetime.now(UTC) - datetime(2020, 1, 1, tzinfo=UTC)
    again = province.new_station("clerk2")
    assert again.greeting["incarnation"] >= max(lost, int(began.total_seconds()))
    again.close()


def test_a_server_that_starts_twice_in_a_second_has_two_incarnations(province: Province) -> None:
    first = province.station("registrar").greeting["incarnation"]
    with province.superuser() as cursor:
        cursor.execute("delete from court.alive")
    assert province.station("clerk2").greeting["incarnation"] > first


def test_a_lost_answer_is_given_again_also_to_one_who_has_left_the_desk(province: Province) -> None:
    station = province.station("registrar")
    command = world.registration(station)
    envelope = station.envelope(command.KIND, command.payload())
    (applied,) = station.send(envelope)
    with province.superuser() as cursor:
        cursor.execute("delete from court.membership where login = 'registrar'")
    assert station.send(envelope) == [applied | {"status": "duplicate"}]
    (refused,) = station.send(station.envelope(command.KIND, command.payload()))
    assert refused["code"] == "forbidden"
