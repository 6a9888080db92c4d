"""Two people at one case in the same moment: the second waits for the first, then sees what he did."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from common.commands import AcceptReferral, AmendCase, Command, SettleStep, SignDecision, UndoCommand
from common.identifiers import uuid7
from server import audit
from tests.server import acts, world
from tests.server.amending import amend, field, last_command, subject
from tests.server.world import Province, Story

Act = tuple[str, Command]


def at_once(province: Province, first: Act, second: Act) -> tuple[str, str]:
    """What becomes of two commands, of which the second is given before the first is committed."""
    (one, earlier), (other, later) = first, second
    holder, waiter = province.new_station(one), province.new_station(other)
    holder.connection.autocommit = False
    with ThreadPoolExecutor(1) as pool, province.superuser() as watch:
        (done,) = holder.send(holder.envelope(earlier.KIND, earlier.payload()))
        waiting = pool.submit(waiter.send, waiter.envelope(later.KIND, later.payload()))
        blocked = False
        while not blocked and not waiting.done():
            watch.execute("select pg_blocking_pids(%s) <> '{}'", (waiter.connection.info.backend_pid,))
            (blocked,) = watch.fetchone()
        assert blocked, "the second had to wait"
        holder.connection.commit()
        (answer,) = waiting.result(timeout=20)
    for station in (holder, waiter):
        station.close()
    assert audit.verify(province.database.superuser).findings == []
    return done.get("code", done["status"]), answer.get("code", answer["status"])


def test_two_amendments_of_one_field(province: Province) -> None:
    story = province.story().register()
    said = [
        (login, AmendCase(case=story.case, changes=(subject(story, new),)))
        for login, new in (("registrar", "توهین"), ("authority", "تهدید"))
    ]
    assert at_once(province, *said) == ("applied", "changed_meanwhile")
    assert field(province, "court_case", story.case, "subject") == "توهین"


def test_a_command_is_taken_back_once(province: Province) -> None:
    story = province.story().register()
    undo = UndoCommand(case=story.case, command=amend(story, subject(story, "توهین")))
    assert at_once(province, ("registrar", undo), ("registrar", undo)) == ("applied", "undo_impossible")
    assert province.value("select count(*) from court.amendment") == 2


@pytest.mark.parametrize("accepted_first", [True, False])
def test_a_referral_is_accepted_or_taken_back_never_both(province: Province, accepted_first: bool) -> None:
    story = province.story().register().refer()
    undo = ("authority", UndoCommand(case=story.case, command=last_command(province, "refer_case")))
    accept = ("clerk2", acceptance(story))
    if accepted_first:
        assert at_once(province, accept, undo) == ("applied", "undo_not_last")
        assert field(province, "court_case", story.case, "holder") == world.FIRST
    else:
        assert at_once(province, undo, accept) == ("applied", "unknown_case")
        assert province.value("select count(*) from court.docket_entry") == 0


def test_an_acceptance_is_not_taken_back_from_under_a_new_amendment(province: Province) -> None:
    story = acts.at_branch(province)
    undo = ("clerk2", UndoCommand(case=story.case, command=last_command(province, "accept_referral")))
    change = ("judge2", AmendCase(case=story.case, changes=(subject(story, "توهین"),)))
    assert at_once(province, change, undo) == ("applied", "undo_not_last")


def test_a_step_is_carried_or_settled_first_and_signing_goes_on(province: Province) -> None:
    for settled_first in (True, False):
        story = acts.at_branch(province)
        step, decision = acts.open_step(story), acts.prepare(story)
        sign = ("judge2", SignDecision(case=story.case, decision=decision, carry=(step,)))
        settle = ("clerk2", SettleStep(case=story.case, step=step, outcome="done"))
        both = (settle, sign) if settled_first else (sign, settle)
        assert at_once(province, *both) == ("applied", "applied")
        assert field(province, "step", step, "state") == "done"


def acceptance(story: Story) -> AcceptReferral:
    """The first branch takes the case up today."""
    today = story.province.station("clerk2").today
    return AcceptReferral(
        case=story.case, referral=story.referral, entry=uuid7(), received_on=today,
        next_on=today + timedelta(days=30),
    )  # fmt: skip
