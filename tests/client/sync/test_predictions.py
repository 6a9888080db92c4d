"""What queued commands foretell: pure functions of the rows and the command."""

import copy
import dataclasses
from datetime import date, timedelta
from typing import Any

import pytest

from client.sync.predictions import Context, Rows, predict
from common.commands import (
    COMMANDS,
    AcceptReferral,
    AmendCase,
    Command,
    FieldChanged,
    OpenSeal,
    OpenStep,
    PrepareDecision,
    RecordPrint,
    ReferCase,
    RegisterCase,
    ReissueSeal,
    SendUp,
    SettleStep,
    ShareNote,
    SignDecision,
    UndoCommand,
    WithdrawDecision,
    WriteNote,
)
from common.identifiers import uuid7
from common.read_models import FEED_COLUMNS
from tests.client.sync.headless import party

TODAY = date(2026, 11, 25)
NUMBER = "140568920000000001"
REGISTRY, BRANCH, APPEAL = 1, 2, 4
CASE, REFERRAL, ENTRY, DECISION, SEAL = (uuid7() for _ in range(5))

REGISTER = RegisterCase(case=CASE, number=NUMBER, kind="criminal", received_on=TODAY, subject="مزاحمت",
                        parties=(party("complainant", "زهرا", "کریمی"),))  # fmt: skip
REFER = ReferCase(case=CASE, referral=REFERRAL, to_desk=BRANCH)
ACCEPT = AcceptReferral(case=CASE, referral=REFERRAL, entry=ENTRY, received_on=TODAY, next_on=TODAY)
PREPARE = PrepareDecision(case=CASE, decision=DECISION, entry=ENTRY, number=NUMBER, kind="verdict",
                          disposition="201", decided_on=TODAY, body="محکوم")  # fmt: skip
SIGN = SignDecision(case=CASE, decision=DECISION)
SEND = SendUp(case=CASE, seal=SEAL, serial=NUMBER, salt=bytes(16), verifier=bytes(32), to_desk=APPEAL,
              expires_on=TODAY + timedelta(days=10), objection="appeal", filed_on=TODAY)  # fmt: skip
PRINT = RecordPrint(case=CASE, seal=SEAL)
REISSUE = ReissueSeal(case=CASE, seal=uuid7(), serial=NUMBER, salt=bytes(16), verifier=bytes(32),
                      expires_on=TODAY, replaces=SEAL)  # fmt: skip
AMEND = AmendCase(case=CASE, changes=(
    FieldChanged(id=uuid7(), entity="court_case", row=CASE, field="subject", old="مزاحمت", new="تهدید"),
))  # fmt: skip
NOTE = WriteNote(case=CASE, note=uuid7(), scope="private", body="طرفین سازش می‌کنند")
SHARE = ShareNote(case=CASE, note=NOTE.note)
STEP = OpenStep(case=CASE, step=uuid7(), kind="inquiry", title="استعلام ثبتی")
SETTLE = SettleStep(case=CASE, step=STEP.step, outcome="done")
PUT_AWAY = dataclasses.replace(PREPARE, decision=uuid7())
WITHDRAW = WithdrawDecision(case=CASE, decision=PUT_AWAY.decision)
OPEN = OpenSeal(case=CASE, seal=SEAL, attempt=1, entry=uuid7(), received_on=TODAY, next_on=TODAY)
WAY: tuple[tuple[Command, int], ...] = (
    (REGISTER, REGISTRY), (REFER, REGISTRY), (ACCEPT, BRANCH), (AMEND, BRANCH), (NOTE, BRANCH),
    (SHARE, BRANCH), (STEP, BRANCH), (SETTLE, BRANCH), (PUT_AWAY, BRANCH), (WITHDRAW, BRANCH),
    (PREPARE, BRANCH), (SIGN, BRANCH), (SEND, BRANCH), (PRINT, BRANCH), (REISSUE, BRANCH), (OPEN, APPEAL),
)  # fmt: skip
UNDO = UndoCommand(case=CASE, command=uuid7())


def context(desk: int, **result: Any) -> Context:
    return Context(
        login="clerk",
        desk=desk,
        issued_at="2026-11-25T08:00:00.000000Z",
        today=TODAY.isoformat(),
        dispositions={"201": {"ends": True, "out_class": "judgment"}},
        result=result,
        command=uuid7(),
    )


def until(command: Command) -> tuple[tuple[Command, int], ...]:
    """The way up to that command."""
    return WAY[: 1 + next(place for place, (given, _) in enumerate(WAY) if given is command)]


def after(*steps: tuple[Command, int]) -> Rows:
    rows: Rows = {}
    for command, desk in steps:
        rows = predict(rows, command, context(desk))
    return rows


def test_every_command_has_its_prediction() -> None:
    assert {command.KIND for command, _ in (*WAY, (UNDO, BRANCH))} == set(COMMANDS)


@pytest.mark.parametrize("length", range(1, len(WAY) + 1))
def test_predicted_rows_have_exactly_the_columns_of_the_feed(length: int) -> None:
    for table, rows in after(*WAY[:length]).items():
        for id, row in rows.items():
            assert set(row) == set(FEED_COLUMNS[table]), table
            assert row["id"] == id


@pytest.mark.parametrize(("command", "desk"), WAY)
def test_a_prediction_leaves_its_rows_alone_and_without_rows_changes_none(
    command: Command, desk: int
) -> None:
    rows = after(*WAY)
    before = copy.deepcopy(rows)
    predict(rows, command, context(desk))
    assert rows == before
    predict({}, command, context(desk, ordinal=2))


def test_a_whole_way_can_be_foretold_while_the_centre_is_away() -> None:
    rows = after(*until(PRINT))
    assert rows["court_case"][str(CASE)]["holder"] == BRANCH
    assert rows["referral"][str(REFERRAL)]["state"] == "accepted"
    entry = rows["docket_entry"][str(ENTRY)]
    assert (entry["ordinal"], entry["in_class"], entry["archive_row"]) == (1, "new", None)
    assert (entry["disposed_on"], entry["out_class"], entry["next_on"]) == ("2026-11-25", "judgment", None)
    assert rows["decision"][str(DECISION)]["state"] == "signed"
    assert rows["seal"][str(SEAL)]["printed_by"] == "clerk"


def test_a_reissued_seal_is_void_and_the_new_one_goes_the_same_way() -> None:
    rows = after(*until(REISSUE))
    old, new = rows["seal"][str(SEAL)], rows["seal"][str(REISSUE.seal)]
    assert (old["state"], new["state"]) == ("void", "sealed")
    assert [new[key] for key in ("to_desk", "objection", "filed_on")] == [APPEAL, "appeal", "2026-11-25"]


def test_an_accepted_announcement_becomes_a_case_of_the_desk() -> None:
    announced: Rows = {
        "announcement": {
            f"{CASE}/{BRANCH}": {"id": f"{CASE}/{BRANCH}", "number": NUMBER, "subject": "مزاحمت"}
        }
    }
    rows = predict(announced, ACCEPT, context(BRANCH))
    assert rows["announcement"] == {}
    assert rows["court_case"][str(CASE)]["number"] == NUMBER
    assert rows["docket_entry"][str(ENTRY)]["ordinal"] is None
    told = predict(announced, ACCEPT, context(BRANCH, ordinal=2, archive_year=1405, archive_row=7))
    entry = told["docket_entry"][str(ENTRY)]
    assert (entry["ordinal"], entry["archive_row"], entry["in_class"]) == (2, 7, "transferred")


def test_a_seal_is_not_shown_as_opened_before_the_centre_has_said_so() -> None:
    sealed = after(*until(SEND))
    waiting = predict(sealed, OPEN, context(APPEAL))
    assert {**waiting, "event": {}} == {**sealed, "event": {}}
    opened = predict(sealed, OPEN, context(APPEAL, ordinal=2, archive_year=1405, archive_row=1))
    assert opened["seal"][str(SEAL)]["state"] == "opened"
    assert opened["docket_entry"][str(OPEN.entry)]["in_class"] == "appeal"


def test_a_disposition_that_does_not_end_the_stay_leaves_the_entry_open() -> None:
    other = dataclasses.replace(PREPARE, disposition="999")
    rows = after(*until(ACCEPT), (other, BRANCH), (SIGN, BRANCH))
    assert rows["docket_entry"][str(ENTRY)]["disposed_on"] is None
