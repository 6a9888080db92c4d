"""Commands: their JSON and what their form refuses."""

from __future__ import annotations

import dataclasses
import json
import uuid
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common import money, text
from common.commands import (
    COMMANDS,
    AcceptReferral,
    AmendCase,
    ClaimStated,
    FieldChanged,
    FlagAdded,
    OpenSeal,
    OpenStep,
    PartyKeys,
    PartyStated,
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

TODAY = date(2026, 11, 25)
CASE = uuid.UUID("01980000-0000-7000-8000-000000000001")
OTHER = uuid.UUID("01980000-0000-7000-8000-000000000002")
THIRD = uuid.UUID("01980000-0000-7000-8000-000000000003")


def party(**changes: object) -> PartyStated:
    stated = PartyStated(
        id=OTHER,
        role="complainant",
        kind="person",
        sort_key=text.sort_key("رضایی مریم"),
        search_key=text.search_key("مریم رضایی"),
        national_id="0012345679",
        given="مریم",
        family="رضایی",
    )
    return dataclasses.replace(stated, **changes)  # type: ignore[arg-type]


def registration(**changes: object) -> RegisterCase:
    command = RegisterCase(
        case=CASE,
        number="140568920001234567",
        kind="criminal",
        received_on=TODAY,
        subject="مزاحمت تلفنی",
        claims=(ClaimStated(id=THIRD, code_kind="charge", code="306"),),
        parties=(party(),),
    )
    return dataclasses.replace(command, **changes)  # type: ignore[arg-type]


EXAMPLES = (
    registration(),
    ReferCase(case=CASE, referral=OTHER, to_desk=7),
    AcceptReferral(case=CASE, referral=OTHER, entry=THIRD, received_on=TODAY, next_on=TODAY),
    PrepareDecision(
        case=CASE,
        decision=OTHER,
        entry=THIRD,
        number="140568390001234567",
        kind="verdict",
        disposition="202",
        decided_on=TODAY,
        body="رأی دادگاه\nبرائت",
    ),
    SignDecision(case=CASE, decision=OTHER, carry=(THIRD,)),
    WithdrawDecision(case=CASE, decision=OTHER),
    AmendCase(
        case=CASE,
        changes=(FieldChanged(id=OTHER, entity="court_case", row=CASE, field="subject", old="a", new="b"),),
        keys=(PartyKeys(party=THIRD, sort_key="00", search_key="a"),),
        flags=(FlagAdded(id=THIRD, party=OTHER, flag="interpreter", detail="کردی"),),
        reason="اشتباه در نگارش",
    ),
    UndoCommand(case=CASE, command=OTHER),
    WriteNote(case=CASE, note=OTHER, scope="private", body="یادداشت"),
    ShareNote(case=CASE, note=OTHER),
    OpenStep(case=CASE, step=OTHER, kind="inquiry", title="استعلام ثبت", due_on=TODAY),
    SettleStep(case=CASE, step=OTHER, outcome="dropped", remark="بی‌نیاز"),
    SendUp(
        case=CASE,
        seal=OTHER,
        serial="140568770001234567",
        salt=bytes(16),
        verifier=bytes(32),
        expires_on=TODAY,
        to_desk=90,
        objection="appeal",
        filed_on=TODAY,
    ),
    ReissueSeal(
        case=CASE,
        seal=OTHER,
        serial="140568770001234568",
        salt=bytes(16),
        verifier=bytes(32),
        expires_on=TODAY,
        replaces=THIRD,
    ),
    RecordPrint(case=CASE, seal=OTHER),
    OpenSeal(case=CASE, seal=OTHER, attempt=1, entry=THIRD, received_on=TODAY, next_on=TODAY),
)


def codes(command: RegisterCase) -> set[tuple[str, str]]:
    return {(problem.code, problem.field) for problem in command.problems(TODAY)}


def test_every_command_has_an_example_here() -> None:
    assert {example.KIND for example in EXAMPLES} == set(COMMANDS)


@pytest.mark.parametrize("command", EXAMPLES, ids=lambda command: command.KIND)
def test_a_command_comes_back_from_json_as_it_was(command: RegisterCase) -> None:
    read = json.loads(json.dumps(command.payload()))
    assert type(command).from_payload(read) == command
    assert list(command.problems(TODAY)) == []


def test_an_absent_option_is_an_absent_key() -> None:
    assert "amount" not in registration().payload()["claims"][0]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"extra": 1}, "extra"),
        ({"number": 5}, "expected str"),
        ({"received_on": "1405/09/04"}, "isoformat"),
        ({"case": "not an id"}, "badly formed"),
    ],
)
def test_a_payload_this_program_did_not_make_is_refused(change: dict[str, object], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        RegisterCase.from_payload(registration().payload() | change)


def test_a_missing_field_is_named() -> None:
    payload = registration().payload()
    del payload["number"]
    with pytest.raises(ValueError, match="number"):
        RegisterCase.from_payload(payload)


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"received_on": TODAY + timedelta(days=1)}, ("future_date", "received_on")),
        ({"subject": ""}, ("empty", "subject")),
        ({"subject": "x" * 201}, ("too_long", "subject")),
        ({"subject": "مزاحمت تلفني"}, ("not_clean", "subject")),
        ({"subject": "مزاحمت\x00"}, ("not_clean", "subject")),
        ({"number": "۱۴۰۵۶۸۹۲۰۰۰۱۲۳۴۵۶۷"}, ("number_malformed", "number")),
        ({"number": "87/ش1/245"}, ("number_malformed", "number")),
        ({"parties": ()}, ("no_parties", "parties")),
        ({"claims": ()}, ("no_claims", "claims")),
        ({"parties": (party(),) * 201}, ("too_many", "parties")),
        (
            {"parties": (party(national_id="0012345678"),)},
            ("national_id_check_digit", "parties[0].national_id"),
        ),
        ({"parties": (party(), party(given=None))}, ("missing_field", "parties[1].given")),
        (
            {"parties": (party(kind="entity", given=None),)},
            ("national_id_in_entity", "parties[0].national_id"),
        ),
        (
            {"claims": (ClaimStated(id=THIRD, code_kind="charge", code="306", amount=money.LIMIT + 1),)},
            ("amount_too_large", "claims[0].amount"),
        ),
    ],
)
def test_what_is_wrong_is_named_at_its_field(changes: dict[str, object], problem: tuple[str, str]) -> None:
    assert problem in codes(registration(**changes))


@given(st.text(max_size=300))
def test_a_cleaned_subject_is_only_ever_empty_or_too_long(typed: str) -> None:
    problems = codes(registration(subject=text.clean(typed)))
    assert problems <= {("empty", "subject"), ("too_long", "subject")}
