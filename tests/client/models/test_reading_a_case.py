"""What the case file knows: old values with their authors, and what may be done now."""

import uuid

from client.models.case_file import CaseFile, read_case
from client.sync.cache import Cache
from client.sync.session import DeskRole
from common.commands import (
    AcceptReferral,
    AmendCase,
    FieldChanged,
    OpenStep,
    PrepareDecision,
    ReferCase,
    RegisterCase,
    RepresentationStated,
    SendUp,
    SignDecision,
    UndoCommand,
    WriteNote,
)
from common.identifiers import uuid7
from tests.client.models.story import BRANCH, CLERK, JUDGE, REGISTRY, START, Story, person, registered

KINDS = frozenset(
    (
        "amend_case", "write_note", "share_note", "open_step", "settle_step", "sign_decision",
        "withdraw_decision", "prepare_decision", "send_up",
    )
)  # fmt: skip
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


def take_up(story: Story, case: uuid.UUID) -> uuid.UUID:
    """The case runs at the branch; its docket entry."""
    referred = ReferCase(case=case, referral=uuid7(), to_desk=BRANCH)
    story.do(referred, REGISTRY)
    entry, today = uuid7(), START.date()
    story.do(
        AcceptReferral(case=case, referral=referred.referral, entry=entry, received_on=today, next_on=today)
    )
    return entry


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
    case = begun(story).case
    assert file_of(cache, case).acts(HERE, None) == {"amend_case", "write_note"}
    take_up(story, case)
    assert file_of(cache, case).acts(HERE, None) == {
        "amend_case", "write_note", "open_step", "prepare_decision"
    }  # fmt: skip
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


def test_nothing_new_begins_twice_after_the_stay_or_under_seal(cache: Cache, story: Story) -> None:
    """One draft per stay; a step after the stay only for a signed decision; under seal nothing at all."""
    begins = {"prepare_decision", "open_step"}
    case = begun(story).case
    entry = take_up(story, case)
    step = OpenStep(case=case, step=uuid7(), kind="inquiry", title="استعلام")
    story.do(step)
    decision = PrepareDecision(case=case, decision=uuid7(), entry=entry, number="140568390000000001",
                               kind="verdict", disposition="201", decided_on=START.date(),
                               body="متن")  # fmt: skip
    story.do(decision)
    assert file_of(cache, case).acts(HERE, None) & begins == {"open_step"}
    story.do(SignDecision(case=case, decision=decision.decision, carry=(step.step,)), login=JUDGE)
    ended = file_of(cache, case)
    assert [row.state for row in ended.running_steps()] == ["carried"]
    assert ended.acts(HERE, None) >= {"open_step", "settle_step", "send_up"}
    story.do(SendUp(case=case, seal=uuid7(), serial="140568770000000001", to_desk=40, objection="appeal",
                    filed_on=START.date(), expires_on=START.date(), verifier=bytes(32),
                    salt=bytes(16)))  # fmt: skip
    sealed = file_of(cache, case)
    assert sealed.acts(HERE, None) & {*begins, "send_up"} == frozenset()
    assert sealed.acts(HERE, None) >= {"settle_step", "write_note", "amend_case"}
