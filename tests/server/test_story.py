"""The story of a case as the feed tells it: what happened, who did it, when, and on whose behalf."""

import uuid
from typing import Any

from common.commands import AmendCase
from common.read_models import FEED_COLUMNS
from tests.server import acts, world
from tests.server.amending import amend, done, last_command, subject, undo
from tests.server.test_feed import Copy
from tests.server.world import Province, Story


def story_of(province: Province, story: Story, login: str) -> list[dict[str, Any]]:
    """The events of a case that a person's page brings, in their order."""
    station = province.station(login)
    rows = station.ask("cases", desk=station.desk, ids=[str(story.case)])["rows"].get("event", [])
    told = [dict(zip(FEED_COLUMNS["event"], row, strict=True)) for row in rows]
    return sorted(told, key=lambda row: row["position"])


def test_the_story_tells_who_did_what_to_which_row(province: Province) -> None:
    story = acts.at_branch(province)
    amended = amend(story, subject(story, "توهین"), login="clerk2")
    undo(story, amended, login="clerk2")
    step = acts.open_step(story)
    acts.settle(story, step)
    story.decide("201")
    ordered = acts.open_step(story, kind="order_step", decision=story.decision)
    acts.settle(story, ordered)
    story.send_up()
    told = [
        (row["kind"], row["target"], row["actor"], row["desk"]) for row in story_of(province, story, "clerk2")
    ]
    assert told == [
        ("register_case", str(story.case), "registrar", world.REFERRAL),
        ("refer_case", str(story.referral), "authority", world.REFERRAL),
        ("accept_referral", str(story.referral), "clerk2", world.FIRST),
        ("amend_case", str(story.case), "clerk2", world.FIRST),
        ("undo_command", str(amended), "clerk2", world.FIRST),
        ("open_step", str(step), "clerk2", world.FIRST),
        ("settle_step", str(step), "clerk2", world.FIRST),
        ("prepare_decision", str(story.decision), "clerk2", world.FIRST),
        ("sign_decision", str(story.decision), "judge2", world.FIRST),
        ("open_step", str(ordered), "clerk2", world.FIRST),
        ("settle_step", str(ordered), "clerk2", world.FIRST),
        ("send_up", str(story.seal), "clerk2", world.FIRST),
    ]


def test_a_substitute_acts_on_somebodys_behalf(province: Province) -> None:
    story = acts.at_branch(province)
    with province.superuser() as cursor:
        cursor.execute("update court.membership set substitute_for = 'judge2' where login = 'clerk2'")
    substitute = province.new_station("clerk2")
    done(substitute, AmendCase(case=story.case, changes=(subject(story, "توهین"),)))
    substitute.close()
    last = story_of(province, story, "judge2")[-1]
    assert (last["actor"], last["behalf"]) == ("clerk2", "judge2")
    assert province.value("select by || ' ' || behalf from court.amendment") == "clerk2 judge2"


def test_what_was_refused_and_what_is_said_in_notes_is_not_told(province: Province) -> None:
    story = acts.at_branch(province)
    acts.write_note(story)
    undo(story, last_command(province, "write_note"), login="clerk2")
    (answer,) = province.station("clerk2").send(
        province.station("clerk2").envelope("amend_case", {"case": str(story.case)})
    )
    assert answer["status"] == "rejected"
    kinds = [row["kind"] for row in story_of(province, story, "judge2")]
    assert kinds == ["register_case", "refer_case", "accept_referral"]


def test_a_desk_that_is_only_told_of_a_case_is_not_told_its_story(province: Province) -> None:
    story = province.story().register().refer()
    assert story_of(province, story, "clerk2") == []
    story.accept()
    assert story_of(province, story, "authority") == []


def test_each_event_comes_once_and_with_what_it_changed(province: Province) -> None:
    story = acts.at_branch(province)
    copy = Copy(province.station("clerk2"))
    copy.update()
    amend(story, subject(story, "توهین"), login="judge2")
    fresh = copy.update()["rows"]
    assert {table: len(rows) for table, rows in fresh.items()} == {
        "court_case": 1,
        "amendment": 1,
        "event": 1,
    }
    assert fresh["event"][0][4] == "amend_case"
    assert copy.update()["rows"] == {}


def test_what_is_taken_back_leaves_every_copy_that_held_it(province: Province) -> None:
    story = province.story().register().refer()
    branch, referral = Copy(province.station("clerk2")), Copy(province.station("authority"))
    branch.update()
    referral.update()
    undo(story, last_command(province, "refer_case"), login="authority")
    branch.update()
    referral.update()
    assert branch.rows == {}
    assert [row[4] for key, row in referral.rows.items() if key[0] == "referral"] == ["withdrawn"]
    story.referral = world.uuid7()
    story.refer().accept()
    branch.update()
    referral.update()
    assert referral.tables() == {"announcement"}
    undo(story, last_command(province, "accept_referral"), login="clerk2")
    branch.update()
    referral.update()
    assert branch.tables() == {"announcement"}
    assert {"court_case", "event", "docket_entry"} <= referral.tables()


def test_a_desks_notes_are_read_there_while_it_has_the_case(province: Province) -> None:
    """Also by who sits at two desks: else what he is told would hang on which desk he asked for first."""
    with province.superuser() as cursor:
        cursor.execute(
            "insert into court.membership (login, desk, role, during)"
            " values ('registrar', %s, 'clerk', '[,]')",
            (world.FIRST,),
        )
    story = province.story().register()
    acts.write_note(story, login="registrar", body="نزد ارجاع")
    copy = Copy(province.station("registrar"))
    copy.update()
    assert "note" in copy.tables()
    story.refer().accept("clerk2")
    acts.write_note(story, login="clerk2", body="نزد شعبه")
    copy.update()
    assert [row[4] for key, row in copy.rows.items() if key[0] == "note"] == ["نزد شعبه"]


def test_a_draft_of_the_appeal_branch_is_not_read_below_until_it_is_signed(province: Province) -> None:
    story = acts.at_branch(province, claims=(claim := world.charge(),)).decide(acts.ENDS).send_up()
    opened = story.open(story.present(story.stretched))
    assert opened["ordinal"] == 2
    entry = uuid.UUID(province.value("select id::text from court.docket_entry where ordinal = 2"))
    below = Copy(province.station("clerk2"))
    below.update()
    draft = acts.prepare(
        story, "clerk4", entry=entry, disposition=acts.INTERIM, body="پیش‌نویس",
        outcomes=(acts.outcome(claim.id, acts.INTERIM),),
    )  # fmt: skip
    below.update()
    assert [row[7] for row in acts.delivered(story, "judge4", "decision") if row[0] == str(draft)] == [
        "پیش‌نویس"
    ]
    for rows in (
        acts.delivered(story, "clerk2", "decision"),
        [v for k, v in below.rows.items() if k[0] == "decision"],
    ):
        assert [row[0] for row in rows] == [str(story.decision)]
    assert not acts.delivered(story, "clerk2", "outcome")
    acts.sign(story, draft, login="judge4")
    below.update()
    assert len([key for key in below.rows if key[0] == "decision"]) == 2
    assert len([key for key in below.rows if key[0] == "outcome"]) == 1
