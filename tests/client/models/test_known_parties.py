"""A party known from other cases is offered, and what differs is told, not written over."""

from datetime import date

from client.models.known_parties import find_known
from client.sync.cache import Cache
from common.commands import FlagStated, PartyStated, UndoCommand
from common.identifiers import uuid7
from tests.client.models.story import REGISTRY, Story, person, registered

ID = "0499370899"


def maryam(**more: object) -> PartyStated:
    return person("plaintiff", "مریم", "رضایی", ID, **more)


def test_the_newest_statement_is_offered_with_its_flags_and_its_case(cache: Cache, story: Story) -> None:
    story.do(registered(maryam(father="علی"), received_on=date(2025, 3, 1)), REGISTRY)
    flag = FlagStated(id=uuid7(), flag="interpreter", detail="کردی")
    newest = registered(maryam(father="حسن", flags=(flag,)), received_on=date(2026, 3, 1))
    story.do(newest, REGISTRY)
    story.do(registered(maryam(father="رضا"), received_on=date(2025, 9, 1)), REGISTRY)
    known = find_known(cache, ID)
    assert known is not None
    assert (known.party.father, known.case_id, known.received_on) == ("حسن", str(newest.case), "2026-03-01")
    assert [(row.flag, row.detail) for row in known.flags] == [("interpreter", "کردی")]


def test_what_differs_is_told_field_by_field_and_what_is_empty_may_be_filled(
    cache: Cache, story: Story
) -> None:
    story.do(registered(maryam(father="علی", mobile="09121234567")), REGISTRY)
    known = find_known(cache, ID)
    assert known is not None
    typed = {"kind": "person", "given": "مريم", "family": "رضائی", "father": None, "nationality": "افغانستان"}
    told = {difference.field: difference for difference in known.differences(typed)}
    assert set(told) == {"family", "father", "mobile"}
    assert (told["family"].typed, told["family"].known, told["family"].fills) == ("رضائی", "رضایی", False)
    assert told["father"].fills
    assert told["mobile"].fills


def test_a_protected_address_is_not_offered_unless_asked_for(cache: Cache, story: Story) -> None:
    flags = (FlagStated(id=uuid7(), flag="protected"),)
    story.do(registered(maryam(address="تهران، خیابان آزادی", phone="02166000000", flags=flags)), REGISTRY)
    known = find_known(cache, ID)
    assert known is not None
    typed = {"kind": "person", "given": "مریم", "family": "رضایی"}
    assert known.differences(typed) == ()
    asked = known.differences(typed, protected_too=True)
    assert [difference.field for difference in asked] == ["address", "phone"]


def test_withdrawn_cases_the_case_itself_and_other_numbers_tell_nothing(cache: Cache, story: Story) -> None:
    command = registered(maryam())
    given = story.do(command, REGISTRY)
    assert find_known(cache, ID) is not None
    assert find_known(cache, ID, but=str(command.case)) is None
    assert find_known(cache, "0084575948") is None
    assert find_known(cache, "") is None
    story.do(UndoCommand(case=command.case, command=given), REGISTRY, undone=command)
    assert find_known(cache, ID) is None
