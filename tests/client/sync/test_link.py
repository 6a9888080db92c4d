"""The link between rounds: questions, faults of the centre, changing rights, stocks of numbers."""

import dataclasses
from collections.abc import Callable
from datetime import timedelta

import pytest

from client.sync.events import RolesChanged
from client.sync.session import Rejection, ServerAddress, ShapeProblems
from tests.client.sync.headless import PATIENCE, QUICK, Headless, MemoryKeyring, wait_until
from tests.client.sync.proxy import Proxy
from tests.server import world
from tests.server.world import Province

Office = Callable[..., Headless]


def test_questions_are_answered_between_the_rounds(office: Office) -> None:
    clerk = office("clerk2")
    with pytest.raises(Rejection) as refused:
        clerk.session.ask(
            "present", {"seal": str(clerk.session.workstation), "desk": 2, "guess": "00" * 32}
        ).result(PATIENCE)
    assert refused.value.code == "seal_unknown"
    report = (
        office("head").session.ask("report_month", {"desk": world.DISTRICT, "month": 16868}).result(PATIENCE)
    )
    assert "rows" in report


def test_an_enquiry_finds_where_a_case_is_and_names_nobody(office: Office) -> None:
    registrar, enquirer = office("registrar"), office("enquirer")
    registered = registrar.register()
    registrar.do(registered)
    answer = enquirer.session.enquire(world.ENQUIRY, registered.number, "پیگیری").result(PATIENCE)
    assert (answer["found"], answer["desk"]) == (True, world.REFERRAL)
    assert "parties" not in answer


def test_a_form_with_mistakes_names_the_fields_and_stores_nothing(office: Office) -> None:
    registrar = office("registrar")
    tomorrow = registrar.session.today() + timedelta(days=1)
    wrong = dataclasses.replace(registrar.register(), received_on=tomorrow, parties=())
    with pytest.raises(ShapeProblems) as refused:
        registrar.session.issue(wrong, world.REFERRAL)
    found = {(problem.code, problem.field) for problem in refused.value.problems}
    assert found == {("future_date", "received_on"), ("no_parties", "parties")}
    assert registrar.session.outbox_counts().waiting == 0


def test_a_command_that_trips_the_centre_waits_and_does_not_keep_the_news_from_coming(
    office: Office, province: Province
) -> None:
    authority, registrar = office("authority"), office("registrar")
    first = authority.register()
    authority.do(first)
    with province.superuser() as cursor:
        cursor.execute("alter function command.refer_case rename to refer_case_away")
        cursor.execute(
            "create function command.refer_case(act rule.act, payload jsonb) returns jsonb"
            " language plpgsql as $$ begin raise 'a fault' using errcode = 'XX000'; end $$;"
            "grant execute on function command.refer_case"
            " to kelaseh_referral_authority, kelaseh_owner"
        )
    referred = authority.session.issue(authority.refer(first.case, world.FIRST), world.REFERRAL)
    wait_until(lambda: authority.session.link.code == "centre_fault")
    other = registrar.register()
    registrar.do(other)
    authority.wait_for("select * from v_court_case where id = :id", id=str(other.case))
    assert authority.session.outbox_counts().waiting == 1
    with province.superuser() as cursor:
        cursor.execute("drop function command.refer_case(rule.act, jsonb)")
        cursor.execute("alter function command.refer_case_away rename to refer_case")
    assert authority.answered(referred).status == "applied"


def test_a_desk_that_is_gained_is_filled_and_one_that_is_lost_is_forgotten(
    office: Office, province: Province
) -> None:
    story = province.story().register().refer(world.SECOND).accept("clerk3")
    clerk = office("clerk2")
    assert clerk.rows("select * from access") == []
    with province.superuser() as cursor:
        cursor.execute(
            "insert into court.membership (login, desk, role, during) values ('clerk2', %s, 'clerk', '[,]')",
            (world.SECOND,),
        )
    clerk.wait_for("select * from v_court_case where id = :id", id=str(story.case))
    wait_until(lambda: any(isinstance(event, RolesChanged) for event in tuple(clerk.events)))
    assert [role.desk for role in clerk.session.roles] == [world.FIRST, world.SECOND]
    with province.superuser() as cursor:
        cursor.execute("delete from court.membership where login = 'clerk2' and desk = %s", (world.SECOND,))
    wait_until(lambda: clerk.rows("select * from access") == [])
    for table in ("court_case", "party", "claim", "docket_entry", "referral"):
        assert clerk.rows(f"select * from {table}") == []
    wait_until(lambda: [role.desk for role in clerk.session.roles] == [world.FIRST])


def test_a_first_fill_in_pages_goes_on_where_the_program_was_closed(
    office: Office, province: Province, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(7):
        province.story().register()
    monkeypatch.setattr("client.sync.exchange.PAGE", 2)
    keys = MemoryKeyring()
    pages: list[int] = []
    authority = office("authority", keys=keys)
    authority.session.subscribe(lambda _: pages.append(len(authority.rows("select 1 from access"))))
    wait_until(lambda: authority.rows("select 1 from access"))
    authority.restart()
    wait_until(lambda: len(authority.rows("select 1 from v_court_case")) == 7)
    wait_until(lambda: authority.rows("select 1 from cursor where filling") == [])
    assert len(authority.rows("select 1 from v_party")) == 14


def test_numbers_are_given_once_come_back_unused_and_are_fetched_before_they_run_out(
    office: Office, road: ServerAddress, proxy: Proxy
) -> None:
    registrar = office("registrar", road)
    session = registrar.session
    numbers = [session.next_number("case") for _ in range(180)]
    assert len(set(numbers)) == 180
    assert all(number[:8] == "14056892" for number in numbers)
    wait_until(lambda: registrar.rows("select sum(last - next + 1) as left from lease")[0]["left"] >= 200)
    session.return_number(numbers[3])
    assert session.next_number("case") == numbers[3]
    proxy.close_road()
    wait_until(lambda: session.link.state == "offline")
    for _ in range(registrar.rows("select sum(last - next + 1) as left from lease")[0]["left"]):
        session.next_number("case")
    with pytest.raises(Rejection) as refused:
        session.next_number("case")
    assert refused.value.code == "lease_exhausted"
    with pytest.raises(Rejection):
        session.next_number("seal")


def test_a_cache_that_silently_differs_is_found_by_the_regular_comparison(office: Office) -> None:
    registrar = office("registrar", pace=dataclasses.replace(QUICK, sanity=0.2))
    registered = registrar.register()
    registrar.do(registered)
    registrar.settled()
    told = registrar.case(registered.case)
    with registrar.session.cache.write() as connection:
        connection.exec_driver_sql("delete from party")
        connection.exec_driver_sql("update access set stamp = stamp - 1")
    wait_until(lambda: registrar.case(registered.case) == told)


def test_what_a_clerk_has_read_and_half_typed_is_still_there_after_a_restart(office: Office) -> None:
    clerk = office("clerk2")
    clerk.session.seen("a case", "a referral")
    clerk.session.drafts.save("decision", "a case", {"body": "متهم"})
    clerk.session.drafts.save("decision", "a case", {"body": "متهم محکوم"})
    clerk.restart()
    assert [row["cause_id"] for row in clerk.rows("select * from seen")] == ["a referral"]
    (draft,) = clerk.session.drafts.list()
    assert draft == clerk.session.drafts.load("decision", "a case")
    assert draft.content == {"body": "متهم محکوم"}
    clerk.session.drafts.delete("decision", "a case")
    assert clerk.session.drafts.list("decision") == ()
