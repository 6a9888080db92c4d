"""Values that only a hostile or faulty program sends are refused at their field, not by a constraint."""

import uuid
from typing import Any

import pytest

from common.identifiers import uuid7
from server import audit
from tests.server import acts, world
from tests.server.amending import amend, change, subject, undo
from tests.server.world import Province


def answer(station: world.Station, kind: str, payload: dict[str, Any]) -> tuple[str, str | None]:
    """Code and field of a command's rejection."""
    (told,) = station.send(station.envelope(kind, payload))
    return told["code"], told.get("field")


@pytest.mark.parametrize("method", [[], ["manual"], {}, "whim", None])
def test_a_way_of_referring_that_does_not_exist(province: Province, method: Any) -> None:
    story = province.story().register()
    payload = {
        "case": str(story.case), "referral": str(uuid7()), "to_desk": world.FIRST, "method": method,
    }  # fmt: skip
    assert answer(province.station("authority"), "refer_case", payload) == ("unknown_code", "method")


@pytest.mark.parametrize("day", ["2026-02-30", "2025-02-29", "2026-04-31", "2026-13-01"])
def test_a_day_that_does_not_exist(province: Province, day: str) -> None:
    station = province.station("registrar")
    payload = world.registration(station).payload() | {"received_on": day}
    assert answer(station, "register_case", payload) == ("malformed", "received_on")


def test_an_amount_written_as_a_decimal_is_the_whole_number_it_is(province: Province) -> None:
    station = province.station("registrar")
    payload = world.registration(station).payload()
    payload["claims"][0]["amount"] = 5.0
    (told,) = station.send(station.envelope("register_case", payload))
    assert told["status"] == "applied"
    assert province.value("select amount from court.claim") == 5


def spellings(id: uuid.UUID) -> tuple[str, ...]:
    """What PostgreSQL reads as that id, and what is none, all of 36 characters."""
    digits = id.hex
    return (
        str(id).upper(), f"{{{digits[:4]}-{digits[4:8]}-{digits[8:]}}}",
        f"{digits[:4]}-{digits[4:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:]}", "x" * 36,
    )  # fmt: skip


def test_an_id_in_another_spelling_is_refused_at_its_field(province: Province) -> None:
    """In the log it would be another text: undone twice, amended twice at once, filed under another case."""
    story = province.story().register()
    command = amend(story, subject(story, "توهین"))
    registrar, clerk = province.station("registrar"), province.station("clerk2")
    note = {"note": str(uuid7()), "scope": "branch", "body": "یادداشت"}
    for wrong in spellings(command):
        payload = {"case": str(story.case), "command": wrong}
        assert answer(registrar, "undo_command", payload) == ("malformed", "command")
    for wrong in spellings(story.case):
        assert answer(registrar, "write_note", note | {"case": wrong}) == ("malformed", "case")
        change = subject(story, "تهدید", old="توهین").payload() | {"row": wrong}
        told = answer(registrar, "amend_case", {"case": str(story.case), "changes": [change]})
        assert told == ("malformed", "changes[0].row")
    taken_up = acts.at_branch(province)
    decision = acts.prepare(taken_up)
    for wrong in spellings(uuid7()):
        signing = {"case": str(taken_up.case), "decision": str(decision), "carry": [wrong]}
        assert answer(province.station("judge2"), "sign_decision", signing) == ("malformed", "carry")
        envelope = clerk.envelope("write_note", note | {"case": str(taken_up.case)}, workstation=wrong)
        assert clerk.send(envelope)[0]["field"] == "workstation"
    undo(story, command)
    assert audit.verify(province.database.superuser).findings == []


@pytest.mark.parametrize(
    "instant",
    [f"2026-11-24T{at}Z" for at in ("25:01:01", "T08:00:00", "08:12:61")]
    + [f"{day}T08:12:31Z" for day in ("2026-13-24", "2026-02-30", "abcd-ef-gh", "")],
)
def test_an_instant_that_does_not_exist(province: Province, instant: str) -> None:
    station = province.station("registrar")
    (told,) = station.send(station.envelope("register_case", {}, issued_at=instant))
    assert (told["code"], told.get("field"), told.get("parameters")) == ("malformed", "issued_at", None)


def test_an_amended_amount_is_written_as_it_is_kept(province: Province) -> None:
    """Else what it was changed to would differ from what it says."""
    story = province.story().register()
    claim = province.value("select id::text from court.claim")
    for wrong in ("007", "", "-1", "1e3", "۵"):
        payload = {
            "case": str(story.case),
            "changes": [change("claim", claim, "amount", None, wrong).payload()],
        }
        assert answer(province.station("registrar"), "amend_case", payload)[1] == "changes[0].new"
    amend(story, change("claim", claim, "amount", None, "0"))
