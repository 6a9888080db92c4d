"""Cases shown beside the entry form because they may be the one being entered."""

from datetime import date, timedelta

import pytest

from client.models.doubles import MOST_DOUBLES, find_doubles
from client.sync.cache import Cache
from common.commands import PartyStated, RegisterCase, UndoCommand
from tests.client.models.story import REGISTRY, START, Story, person, registered

TODAY = START.date()
SINCE = date(2024, 11, 25)
MARYAM = ("مریم", "رضایی", "0499370899")
HASAN = ("حسن", "کیانی", "0084575948")


def two(claimant: str = "plaintiff", respondent: str = "defendant") -> tuple[PartyStated, PartyStated]:
    return person(claimant, *MARYAM), person(respondent, *HASAN)


def found(
    cache: Cache, *parties: PartyStated, subject: str = "مطالبه وجه چک", paper: str | None = None
) -> list[str]:
    return [double.case.id for double in find_doubles(cache, parties, subject, paper, SINCE)]


def known(story: Story, command: RegisterCase) -> str:
    story.do(command, REGISTRY)
    return str(command.case)


def test_the_same_two_people_with_the_same_subject_are_shown_with_whom_they_share(
    cache: Cache, story: Story
) -> None:
    stated = two()
    case = known(story, registered(*stated, person("lawyer", "نرگس", "نوری", "0013542419")))
    (double,) = find_doubles(cache, two(), "مطالبهٔ وجه چك", None, SINCE)
    assert double.case.id == case
    assert double.shared == {str(party.id) for party in stated}
    assert [party.given for party in double.parties] == ["مریم", "حسن", "نرگس"]
    assert not double.same_paper


def test_sides_may_have_changed_but_another_subject_or_one_shared_party_is_no_double(
    cache: Cache, story: Story
) -> None:
    case = known(story, registered(*two()))
    assert found(cache, *two("defendant", "plaintiff")) == [case]
    assert found(cache, *two(), subject="خلع ید") == []
    assert (
        found(cache, person("plaintiff", *MARYAM), person("defendant", "زهرا", "احمدی", "0067749828")) == []
    )


def test_a_party_without_a_national_id_is_known_by_its_name_in_any_spelling(
    cache: Cache, story: Story
) -> None:
    case = known(story, registered(person("plaintiff", "محمدرضا", "کیانی"), person("defendant", *HASAN)))
    assert found(cache, person("plaintiff", "محمد رضا", "كياني"), person("defendant", *HASAN)) == [case]
    with_id = person("plaintiff", "محمد رضا", "کیانی", "0499370899")
    assert found(cache, with_id, person("defendant", *HASAN)) == [case]


def test_namesakes_with_different_national_ids_are_two_people(cache: Cache, story: Story) -> None:
    known(story, registered(*two()))
    other = person("plaintiff", "مریم", "رضایی", "0067749828")
    assert found(cache, other, person("defendant", *HASAN)) == []


def test_a_bank_and_its_lawyer_in_both_cases_are_not_enough(cache: Cache, story: Story) -> None:
    bank = ("plaintiff", None, "بانک ملت", "10100000003")
    lawyer = ("lawyer", "نرگس", "نوری", "0013542419")
    known(story, registered(person(*bank, kind="entity"), person(*lawyer), person("defendant", *HASAN)))
    new = person(*bank, kind="entity"), person(*lawyer), person("defendant", "زهرا", "احمدی", "0067749828")
    assert found(cache, *new) == []


def test_a_complaint_of_one_person_against_nobody_known_is_compared_with_its_like_alone(
    cache: Cache, story: Story
) -> None:
    unknown = person("accused", None, None)
    like = known(story, registered(person("complainant", *MARYAM), unknown))
    known(story, registered(*two("complainant", "accused")))
    assert found(cache, person("complainant", *MARYAM), person("accused", None, None)) == [like]


def test_one_person_typed_twice_counts_once(cache: Cache, story: Story) -> None:
    known(story, registered(*two()))
    assert found(cache, person("plaintiff", *MARYAM), person("appellant", *MARYAM)) == []


def test_the_same_paper_number_is_shown_whoever_the_parties_are(cache: Cache, story: Story) -> None:
    case = known(story, registered(*two(), paper_number="1405/12"))
    (double,) = find_doubles(cache, (), "خلع ید", " ۱۴۰۵/۱۲ ", SINCE)
    assert (double.case.id, double.same_paper, double.shared) == (case, True, frozenset())
    assert found(cache, paper="1405/13") == []


@pytest.mark.parametrize(("days", "shown"), [(0, True), (1, False)])
def test_cases_received_before_the_two_years_are_left_out(
    cache: Cache, story: Story, days: int, shown: bool
) -> None:
    case = known(story, registered(*two(), received_on=SINCE - timedelta(days=days)))
    assert found(cache, *two()) == ([case] if shown else [])


def test_withdrawn_cases_and_the_case_itself_are_left_out(cache: Cache, story: Story) -> None:
    command = registered(*two(), paper_number="1405/12")
    given = story.do(command, REGISTRY)
    assert find_doubles(cache, two(), command.subject, "1405/12", SINCE, str(command.case)) == []
    story.do(UndoCommand(case=command.case, command=given), REGISTRY, undone=command)
    assert found(cache, *two(), paper="1405/12") == []


def test_the_newest_come_first_and_no_more_than_can_be_looked_through(cache: Cache, story: Story) -> None:
    cases = [
        known(story, registered(*two(), received_on=TODAY - timedelta(days=days)))
        for days in range(MOST_DOUBLES + 2)
    ]
    assert found(cache, *two()) == cases[:MOST_DOUBLES]
