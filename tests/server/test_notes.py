"""Who reads a note: the desk that wrote it; a judge's private one he alone, until he shares it."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from common.commands import ShareNote, WriteNote
from common.identifiers import uuid7
from common.read_models import FEED_COLUMNS
from server import users
from tests.server import acts, world
from tests.server.world import Province, Rejected, Station, Story

SHARED = FEED_COLUMNS["note"].index("shared")


@pytest.fixture
def taken_up(province: Province) -> Story:
    """A case of the first branch."""
    return acts.at_branch(province)


@pytest.fixture
def substitute(taken_up: Story) -> Iterator[Station]:
    """The second branch's judge, who also sits for the first one's."""
    with taken_up.province.superuser() as cursor:
        users.add_membership(cursor, "judge3", world.FIRST, "judge", substitute_for="judge2")
    with closing(Station(taken_up.province.connection("judge3"), world.FIRST)) as station:
        yield station


def readers(story: Story) -> set[str]:
    """Who is told of any note."""
    people = ("registrar", "authority", "clerk2", "manager2", "judge2", "clerk4", "judge4")
    return {login for login in people if acts.delivered(story, login, "note")}


def test_a_note_of_the_branch_is_read_by_the_branch_and_nobody_else(taken_up: Story) -> None:
    acts.write_note(taken_up)
    assert readers(taken_up) == {"clerk2", "manager2", "judge2"}
    taken_up.decide("201").send_up().open(taken_up.present(taken_up.stretched))
    assert readers(taken_up) == {"clerk2", "manager2", "judge2"}


def test_a_private_note_is_the_judges_alone_until_he_shares_it(taken_up: Story, substitute: Station) -> None:
    note = acts.write_note(taken_up, "private", "judge2")
    assert readers(taken_up) == {"judge2"}
    assert "note" not in substitute.ask("fill", desk=world.FIRST)["rows"]
    for other, code in ((substitute, "unknown_note"), (taken_up.province.station("clerk2"), "forbidden")):
        with pytest.raises(Rejected, match=code):
            other.do(ShareNote(case=taken_up.case, note=note))
    taken_up.province.station("judge2").do(ShareNote(case=taken_up.case, note=note))
    assert readers(taken_up) == {"clerk2", "manager2", "judge2"}
    (row,) = acts.delivered(taken_up, "clerk2", "note")
    assert row[SHARED] is True
    assert substitute.ask("fill", desk=world.FIRST)["rows"]["note"] == [row]


def test_sharing_a_note_again_changes_nothing(taken_up: Story) -> None:
    note = acts.write_note(taken_up, "private", "judge2")
    for _ in range(2):
        taken_up.province.station("judge2").do(ShareNote(case=taken_up.case, note=note))
    assert taken_up.province.value("select count(*) from court.note where shared") == 1


def test_a_substitutes_note_says_for_whom_he_sat(taken_up: Story, substitute: Station) -> None:
    substitute.do(WriteNote(case=taken_up.case, note=uuid7(), scope="private", body="یادداشت"))
    assert taken_up.province.value("select (written_by, behalf)::text from court.note") == "(judge3,judge2)"
    assert readers(taken_up) == set()


def test_only_a_judge_writes_a_private_note(taken_up: Story) -> None:
    for login in ("clerk2", "manager2"):
        with pytest.raises(Rejected) as refused:
            acts.write_note(taken_up, "private", login)
        assert (refused.value.code, refused.value.field) == ("only_a_judge", "scope")


def test_the_referral_desk_notes_what_it_holds_and_no_longer(province: Province) -> None:
    story = province.story().register()
    acts.write_note(story, login="registrar")
    acts.write_note(story, login="authority")
    story.refer().accept()
    with pytest.raises(Rejected, match="unknown_case"):
        acts.write_note(story, login="registrar")
    with pytest.raises(Rejected, match="unknown_case"):
        acts.write_note(story, login="clerk3")


def test_a_branch_that_has_sent_the_case_up_writes_no_more_notes(taken_up: Story) -> None:
    taken_up.decide("201").send_up().open(taken_up.present(taken_up.stretched))
    with pytest.raises(Rejected, match="not_holder"):
        acts.write_note(taken_up)
    acts.write_note(taken_up, login="clerk4")


def test_a_note_stated_wrongly_is_refused_at_its_field(taken_up: Story) -> None:
    clerk = taken_up.province.station("clerk2")
    note = {"case": str(taken_up.case), "note": str(uuid7()), "scope": "branch", "body": "یادداشت"}
    for changes, code, field in (
        ({"scope": "public"}, "unknown_code", "scope"), ({"scope": ["branch"]}, "unknown_code", "scope"),
        ({"body": ""}, "empty", "body"), ({"body": "x" * 4001}, "too_long", "body"),
        ({"body": "ي"}, "not_clean", "body"), ({"note": 5}, "malformed", "note"),
        ({"shared": True}, "malformed", "shared"),
    ):  # fmt: skip
        (answer,) = clerk.send(clerk.envelope("write_note", note | changes))
        assert (answer["code"], answer["field"]) == (code, field)
    del note["scope"]
    (answer,) = clerk.send(clerk.envelope("write_note", note))
    assert (answer["code"], answer["field"]) == ("missing_field", "scope")
    acts.write_note(taken_up, body="سطر یک\nسطر دو")
