"""The last command can be undone while nothing depends on it, and the window says until when."""

import uuid
from datetime import timedelta
from typing import Any

import pytest

from client.models.undo import Undoable, last_undoable
from client.sync import foretelling, instants, outbox
from client.sync.cache import Cache
from common.commands import (
    AcceptReferral,
    AmendCase,
    Command,
    OpenStep,
    RecordPrint,
    ReferCase,
    ShareNote,
    UndoCommand,
    WriteNote,
)
from common.identifiers import uuid7
from tests.client.models.story import BRANCH, CLERK, JUDGE, REGISTRY, START, Story, person, registered

MINUTES = 30


def undoable(
    cache: Cache, story: Story, desk: int = BRANCH, login: str = CLERK, later: float = 0.0, case: Any = None
) -> Undoable | None:
    now = story.at + timedelta(minutes=later)
    return last_undoable(cache, desk, login, now, MINUTES, None if case is None else str(case))


def accepted(story: Story) -> tuple[uuid.UUID, AcceptReferral, uuid.UUID]:
    """A case taken up by the branch: the case, the acceptance and its id."""
    command = registered(person("plaintiff", "مریم", "رضایی"))
    story.do(command, REGISTRY, "authority")
    referral = ReferCase(case=command.case, referral=uuid7(), to_desk=BRANCH)
    story.do(referral, REGISTRY, "authority")
    taken = AcceptReferral(case=command.case, referral=referral.referral, entry=uuid7(),
                           received_on=START.date(), next_on=START.date())  # fmt: skip
    return command.case, taken, story.do(taken, BRANCH)


def queued(cache: Cache, command: Command, story: Story, desk: int = BRANCH) -> uuid.UUID:
    """Given at this workstation and not yet sent."""
    id = uuid7()
    with cache.write() as connection:
        outbox.put(connection, id=id, kind=command.KIND, version=1, desk=desk, case_id=str(command.case),
                   payload=command.payload(), issued_at=story.at)  # fmt: skip
        foretelling.remake(connection, [str(command.case)], CLERK)
    return id


def test_the_last_command_is_offered_with_the_moment_its_time_ends(cache: Cache, story: Story) -> None:
    case, _, given = accepted(story)
    until = story.at + timedelta(minutes=MINUTES)
    offered = undoable(cache, story, later=10)
    assert offered == Undoable(given, str(case), "accept_referral", until)
    assert undoable(cache, story, later=10, case=case) == offered


@pytest.mark.parametrize(("later", "offered"), [(29.9, True), (30, False)])
def test_half_an_hour_later_it_is_too_late(cache: Cache, story: Story, later: float, offered: bool) -> None:
    accepted(story)
    assert (undoable(cache, story, later=later) is not None) == offered


def test_neither_a_colleague_nor_another_desk_is_offered_it(cache: Cache, story: Story) -> None:
    accepted(story)
    assert undoable(cache, story, login=JUDGE) is None
    assert undoable(cache, story, desk=13) is None


def test_what_came_later_on_the_case_keeps_it_but_a_print_does_not(cache: Cache, story: Story) -> None:
    case, _, given = accepted(story)
    story.do(RecordPrint(case=case, seal=uuid7()))
    assert (found := undoable(cache, story)) is not None
    assert found.command == given
    story.do(OpenStep(case=case, step=uuid7(), kind="inquiry", title="استعلام"), login=JUDGE)
    assert undoable(cache, story) is None


def test_of_several_cases_the_one_touched_last_is_offered_and_then_the_one_before(
    cache: Cache, story: Story
) -> None:
    first, _, first_given = accepted(story)
    second, taken, given = accepted(story)
    assert (found := undoable(cache, story)) is not None
    assert found.command == given
    story.do(UndoCommand(case=second, command=given), undone=taken)
    assert undoable(cache, story, case=second) is None
    assert (found := undoable(cache, story)) is not None
    assert (found.command, found.case_id) == (first_given, str(first))


def test_when_the_last_is_undone_the_one_before_it_may_be_too(cache: Cache, story: Story) -> None:
    case, accept, given = accepted(story)
    amend = AmendCase(case=case, parties=(person("witness", "نرگس", "نوری"),))
    amended = story.do(amend)
    assert (found := undoable(cache, story)) is not None
    assert found.command == amended
    story.do(UndoCommand(case=case, command=amended), undone=amend)
    assert (found := undoable(cache, story)) is not None
    assert found.command == given
    story.do(UndoCommand(case=case, command=given), undone=accept)
    assert undoable(cache, story) is None


def test_a_note_the_desk_was_shown_cannot_be_undone(cache: Cache, story: Story) -> None:
    case, _, _ = accepted(story)
    note = WriteNote(case=case, note=uuid7(), scope="private", body="سازش محتمل است")
    given = queued(cache, note, story)
    assert (found := undoable(cache, story)) is not None
    assert found.command == given
    queued(cache, ShareNote(case=case, note=note.note), story)
    assert (found := undoable(cache, story)) is not None
    assert found.kind == "accept_referral"


def test_what_waits_to_be_sent_can_be_undone_however_long_it_waits(cache: Cache, story: Story) -> None:
    command = registered(person("plaintiff", "مریم", "رضایی"))
    given = queued(cache, command, story, REGISTRY)
    now = story.at + timedelta(hours=5)
    found = last_undoable(cache, REGISTRY, CLERK, now, MINUTES)
    assert found == Undoable(given, str(command.case), "register_case", now + timedelta(minutes=MINUTES))
    queued(cache, UndoCommand(case=command.case, command=given), story, REGISTRY)
    assert last_undoable(cache, REGISTRY, CLERK, now, MINUTES) is None


def test_a_note_of_this_workstation_can_be_undone_until_it_is(cache: Cache, story: Story) -> None:
    case, _, _ = accepted(story)
    story.do(OpenStep(case=case, step=uuid7(), kind="inquiry", title="استعلام"), login=JUDGE)
    note = WriteNote(case=case, note=uuid7(), scope="branch", body="با وکیل تماس گرفته شد")
    given = queued(cache, note, story)
    assert (found := undoable(cache, story, case=case)) is not None
    assert (found.command, found.kind) == (given, "write_note")
    with cache.write() as connection:
        answer = {"id": str(given), "status": "applied", "result": {}, "receipt": "", "incarnation": 1,
                  "position": 90}  # fmt: skip
        outbox.record(connection, answer, story.at)
    assert (found := undoable(cache, story, later=29, case=case)) is not None
    assert found.until == instants.read(instants.written(story.at + timedelta(minutes=MINUTES)))
    assert undoable(cache, story, later=31, case=case) is None
    queued(cache, UndoCommand(case=case, command=given), story)
    assert undoable(cache, story, case=case) is None
