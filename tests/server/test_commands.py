"""What each command does to the books, and what it refuses."""

from tests.server import world
from tests.server.world import Province


def test_a_case_goes_from_the_counter_to_the_court_of_appeal(province: Province) -> None:
    story = province.story().register().refer().accept().decide("201").send_up()
    assert story.accepted == {"ordinal": 1, "archive_year": 1405, "archive_row": 1}
    assert story.signed == {"register_year": 1405, "register_row": 1}
    opened = story.open(story.present(story.stretched))
    assert opened == {"ordinal": 2, "archive_year": 1405, "archive_row": 1}
    assert province.value("select holder from court.court_case") == world.APPEAL
    with province.superuser() as cursor:
        cursor.execute("select desk, level from court.case_access order by desk")
        assert cursor.fetchall() == [(world.REFERRAL, 1), (world.FIRST, 2), (world.APPEAL, 2)]
