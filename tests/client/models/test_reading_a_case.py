"""What the case file knows: old values with their authors, and what may be done now."""

import uuid

from client.models.case_file import CaseFile, read_case
from client.sync.cache import Cache
from client.sync.session import DeskRole
from common.commands import (
    AmendCase,
    FieldChanged,
    OpenStep,
    PrepareDecision,
    RegisterCase,
    RepresentationStated,
    SignDecision,
    UndoCommand,
    WriteNote,
)
from common.identifiers import uuid7
from tests.client.models.story import BRANCH, CLERK, JUDGE, START, Story, person, registered

KINDS = frozenset(
    (
        "amend_case",
        "write_note",
        "share_note",
        "open_step",
        "settle_step",
        "sign_decision",
        "withdraw_decision",
    )
)
HERE = DeskRole(BRANCH, "judge", KINDS, None)


def file_of(cache: Cache, case: uuid.UUID) -> CaseFile:
    file = read_case(cache, str(case))
    assert file is not None
    return file


def father(party: uuid.UUID, old: str | None, new: str | None) -> FieldChanged:
    return FieldChanged(id=uuid7(), entity="party", row=party, field="father", old=old, new=new)


def begun(story: Story) -> RegisterCase:
    client, lawyer = person("plaintiff", "مریم", "رضایی", father="علی"), person("lawyer", "نرگس", "نوری")
    acts = RepresentationStated(id=uuid7(), representative=lawyer.id, client=client.id, document="۱۲")
    command = registered(client, lawyer, representations=(acts,))
    story.do(command)
    return command


def test_every_old_value_stays_with_its_author_the_oldest_first(cache: Cache, story: Story) -> None:
    command = begun(story)
    party = command.parties[0].id
    story.do(AmendCase(case=command.case, changes=(father(party, "علی", "حسن"),), reason="شناسنامه"))
    story.do(AmendCase(case=command.case, changes=(father(party, "حسن", None),)), login=JUDGE)
    file = file_of(cache, command.case)
    chain = file.old_values(str(party))["father"]
    assert [(old.value, old.by, old.reason) for old in chain] == [
        ("علی", CLERK, "شناسنامه"), ("حسن", JUDGE, None)
    ]  # fmt: skip
    assert file.parties[0].father is None
    assert file.old_values(str(command.case)) == {}


def test_a_row_that_came_later_tells_who_added_it(cache: Cache, story: Story) -> None:
    command = begun(story)
    witness = person("witness", "زهرا", "احمدی")
    story.do(AmendCase(case=command.case, parties=(witness,)), login=JUDGE)
    file = file_of(cache, command.case)
    added = file.added_by(str(witness.id))
    assert added is not None
    assert added.by == JUDGE
    assert file.added_by(str(command.parties[0].id)) is None
    assert [party.ordinal for party in file.parties] == [1, 2, 3]


def test_a_lawyer_is_shown_with_whom_he_acts_for(cache: Cache, story: Story) -> None:
    command = begun(story)
    client, lawyer = (str(party.id) for party in command.parties)
    assert [row.client for row in file_of(cache, command.case).acted_for(lawyer)] == [client]


def test_a_withdrawn_note_is_not_shown(cache: Cache, story: Story) -> None:
    command = begun(story)
    note = WriteNote(case=command.case, note=uuid7(), scope="branch", body="متن")
    given = story.do(note)
    assert len(file_of(cache, command.case).notes) == 1
    story.do(UndoCommand(case=command.case, command=given), undone=note)
    assert file_of(cache, command.case).notes == []


def test_what_may_be_done_follows_the_state_of_the_case(cache: Cache, story: Story) -> None:
    command = begun(story)
    case = command.case
    assert file_of(cache, case).acts(HERE, None) == {"amend_case", "write_note", "open_step"}
    story.do(OpenStep(case=case, step=uuid7(), kind="inquiry", title="استعلام"))
    story.do(WriteNote(case=case, note=uuid7(), scope="private", body="متن"), login=JUDGE)
    assert file_of(cache, case).acts(HERE, None) >= {"settle_step", "share_note"}
    elsewhere = DeskRole(BRANCH + 1, "judge", KINDS, None)
    assert file_of(cache, case).acts(elsewhere, None) == frozenset()


def test_a_withdrawn_case_takes_nothing_more(cache: Cache, story: Story) -> None:
    command = begun(story)
    (registration,) = file_of(cache, command.case).events
    story.do(UndoCommand(case=command.case, command=uuid.UUID(registration.id)), undone=command)
    assert file_of(cache, command.case).acts(HERE, None) == frozenset()


def test_a_correction_waits_for_the_judge_though_the_entry_has_ended(cache: Cache, story: Story) -> None:
    command = begun(story)
    first = PrepareDecision(case=command.case, decision=uuid7(), entry=uuid7(), number="140568390000000001",
                            kind="verdict", disposition="201", decided_on=START.date(),
                            body="متن")  # fmt: skip
    story.do(first)
    story.do(SignDecision(case=command.case, decision=first.decision), login=JUDGE)
    file = file_of(cache, command.case)
    assert file.unsigned_decision(BRANCH) is None
    assert [row.id for row in file.correctable(BRANCH)] == [str(first.decision)]
    mended = PrepareDecision(case=command.case, decision=uuid7(), entry=first.entry,
                             number="140568390000000002", kind="correction", disposition="201",
                             decided_on=START.date(), body="متن درست", corrects=first.decision)  # fmt: skip
    story.do(mended)
    file = file_of(cache, command.case)
    assert (waiting := file.unsigned_decision(BRANCH)) is not None
    assert waiting.id == str(mended.decision)
    assert [row.id for row in file.corrections_of(str(first.decision))] == [str(mended.decision)]
    assert {"sign_decision", "withdraw_decision"} <= file.acts(HERE, None)
