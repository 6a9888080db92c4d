"""A sealed case opens by its password, in five tries, and by nothing else."""

import dataclasses
import json
import threading
from datetime import timedelta

import psycopg2
import pytest

from common.commands import RecordPrint, ReissueSeal
from common.identifiers import uuid7
from tests.server import world
from tests.server.world import PASSWORD, Province, Rejected, Story

WRONG = b"\x01" * 32


@pytest.fixture
def sealed(province: Province) -> Story:
    """A case on its way to the court of appeal."""
    return province.story().register().refer().accept().decide("201").send_up()


def present(story: Story, connection: object, guess: bytes) -> dict[str, object]:
    """Present a guess on a connection of one's own."""
    request = json.dumps({"seal": str(story.seal), "desk": world.APPEAL, "guess": guess.hex()})
    with connection.cursor() as cursor:  # type: ignore[attr-defined]
        cursor.execute("select api.present(%s)", (request,))
        answer: dict[str, object] = cursor.fetchone()[0]
    return answer


def test_the_right_password_opens_and_the_wrong_one_tells_how_many_are_left(sealed: Story) -> None:
    with pytest.raises(Rejected) as refused:
        sealed.open(sealed.present(WRONG))
    assert (refused.value.code, refused.value.parameters) == ("wrong_password", {"left": 4})
    assert sealed.open(sealed.present(sealed.stretched))["ordinal"] == 2
    with pytest.raises(Rejected, match="seal_opened"):
        sealed.present(sealed.stretched)


def test_after_five_wrong_passwords_the_right_one_is_too_late(sealed: Story) -> None:
    for _ in range(5):
        attempt = sealed.present(WRONG)
    with pytest.raises(Rejected, match="seal_locked"):
        sealed.present(sealed.stretched)
    with pytest.raises(Rejected) as refused:
        sealed.open(attempt)
    assert refused.value.parameters == {"left": 0}


def test_the_sender_is_told_of_each_wrong_try_and_may_issue_a_new_password(sealed: Story) -> None:
    sender = sealed.province.station("clerk2")
    for _ in range(5):
        sealed.present(WRONG)
    (seal,) = sender.ask("fill", desk=world.FIRST)["rows"]["seal"]
    assert (seal[7], seal[8]) == ("locked", 5)
    fresh = dataclasses.replace(sealed, seal=uuid7(), stretched=b"\x09" * 32)
    sender.do(
        ReissueSeal(
            case=sealed.case, seal=fresh.seal, serial=sender.next_number("seal"), salt=bytes(16),
            verifier=world.verifier(fresh.stretched), expires_on=sender.today + timedelta(days=5),
            replaces=sealed.seal,
        )
    )  # fmt: skip
    with pytest.raises(Rejected, match="seal_void"):
        sealed.present(sealed.stretched)
    assert fresh.open(fresh.present(fresh.stretched))["ordinal"] == 2


def test_a_guess_that_is_rolled_back_answers_nothing(sealed: Story) -> None:
    station = sealed.province.station("clerk4")
    with psycopg2.connect(**sealed.province.database.as_("clerk4", PASSWORD)) as held:
        answer = present(sealed, held, sealed.stretched)
        command = station.envelope("open_seal", {
            "case": str(sealed.case), "seal": str(sealed.seal),
            "attempt": answer["attempt"], "entry": str(uuid7()),
            "received_on": str(station.today), "next_on": str(station.today), "next_kind": "supervision",
        })  # fmt: skip
        with held.cursor() as cursor:
            cursor.execute("select api.execute(%s)", (json.dumps([command]),))
            assert cursor.fetchone()[0]["answers"][0]["code"] == "attempt_unknown"
        held.rollback()
    assert sealed.province.value("select count(*) from court.seal_attempt") == 0


def test_guessing_on_twelve_connections_gets_no_more_than_five_tries(sealed: Story) -> None:
    counted: list[dict[str, object]] = []

    def guess() -> None:
        with psycopg2.connect(**sealed.province.database.superuser) as connection:
            with connection.cursor() as cursor:
                cursor.execute("set session authorization clerk4")
            counted.append(present(sealed, connection, WRONG))

    threads = [threading.Thread(target=guess) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(str(answer.get("attempt", answer.get("code"))) for answer in counted) == [
        *"12345", *["seal_locked"] * 7,
    ]  # fmt: skip


def test_nobody_else_may_guess_and_cannot_tell_whether_there_is_a_seal(sealed: Story) -> None:
    for login, desk in (("clerk3", world.SECOND), ("clerk2", world.FIRST)):
        station = sealed.province.station(login)
        for seal in (sealed.seal, uuid7()):
            with pytest.raises(Rejected, match="seal_unknown"):
                station.ask("present", seal=str(seal), desk=desk, guess=WRONG.hex())
    with pytest.raises(Rejected, match="forbidden"):
        sealed.present(WRONG, login="judge4")


def test_a_slip_is_printed_once(sealed: Story) -> None:
    sender = sealed.province.station("clerk2")
    sender.do(RecordPrint(case=sealed.case, seal=sealed.seal))
    with pytest.raises(Rejected, match="already_printed"):
        sender.do(RecordPrint(case=sealed.case, seal=sealed.seal))


def test_no_row_of_the_centre_holds_the_password(sealed: Story) -> None:
    sealed.present(sealed.stretched)
    for table in ("seal", "seal_attempt", "command_log"):
        assert not sealed.province.value(
            f"select bool_or(t::text like %s) from court.{table} t", (f"%{sealed.stretched.hex()}%",)
        )
