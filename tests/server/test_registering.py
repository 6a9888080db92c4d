"""What a registration may say beyond number, parties and claims, and what is refused at which field."""

import dataclasses
import uuid
from datetime import timedelta
from typing import Any

import pytest

from common.commands import CASE_FIELDS, FlagStated, PartyStated, RegisterCase, RepresentationStated
from common.identifiers import uuid7
from tests.server import world
from tests.server.world import Province, Rejected

COMPANY, PERSON = "10380284790", "0499370899"


def flag(code: str = "interpreter", **changes: Any) -> FlagStated:
    return dataclasses.replace(FlagStated(id=uuid7(), flag=code), **changes)


def acts_for(representative: PartyStated, client: PartyStated, **changes: Any) -> RepresentationStated:
    stated = RepresentationStated(id=uuid7(), representative=representative.id, client=client.id)
    return dataclasses.replace(stated, **changes)


def refused(province: Province, code: str, field: str, **changes: Any) -> None:
    """The registration is refused so, and leaves nothing behind."""
    with pytest.raises(Rejected) as refusal:
        province.story().register(**changes)
    assert (refusal.value.code, refusal.value.field) == (code, field), changes
    assert province.value("select count(*) from court.court_case where subject <> 'پیشین'") == 0


def test_everything_a_paper_says_is_kept(province: Province) -> None:
    today = province.station("registrar").today
    doubled = province.story().register(subject="پیشین")
    lawyer = world.party("lawyer")
    client = world.party(
        "complainant", father="حسن", birth_on=today - timedelta(days=9000), nationality="افغانستان",
        address="تهران، خیابان ولیعصر", postal_code="1234567890", mobile="09121234567", phone="02112345678",
        flags=(flag(detail="دری"), flag("deaf")),
    )  # fmt: skip
    story = province.story().register(
        parties=(client, lawyer),
        representations=(acts_for(lawyer, client, document="12", granted_on=today),),
        paper_number="12/ب", paper_on=today, offence_on=today, offence_place="تهران", double_of=doubled.case,
        double_reason="شکایت تازه",
    )  # fmt: skip
    head = province.value("select to_jsonb(c) from court.court_case c where id = %s", (str(story.case),))
    assert {name: head[name] for name in ("paper_number", "paper_on", "offence_on", "offence_place")} == {
        "paper_number": "12/ب", "paper_on": str(today), "offence_on": str(today), "offence_place": "تهران",
    }  # fmt: skip
    assert (head["double_of"], head["double_reason"]) == (str(doubled.case), "شکایت تازه")
    stored = province.value("select to_jsonb(p) from court.party p where id = %s", (str(client.id),))
    for name in ("father", "nationality", "address", "postal_code", "mobile", "phone"):
        assert stored[name] == getattr(client, name)
    assert stored["birth_on"] == str(client.birth_on)
    assert province.value("select array_agg((flag, detail)::text order by flag) from court.party_flag") == [
        "(deaf,)",
        "(interpreter,دری)",
    ]
    assert province.value("select document from court.representation") == "12"


PARTIES: tuple[tuple[dict[str, Any], str, str], ...] = (
    ({"father": "ي"}, "not_clean", "father"), ({"father": "x" * 61}, "too_long", "father"),
    ({"nationality": ""}, "empty", "nationality"), ({"address": "x" * 301}, "too_long", "address"),
    ({"postal_code": "0234567890"}, "postal_code_malformed", "postal_code"),
    ({"postal_code": "123456789"}, "postal_code_malformed", "postal_code"),
    ({"mobile": "9121234567"}, "mobile_malformed", "mobile"),
    ({"mobile": "+989121234567"}, "mobile_malformed", "mobile"),
    ({"phone": "1234"}, "phone_malformed", "phone"), ({"phone": "021-1234"}, "phone_malformed", "phone"),
    ({"national_id": COMPANY}, "legal_id_in_person", "national_id"),
    ({"kind": "entity", "national_id": PERSON}, "national_id_in_entity", "national_id"),
    ({"kind": "foreigner", "national_id": "A-1"}, "malformed", "national_id"),
    ({"kind": "foreigner", "national_id": "A" * 21}, "malformed", "national_id"),
    ({"national_id": "1111111111"}, "national_id_repeated", "national_id"),
    ({"national_id": "0000000000", "id_reason": "سند"}, "national_id_repeated", "national_id"),
    ({"national_id": "1111111112", "id_reason": "سند"}, "national_id_check_digit", "national_id"),
    ({"id_reason": "x" * 201}, "too_long", "id_reason"),
    ({"flags": (flag("king"),)}, "unknown_code", "flags[0].flag"),
    ({"flags": (flag(), flag("deaf", detail="x" * 121))}, "too_long", "flags[1].detail"),
    ({"flags": (flag(), flag())}, "flag_twice", "flags[1].flag"),
)  # fmt: skip


def test_what_a_party_says_wrongly_is_refused_at_its_field(province: Province) -> None:
    for changes, code, field in PARTIES:
        parties = (world.party("witness"), world.party("complainant", **changes))
        refused(province, code, f"parties[1].{field}", parties=parties)


def test_a_national_id_of_one_repeated_digit_is_believed_with_a_reason(province: Province) -> None:
    repeated = world.party("complainant", national_id="1111111111", id_reason="شناسنامه دیده شد")
    province.story().register(parties=(repeated,))
    assert province.value("select id_reason from court.party") == "شناسنامه دیده شد"


def test_a_foreigner_is_entered_with_a_passport_and_an_unknown_accused_with_nothing(
    province: Province,
) -> None:
    nobody = world.party("accused", kind="unknown", national_id=None, given=None, family=None)
    foreigner = world.party("complainant", kind="foreigner", national_id="P0123456", given=None)
    province.story().register(parties=(foreigner, nobody, dataclasses.replace(nobody, id=uuid7())))
    assert province.value("select count(*) from court.party") == 3


def test_nobody_is_in_a_case_twice_in_one_role_or_on_both_sides(province: Province) -> None:
    first = world.party("complainant")
    for role, code in (("complainant", "role_twice"), ("accused", "opposite_roles")):
        parties = (world.party("witness"), first, world.party(role, national_id=first.national_id))
        refused(province, code, "parties[2].role", parties=parties)
    spouses = (world.party("husband"), world.party("wife", national_id=world.national_id("husband")))
    refused(province, "opposite_roles", "parties[1].role", parties=spouses)
    other = world.party("complainant", national_id="0012345679")
    province.story().register(parties=(first, other, world.party("witness", national_id=first.national_id)))


def test_who_acts_for_others_says_for_whom(province: Province) -> None:
    client, lawyer, stranger = world.party("complainant"), world.party("lawyer"), world.party("guardian")
    both = (client, lawyer)
    tomorrow = province.station("registrar").today + timedelta(days=1)
    refused(province, "lawyer_without_client", "parties[1].role", parties=both)
    for changes, code, field in (
        ({"representative": lawyer.id, "client": stranger.id}, "unknown_party", "client"),
        ({"representative": stranger.id}, "unknown_party", "representative"),
        ({"client": lawyer.id}, "represents_himself", "client"),
        ({"granted_on": tomorrow}, "future_date", "granted_on"),
        ({"document": "x" * 61}, "too_long", "document"),
    ):
        stated = dataclasses.replace(acts_for(lawyer, client), **changes)
        refused(province, code, f"representations[0].{field}", parties=both, representations=(stated,))
    twice = (acts_for(lawyer, client), acts_for(lawyer, client))
    refused(province, "represented_twice", "representations[1].client", parties=both, representations=twice)
    province.story().register(parties=both, representations=(acts_for(lawyer, client),))


def test_nobody_is_born_after_the_case_or_its_paper(province: Province) -> None:
    today = province.station("registrar").today
    born = (world.party("complainant", birth_on=today - timedelta(days=10)),)
    refused(
        province, "before_birth", "parties[0].birth_on", parties=born, paper_on=today - timedelta(days=11)
    )
    later = today - timedelta(days=20)
    refused(province, "before_birth", "parties[0].birth_on", parties=born, received_on=later)
    unborn = (world.party("complainant", birth_on=today + timedelta(days=1)),)
    refused(province, "future_date", "parties[0].birth_on", parties=unborn)


def test_dates_and_numbers_of_the_paper_have_their_form(province: Province) -> None:
    today = province.station("registrar").today
    tomorrow, yesterday = today + timedelta(days=1), today - timedelta(days=1)
    for changes, code, field in (
        ({"paper_on": tomorrow}, "future_date", "paper_on"),
        ({"paper_on": today, "received_on": yesterday}, "date_after", "paper_on"),
        ({"offence_on": tomorrow}, "future_date", "offence_on"),
        ({"paper_number": "x" * 41}, "too_long", "paper_number"),
        ({"offence_place": "x" * 201}, "too_long", "offence_place"),
    ):
        refused(province, code, field, **changes)


def test_a_field_of_another_kind_of_case_is_refused(province: Province) -> None:
    today = province.station("registrar").today
    values: dict[str, Any] = {
        "offence_on": today, "offence_place": "تهران", "marriage_on": today, "marriage_number": "1",
        "basis_number": "1", "basis_on": today,
    }  # fmt: skip
    for kind in CASE_FIELDS:
        for field, value in values.items():
            if field not in CASE_FIELDS[kind]:
                refused(province, "field_of_other_kind", field, kind=kind, **{field: value})


def test_a_code_that_has_ended_is_told_from_one_that_never_was(province: Province) -> None:
    today = province.station("registrar").today
    with province.superuser() as cursor:
        cursor.execute(
            "update court.code set valid_to = %s where code in ('306', 'witness', 'deaf')", (today,)
        )
        cursor.execute("update court.code set merged_into = 'lawyer' where code = 'arbitrator'")
        cursor.execute("update court.code set valid_from = %s where code = 'expert'", (today + timedelta(1),))
    refused(province, "code_ended", "claims[0].code")
    claims = (world.charge(code="307"),)
    for party, code, field in (
        (world.party("witness"), "code_ended", "role"), (world.party("arbitrator"), "code_ended", "role"),
        (world.party("expert"), "unknown_code", "role"),
        (world.party("complainant", flags=(flag("deaf"),)), "code_ended", "flags[0].flag"),
    ):  # fmt: skip
        refused(province, code, f"parties[0].{field}", parties=(party,), claims=claims)


def test_a_deliberate_double_names_a_case_the_desk_has_and_the_reason(province: Province) -> None:
    taken_up = province.story().register(subject="پیشین").refer().accept()
    refused(province, "unknown_case", "double_of", double_of=uuid7(), double_reason="دوباره")
    refused(province, "unknown_case", "double_of", double_of=taken_up.case, double_reason="دوباره")
    waiting = province.story().register(subject="پیشین")
    refused(province, "missing_field", "double_reason", double_of=waiting.case)
    refused(province, "missing_field", "double_of", double_reason="دوباره")
    refused(province, "too_long", "double_reason", double_of=waiting.case, double_reason="x" * 201)


def test_no_more_rows_than_a_case_can_have(province: Province) -> None:
    party = world.party("complainant", national_id=None)
    for changes, field in (
        ({"parties": tuple(dataclasses.replace(party, id=uuid7()) for _ in range(201))}, "parties"),
        ({"claims": tuple(world.charge() for _ in range(51))}, "claims"),
        ({"parties": (world.party("accused", flags=tuple(flag() for _ in range(21))),)}, "parties[0].flags"),
        ({"representations": tuple(acts_for(party, party) for _ in range(401))}, "representations"),
    ):
        refused(province, "too_many", field, **changes)


def test_both_sides_refuse_the_same_forms(province: Province) -> None:
    """What the dataclass finds wrong, the centre finds wrong too: at the same field, with the same word."""
    station = province.station("registrar")
    for changes, _, _ in PARTIES:
        if not {"flags"} & set(changes) or changes["flags"][0].flag != "king":
            parties = (world.party("complainant", **changes),)
            command = dataclasses.replace(world.registration(station), parties=parties)
            expected = next(iter(problem for problem in command.problems(station.today)))
            with pytest.raises(Rejected) as refusal:
                station.do(command)
            assert (refusal.value.code, refusal.value.field) == (expected.code, expected.field)


def test_rows_of_a_registration_have_ids_nobody_else_used(province: Province) -> None:
    station = province.station("registrar")
    party = world.party("complainant", flags=(flag(),))
    province.story().register(parties=(party,))
    fresh = dataclasses.replace(party, id=uuid7())
    refusal = _refusal(province, dataclasses.replace(world.registration(station), parties=(fresh,)))
    assert refusal == ("already_used", "flags")


def _refusal(province: Province, command: RegisterCase) -> tuple[str, str | None]:
    with pytest.raises(Rejected) as refusal:
        province.station("registrar").do(command)
    return refusal.value.code, refusal.value.field


def test_a_case_that_was_taken_back_is_told_as_such_to_who_asks(province: Province) -> None:
    story = province.story().register()
    command = province.value("select id::text from court.command_log")
    station = province.station("registrar")
    station.send(station.envelope("undo_command", {"case": str(story.case), "command": command}))
    enquirer = province.station("enquirer")
    ticket = enquirer.ask("ask", desk=world.ENQUIRY, number=story.number, reason="مراجعه")["ticket"]
    assert enquirer.ask("answer", ticket=ticket)["state"] == "withdrawn"
    assert uuid.UUID(command)
