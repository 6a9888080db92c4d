"""What a decision says of each claim and party: from the table to the command and back."""

import uuid

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from client.models.case_file import CaseFile, read_case
from client.models.outcomes import (
    OutcomeRow,
    blank_rows,
    principals,
    rows_of,
    rows_said,
    standing_rows,
    stated,
    usual_kind,
)
from client.models.words import Words
from client.sync.cache import Cache
from common.commands import AmendCase, ClaimStated, FieldChanged, PrepareDecision
from common.identifiers import uuid7
from tests.client.models.story import START, Story, person, registered

CHEQUE = ClaimStated(id=uuid7(), code_kind="claim", code="101")
COSTS = ClaimStated(id=uuid7(), code_kind="claim", code="102")
WINNER, LOSER = person("plaintiff", "مریم", "رضایی"), person("defendant", "حسین", "کیانی")
LAWYER, WITNESS = person("lawyer", "نرگس", "نوری"), person("witness", "علی", "قاسمی")


def begun(story: Story) -> uuid.UUID:
    command = registered(WINNER, LOSER, LAWYER, WITNESS, claims=(CHEQUE, COSTS))
    story.do(command)
    return command.case


def file_of(cache: Cache, case: uuid.UUID) -> CaseFile:
    file = read_case(cache, str(case))
    assert file is not None
    return file


def struck(entity: str, row: uuid.UUID) -> FieldChanged:
    return FieldChanged(id=uuid7(), entity=entity, row=row, field="struck", old="false", new="true")


def test_an_untouched_table_states_nothing_and_the_result_holds_for_all(cache: Cache, story: Story) -> None:
    rows = blank_rows(file_of(cache, begun(story)))
    assert [row.claim for row in rows] == [str(CHEQUE.id), str(COSTS.id)]
    assert stated(rows, "101") == []


def test_once_one_claim_differs_every_claim_is_stated_so_that_none_is_left_undecided() -> None:
    rows = [
        OutcomeRow(str(CHEQUE.id)),
        OutcomeRow(str(CHEQUE.id), str(LOSER.id), "104"),
        OutcomeRow(str(CHEQUE.id), str(WINNER.id)),
        OutcomeRow(str(COSTS.id), typed="109"),
    ]
    said = [(outcome.claim, outcome.party, outcome.disposition, row) for outcome, row in stated(rows, "101")]
    assert said == [
        (CHEQUE.id, None, "101", 0), (CHEQUE.id, LOSER.id, "104", 1), (COSTS.id, None, "109", 3)
    ]  # fmt: skip


def test_only_parties_with_a_side_in_the_case_are_told_apart(
    cache: Cache, story: Story, words: Words
) -> None:
    case = begun(story)
    assert [party.id for party in principals(file_of(cache, case), words)] == [str(WINNER.id), str(LOSER.id)]
    story.do(AmendCase(case=case, changes=(struck("party", LOSER.id),)))
    assert [party.id for party in principals(file_of(cache, case), words)] == [str(WINNER.id)]


def test_what_was_struck_out_since_is_in_no_table_but_stays_to_be_read(cache: Cache, story: Story) -> None:
    case = begun(story)
    rows = [OutcomeRow(str(CHEQUE.id), typed="101"), OutcomeRow(str(COSTS.id), str(LOSER.id), "104")]
    decision = PrepareDecision(
        case=case, decision=uuid7(), entry=uuid7(), number="140568390000000001", kind="verdict",
        disposition="101", decided_on=START.date(), body="متن",
        outcomes=tuple(outcome for outcome, _row in stated(rows, "101")),
    )  # fmt: skip
    story.do(decision)
    assert rows_of(file_of(cache, case), str(decision.decision)) == rows
    story.do(AmendCase(case=case, changes=(struck("party", LOSER.id), struck("claim", CHEQUE.id))))
    file = file_of(cache, case)
    assert rows_of(file, str(decision.decision)) == rows
    assert standing_rows(file, rows) == []
    said = [{"claim": row.claim, "party": row.party, "disposition": row.typed} for row in rows]
    assert rows_said(file, said, "101") == [OutcomeRow(str(COSTS.id))]


@pytest.fixture
def file(cache: Cache, story: Story) -> CaseFile:
    """A case with two claims and two parties that have a side."""
    return file_of(cache, begun(story))


typed = st.sampled_from(["", "101", "104", "109"])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(whole=st.sampled_from(["101", "104"]), first=typed, second=typed, of_loser=st.none() | typed)
def test_what_comes_back_from_the_centre_or_a_draft_says_the_same_again(
    file: CaseFile, whole: str, first: str, second: str, of_loser: str | None
) -> None:
    rows = [OutcomeRow(str(CHEQUE.id), typed=first)]
    rows += [OutcomeRow(str(CHEQUE.id), str(LOSER.id), of_loser)] if of_loser is not None else []
    rows += [OutcomeRow(str(COSTS.id), typed=second)]
    payload = [outcome.payload() for outcome, _row in stated(rows, whole)]
    meant = {(said["claim"], said.get("party")): said["disposition"] for said in payload}
    again = stated(rows_said(file, payload, whole), whole)
    told = {(str(said.claim), said.party and str(said.party)): said.disposition for said, _row in again}
    all_alike = set(meant) <= {(str(CHEQUE.id), None), (str(COSTS.id), None)} and set(meant.values()) <= {
        whole
    }
    assert told == ({} if all_alike else meant)
    draft = [{"claim": row.claim, "party": row.party, "disposition": row.typed} for row in rows]
    kept = {row.key: row.typed for row in rows_said(file, draft, whole)}
    assert kept == {row.key: "" if row.typed == whole and row.party is None else row.typed for row in rows}


def test_the_kind_of_decision_follows_from_the_result(words: Words) -> None:
    kinds = {code: usual_kind(words.code("disposition", code)) for code in ("101", "108", "109", "403")}
    assert kinds == {"101": "verdict", "108": "settlement", "109": "order", "403": "order"}
    assert usual_kind(None) is None
