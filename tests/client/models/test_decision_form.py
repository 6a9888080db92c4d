"""What keeps a decision or its correction from being written is told before the centre tells it."""

import uuid
from datetime import timedelta

from client.models.case_file import CaseFile, read_case
from client.models.decision_form import (
    content_of,
    correctable_now,
    corrected_by,
    date_problem,
    standing_problems,
)
from client.sync.cache import Cache
from client.sync.session import DeskRole
from common.commands import (
    AcceptReferral,
    OutcomeStated,
    PrepareDecision,
    ReferCase,
    SendUp,
    SignDecision,
    WithdrawDecision,
)
from common.identifiers import uuid7
from tests.client.models.story import BRANCH, REGISTRY, START, Story, person, registered

TODAY = START.date()
HERE = DeskRole(BRANCH, "judge", frozenset(("prepare_decision",)), None)


def file_of(cache: Cache, case: uuid.UUID) -> CaseFile:
    file = read_case(cache, str(case))
    assert file is not None
    return file


def running(story: Story) -> tuple[uuid.UUID, uuid.UUID]:
    """A case taken up by the branch, and its docket entry."""
    command = registered(person("plaintiff", "مریم", "رضایی"))
    story.do(command, REGISTRY)
    referred, entry = ReferCase(case=command.case, referral=uuid7(), to_desk=BRANCH), uuid7()
    story.do(referred, REGISTRY)
    story.do(
        AcceptReferral(
            case=command.case, referral=referred.referral, entry=entry, received_on=TODAY, next_on=TODAY
        )
    )
    return command.case, entry


def decided(
    story: Story,
    case: uuid.UUID,
    entry: uuid.UUID,
    *outcomes: OutcomeStated,
    corrects: uuid.UUID | None = None,
) -> uuid.UUID:
    command = PrepareDecision(
        case=case, decision=uuid7(), entry=entry, number="140568390000000001", kind="verdict",
        disposition="201", decided_on=TODAY, body="متن", outcomes=outcomes, corrects=corrects,
    )  # fmt: skip
    story.do(command)
    return command.decision


def signed(story: Story, case: uuid.UUID, entry: uuid.UUID) -> uuid.UUID:
    decision = decided(story, case, entry)
    story.do(SignDecision(case=case, decision=decision))
    return decision


def corrected(file: CaseFile, decision: uuid.UUID) -> object:
    return next(row for row in file.decisions if row.id == str(decision))


def test_a_running_entry_takes_one_draft_at_a_time(cache: Cache, story: Story) -> None:
    case, entry = running(story)
    assert standing_problems(file_of(cache, case), BRANCH, None) == {}
    draft = decided(story, case, entry)
    found = standing_problems(file_of(cache, case), BRANCH, None)
    assert list(found) == ["decision"]
    assert "کنارش بگذارید" in found["decision"]
    story.do(WithdrawDecision(case=case, decision=draft))
    assert standing_problems(file_of(cache, case), BRANCH, None) == {}


def test_a_stay_that_ended_takes_only_corrections_and_none_under_seal(cache: Cache, story: Story) -> None:
    case, entry = running(story)
    old = signed(story, case, entry)
    file = file_of(cache, case)
    assert list(standing_problems(file, BRANCH, None)) == ["entry"]
    assert standing_problems(file, BRANCH, corrected(file, old)) == {}
    assert [row.id for row in correctable_now(file, HERE)] == [str(old)]
    assert correctable_now(file, DeskRole(BRANCH, "clerk", frozenset(), None)) == []
    assert correctable_now(file, DeskRole(BRANCH + 1, "judge", HERE.kinds, None)) == []

    story.do(
        SendUp(
            case=case,
            seal=uuid7(),
            serial="140568770000000001",
            salt=bytes(16),
            verifier=bytes(32),
            expires_on=TODAY + timedelta(days=9),
            to_desk=40,
            objection="appeal",
            filed_on=TODAY,
        )
    )
    file = file_of(cache, case)
    assert "زیر مهر" in standing_problems(file, BRANCH, corrected(file, old))["case"]
    assert correctable_now(file, HERE) == []


def test_a_correction_waits_for_the_one_before_it_to_be_signed(cache: Cache, story: Story) -> None:
    case, entry = running(story)
    old = signed(story, case, entry)
    story.do(
        PrepareDecision(
            case=case,
            decision=uuid7(),
            entry=entry,
            number="140568390000000002",
            kind="correction",
            disposition="201",
            decided_on=TODAY,
            body="سهو قلم",
            corrects=old,
        )
    )
    file = file_of(cache, case)
    assert correctable_now(file, HERE) == []
    assert list(standing_problems(file, BRANCH, corrected(file, old))) == ["decision"]


def test_a_decision_is_not_of_a_day_before_what_it_ends_or_corrects_nor_after_today(
    cache: Cache, story: Story
) -> None:
    case, entry = running(story)
    file = file_of(cache, case)
    before, after = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
    assert date_problem(TODAY, TODAY, file, BRANCH, None) is None
    assert "پیش از ورود" in (date_problem(before, TODAY, file, BRANCH, None) or "")
    assert "پس از امروز" in (date_problem(after, TODAY, file, BRANCH, None) or "")
    old = signed(story, case, entry)
    file = file_of(cache, case)
    of_old = corrected(file, old)
    assert date_problem(TODAY, TODAY, file, BRANCH, of_old) is None
    assert "تاریخ همان رأی" in (date_problem(before, TODAY, file, BRANCH, of_old) or "")


def test_another_desks_case_takes_no_decision(cache: Cache, story: Story) -> None:
    case, _entry = running(story)
    assert set(standing_problems(file_of(cache, case), BRANCH + 1, None)) == {"case", "entry"}


def test_a_decision_put_away_is_typed_anew_without_its_number(cache: Cache, story: Story) -> None:
    case, entry = running(story)
    claim = uuid7()
    old = decided(story, case, entry, OutcomeStated(id=uuid7(), claim=claim, disposition="201"))
    file = file_of(cache, case)
    content = content_of(file, corrected(file, old))
    assert content["number"] == ""
    assert (content["kind"], content["disposition"], content["body"]) == ("verdict", "201", "متن")
    assert content["outcomes"] == [{"claim": str(claim), "party": None, "disposition": "201"}]
    assert corrected_by({"kind": "correction", "corrects": "x"}) == "x"
    assert corrected_by({"kind": "verdict"}) is None
