"""What keeps a case from being closed or sent is named, with what settles it."""

import uuid
from datetime import timedelta

from client.models.blockers import SETTLEMENTS, Blocker, blocker_words, blockers, unseen_blockers
from client.models.case_file import CaseFile, read_case
from client.models.words import Words
from client.sync.cache import Cache
from common.blockers import BLOCKERS, CLOSE, SEND
from common.commands import (
    ClaimStated,
    OpenStep,
    OutcomeStated,
    PrepareDecision,
    ReferCase,
    SendUp,
    SettleStep,
    SignDecision,
    WithdrawDecision,
)
from common.identifiers import uuid7
from tests.client.models.story import BRANCH, REGISTRY, START, Story, person, registered

CHEQUE = ClaimStated(id=uuid7(), code_kind="claim", code="101")
COSTS = ClaimStated(id=uuid7(), code_kind="claim", code="102")


def begun(story: Story) -> uuid.UUID:
    command = registered(person("plaintiff", "مریم", "رضایی"), claims=(CHEQUE, COSTS))
    story.do(command, REGISTRY)
    return command.case


def prepared(case: uuid.UUID, *outcomes: OutcomeStated) -> PrepareDecision:
    return PrepareDecision(
        case=case, decision=uuid7(), entry=uuid7(), number="140568390000000001", kind="verdict",
        disposition="201", decided_on=START.date(), body="متن", outcomes=outcomes,
    )  # fmt: skip


def file_of(cache: Cache, case: uuid.UUID) -> CaseFile:
    file = read_case(cache, str(case))
    assert file is not None
    return file


def named(found: list[Blocker]) -> list[tuple[str, str]]:
    return [(blocker.kind.name, blocker.row.id) for blocker in found]


def test_a_case_with_nothing_open_may_be_closed_and_sent(cache: Cache, story: Story) -> None:
    file = file_of(cache, begun(story))
    assert blockers(file, CLOSE) == blockers(file, SEND) == []


def test_an_open_step_is_named_with_its_deadline_until_it_is_settled_or_carried(
    cache: Cache, story: Story, words: Words
) -> None:
    case = begun(story)
    step = OpenStep(case=case, step=uuid7(), kind="inquiry", title="استعلام ثبتی", due_on=START.date())
    story.do(step)
    (found,) = blockers(file_of(cache, case), SEND)
    assert (found.kind.name, found.row.id, found.kind.carryable) == ("open_step", str(step.step), True)
    assert blocker_words(found, words) == "استعلام: استعلام ثبتی، مهلت ۱۴۰۵/۰۹/۰۴"
    assert [settlement.command for settlement in found.settlements] == ["settle_step"]
    story.do(SettleStep(case=case, step=step.step, outcome="done"))
    assert blockers(file_of(cache, case), SEND) == []


def test_an_unsigned_decision_blocks_but_not_itself_when_it_is_signed(cache: Cache, story: Story) -> None:
    case = begun(story)
    first, second = prepared(case), prepared(case)
    story.do(first)
    assert blockers(file_of(cache, case), CLOSE, str(first.decision)) == []
    story.do(second)
    found = blockers(file_of(cache, case), CLOSE, str(first.decision))
    assert named(found) == [("unsigned_decision", str(second.decision))]
    story.do(WithdrawDecision(case=case, decision=second.decision))
    assert blockers(file_of(cache, case), CLOSE, str(first.decision)) == []


def test_a_claim_the_decision_is_silent_on_keeps_it_from_closing_the_case_but_not_from_sending(
    cache: Cache, story: Story, words: Words
) -> None:
    case = begun(story)
    silent = prepared(case, OutcomeStated(id=uuid7(), claim=CHEQUE.id, disposition="201"))
    story.do(silent)
    file = file_of(cache, case)
    (found,) = blockers(file, CLOSE, str(silent.decision))
    assert named([found]) == [("undecided_claim", str(COSTS.id))]
    assert "نتیجهٔ آن را بیفزایید" in blocker_words(found, words)
    assert "undecided_claim" not in dict(named(blockers(file, SEND)))
    whole = prepared(case)
    story.do(whole)
    kinds = {kind for kind, _ in named(blockers(file_of(cache, case), CLOSE, str(whole.decision)))}
    assert kinds == {"unsigned_decision"}


def test_a_live_seal_and_a_waiting_referral_block_both_acts(cache: Cache, story: Story, words: Words) -> None:
    case = begun(story)
    decided = prepared(case)
    story.do(decided)
    story.do(SignDecision(case=case, decision=decided.decision))
    sent = SendUp(case=case, seal=uuid7(), serial="140568770000000001", salt=bytes(16), verifier=bytes(32),
                  expires_on=START.date() + timedelta(days=9), to_desk=40, objection="appeal",
                  filed_on=START.date())  # fmt: skip
    story.do(sent)
    referred = ReferCase(case=case, referral=uuid7(), to_desk=BRANCH)
    story.do(referred)
    for act in (CLOSE, SEND):
        found = blockers(file_of(cache, case), act)
        assert named(found) == [("live_seal", str(sent.seal)), ("waiting_referral", str(referred.referral))]
        assert all(blocker_words(blocker, words) for blocker in found)
    assert found[0].settlements == ()


def test_what_the_centre_named_and_has_not_come_here_yet_is_told_as_such(
    cache: Cache, story: Story, words: Words
) -> None:
    case = begun(story)
    step = OpenStep(case=case, step=uuid7(), kind="inquiry", title="استعلام ثبتی")
    story.do(step)
    story.do(SettleStep(case=case, step=step.step, outcome="done"))
    unseen, later = str(uuid7()), str(uuid7())
    told = [("open_step", str(step.step)), ("open_step", unseen), ("unanswered_notice", later)]
    found = unseen_blockers(file_of(cache, case), told)
    assert [(blocker.kind.name, blocker.row_id, blocker.row) for blocker in found] == [
        ("open_step", unseen, None), ("unanswered_notice", later, None)
    ]  # fmt: skip
    assert [blocker.kind.carryable for blocker in found] == [True, False]
    assert [blocker.section for blocker in found] == ["steps", ""]
    assert "هنوز به این ایستگاه نرسیده" in blocker_words(found[0], words)
    assert "این نسخه از برنامه نمی‌شناسد" in blocker_words(found[1], words)


def test_every_kind_of_blocker_has_its_words_and_a_key_for_each_command_that_settles_it(
    words: Words,
) -> None:
    for kind in BLOCKERS.values():
        assert set(kind.settled_by) <= set(SETTLEMENTS)
        unseen = Blocker(kind, str(uuid7()))
        assert unseen.section
        assert blocker_words(unseen, words)
    assert len({settlement.key for settlement in SETTLEMENTS.values()}) == len(SETTLEMENTS)
