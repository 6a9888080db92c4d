"""A decision from the draft to its row in the branch's register: outcomes, corrections, withdrawal."""

import json
import threading
import uuid
from datetime import timedelta
from typing import Any

import psycopg2
import pytest

from common.commands import SignDecision, WithdrawDecision
from common.identifiers import uuid7
from tests.server import acts, world
from tests.server.amending import amend, change
from tests.server.world import Province, Rejected, Story


@pytest.fixture
def taken_up(province: Province) -> Story:
    """A case with two charges at the first branch."""
    return acts.at_branch(province, claims=(world.charge(), world.charge()))


def ids(story: Story, table: str) -> list[uuid.UUID]:
    """The ids of a case's rows in their order."""
    with story.province.superuser() as cursor:
        cursor.execute(
            f"select id::text from court.{table} where case_id = %s order by ordinal", (str(story.case),)
        )
        return [uuid.UUID(row) for (row,) in cursor.fetchall()]


def refusal(story: Story, **changes: Any) -> tuple[str, str | None]:
    """Why such a decision is not taken."""
    with pytest.raises(Rejected) as refused:
        acts.prepare(story, **changes)
    return refused.value.code, refused.value.field


def withdraw(story: Story, decision: uuid.UUID, login: str = "clerk2") -> None:
    """Put a decision away."""
    story.province.station(login).do(WithdrawDecision(case=story.case, decision=decision))


def test_a_decision_tells_claims_and_parties_apart(taken_up: Story) -> None:
    (first, second), (_, accused) = ids(taken_up, "claim"), ids(taken_up, "party")
    stated = (
        acts.outcome(first), acts.outcome(second, "202"), acts.outcome(second, "203", accused),
    )  # fmt: skip
    decision = acts.prepare(taken_up, outcomes=stated)
    rows = acts.delivered(taken_up, "judge2", "outcome")
    assert {tuple(row[2:]) for row in rows} == {
        (str(decision), str(first), None, "201"), (str(decision), str(second), None, "202"),
        (str(decision), str(second), str(accused), "203"),
    }  # fmt: skip


def test_an_outcome_stated_wrongly_is_refused_at_its_field(taken_up: Story) -> None:
    other = acts.at_branch(taken_up.province)
    (first, _), (_, accused) = ids(taken_up, "claim"), ids(taken_up, "party")
    (foreign_claim,), foreign_party = ids(other, "claim"), ids(other, "party")[0]
    known = acts.outcome(first)
    for wrong, code, field in (
        (acts.outcome(foreign_claim), "unknown_claim", "claim"),
        (acts.outcome(uuid7()), "unknown_claim", "claim"),
        (acts.outcome(first, party=foreign_party), "unknown_party", "party"),
        (acts.outcome(first, "999", accused), "unknown_code", "disposition"),
        (acts.outcome(first), "outcome_twice", "claim"),
    ):
        assert refusal(taken_up, outcomes=(known, wrong)) == (code, f"outcomes[1].{field}")
    clerk = taken_up.province.station("clerk2")
    whole = {
        "case": str(taken_up.case), "decision": str(uuid7()), "entry": str(taken_up.entry), "kind": "verdict",
        "number": clerk.next_number("decision"), "disposition": "201", "decided_on": str(clerk.today),
        "body": "رأی",
    }  # fmt: skip
    for outcomes, code, field in (
        ({}, "malformed", "outcomes"), ([5], "malformed", "outcomes[0]"),
        ([{}], "missing_field", "outcomes[0].id"), ([{}] * 501, "too_many", "outcomes"),
        ([known.payload() | {"party": None}], "malformed", "outcomes[0].party"),
        ([known.payload() | {"more": 1}], "malformed", "outcomes[0].more"),
    ):  # fmt: skip
        (answer,) = clerk.send(clerk.envelope("prepare_decision", whole | {"outcomes": outcomes}))
        assert (answer["code"], answer["field"]) == (code, field)
    assert taken_up.province.value("select count(*) from court.decision") == 0
    (answer,) = clerk.send(clerk.envelope("prepare_decision", whole | {"outcomes": [known.payload()] * 1}))
    assert answer["status"] == "applied"


def test_an_outcome_is_not_of_what_was_struck(taken_up: Story) -> None:
    (first, second), (complainant, _) = ids(taken_up, "claim"), ids(taken_up, "party")
    with taken_up.province.superuser() as cursor:
        cursor.execute("select set_config('court.opened', %s, true)", (str(taken_up.case),))
        cursor.execute(
            "update court.claim set struck = true, changed = default where id = %s", (str(second),)
        )
        cursor.execute(
            "update court.party set struck = true, changed = default where id = %s", (str(complainant),)
        )
    assert refusal(taken_up, outcomes=(acts.outcome(second),)) == ("unknown_claim", "outcomes[0].claim")
    stated = (acts.outcome(first, party=complainant),)
    assert refusal(taken_up, outcomes=stated) == ("unknown_party", "outcomes[0].party")
    acts.sign(taken_up, acts.prepare(taken_up, outcomes=(acts.outcome(first),)))


def test_what_was_taken_out_of_the_case_since_is_not_decided(taken_up: Story) -> None:
    """The judge puts the draft away, and another is prepared without it."""
    (first, second), (complainant, _) = ids(taken_up, "claim"), ids(taken_up, "party")
    for struck, table, stated in (
        (second, "claim", (acts.outcome(first), acts.outcome(second))),
        (complainant, "party", (acts.outcome(first, party=complainant),)),
    ):
        decision = acts.prepare(taken_up, outcomes=stated)
        amend(taken_up, change(table, struck, "struck", "false", "true"), login="clerk2")
        with pytest.raises(Rejected, match="outcome_struck") as refused:
            acts.sign(taken_up, decision)
        assert refused.value.field == "decision"
        withdraw(taken_up, decision)
    acts.sign(taken_up, acts.prepare(taken_up, outcomes=(acts.outcome(first),)))


def test_a_client_of_the_first_release_prepares_a_verdict(taken_up: Story) -> None:
    clerk = taken_up.province.station("clerk2")
    payload = {
        "case": str(taken_up.case), "decision": str(uuid7()), "entry": str(taken_up.entry),
        "number": clerk.next_number("decision"), "disposition": "201", "decided_on": str(clerk.today),
        "body": "رأی",
    }  # fmt: skip
    (answer,) = clerk.send(clerk.envelope("prepare_decision", payload))
    assert answer["status"] == "applied"
    assert taken_up.province.value("select kind from court.decision") == "verdict"


def test_a_second_draft_waits_until_the_first_is_put_away(taken_up: Story) -> None:
    first = acts.prepare(taken_up)
    assert refusal(taken_up) == ("unsigned_decision", "decision")
    withdraw(taken_up, first)
    second = acts.prepare(taken_up)
    assert taken_up.province.value("select array_agg(state order by state)::text from court.decision") == (
        "{prepared,withdrawn}"
    )
    with pytest.raises(Rejected, match="unknown_decision"):
        acts.sign(taken_up, first)
    assert acts.sign(taken_up, second)["register_row"] == 1


def test_the_number_of_a_decision_put_away_is_not_used_again(taken_up: Story) -> None:
    first = acts.prepare(taken_up)
    number = taken_up.province.value("select number from court.decision")
    withdraw(taken_up, first, "judge2")
    assert refusal(taken_up, number=number) == ("already_used", "number")


def test_only_an_unsigned_decision_of_the_case_is_put_away(taken_up: Story) -> None:
    decision = acts.prepare(taken_up)
    other = acts.at_branch(taken_up.province)
    with pytest.raises(Rejected, match="unknown_decision"):
        withdraw(other, decision)
    acts.sign(taken_up, decision)
    with pytest.raises(Rejected) as refused:
        withdraw(taken_up, decision)
    assert (refused.value.code, refused.value.field) == ("already_signed", "decision")
    draft = acts.prepare(other)
    withdraw(other, draft)
    with pytest.raises(Rejected, match="unknown_decision"):
        withdraw(other, draft)


def test_a_draft_that_another_desk_left_is_put_away_by_the_holder_and_signed_by_nobody(
    taken_up: Story,
) -> None:
    """The first release let a case go up with a draft in it."""
    draft = acts.prepare(taken_up)
    with taken_up.province.superuser() as cursor:
        cursor.execute("select set_config('court.opened', %s, true)", (str(taken_up.case),))
        cursor.execute("update court.decision set desk = %s, changed = default", (world.SECOND,))
    with pytest.raises(Rejected) as refused:
        acts.sign(taken_up, draft)
    assert (refused.value.code, refused.value.field) == ("unknown_decision", "decision")
    withdraw(taken_up, draft)
    acts.sign(taken_up, acts.prepare(taken_up))


def test_a_clerk_prepares_and_only_a_judge_ends(taken_up: Story) -> None:
    decision = acts.prepare(taken_up)
    for login in ("clerk2", "manager2"):
        with pytest.raises(Rejected, match="forbidden"):
            acts.sign(taken_up, decision, login=login)
    assert taken_up.province.value("select disposed_on from court.docket_entry") is None
    acts.sign(taken_up, decision)
    assert taken_up.province.value("select disposed_on from court.docket_entry") is not None


def test_a_correction_is_a_new_decision_bound_to_the_old_and_ends_nothing(taken_up: Story) -> None:
    verdict = acts.prepare(taken_up)
    assert acts.sign(taken_up, verdict)["register_row"] == 1
    before = taken_up.province.value("select docket_entry::text from court.docket_entry")
    correction = acts.prepare(taken_up, kind="correction", corrects=verdict, body="نام متهم علی درست است.")
    assert acts.sign(taken_up, correction)["register_row"] == 2
    assert taken_up.province.value("select docket_entry::text from court.docket_entry") == before
    assert taken_up.province.value(
        "select (kind, corrects)::text from court.decision where id = %s", (str(correction),)
    ) == (f"(correction,{verdict})")
    taken_up.send_up()


def test_an_interim_order_is_corrected_while_the_stay_runs(taken_up: Story) -> None:
    order = acts.prepare(taken_up, kind="order", disposition=acts.INTERIM)
    acts.sign(taken_up, order)
    correction = acts.prepare(taken_up, kind="correction", corrects=order, disposition=acts.INTERIM)
    acts.sign(taken_up, correction)
    assert taken_up.decide(acts.ENDS).signed["register_row"] == 3


def test_a_correction_changes_no_result(taken_up: Story) -> None:
    first, second = ids(taken_up, "claim")
    verdict = acts.prepare(taken_up, outcomes=(acts.outcome(first), acts.outcome(second, "202")))
    acts.sign(taken_up, verdict)
    correcting: dict[str, Any] = {"kind": "correction", "corrects": verdict}
    assert refusal(taken_up, **correcting, disposition="202") == ("correction_differs", "disposition")
    outcomes = (acts.outcome(first), acts.outcome(second))
    assert refusal(taken_up, **correcting, outcomes=outcomes) == (
        "correction_differs", "outcomes[1].disposition",
    )  # fmt: skip
    same = (acts.outcome(first), acts.outcome(second, "202"))
    acts.sign(taken_up, acts.prepare(taken_up, **correcting, outcomes=same))
    plain = acts.at_branch(taken_up.province).decide(acts.ENDS)
    (only,) = ids(plain, "claim")
    correcting = {"kind": "correction", "corrects": plain.decision}
    assert refusal(plain, **correcting, outcomes=(acts.outcome(only, "202"),))[0] == "correction_differs"
    acts.prepare(plain, **correcting, outcomes=(acts.outcome(only),))


def test_a_correction_is_of_a_signed_decision_of_the_same_stay(taken_up: Story) -> None:
    draft = acts.prepare(taken_up)
    assert refusal(taken_up, kind="correction", corrects=draft) == ("unknown_decision", "corrects")
    acts.sign(taken_up, draft)
    foreign = acts.at_branch(taken_up.province).decide(acts.ENDS)
    assert refusal(taken_up, kind="correction", corrects=foreign.decision) == ("unknown_decision", "corrects")
    assert refusal(taken_up, kind="correction") == ("missing_field", "corrects")
    assert refusal(taken_up, kind="verdict", corrects=draft) == ("missing_field", "kind")
    assert refusal(taken_up, kind="letter") == ("unknown_code", "kind")
    assert refusal(taken_up, entry=uuid7()) == ("unknown_entry", "entry")
    assert refusal(taken_up) == ("entry_ended", "entry")
    acts.prepare(taken_up, kind="correction", corrects=draft)


def test_a_correction_is_not_dated_before_what_it_corrects(province: Province) -> None:
    today = province.station("clerk2").today
    story = province.story().register(received_on=today - timedelta(days=5)).refer()
    clerk = province.station("clerk2")
    clerk.do(
        world.AcceptReferral(
            case=story.case, referral=story.referral, entry=story.entry,
            received_on=today - timedelta(days=5), next_on=today,
        )
    )  # fmt: skip
    verdict = acts.prepare(story, decided_on=today - timedelta(days=2))
    acts.sign(story, verdict)
    correcting: dict[str, Any] = {"kind": "correction", "corrects": verdict}
    for days, code in ((3, "date_before"), (-1, "future_date")):
        assert refusal(story, **correcting, decided_on=today - timedelta(days=days)) == (code, "decided_on")
    acts.prepare(story, **correcting, decided_on=today - timedelta(days=2))


def test_a_case_that_is_under_way_or_elsewhere_is_not_corrected_here(taken_up: Story) -> None:
    taken_up.decide(acts.ENDS).send_up()
    correcting: dict[str, Any] = {"kind": "correction", "corrects": taken_up.decision}
    assert refusal(taken_up, **correcting) == ("already_sealed", "case")
    taken_up.open(taken_up.present(taken_up.stretched))
    assert refusal(taken_up, **correcting) == ("not_holder", "case")


def test_the_register_has_no_gap_though_many_judges_sign_at_once(province: Province) -> None:
    """Verdicts, interim orders and corrections of one desk and year, each judge on his own connection."""
    judge = province.station("judge2")
    signings, rounds, signers = [], 2, 6
    for place in range(rounds * signers):
        story = acts.at_branch(province)
        decision = acts.prepare(story, disposition=acts.ENDS if place % 3 else acts.INTERIM)
        if place % 2:
            acts.sign(story, decision)
            corrected = acts.ENDS if place % 3 else acts.INTERIM
            decision = acts.prepare(story, kind="correction", corrects=decision, disposition=corrected)
        command = SignDecision(case=story.case, decision=decision)
        signings.append(judge.envelope(command.KIND, command.payload()))
    rows: list[int] = []
    start = threading.Barrier(signers)

    def signs(mine: list[dict[str, object]]) -> None:
        with psycopg2.connect(**province.database.superuser) as connection:
            connection.autocommit = True
            with connection.cursor() as cursor:
                cursor.execute("set session authorization judge2")
                start.wait()
                for envelope in mine:
                    cursor.execute("select api.execute(%s)", (json.dumps([envelope]),))
                    rows.append(cursor.fetchone()[0]["answers"][0]["result"]["register_row"])

    threads = [threading.Thread(target=signs, args=(signings[place::signers],)) for place in range(signers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    signed_before = rounds * signers // 2
    assert sorted(rows) == list(range(signed_before + 1, signed_before + rounds * signers + 1))
    assert province.value("select count(distinct register_row) = max(register_row) from court.decision")
