"""The month's figures, to those whose business they are."""

import pytest

from common import jalali
from tests.server import world
from tests.server.world import Province, Rejected


@pytest.fixture
def month(province: Province) -> int:
    """This month; in it the first branch took up two cases and disposed of one, the second took up one."""
    story = province.story().register().refer().accept().decide("201")
    province.story().register().refer().accept()
    province.story().register().refer(world.SECOND).accept("clerk3")
    assert story.signed["register_row"] == 1
    return jalali.month_number(province.station("registrar").today)


def test_opening_and_incoming_less_disposed_is_closing(province: Province, month: int) -> None:
    report = province.station("head").ask("report_month", desk=world.DISTRICT, month=month)
    assert report["rows"] == [[world.FIRST, 0, 2, 1, 1], [world.SECOND, 0, 1, 0, 1]]
    assert report["classes"] == [
        [world.FIRST, "in", "new", 2], [world.FIRST, "out", "judgment", 1], [world.SECOND, "in", "new", 1],
    ]  # fmt: skip
    assert report["complete"] is False
    after = province.station("head").ask("report_month", desk=world.DISTRICT, month=month + 1)
    assert after["rows"] == [[world.FIRST, 1, 0, 0, 1], [world.SECOND, 1, 0, 0, 1]]


def test_the_trend_sums_the_branches_month_by_month(province: Province, month: int) -> None:
    answer = province.station("chief").ask(
        "report_trend", desk=world.PROVINCE, **{"from": month - 1, "to": month + 1}
    )
    assert answer["rows"] == [[month - 1, 0, 0, 0, 0], [month, 0, 3, 1, 2], [month + 1, 2, 0, 0, 2]]


def test_a_figure_opens_to_the_cases_behind_it(province: Province, month: int) -> None:
    head = province.station("head")
    request = {"desk": world.DISTRICT, "branch": world.FIRST, "month": month, "figure": "incoming"}
    first = head.ask("cases_behind", **request, limit=1)
    second = head.ask("cases_behind", **request, limit=1, after=first["after"])
    assert len({row[0] for row in first["rows"] + second["rows"]}) == 2
    assert "محمدی" not in str(first)
    for figure, count in (("opening", 0), ("disposed", 1), ("closing", 1)):
        assert len(head.ask("cases_behind", **request | {"figure": figure})["rows"]) == count


def test_a_branch_sees_its_own_figures_only(province: Province, month: int) -> None:
    judge = province.station("judge2")
    assert judge.ask("report_month", desk=world.FIRST, month=month)["rows"] == [[world.FIRST, 0, 2, 1, 1]]
    with pytest.raises(Rejected, match="forbidden"):
        judge.ask("cases_behind", desk=world.FIRST, branch=world.SECOND, month=month, figure="incoming")
    for login in ("clerk2", "registrar", "admin", "enquirer"):
        station = province.station(login)
        with pytest.raises(Rejected, match="forbidden"):
            station.ask("report_month", desk=station.desk, month=month)
    with pytest.raises(Rejected, match="forbidden"):
        judge.ask("report_month", desk=world.DISTRICT, month=month)


def test_the_readers_role_sees_nothing_of_others_even_by_a_wrong_query(
    province: Province, month: int
) -> None:
    with province.superuser() as cursor:
        cursor.execute("set session authorization judge3")
        cursor.execute("select session_user")
        cursor.execute("reset session authorization")
        cursor.execute("set role kelaseh_reader")
        cursor.execute("select count(*) from court.docket_entry")
        assert cursor.fetchone() == (0,)


def test_an_enquiry_is_written_down_before_it_is_answered(province: Province) -> None:
    story = province.story().register().refer().accept()
    enquirer = province.station("enquirer")
    ticket = enquirer.ask("ask", desk=world.ENQUIRY, number=story.number, reason="مراجعه شاکی")["ticket"]
    answer = enquirer.ask("answer", ticket=ticket)
    assert (answer["found"], answer["state"], answer["desk"]) == (True, "running", world.FIRST)
    assert "محمدی" not in str(answer)
    with pytest.raises(Rejected, match="ticket_unknown"):
        enquirer.ask("answer", ticket=ticket)
    with pytest.raises(Rejected, match="forbidden"):
        province.station("registrar").ask("ask", desk=world.REFERRAL, number=story.number, reason="x")


def test_asking_and_answering_in_one_transaction_tells_nothing(province: Province) -> None:
    story = province.story().register()
    enquirer = province.station("enquirer")
    with enquirer.connection.cursor() as cursor:
        cursor.execute("begin")
        ticket = enquirer.ask("ask", desk=world.ENQUIRY, number=story.number, reason="x")["ticket"]
        with pytest.raises(Rejected, match="ticket_unknown"):
            enquirer.ask("answer", ticket=ticket)
        cursor.execute("rollback")
