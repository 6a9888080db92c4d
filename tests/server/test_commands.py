"""What each command does to the books, and what it refuses."""

import dataclasses
from datetime import timedelta

import psycopg2
import pytest

from tests.server import world
from tests.server.world import Province, Rejected


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


WRONG_PARTIES = (
    ({"given": ""}, "empty", "parties[0].given"),
    ({"given": "ي"}, "not_clean", "parties[0].given"),
    ({"family": "x" * 121}, "too_long", "parties[0].family"),
    ({"national_id": "0499370898"}, "national_id_check_digit", "parties[0].national_id"),
    ({"national_id": "1111111111"}, "national_id_repeated", "parties[0].national_id"),
    ({"national_id": "12"}, "national_id_length", "parties[0].national_id"),
    ({"kind": "entity", "national_id": "10380284791"}, "legal_id_check_digit", "parties[0].national_id"),
    ({"role": "king"}, "unknown_code", "parties[0].role"),
    ({"given": None}, "missing_field", "parties[0].given"),
    ({"sort_key": "x'"}, "malformed", "parties[0].sort_key"),
)


def test_a_party_stated_wrongly_is_refused_at_its_field(province: Province) -> None:
    for changes, code, field in WRONG_PARTIES:
        with pytest.raises(Rejected) as refused:
            province.story().register(parties=(dataclasses.replace(world.party("complainant"), **changes),))
        assert (refused.value.code, refused.value.field) == (code, field)
    assert province.value("select count(*) from court.court_case") == 0


def test_a_claim_stated_wrongly_is_refused_at_its_field(province: Province) -> None:
    for changes, code in (
        ({"code": "0"}, "unknown_code"), ({"amount": 10**15 + 1}, "amount_too_large"),
        ({"amount": -1}, "amount_too_large"),
    ):  # fmt: skip
        with pytest.raises(Rejected) as refused:
            province.story().register(claims=(world.charge(), world.charge(**changes)))
        assert refused.value.code == code
        assert (refused.value.field or "").startswith("claims[1].")


def test_the_head_of_a_case_is_checked(province: Province) -> None:
    tomorrow = province.station("registrar").today + timedelta(days=1)
    for changes, code in (
        ({"subject": "a  b"}, "not_clean"), ({"subject": "x" * 201}, "too_long"),
        ({"kind": "war"}, "unknown_code"),
        ({"received_on": tomorrow}, "future_date"), ({"parties": ()}, "no_parties"),
        ({"claims": ()}, "no_claims"),
        ({"number": "1405"}, "number_malformed"), ({"number": "140568920000000001"}, "number_not_leased"),
    ):  # fmt: skip
        with pytest.raises(Rejected) as refused:
            province.story().register(**changes)
        assert refused.value.code == code


def test_a_case_is_referred_once_and_to_a_branch_of_its_body(province: Province) -> None:
    story = province.story().register()
    for desk in (world.APPEAL, world.ENQUIRY, 999):
        with pytest.raises(Rejected, match="wrong_branch"):
            story.refer(desk)
    story.refer()
    with pytest.raises(Rejected, match="already_referred"):
        story.refer(world.SECOND)
    with pytest.raises(Rejected, match="unknown_case"):
        story.accept("clerk3")
    story.accept()
    with pytest.raises(Rejected, match="referral_not_waiting"):
        story.accept()
    with pytest.raises(Rejected, match="unknown_case"):
        story.refer(world.SECOND)


def test_a_decision_is_signed_once_and_ends_the_stay(province: Province) -> None:
    story = province.story().register().refer().accept()
    with pytest.raises(Rejected, match="not_decided"):
        story.send_up()
    story.decide("201")
    with pytest.raises(Rejected, match="entry_ended"):
        story.decide("201")
    assert province.value("select out_class from court.docket_entry") == "judgment"


def test_the_rows_of_a_branchs_books_have_no_gap(province: Province) -> None:
    rows = [province.story().register().refer().accept().decide("201") for _ in range(3)]
    assert [story.accepted["archive_row"] for story in rows] == [1, 2, 3]
    assert [story.signed["register_row"] for story in rows] == [1, 2, 3]


def test_an_unopened_case_cannot_be_written_even_by_the_owner(province: Province) -> None:
    province.story().register()
    for statement in (
        "update court.party set family = 'x', changed = default",
        "update court.court_case set kind = 'x'",
    ):
        with (
            pytest.raises(psycopg2.errors.RaiseException, match=r"rule\.open_case"),
            province.superuser() as cursor,
        ):
            cursor.execute(statement)
    with pytest.raises(psycopg2.errors.RaiseException, match="append-only"), province.superuser() as cursor:
        cursor.execute("delete from court.party")
