"""Steps: something of a case is under way, is settled, or goes along with the case."""

import uuid
from datetime import timedelta

import pytest

from common.identifiers import uuid7
from tests.server import acts, world
from tests.server.world import Province, Rejected, Story


@pytest.fixture
def taken_up(province: Province) -> Story:
    """A case of the first branch."""
    return acts.at_branch(province)


def state(story: Story, step: uuid.UUID) -> tuple[str, int]:
    """State and desk of a step."""
    with story.province.superuser() as cursor:
        cursor.execute("select state, desk from court.step where id = %s", (str(step),))
        row: tuple[str, int] = cursor.fetchone()
    return row


def test_a_step_is_opened_by_one_and_settled_by_another(taken_up: Story) -> None:
    done, dropped = acts.open_step(taken_up), acts.open_step(taken_up, "judge2", kind="expert_opinion")
    acts.settle(taken_up, done, login="manager2")
    acts.settle(taken_up, dropped, "dropped", remark="انصراف از کارشناسی")
    assert [state(taken_up, step)[0] for step in (done, dropped)] == ["done", "dropped"]
    assert taken_up.province.value(
        "select array_agg(settled_by order by settled_by)::text from court.step"
    ) == ("{clerk2,manager2}")


def test_the_judge_is_told_of_a_step_at_his_next_look(taken_up: Story) -> None:
    judge = taken_up.province.station("judge2")
    snapshot = judge.ask("changes", desks={})["snapshot"]
    step = acts.open_step(taken_up)
    news = judge.ask("changes", desks={str(world.FIRST): snapshot})
    assert [(row[0], row[7]) for row in news["rows"]["step"]] == [(str(step), "open")]
    acts.settle(taken_up, step)
    news = judge.ask("changes", desks={str(world.FIRST): news["snapshot"]})
    assert [(row[0], row[7]) for row in news["rows"]["step"]] == [(str(step), "done")]
    assert [row[4] for row in news["rows"]["event"]] == ["settle_step"]


def test_a_settled_step_stays_settled(taken_up: Story) -> None:
    step = acts.open_step(taken_up)
    acts.settle(taken_up, step)
    with pytest.raises(Rejected) as refused:
        acts.settle(taken_up, step, "dropped", remark="x")
    assert (refused.value.code, refused.value.field) == ("step_settled", "step")
    assert state(taken_up, step)[0] == "done"


def test_a_step_stated_wrongly_is_refused_at_its_field(taken_up: Story) -> None:
    clerk = taken_up.province.station("clerk2")
    unsigned = acts.prepare(taken_up, disposition=acts.INTERIM)
    step = {"case": str(taken_up.case), "step": str(uuid7()), "kind": "inquiry", "title": "استعلام"}
    for changes, code, field in (
        ({"kind": "walk"}, "unknown_code", "kind"), ({"title": ""}, "empty", "title"),
        ({"title": "x" * 201}, "too_long", "title"),
        ({"due_on": str(clerk.today - timedelta(days=1))}, "date_before", "due_on"),
        ({"due_on": "1405-13-01"}, "malformed", "due_on"),
        ({"decision": str(uuid7())}, "unknown_decision", "decision"),
        ({"decision": str(unsigned)}, "unsigned_decision", "decision"),
        ({"desk": 2}, "malformed", "desk"),
    ):  # fmt: skip
        (answer,) = clerk.send(clerk.envelope("open_step", step | changes))
        assert (answer["code"], answer["field"]) == (code, field)
    known = acts.open_step(taken_up, due_on=clerk.today)
    for change, code, field in (
        ({"step": str(uuid7()), "outcome": "done"}, "unknown_step", "step"),
        ({"outcome": "lost"}, "unknown_code", "outcome"), ({"outcome": ["done"]}, "unknown_code", "outcome"),
        ({"outcome": "dropped"}, "missing_field", "remark"),
        ({"outcome": "dropped", "remark": ""}, "empty", "remark"),
    ):  # fmt: skip
        payload = {"case": str(taken_up.case), "step": str(known)} | change
        (answer,) = clerk.send(clerk.envelope("settle_step", payload))
        assert (answer["code"], answer["field"]) == (code, field)
    assert state(taken_up, known) == ("open", world.FIRST)


def test_a_step_of_another_case_is_unknown_here(taken_up: Story) -> None:
    step = acts.open_step(acts.at_branch(taken_up.province))
    with pytest.raises(Rejected, match="unknown_step"):
        acts.settle(taken_up, step)


def test_after_the_judgment_only_what_a_decision_ordered_is_opened(taken_up: Story) -> None:
    decision = acts.prepare(taken_up)
    acts.sign(taken_up, decision)
    with pytest.raises(Rejected) as refused:
        acts.open_step(taken_up)
    assert (refused.value.code, refused.value.field) == ("entry_ended", "case")
    step = acts.open_step(taken_up, kind="service", decision=decision)
    with pytest.raises(Rejected, match="case_has_blockers"):
        taken_up.send_up()
    acts.settle(taken_up, step)
    taken_up.send_up()
    with pytest.raises(Rejected, match="already_sealed"):
        acts.open_step(taken_up, kind="service", decision=decision)


def test_a_step_carried_along_is_open_again_where_the_case_arrives(taken_up: Story) -> None:
    step = acts.open_step(taken_up)
    acts.sign(taken_up, acts.prepare(taken_up), carry=[step])
    assert state(taken_up, step) == ("carried", world.FIRST)
    taken_up.send_up()
    taken_up.open(taken_up.present(taken_up.stretched))
    assert state(taken_up, step) == ("open", world.APPEAL)
    with pytest.raises(Rejected, match="not_holder"):
        acts.settle(taken_up, step)
    acts.settle(taken_up, step, login="clerk4")


def test_a_step_carried_past_the_judgment_may_still_be_done_before_the_case_leaves(taken_up: Story) -> None:
    step = acts.open_step(taken_up)
    acts.sign(taken_up, acts.prepare(taken_up), carry=[step])
    acts.settle(taken_up, step)
    taken_up.send_up()
    taken_up.open(taken_up.present(taken_up.stretched))
    assert state(taken_up, step) == ("done", world.FIRST)
