"""The story of a case: everything that happened, with who, when and on whose behalf."""

import uuid
from datetime import timedelta

from client.models.case_file import CaseFile, read_case
from client.models.case_parties import protected_parties
from client.models.timeline import Happening, timeline
from client.models.typed_words import typed_words
from client.models.words import Words
from client.sync.cache import Cache
from common.commands import (
    AcceptReferral,
    AmendCase,
    FieldChanged,
    FlagAdded,
    OpenStep,
    PrepareDecision,
    ReferCase,
    SettleStep,
    SignDecision,
    UndoCommand,
    WriteNote,
)
from common.identifiers import uuid7
from tests.client.models.story import BRANCH, CLERK, JUDGE, REGISTRY, START, Story, person, registered


def accepted(story: Story) -> tuple[uuid.UUID, AcceptReferral, uuid.UUID]:
    """A case taken up by the branch, the acceptance, and the id of its command."""
    command = registered(person("plaintiff", "مریم", "رضایی"))
    story.do(command, REGISTRY, "authority")
    refer = ReferCase(case=command.case, referral=uuid7(), to_desk=BRANCH)
    story.do(refer, REGISTRY, "authority")
    accept = AcceptReferral(case=command.case, referral=refer.referral, entry=uuid7(),
                            received_on=START.date(), next_on=START.date())  # fmt: skip
    return command.case, accept, story.do(accept, archive_year=1405, archive_row=7, ordinal=1)


def decided(story: Story, case: uuid.UUID, entry: uuid.UUID) -> PrepareDecision:
    prepare = PrepareDecision(case=case, decision=uuid7(), entry=entry, number="140568390000000001",
                              kind="verdict", disposition="201", decided_on=START.date(),
                              body="متن")  # fmt: skip
    story.do(prepare)
    sign = SignDecision(case=case, decision=prepare.decision)
    story.do(sign, login=JUDGE, register_year=1405, register_row=3)
    return prepare


def told(cache: Cache, words: Words, case: uuid.UUID) -> list[Happening]:
    return timeline(file_of(cache, case), words)


def file_of(cache: Cache, case: uuid.UUID) -> CaseFile:
    file = read_case(cache, str(case))
    assert file is not None
    return file


def kinds(happenings: list[Happening]) -> list[str]:
    return [happening.kind for happening in happenings]


def test_each_command_is_told_once_in_its_order_with_what_it_concerned(
    cache: Cache, story: Story, words: Words
) -> None:
    case, accept, _ = accepted(story)
    decided(story, case, accept.entry)
    happenings = told(cache, words, case)
    assert kinds(happenings) == [
        "register_case", "refer_case", "accept_referral", "prepare_decision", "sign_decision"
    ]  # fmt: skip
    assert [happening.who for happening in happenings] == ["authority", "authority", CLERK, CLERK, JUDGE]
    assert words.desk_title(BRANCH) in happenings[1].words
    assert "ردیف ۱" in happenings[2].words
    assert "۰۵۰۰۰۰۷" in happenings[2].words
    assert "۰۵۰۰۰۰۳" in happenings[4].words
    assert not any(happening.struck or happening.pending for happening in happenings)


def test_history_from_before_the_program_has_the_same_story_without_events(
    cache: Cache, story: Story, words: Words
) -> None:
    case, accept, _ = accepted(story)
    decided(story, case, accept.entry)
    step = OpenStep(case=case, step=uuid7(), kind="inquiry", title="استعلام")
    story.do(step)
    story.do(SettleStep(case=case, step=step.step, outcome="dropped", remark="لازم نشد"), login=JUDGE)
    with_events = told(cache, words, case)
    story.forget("event", case)
    without = told(cache, words, case)
    assert [(h.kind, h.at, h.who) for h in without] == [(h.kind, h.at, h.who) for h in with_events]
    assert [h.words for h in without if "entry" not in h.kind and h.kind != "accept_referral"] == [
        h.words for h in with_events if h.kind != "accept_referral"
    ]
    story.forget("referral", case)
    assert "open_entry" in kinds(told(cache, words, case))


def test_what_was_undone_stays_struck_out_beside_the_undoing(
    cache: Cache, story: Story, words: Words
) -> None:
    case, accept, given = accepted(story)
    story.do(UndoCommand(case=case, command=given), undone=accept)
    *_, first, undoing = told(cache, words, case)
    assert (first.kind, first.struck) == ("accept_referral", True)
    assert (undoing.kind, undoing.words, undoing.struck) == ("undo_command", "پذیرش ارجاع", False)


def test_amendments_tell_the_old_and_the_new_value_and_on_whose_behalf(
    cache: Cache, story: Story, words: Words
) -> None:
    case, _, _ = accepted(story)
    party = uuid.UUID(file_of(cache, case).parties[0].id)
    changes = (
        FieldChanged(id=uuid7(), entity="party", row=party, field="father", new="علی"),
        FieldChanged(id=uuid7(), entity="court_case", row=case, field="paper_on", new="2026-11-20"),
    )
    story.do(
        AmendCase(case=case, changes=changes, parties=(person("witness", "نرگس", "نوری"),)), behalf=JUDGE
    )
    last = told(cache, words, case)[-1]
    assert (last.kind, last.who, last.behalf) == ("amend_case", CLERK, JUDGE)
    assert "نام پدر «مریم رضایی»: – ← علی" in last.words
    assert "۱۴۰۵/۰۸/۲۹" in last.words
    assert "افزودن طرف «نرگس نوری»" in last.words


def test_a_protected_address_is_not_told_by_the_story_of_its_amendment_nor_by_one_refused(
    cache: Cache, story: Story, words: Words
) -> None:
    case, _, _ = accepted(story)
    party = uuid.UUID(file_of(cache, case).parties[0].id)
    changes = (
        FieldChanged(id=uuid7(), entity="party", row=party, field="address", new="قم، کوچهٔ ۱۲"),
        FieldChanged(id=uuid7(), entity="party", row=party, field="father", new="علی"),
    )
    command = AmendCase(case=case, changes=changes)
    story.do(command)
    assert "نشانی «مریم رضایی»: – ← قم، کوچهٔ ۱۲" in told(cache, words, case)[-1].words
    story.do(AmendCase(case=case, flags=(FlagAdded(id=uuid7(), party=party, flag="protected"),)))
    assert told(cache, words, case)[-2].words == (
        "نشانی «مریم رضایی»: محافظت‌شده؛ نام پدر «مریم رضایی»: – ← علی"
    )
    protected = protected_parties(cache, str(case))
    assert typed_words(command, words, protected) == "نشانی (طرف): محافظت‌شده · نام پدر (طرف): علی"


def test_notes_one_may_read_stand_in_the_story_and_private_ones_say_so(
    cache: Cache, story: Story, words: Words
) -> None:
    case, _, _ = accepted(story)
    story.do(WriteNote(case=case, note=uuid7(), scope="private", body="سازش محتمل است\nخط دوم"), login=JUDGE)
    last = told(cache, words, case)[-1]
    assert (last.kind, last.words, last.who, last.desk) == (
        "write_note", "خصوصی: سازش محتمل است", JUDGE, BRANCH
    )  # fmt: skip


def test_the_step_a_decision_ordered_is_told_once(cache: Cache, story: Story, words: Words) -> None:
    case, accept, _ = accepted(story)
    decision = decided(story, case, accept.entry).decision
    for title in ("رفع توقیف", "ابلاغ"):
        story.do(OpenStep(case=case, step=uuid7(), kind="order_step", title=title, decision=decision))
    opened = [h for h in told(cache, words, case) if h.kind == "open_step"]
    assert [h.words.partition(": ")[2] for h in opened] == ["رفع توقیف", "ابلاغ"]


def test_what_waits_to_be_sent_stands_last_and_keys_are_unique(
    cache: Cache, story: Story, words: Words
) -> None:
    case, _, _ = accepted(story)
    with cache.write() as connection:
        early = story.at - timedelta(hours=9)
        connection.exec_driver_sql(
            "insert into event (id, layer, case_id, desk, kind, target, actor, issued_at, at)"
            " values ('x', 1, ?, 12, 'record_print', ?, 'm.rezaei', ?, ?)",
            (str(case), str(case), early.isoformat(), early.isoformat()),
        )
    happenings = told(cache, words, case)
    assert (happenings[-1].key, happenings[-1].pending) == ("x", True)
    assert len({happening.key for happening in happenings}) == len(happenings)
