"""Nothing open stays behind: what keeps a case from being closed or sent up, one table on both sides."""

import dataclasses
import json
import threading
import uuid
from datetime import timedelta
from typing import Any

import psycopg2
import pytest

from common.blockers import BLOCKERS
from common.commands import OpenStep, PrepareDecision, SendUp, SignDecision, WithdrawDecision
from common.identifiers import uuid7
from tests.server import acts, world
from tests.server.world import Province, Rejected, Story

ACTS = ("close", "send")


def told(story: Story, act: str, decision: uuid.UUID | None = None) -> set[tuple[str, str, bool]]:
    """What rule.blockers tells: kind, row, whether it may be carried."""
    with story.province.superuser() as cursor:
        cursor.execute(
            "select kind, row_id::text, carryable from rule.blockers(%s, %s, %s)",
            (str(story.case), act, decision and str(decision)),
        )
        return set(cursor.fetchall())


def blocked(refused: pytest.ExceptionInfo[Rejected]) -> set[tuple[str, uuid.UUID]]:
    """The blockers a refusal names."""
    assert (refused.value.code, refused.value.field) == ("case_has_blockers", "case")
    return {(kind, uuid.UUID(row)) for kind, row in refused.value.parameters["blockers"]}


def seal_command(story: Story, **changes: Any) -> SendUp:
    """The command that sends the case up."""
    station = story.province.station("clerk2")
    command = SendUp(
        case=story.case, seal=story.seal, serial=station.next_number("seal"), salt=bytes(16),
        verifier=world.verifier(story.stretched), objection="appeal", to_desk=world.APPEAL,
        expires_on=station.today + timedelta(days=10), filed_on=station.today,
    )  # fmt: skip
    return dataclasses.replace(command, **changes)


def test_both_sides_know_the_same_blockers(province: Province) -> None:
    """Each kind is made to happen; what the centre tells of it is what common.blockers says."""
    two = (world.charge(), world.charge())
    story = acts.at_branch(province, claims=two)
    acts.open_step(story)
    decision = acts.prepare(story, outcomes=(acts.outcome(two[0].id),))
    seen = {act: told(story, act, decision) for act in ACTS}
    for act in ACTS:
        seen[act] |= told(story, act)
        seen[act] |= told(province.story().register().refer(), act)
        seen[act] |= told(acts.at_branch(province).decide(acts.ENDS).send_up(), act)
    for act in ACTS:
        assert {(kind, may) for kind, _, may in seen[act]} == {
            (kind.name, kind.carryable) for kind in BLOCKERS.values() if act in kind.acts
        }
        for kind, row, _ in seen[act]:
            found = province.value(f"select count(*) from court.{BLOCKERS[kind].table} where id = %s", (row,))
            assert found == 1, kind
    assert ("undecided_claim", str(two[1].id), False) in seen["close"]


def test_a_case_with_nothing_open_has_no_blockers(province: Province) -> None:
    story = acts.at_branch(province)
    decision = acts.prepare(story)
    assert [told(story, act, decision) for act in ACTS] == [set(), set()]


def test_an_ending_decision_is_not_signed_while_a_step_is_open(province: Province) -> None:
    story = acts.at_branch(province)
    steps = {acts.open_step(story) for _ in range(2)}
    decision = acts.prepare(story)
    with pytest.raises(Rejected) as refused:
        acts.sign(story, decision)
    assert blocked(refused) == {("open_step", step) for step in steps}
    done, carried = steps
    acts.settle(story, done)
    with pytest.raises(Rejected) as refused:
        acts.sign(story, decision, carry=[done])
    assert blocked(refused) == {("open_step", carried)}
    assert acts.sign(story, decision, carry=steps)["register_row"] == 1
    assert province.value("select state from court.step where id = %s", (str(done),)) == "done"


def test_an_interim_order_is_signed_whatever_is_open_and_carries_nothing(province: Province) -> None:
    story = acts.at_branch(province)
    step = acts.open_step(story)
    decision = acts.prepare(story, kind="order", disposition=acts.INTERIM)
    with pytest.raises(Rejected) as refused:
        acts.sign(story, decision, carry=[step])
    assert (refused.value.code, refused.value.field) == ("not_carryable", "carry")
    acts.sign(story, decision)
    assert province.value("select state from court.step") == "open"


def test_what_is_no_step_of_the_case_cannot_be_carried(province: Province) -> None:
    story = acts.at_branch(province)
    acts.open_step(story)
    decision = acts.prepare(story)
    for other in (uuid7(), decision, story.case, acts.open_step(acts.at_branch(province))):
        with pytest.raises(Rejected) as refused:
            acts.sign(story, decision, carry=[other])
        assert (refused.value.code, refused.value.field) == ("not_carryable", "carry")
    judge = province.station("judge2")
    payload = {"case": str(story.case), "decision": str(decision)}
    malformed: list[Any] = ["x", 5, ["x"], [5], {}, [None], [[str(story.case)]], ["x" * 36]]
    for carry in malformed:
        (answer,) = judge.send(judge.envelope("sign_decision", payload | {"carry": carry}))
        assert answer["code"] == "malformed", carry
    too_many = payload | {"carry": [str(uuid7()) for _ in range(1001)]}
    (answer,) = judge.send(judge.envelope("sign_decision", too_many))
    assert (answer["code"], answer["parameters"]) == ("too_many", {"limit": 1000})
    assert province.value("select state from court.step where case_id = %s", (str(story.case),)) == "open"


def test_a_decision_that_tells_claims_apart_must_tell_of_each(province: Province) -> None:
    claims = tuple(world.charge() for _ in range(3))
    story = acts.at_branch(province, claims=claims)
    accused = uuid.UUID(
        province.value(
            "select id::text from court.party where case_id = %s and role = 'accused'", (str(story.case),)
        )
    )
    some = (acts.outcome(claims[0].id), acts.outcome(claims[1].id, "202", accused))
    decision = acts.prepare(story, outcomes=some)
    with pytest.raises(Rejected) as refused:
        acts.sign(story, decision)
    assert blocked(refused) == {("undecided_claim", claims[2].id)}
    province.station("clerk2").do(WithdrawDecision(case=story.case, decision=decision))
    whole = tuple(acts.outcome(stated.claim, stated.disposition, stated.party) for stated in some)
    acts.sign(story, acts.prepare(story, outcomes=(*whole, acts.outcome(claims[2].id, "203"))))
    assert province.value("select disposed_on is not null from court.docket_entry")


def test_a_case_goes_up_only_when_nothing_is_open(province: Province) -> None:
    story = acts.at_branch(province)
    clerk = province.station("clerk2")
    verdict = acts.prepare(story)
    acts.sign(story, verdict)
    step = acts.open_step(story, kind="service", decision=verdict)
    correction = acts.prepare(story, kind="correction", corrects=verdict)
    for carry in ((), (step,)):
        with pytest.raises(Rejected) as refused:
            clerk.do(seal_command(story, carry=carry))
        assert blocked(refused) == {("unsigned_decision", correction)} | (
            set() if carry else {("open_step", step)}
        )
    clerk.do(WithdrawDecision(case=story.case, decision=correction))
    clerk.do(seal_command(story, carry=(step,)))
    assert province.value("select state from court.step") == "carried"
    with pytest.raises(Rejected, match="already_sealed"):
        clerk.do(seal_command(story, seal=uuid7()))


def together(*sent: tuple[Province, str, dict[str, Any]]) -> list[dict[str, Any]]:
    """The answers to commands that people send at the same moment, each on a connection of his own."""
    answers: dict[int, dict[str, Any]] = {}
    start = threading.Barrier(len(sent))

    def send(place: int, province: Province, login: str, envelope: dict[str, Any]) -> None:
        with psycopg2.connect(**province.connection(login)) as connection, connection.cursor() as cursor:
            start.wait()
            cursor.execute("select api.execute(%s)", (json.dumps([envelope]),))
            answers[place] = cursor.fetchone()[0]["answers"][0]
        connection.close()

    threads = [threading.Thread(target=send, args=(place, *one)) for place, one in enumerate(sent)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [answers[place] for place in range(len(sent))]


def test_a_step_opened_while_the_judge_signs_is_never_overlooked(province: Province) -> None:
    clerk, judge = province.station("clerk2"), province.station("judge2")
    seen = set()
    for _ in range(12):
        story = acts.at_branch(province)
        decision = acts.prepare(story)
        step = OpenStep(case=story.case, step=uuid7(), kind="inquiry", title="استعلام")
        signing = SignDecision(case=story.case, decision=decision)
        answers = together(
            (province, "clerk2", clerk.envelope(step.KIND, step.payload())),
            (province, "judge2", judge.envelope(signing.KIND, signing.payload())),
        )
        outcome = tuple(answer.get("code", answer["status"]) for answer in answers)
        assert outcome in {("applied", "case_has_blockers"), ("entry_ended", "applied")}
        seen.add(outcome)
        assert not province.value(
            "select bool_or(e.disposed_on is not null) from court.step s"
            "  join court.docket_entry e using (case_id) where s.state = 'open'"
        )
    assert seen


def test_a_decision_prepared_while_the_case_is_sealed_is_never_overlooked(province: Province) -> None:
    clerk, manager = province.station("clerk2"), province.station("manager2")
    for _ in range(6):
        story = acts.at_branch(province)
        verdict = acts.prepare(story)
        acts.sign(story, verdict)
        correction = PrepareDecision(
            case=story.case, decision=uuid7(), entry=story.entry, number=manager.next_number("decision"),
            kind="correction", disposition=acts.ENDS, decided_on=manager.today, body="اصلاح",
            corrects=verdict,
        )  # fmt: skip
        sealing = seal_command(story)
        answers = together(
            (province, "manager2", manager.envelope(correction.KIND, correction.payload())),
            (province, "clerk2", clerk.envelope(sealing.KIND, sealing.payload())),
        )
        outcome = tuple(answer.get("code", answer["status"]) for answer in answers)
        assert outcome in {("applied", "case_has_blockers"), ("already_sealed", "applied")}
