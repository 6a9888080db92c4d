"""What a queued amendment or undoing foretells: new values beside the old ones, and all of it back again."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from client.sync.predictions import Context, Rows, predict
from common.commands import (
    AMENDABLE,
    UNDOABLE,
    AcceptReferral,
    AmendCase,
    ClaimStated,
    Command,
    FieldChanged,
    FlagAdded,
    PartyKeys,
    PrepareDecision,
    ReferCase,
    RegisterCase,
    UndoCommand,
    WriteNote,
)
from common.identifiers import uuid7
from common.text import search_key, sort_key
from tests.client.sync.headless import party

TODAY = date(2026, 11, 25)
NUMBER = "140568920000000001"
REGISTRY, BRANCH = 1, 2
CASE = uuid7()
REGISTER = RegisterCase(
    case=CASE, number=NUMBER, kind="civil", received_on=TODAY, subject="مطالبه وجه",
    claims=(ClaimStated(id=uuid7(), code_kind="claim", code="101", amount=5),),
    parties=(party("plaintiff", "زهرا", "کریمی"), party("defendant", "علی", "محمدی")),
)  # fmt: skip
PLAINTIFF, CLAIM = REGISTER.parties[0], REGISTER.claims[0]
REFER = ReferCase(case=CASE, referral=uuid7(), to_desk=BRANCH)
ACCEPT = AcceptReferral(case=CASE, referral=REFER.referral, entry=uuid7(), received_on=TODAY, next_on=TODAY)
PREPARE = PrepareDecision(case=CASE, decision=uuid7(), entry=ACCEPT.entry, number=NUMBER, kind="verdict",
                          disposition="201", decided_on=TODAY, body="متن")  # fmt: skip
NOTE = WriteNote(case=CASE, note=uuid7(), scope="branch", body="متن")


def context(desk: int, command: uuid.UUID | None = None, **more: Any) -> Context:
    return Context(
        login="clerk", desk=desk, issued_at="2026-11-25T08:00:00.000000Z", today=TODAY.isoformat(),
        dispositions={}, result={}, command=command or uuid7(), **more,
    )  # fmt: skip


def after(*commands: Command) -> Rows:
    rows: Rows = {}
    for command in commands:
        desk = REGISTRY if isinstance(command, RegisterCase | ReferCase) else BRANCH
        rows = predict(rows, command, context(desk))
    return rows


def undone(rows: Rows, command: Command, desk: int = BRANCH, told: Rows | None = None) -> Rows:
    """Give `command` and take it back."""
    given_id = uuid7()
    rows = predict(rows, command, context(desk, given_id))
    undo = UndoCommand(case=CASE, command=given_id)
    return predict(rows, undo, context(desk, undone=command, told=told or {}))


def changed(entity: str, row: uuid.UUID, field: str, old: str | None, new: str | None) -> FieldChanged:
    return FieldChanged(id=uuid7(), entity=entity, row=row, field=field, old=old, new=new)


def test_an_amendment_shows_the_new_value_and_keeps_the_old_with_its_author() -> None:
    changes = (
        changed("party", PLAINTIFF.id, "family", "کریمی", "کریمی‌نژاد"),
        changed("claim", CLAIM.id, "amount", "5", "250000000"),
        changed("claim", CLAIM.id, "struck", "false", "true"),
        changed("court_case", CASE, "paper_on", None, "2026-11-20"),
    )
    keys = PartyKeys(PLAINTIFF.id, sort_key("کریمی‌نژاد زهرا"), search_key("زهرا کریمی‌نژاد"))
    amend = AmendCase(case=CASE, changes=changes, keys=(keys,), reason="شناسنامه")
    rows = predict(after(REGISTER), amend, context(REGISTRY, behalf="judge"))
    amended = rows["party"][str(PLAINTIFF.id)]
    assert (amended["family"], amended["search_key"]) == ("کریمی‌نژاد", keys.search_key)
    assert rows["claim"][str(CLAIM.id)]["amount"] == 250000000
    assert rows["claim"][str(CLAIM.id)]["struck"] is True
    assert rows["court_case"][str(CASE)]["paper_on"] == "2026-11-20"
    kept = rows["amendment"][str(changes[0].id)]
    assert [kept[name] for name in ("entity", "row_id", "field", "old", "new", "by", "behalf", "reason")] == [
        "party", str(PLAINTIFF.id), "family", "کریمی", "کریمی‌نژاد", "clerk", "judge", "شناسنامه"
    ]  # fmt: skip


def test_added_rows_come_last_and_say_that_they_came_later() -> None:
    witness = party("witness", "نرگس", "نوری")
    flag = FlagAdded(id=uuid7(), flag="deaf", detail=None, party=PLAINTIFF.id)
    rows = predict(
        after(REGISTER), AmendCase(case=CASE, parties=(witness,), flags=(flag,)), context(REGISTRY)
    )
    assert rows["party"][str(witness.id)]["ordinal"] == 3
    assert rows["party_flag"][str(flag.id)]["party"] == str(PLAINTIFF.id)
    added = {row["row_id"]: (row["entity"], row["field"]) for row in rows["amendment"].values()}
    assert added == {str(witness.id): ("party", None), str(flag.id): ("party_flag", None)}


_texts = st.none() | st.text("ابپتکی ۱۲34", min_size=1, max_size=8)


@given(
    st.dictionaries(
        st.sampled_from([field for field in AMENDABLE["party"] if field != "struck"]), _texts, min_size=1
    ),
    st.integers(0, 2),
)
def test_an_amendment_that_is_taken_back_leaves_every_value_as_it_was(
    values: dict[str, str | None], added: int
) -> None:
    rows = after(REGISTER)
    before = rows["party"][str(PLAINTIFF.id)]
    changes = tuple(
        changed("party", PLAINTIFF.id, field, before[field], new) for field, new in values.items()
    )
    amend = AmendCase(
        case=CASE, changes=changes, keys=(PartyKeys(PLAINTIFF.id, "1", "x"),),
        parties=tuple(party("witness", "نرگس", "نوری") for _ in range(added)),
    )  # fmt: skip
    back = undone(rows, amend, REGISTRY)
    assert back["party"][str(PLAINTIFF.id)] == before
    assert [row["struck"] for row in back["party"].values()] == [False, False, *[True] * added]
    assert back["court_case"] == rows["court_case"]
    turned = [(row["field"], row["old"], row["new"]) for row in back["amendment"].values() if row["field"]]
    both = [(c.field, c.old, c.new) for c in changes] + [(c.field, c.new, c.old) for c in changes]
    assert sorted(turned, key=repr) == sorted(both + [("struck", "false", "true")] * added, key=repr)


@pytest.mark.parametrize(
    ("way", "command", "table", "row", "field", "value"),
    [
        ((), REGISTER, "court_case", CASE, "withdrawn", True),
        ((REGISTER,), REFER, "referral", REFER.referral, "state", "withdrawn"),
        ((REGISTER, REFER), ACCEPT, "referral", REFER.referral, "state", "waiting"),
        ((REGISTER, REFER), ACCEPT, "docket_entry", ACCEPT.entry, "void", True),
        ((REGISTER, REFER), ACCEPT, "court_case", CASE, "holder", REGISTRY),
        ((REGISTER, REFER, ACCEPT), PREPARE, "decision", PREPARE.decision, "state", "withdrawn"),
        ((REGISTER, REFER, ACCEPT), NOTE, "note", NOTE.note, "withdrawn", True),
    ],
)
def test_what_is_undone_stays_and_says_so(
    way: tuple[Command, ...], command: Command, table: str, row: uuid.UUID, field: str, value: object
) -> None:
    rows = undone(after(*way), command, REGISTRY if command in (REGISTER, REFER) else BRANCH)
    assert rows[table][str(row)][field] == value


def test_every_kind_that_can_be_undone_is_foretold() -> None:
    assert set(UNDOABLE) == {command.KIND for command in (REGISTER, REFER, ACCEPT, PREPARE, NOTE)} | {
        AmendCase.KIND
    }


@pytest.mark.parametrize("command", [REGISTER, REFER, ACCEPT, PREPARE])
def test_the_event_alone_tells_what_is_undone_when_the_command_was_given_elsewhere(command: Command) -> None:
    way = (REGISTER, REFER, ACCEPT, PREPARE)
    desk = REGISTRY if command in (REGISTER, REFER) else BRANCH
    rows = after(*way[: way.index(command)])
    given_id = uuid7()
    rows = predict(rows, command, context(desk, given_id))
    undo = UndoCommand(case=CASE, command=given_id)
    undo_id = uuid7()
    by_event = predict(rows, undo, context(desk, undo_id))
    assert by_event == predict(rows, undo, context(desk, undo_id, undone=command))


def test_an_acceptance_taken_back_is_announced_again() -> None:
    announcement = f"{CASE}/{BRANCH}"
    rows = undone(after(REGISTER, REFER), ACCEPT)
    again = rows["announcement"][announcement]
    assert (again["cause_id"], again["state"], again["subject"]) == (
        str(REFER.referral), "waiting", "مطالبه وجه"
    )  # fmt: skip


def test_an_acceptance_that_was_not_even_sent_leaves_nothing_when_taken_back() -> None:
    announcement = f"{CASE}/{BRANCH}"
    told: Rows = {
        "announcement": {
            announcement: {"id": announcement, "number": NUMBER, "subject": "مطالبه وجه", "state": "waiting"}
        }
    }
    rows = undone(told, ACCEPT, told=told)
    rows.pop("event")
    assert {table: found for table, found in rows.items() if found} == told


def test_taking_back_a_note_is_told_to_nobody_else() -> None:
    rows = undone(after(REGISTER, REFER, ACCEPT), NOTE)
    assert {event["kind"] for event in rows["event"].values()} == {
        "register_case", "refer_case", "accept_referral"
    }  # fmt: skip


def test_what_is_not_known_here_is_not_guessed_but_the_undoing_is_shown() -> None:
    rows = after(REGISTER)
    undo = UndoCommand(case=CASE, command=uuid7())
    later = predict(rows, undo, context(REGISTRY))
    assert {**later, "event": {}} == {**rows, "event": {}}
    assert [event["kind"] for event in later["event"].values()] == ["register_case", "undo_command"]
