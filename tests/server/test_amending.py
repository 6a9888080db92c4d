"""Amendments change fields, keep the old value and merge by the value their author saw."""

import dataclasses
import uuid
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from common.commands import (
    AMENDABLE,
    AcceptReferral,
    AmendCase,
    FlagAdded,
    PartyKeys,
    RepresentationStated,
)
from common.identifiers import uuid7
from common.text import search_key, sort_key
from tests.server import world
from tests.server.amending import amend, change, field, keys, last_command, parties, subject, undo
from tests.server.world import Province, Rejected


def test_both_sides_know_the_same_fields_that_may_be_amended(province: Province) -> None:
    for entity, fields in AMENDABLE.items():
        assert tuple(province.value("select rule.amendable(%s)", (entity,))) == fields
    assert province.value("select rule.amendable('docket_entry')") == []


def test_an_amendment_keeps_the_old_value_and_who_changed_it_why(province: Province) -> None:
    story = province.story().register()
    command = amend(story, subject(story, "توهین"), reason="اشتباه در نگارش")
    assert field(province, "court_case", story.case, "subject") == "توهین"
    with province.superuser() as cursor:
        cursor.execute(
            "select entity, field, old, new, desk, command::text, by, behalf, reason from court.amendment"
        )
        assert cursor.fetchall() == [
            ("court_case", "subject", "مزاحمت تلفنی", "توهین", world.REFERRAL, str(command), "registrar",
             None, "اشتباه در نگارش")
        ]  # fmt: skip


def test_every_field_that_may_be_amended_can_be(province: Province) -> None:
    for kind in ("criminal", "family", "enforcement"):
        claims = (world.charge(code_kind="claim", code="301"),) if kind != "criminal" else (world.charge(),)
        story = province.story().register(kind=kind, claims=claims, subject="الف")
        values = {
            "subject": ("الف", "ب"), "received_on": (str(province.station("registrar").today), "2026-01-02"),
            "paper_number": (None, "۱۲/ب".replace("۱۲", "12")), "paper_on": (None, "2026-01-01"),
            "file_place": (None, "archive"), "file_note": (None, "قفسه 3"),
        } | {
            "criminal": {"offence_on": (None, "2025-12-01"), "offence_place": (None, "تهران")},
            "family": {"marriage_on": (None, "2015-12-01"), "marriage_number": (None, "12")},
            "enforcement": {"basis_number": (None, "140468390000000001"), "basis_on": (None, "2025-12-01")},
        }[kind]  # fmt: skip
        amend(story, *(change("court_case", story.case, name, *both) for name, both in values.items()))
        for name, (_, new) in values.items():
            assert str(field(province, "court_case", story.case, name)) == new, name
    first = parties(province, story)[0]
    number = world.national_id("complainant")
    values = {
        "role": ("complainant", "plaintiff"), "national_id": (number, world.national_id("another")),
        "father": (None, "حسن"), "birth_on": (None, "1980-02-03"), "nationality": (None, "ایران"),
        "address": (None, "تهران، خیابان ولیعصر"), "postal_code": (None, "1234567890"),
        "mobile": (None, "09121234567"), "phone": (None, "02112345678"), "id_reason": (None, "سند"),
        "given": ("علی", "مریم"), "family": ("محمدی", "رضایی"),
    }  # fmt: skip
    amend(
        story, *(change("party", first, name, *both) for name, both in values.items()),
        keys=(keys(first, "مریم", "رضایی"),),
    )  # fmt: skip
    for name, (_, new) in values.items():
        assert str(field(province, "party", first, name)) == new, name
    assert field(province, "party", first, "search_key") == keys(first, "مریم", "رضایی").search_key


def test_two_peoples_amendments_of_different_fields_merge(province: Province) -> None:
    story = province.story().register()
    first, _ = parties(province, story)
    amend(story, change("party", first, "mobile", None, "09121234567"), login="registrar")
    amend(story, change("party", first, "address", None, "تهران"), login="authority")
    assert field(province, "party", first, "mobile") == "09121234567"
    assert field(province, "party", first, "address") == "تهران"


def test_two_peoples_amendments_of_the_same_field_are_told_side_by_side(province: Province) -> None:
    story = province.story().register()
    first, second = parties(province, story)
    amend(story, change("party", first, "mobile", None, "09121234567"), subject(story, "توهین"))
    late = (
        change("party", second, "mobile", None, "09121111111"),
        change("party", first, "mobile", None, "09122222222"),
        subject(story, "تهدید"),
        change("party", second, "father", "حسن", "حسین"),
    )
    with pytest.raises(Rejected, match="changed_meanwhile") as refused:
        amend(story, *late, login="authority")
    assert refused.value.field == "changes[1].new"
    conflicts = refused.value.parameters["conflicts"]
    at = conflicts[0].pop("at")
    assert at == conflicts[1].pop("at")
    assert at.endswith("Z")
    assert conflicts == [
        {"change": 1, "entity": "party", "row": first, "field": "mobile", "now": "09121234567",
         "by": "registrar"},
        {"change": 2, "entity": "court_case", "row": str(story.case), "field": "subject", "now": "توهین",
         "by": "registrar"},
        {"change": 3, "entity": "party", "row": second, "field": "father", "now": None},
    ]  # fmt: skip
    assert field(province, "party", second, "mobile") is None


def test_rows_that_come_later_are_told_among_the_amendments(province: Province) -> None:
    story = province.story().register()
    first, _ = parties(province, story)
    lawyer, claim, flag, representation = world.party("lawyer"), world.charge(), uuid7(), uuid7()
    amend(
        story, parties=(lawyer,), claims=(claim,),
        representations=(
            RepresentationStated(id=representation, representative=lawyer.id, client=first, document="12"),  # type: ignore[arg-type]
        ),
        flags=(FlagAdded(id=flag, party=first, flag="interpreter", detail="کردی"),),  # type: ignore[arg-type]
    )  # fmt: skip
    assert field(province, "party", lawyer.id, "ordinal") == 3
    assert field(province, "claim", claim.id, "ordinal") == 2
    assert field(province, "party_flag", flag, "detail") == "کردی"
    assert field(province, "representation", representation, "document") == "12"
    with province.superuser() as cursor:
        cursor.execute("select entity, row_id::text, id::text, field from court.amendment order by entity")
        assert cursor.fetchall() == [
            (entity, str(id), str(id), None)
            for entity, id in (
                ("claim", claim.id), ("party", lawyer.id), ("party_flag", flag),
                ("representation", representation),
            )
        ]  # fmt: skip


def test_a_struck_row_stays_and_another_may_take_its_place(province: Province) -> None:
    story = province.story().register()
    first, second = parties(province, story)
    flag = uuid7()
    amend(story, flags=(FlagAdded(id=flag, party=first, flag="interpreter", detail="کردی"),))  # type: ignore[arg-type]
    amend(
        story, change("party_flag", flag, "struck", "false", "true"),
        flags=(FlagAdded(id=uuid7(), party=first, flag="interpreter", detail="ترکی"),),  # type: ignore[arg-type]
    )  # fmt: skip
    with pytest.raises(Rejected, match="flag_twice") as refused:
        amend(story, change("party_flag", flag, "struck", "true", "false"))
    assert refused.value.field == "changes[0].new"
    amend(story, change("party", second, "struck", "false", "true"), parties=(world.party("accused"),))
    assert province.value("select array_agg(struck order by ordinal) from court.party") == [
        False,
        True,
        False,
    ]


def test_an_amendment_does_not_answer_for_what_was_wrong_before_it(province: Province) -> None:
    """A lawyer of the first release has no client, a code in the case has ended since."""
    story = province.story().register()
    with province.superuser() as cursor:
        cursor.execute("select set_config('court.opened', %s, true)", (str(story.case),))
        cursor.execute("update court.party set role = 'lawyer', changed = default where ordinal = 2")
        cursor.execute("update court.code set valid_to = '2020-01-01' where (kind, code) = ('charge', '306')")
        cursor.execute("update court.code set valid_to = '2020-01-01' where code = 'complainant'")
    first, second = parties(province, story)
    claim = province.value("select id::text from court.claim")
    amend(
        story, change("party", second, "mobile", None, "09121234567"),
        change("claim", claim, "amount", None, "5"), change("party", first, "father", None, "حسن"),
        parties=(world.party("witness"),),
    )  # fmt: skip
    with pytest.raises(Rejected, match="lawyer_without_client") as refused:
        amend(story, parties=(world.party("witness", national_id=None), world.party("guardian")))
    assert refused.value.field == "parties[1].role"
    with pytest.raises(Rejected, match="code_ended") as refused:
        amend(story, change("party", second, "role", "lawyer", "complainant"))
    assert refused.value.field == "changes[0].new"


def test_only_the_holder_amends(province: Province) -> None:
    story = province.story().register().refer()
    with pytest.raises(Rejected, match="unknown_case"):
        amend(story, subject(story, "توهین"), login="clerk2")
    amend(story, subject(story, "توهین"))
    story.accept()
    amend(story, subject(story, "تهدید", old="توهین"), login="judge2")
    with pytest.raises(Rejected, match="unknown_case"):
        amend(story, subject(story, "توهین", old="تهدید"))


def test_a_repeated_amendment_changes_nothing_more(province: Province) -> None:
    story = province.story().register()
    station = province.station("registrar")
    envelope = station.envelope(
        "amend_case", AmendCase(case=story.case, changes=(subject(story, "توهین"),)).payload()
    )
    first, second = station.send(envelope)[0], station.send(envelope)[0]
    assert (first["status"], second["status"]) == ("applied", "duplicate")
    assert province.value("select count(*) from court.amendment") == 1


def test_a_change_with_an_id_used_before_is_refused(province: Province) -> None:
    story = province.story().register()
    stated = subject(story, "توهین")
    amend(story, stated)
    with pytest.raises(Rejected, match="already_used") as refused:
        amend(story, dataclasses.replace(stated, old="توهین", new="تهدید"))
    assert refused.value.field == "changes"


def test_a_case_is_not_received_after_a_branch_took_it_up(province: Province) -> None:
    story = province.story().register().refer()
    today = province.station("registrar").today
    before, between = str(today - timedelta(days=9)), str(today - timedelta(days=5))
    amend(story, change("court_case", story.case, "received_on", str(today), before))
    province.station("clerk2").do(
        AcceptReferral(
            case=story.case, referral=story.referral, entry=story.entry,
            received_on=date.fromisoformat(between), next_on=today,
        )
    )  # fmt: skip
    with pytest.raises(Rejected, match="date_after") as refused:
        amend(story, change("court_case", story.case, "received_on", before, str(today)), login="clerk2")
    assert refused.value.field == "changes[0].new"
    amend(story, change("court_case", story.case, "received_on", before, between), login="clerk2")


@pytest.mark.parametrize("order", [("given", "family"), ("family", "given")])
def test_two_people_change_one_name_each_and_the_party_is_found_by_both(
    province: Province, order: tuple[str, str]
) -> None:
    seen, new = {"given": "علی", "family": "محمدی"}, {"given": "مریم", "family": "رضایی"}
    story = province.story().register()
    party, _ = parties(province, story)
    shown = keys(party, **seen)
    for name in order:
        said = dataclasses.replace(
            keys(party, **(seen | {name: new[name]})),
            seen_sort_key=shown.sort_key, seen_search_key=shown.search_key,
        )  # fmt: skip
        amend(story, change("party", party, name, seen[name], new[name]), keys=(said,))
    assert keys_now(province, party) == keys(party, **new)
    undo(story, last_command(province, "amend_case"))
    assert keys_now(province, party) == keys(party, **(seen | {order[0]: new[order[0]]}))


def test_keys_that_are_no_keys_are_refused(province: Province) -> None:
    story = province.story().register()
    party, _ = parties(province, story)
    stated = change("party", party, "given", "علی", "مریم").payload()
    right = keys(party, "مریم", "محمدی").payload()
    station = province.station("registrar")
    for wrong in (
        {"seen_sort_key": 5},
        {"seen_search_key": "x" * 2001},
        {"search_key": ["x"]},
        {"other": "x"},
    ):
        payload = {"case": str(story.case), "changes": [stated], "keys": [right | wrong]}
        (told,) = station.send(station.envelope("amend_case", payload))
        assert told["code"] == "malformed"
        assert "parameters" not in told


def keys_now(province: Province, party: str) -> PartyKeys:
    """What a party is sorted and found by."""
    sort, search = (field(province, "party", party, name) for name in ("sort_key", "search_key"))
    return PartyKeys(party=uuid.UUID(party), sort_key=sort, search_key=search)


def test_keys_of_names_that_two_people_changed_are_joined_whatever_the_names(province: Province) -> None:
    names = st.lists(st.sampled_from(["علی", "علی‌اکبر", "اکبر", "اک", "نژاد", "ali"]), max_size=3).map(
        " ".join
    )

    @settings(max_examples=150, deadline=None, database=None)
    @given(names, names, names, names)
    def joined(given_seen: str, family_seen: str, given_now: str, family_now: str) -> None:
        cursor.execute(
            "select rule.joined_key(%s, %s, %s), rule.joined_key(%s, %s, %s)",
            (
                search_key(f"{given_seen} {family_seen}"), search_key(f"{given_now} {family_seen}"),
                search_key(f"{given_seen} {family_now}"), sort_key(f"{family_seen} {given_seen}"),
                sort_key(f"{family_now} {given_seen}"), sort_key(f"{family_seen} {given_now}"),
            ),
        )  # fmt: skip
        searched, sorted_by = cursor.fetchone()
        assert searched == search_key(f"{given_now} {family_now}")
        if given_seen and given_now and family_seen and family_now:
            assert sorted_by == sort_key(f"{family_now} {given_now}")

    with province.superuser() as cursor:
        joined()
