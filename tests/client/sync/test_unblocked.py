"""A colleague's program that hangs in an open transaction holds nobody up for long."""

from collections.abc import Callable

from tests.client.sync.headless import Headless
from tests.server import world
from tests.server.world import Province

Office = Callable[..., Headless]


def test_a_command_that_waits_behind_a_hanging_colleague_is_done_in_seconds(
    office: Office, province: Province
) -> None:
    registrar, hanging = office("registrar"), province.station("authority")
    command = world.registration(hanging)
    with hanging.connection.cursor() as cursor:
        cursor.execute("begin")
    hanging.send(hanging.envelope(command.KIND, command.payload()))
    registrar.do(registrar.register())
    assert province.value("select count(*) from court.court_case") == 1
    assert hanging.connection.closed or province.value(
        "select count(*) from pg_stat_activity where usename = 'authority'"
    ) == 0  # fmt: skip
