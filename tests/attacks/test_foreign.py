"""Other people's cases, seals, tickets, numbers: refused, and the answer does not say whether they exist."""

import json
import uuid
from typing import Any

import psycopg2

from common.identifiers import uuid7
from tests.server import world
from tests.server.world import Province, Story


def payloads(story: Story, case: uuid.UUID, today: str) -> dict[str, dict[str, Any]]:
    """A well-formed payload of every command that names a case."""
    seal = {
        "case": str(case), "seal": str(uuid7()), "serial": "1" * 18, "salt": "00" * 16, "verifier": "00" * 32,
        "expires_on": today,
    }  # fmt: skip
    entry = {"entry": str(uuid7()), "received_on": today, "next_on": today, "next_kind": "supervision"}
    return {
        "accept_referral": {"case": str(case), "referral": str(story.referral), **entry},
        "prepare_decision": {
            "case": str(case), "decision": str(uuid7()), "entry": str(story.entry), "number": "1" * 18,
            "kind": "verdict", "disposition": "201", "decided_on": today, "body": "رأی",
        },
        "amend_case": {
            "case": str(case),
            "changes": [
                {"id": str(uuid7()), "entity": "court_case", "row": str(story.case), "field": "subject",
                 "old": "مزاحمت تلفنی", "new": "توهین"},
            ],
        },
        "undo_command": {"case": str(case), "command": str(uuid7())},
        "write_note": {"case": str(case), "note": str(uuid7()), "scope": "branch", "body": "یادداشت"},
        "open_step": {"case": str(case), "step": str(uuid7()), "kind": "inquiry", "title": "استعلام"},
        "settle_step": {"case": str(case), "step": str(uuid7()), "outcome": "done"},
        "withdraw_decision": {"case": str(case), "decision": str(story.decision)},
        "send_up": {**seal, "to_desk": world.APPEAL, "objection": "appeal", "filed_on": today},
        "reissue_seal": {**seal, "replaces": str(story.seal)},
        "record_print": {"case": str(case), "seal": str(story.seal)},
        "open_seal": {"case": str(case), "seal": str(story.seal), "attempt": 1, **entry},
    }  # fmt: skip


def test_an_unknown_and_a_foreign_case_get_the_same_answer(sealed: Story) -> None:
    """A command on a case of another branch, and on one that does not exist: answers alike."""
    outsider = sealed.province.station("clerk3")
    foreign = payloads(sealed, sealed.case, str(outsider.today))
    unknown = payloads(sealed, uuid7(), str(outsider.today))
    for kind in foreign:
        (of_foreign,) = outsider.send(outsider.envelope(kind, foreign[kind]))
        (of_unknown,) = outsider.send(outsider.envelope(kind, unknown[kind]))
        assert (of_foreign["code"], of_foreign["field"]) == ("unknown_case", "case"), kind
        assert of_foreign | {"id": None} == of_unknown | {"id": None}, kind


def test_a_judge_and_a_referral_authority_are_told_as_little(sealed: Story) -> None:
    judge = sealed.province.station("judge3")
    authority = sealed.province.station("authority")
    for person, kind, other in (
        (judge, "sign_decision", {"decision": str(sealed.decision)}),
        (judge, "share_note", {"note": str(uuid7())}),
        (authority, "refer_case", {"referral": str(uuid7()), "to_desk": world.SECOND, "method": "manual"}),
    ):
        answers = [
            person.send(person.envelope(kind, {"case": str(case), **other}))[0] | {"id": None}
            for case in (sealed.case, uuid7())
        ]
        assert answers[0] == answers[1]
        assert answers[0]["code"] == "unknown_case"


def test_the_cost_of_asking_for_a_foreign_case_is_that_of_an_unknown_one(sealed: Story) -> None:
    """EXPLAIN (ANALYZE, BUFFERS) counts what a function touches: the same for both."""
    with (
        psycopg2.connect(**sealed.province.connection("clerk3")) as connection,
        connection.cursor() as cursor,
    ):
        seen = set()
        for case in (sealed.case, sealed.case, uuid7(), sealed.case, uuid7()):
            cursor.execute(
                "explain (analyze, buffers, timing off, summary off, format json) select api.cases(%s)",
                (json.dumps({"desk": world.SECOND, "ids": [str(case)]}),),
            )
            plan = cursor.fetchone()[0][0]["Plan"]
            seen.add((plan["Shared Hit Blocks"], plan["Shared Read Blocks"]))
        connection.rollback()
    # The first call plans, the others only run.
    assert len(seen) <= 2, seen
    connection.close()


def test_a_foreign_seal_ticket_and_workstation_are_as_good_as_none(sealed: Story) -> None:
    province = sealed.province
    outsider, appeal = province.station("clerk3"), province.station("clerk4")
    for seal in (sealed.seal, uuid7()):
        request = {"seal": str(seal), "desk": outsider.desk, "guess": "00" * 32}
        assert outsider.raw("present", json.dumps(request)) == {"code": "seal_unknown", "field": "seal"}
    for desk in (world.APPEAL, 999):
        request = {"seal": str(sealed.seal), "desk": desk, "guess": "00" * 32}
        assert outsider.raw("present", json.dumps(request)) == {"code": "forbidden", "field": "desk"}
    assert province.value("select tries from court.seal") == 0

    ticket = province.station("enquirer").ask(
        "ask", desk=world.ENQUIRY, number=sealed.number, reason="مراجعه"
    )["ticket"]
    for foreign in (ticket, str(uuid.uuid4())):
        for person in (outsider, appeal, province.station("admin")):
            answer = person.raw("answer", json.dumps({"ticket": foreign}))
            assert answer == {"code": "ticket_unknown", "field": "ticket"}

    theirs = str(province.station("registrar").workstation)
    for workstation in (theirs, str(uuid7())):
        request = {"workstation": workstation, "year": 1405, "type": "case", "size": 10}
        refusal = {"code": "unknown_workstation", "field": "workstation"}
        assert outsider.raw("lease", json.dumps(request)) == refusal
        (answer,) = outsider.send(outsider.envelope("accept_referral", {}, workstation=workstation))
        assert {key: answer[key] for key in ("code", "field")} == refusal
    hello = {"client_version": "0.1.0", "schema_version": 1, "workstation": theirs, "machine": "x"}
    assert outsider.raw("hello", json.dumps(hello)) == refusal


def test_another_workstations_numbers_and_another_persons_ids_are_not_to_be_used(province: Province) -> None:
    registrar, authority = province.station("registrar"), province.station("authority")
    number = registrar.next_number("case")
    story = province.story().register()
    stolen = {
        "case": str(uuid7()), "number": number, "kind": "criminal", "received_on": str(registrar.today),
        "subject": "x", "claims": [world.charge().payload()], "parties": [world.party("accused").payload()],
    }  # fmt: skip
    (answer,) = authority.send(authority.envelope("register_case", stolen))
    assert (answer["code"], answer["field"]) == ("number_not_leased", "number")

    known = province.value("select id::text from court.command_log")
    outsider = province.station("clerk3")
    replay = outsider.envelope("accept_referral", {"case": str(story.case)}, id=known)
    assert outsider.send(replay)[0]["code"] == "id_reused"
    assert province.value("select count(*) from court.command_log where id = %s", (known,)) == 1


def test_an_enquiry_leaves_its_trace_before_it_is_answered(sealed: Story) -> None:
    kwargs = sealed.province.connection("enquirer")
    with psycopg2.connect(**kwargs) as connection, connection.cursor() as cursor:
        question = json.dumps({"desk": world.ENQUIRY, "number": sealed.number, "reason": "مراجعه"})
        cursor.execute("select api.ask(%s)", (question,))
        ticket = cursor.fetchone()[0]["ticket"]
        cursor.execute("savepoint here")
        cursor.execute("select api.answer(%s)", (json.dumps({"ticket": ticket}),))
        assert cursor.fetchone() == ({"code": "ticket_unknown", "field": "ticket"},)
        connection.rollback()
        cursor.execute("select api.answer(%s)", (json.dumps({"ticket": ticket}),))
        assert cursor.fetchone() == ({"code": "ticket_unknown", "field": "ticket"},)
    connection.close()
    assert sealed.province.value("select count(*) from court.enquiry") == 0


def test_one_login_cannot_take_the_numbers_of_the_province(province: Province) -> None:
    greedy = province.station("admin")
    request = json.dumps({"workstation": str(greedy.workstation), "year": 1405, "type": "case", "size": 1000})
    answers = [greedy.raw("lease", request) for _ in range(60)]
    assert answers[-1] == {"code": "lease_too_fast"}
    assert sum("first" in answer for answer in answers) == 50
    station = province.station("registrar")
    lease = station.ask("lease", workstation=str(station.workstation), year=1405, type="case", size=1000)
    assert lease["last"] - lease["first"] == 999
