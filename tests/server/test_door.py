"""The one door in: exactly once, coded refusals for everything, rejections that stay."""

import json
import threading
from typing import Any

import psycopg2
import pytest

from common.identifiers import uuid7
from tests.server import world
from tests.server.world import Province, Rejected

HOSTILE = {
    "nothing": "",
    "broken": "[{",
    "a bomb of depth": "[" * 200_000,
    "a null character": '[{"id": "\\u0000"}]',
    "half a surrogate": '["\\ud800"]',
    "a number nobody can hold": "[1e999999]",
    "no array": '{"id": 1}',
    "too long": '"' + "x" * 1_000_001 + '"',
    "fifty-one": json.dumps([{}] * 51),
}


FUNCTIONS = (
    "hello", "pulse", "changes", "fill", "verify", "heads", "cases", "lease", "present", "ask", "answer",
    "report_month", "report_trend", "cases_behind",
)  # fmt: skip
NONSENSE = (
    "", "[", "[]", "null", "7", '"x"', "{}", '{"desk": "x"}', '{"desks": {"a": "b"}}',
    '{"desks": {"1": "9:1:"}}',
    '{"desk": 1e30}', '{"\\u0000": 1}', '{"desks": 5}', "{" * 100_000,
)  # fmt: skip


def test_hostile_input_gets_a_code_and_no_error(province: Province) -> None:
    for text in HOSTILE.values():
        answer = province.station("registrar").raw("execute", text)
        assert answer["code"] in ("malformed", "batch_too_large")


def test_every_function_answers_nonsense_with_a_code(province: Province) -> None:
    for function in FUNCTIONS:
        for text in NONSENSE:
            answer = province.station("registrar").raw(function, text)
            assert isinstance(answer.get("code"), str) or answer.get("news") is True, (function, text[:50])


WRONG_ENVELOPES: tuple[dict[str, Any], ...] = (
    {"id": "x"}, {"id": 5}, {"kind": 7}, {"kind": "x'; drop"}, {"version": 0}, {"desk": "1"},
    {"issued_at": "now"},
    {"issued_at": "2026-99-99T00:00:00Z"}, {"payload": []}, {"workstation": None}, {"more": 1},
)  # fmt: skip


def test_an_envelope_of_the_wrong_form_is_refused_and_leaves_no_entry(province: Province) -> None:
    station = province.station("registrar")
    for change in WRONG_ENVELOPES:
        (answer,) = station.send(station.envelope("register_case", {}) | change)
        assert (answer["status"], answer["code"]) == ("rejected", "malformed"), change
    assert province.value("select count(*) from court.command_log") == 0


def test_a_command_sent_again_is_not_done_again(province: Province) -> None:
    station = province.station("registrar")
    story = province.story().register()
    station = province.station("authority")
    envelope = station.envelope("refer_case", {"case": str(story.case), "referral": str(uuid7()),
                                               "to_desk": world.FIRST, "method": "manual"})  # fmt: skip
    (first,) = station.send(envelope)
    (again,) = station.send(envelope)
    assert first["status"] == "applied"
    assert again == first | {"status": "duplicate"}
    assert province.value("select count(*) from court.referral") == 1


def test_a_rejection_is_final_for_its_id_and_logged(province: Province) -> None:
    station = province.station("authority")
    envelope = station.envelope("refer_case", {"case": str(uuid7()), "referral": str(uuid7()),
                                               "to_desk": world.FIRST, "method": "manual"})  # fmt: skip
    (first,) = station.send(envelope)
    assert (first["status"], first["code"], first["field"]) == ("rejected", "unknown_case", "case")
    assert station.send(envelope) == [first]
    assert province.value("select status from court.command_log") == "rejected"


def test_an_id_used_for_something_else_is_refused(province: Province) -> None:
    station = province.station("authority")
    envelope = station.envelope("refer_case", {"case": str(uuid7())})
    station.send(envelope)
    (answer,) = station.send(envelope | {"payload": {"case": str(uuid7())}})
    assert answer["code"] == "id_reused"
    assert province.value("select count(*) from court.command_log") == 1


def test_one_wrong_command_of_a_batch_does_not_harm_the_others(province: Province) -> None:
    station = province.station("registrar")
    good = [_registration(station) for _ in range(3)]
    good[1] = good[1] | {"payload": good[1]["payload"] | {"subject": ""}}
    answers = station.send(*good)
    assert [answer["status"] for answer in answers] == ["applied", "rejected", "applied"]
    assert (answers[1]["code"], answers[1]["field"]) == ("empty", "subject")
    assert province.value("select count(*) from court.court_case") == 2


def test_the_same_command_on_eight_connections_is_applied_once(province: Province) -> None:
    station = province.station("registrar")
    envelope = _registration(station)
    told: list[str] = []

    def send() -> None:
        with psycopg2.connect(**province.database.superuser) as connection, connection.cursor() as cursor:
            cursor.execute("set session authorization registrar")
            cursor.execute("select api.execute(%s)", (json.dumps([envelope]),))
            told.append(cursor.fetchone()[0]["answers"][0]["status"])

    threads = [threading.Thread(target=send) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(told) == ["applied"] + ["duplicate"] * 7


def test_a_role_does_only_its_own_work(province: Province) -> None:
    for login, kind, code in (
        ("clerk2", "sign_decision", "forbidden"), ("registrar", "refer_case", "forbidden"),
        ("head", "register_case", "forbidden"), ("admin", "open_seal", "forbidden"),
        ("clerk2", "register_case", "forbidden"), ("clerk2", "drop_everything", "unknown_command"),
    ):  # fmt: skip
        station = province.station(login)
        (answer,) = station.send(station.envelope(kind, {}))
        assert answer["code"] == code


def test_nobody_acts_for_a_desk_that_is_not_his(province: Province) -> None:
    station = province.station("clerk2")
    (answer,) = station.send(station.envelope("accept_referral", {}, desk=world.SECOND))
    assert (answer["code"], answer["field"]) == ("forbidden", "desk")
    assert province.value("select count(*) from court.command_log") == 0


def test_another_isolation_is_refused(province: Province) -> None:
    station = province.station("registrar")
    with station.connection.cursor() as cursor:
        cursor.execute("begin isolation level repeatable read")
        for function in ("execute", "changes", "lease", "present"):
            cursor.execute(f"select api.{function}('[]')")
            assert cursor.fetchone()[0]["code"] in ("not_read_committed", "malformed")
        cursor.execute("rollback")


def test_a_locked_account_does_nothing_more(province: Province) -> None:
    station = province.station("registrar")
    envelope = _registration(station)
    with province.superuser() as cursor:
        cursor.execute("update court.account set locked = true, changed = default where login = 'registrar'")
    (answer,) = station.send(envelope)
    assert answer["code"] == "forbidden"
    with pytest.raises(Rejected, match="account_locked"):
        station.ask("hello", client_version="0.1.0", schema_version=1, workstation=str(uuid7()), machine="x")


def test_an_old_client_is_told_which_version_it_needs(province: Province) -> None:
    with pytest.raises(Rejected) as refused:
        province.station("registrar").ask(
            "hello", client_version="0.0.9", schema_version=1, workstation=str(uuid7()), machine="x"
        )
    assert (refused.value.code, refused.value.parameters) == ("client_too_old", {"minimum": "0.1.0"})


def test_hello_tells_what_may_be_done_where(province: Province) -> None:
    (desk,) = province.station("judge2").greeting["desks"]
    assert desk == {
        "desk": world.FIRST,
        "role": "judge",
        "kinds": [
            "amend_case", "open_step", "prepare_decision", "settle_step", "share_note", "sign_decision",
            "undo_command", "withdraw_decision", "write_note",
        ],
    }  # fmt: skip
    (desk,) = province.station("registrar").greeting["desks"]
    assert desk["kinds"] == ["amend_case", "register_case", "undo_command", "write_note"]


def _registration(station: world.Station) -> dict[str, Any]:
    command = world.registration(station)
    return station.envelope(command.KIND, command.payload())
