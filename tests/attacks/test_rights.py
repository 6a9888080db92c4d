"""What the centre permits, compared with the table of rights: every role at every kind of desk."""

import json
from contextlib import closing
from typing import Any

import pytest

from server import users
from tests.attacks import rights
from tests.server import world
from tests.server.world import Province, Station

DESK_OF = {
    "branch": world.FIRST,
    "referral": world.REFERRAL,
    "enquiry": world.ENQUIRY,
    "district": world.DISTRICT,
    "province": world.PROVINCE,
    "administration": world.ADMINISTRATION,
}
MONTH = 1405 * 12 + 7
NOT_PERMITTED = "forbidden"


def everywhere(province: Province, role: str) -> Station:
    """Somebody written down, also by mistake, in one role at a desk of each kind."""
    login = f"rights_{role}"
    with province.superuser() as cursor:
        users.add_login(cursor, login, world.PASSWORD, "مریم", "محمدی")
        for desk in DESK_OF.values():
            cursor.execute(
                "insert into court.membership (login, desk, role, during) values (%s, %s, %s, '[,]')",
                (login, desk, role),
            )
    return Station(province.connection(login), world.FIRST)


def code_of(answer: dict[str, Any]) -> str | None:
    """The code of a refusal."""
    code: str | None = answer.get("code")
    return code


@pytest.mark.parametrize("role", rights.ROLES)
def test_each_role_may_do_at_each_desk_what_the_table_says_and_no_more(province: Province, role: str) -> None:
    with closing(everywhere(province, role)) as person:
        told = {line["desk"]: set(line["kinds"]) for line in person.greeting["desks"]}
        for desk_kind, desk in DESK_OF.items():
            permitted = {kind for kind in rights.COMMANDS if rights.may_issue(role, kind, desk_kind)}
            # What an empty payload lacks is only looked at by who may issue the command.
            envelopes = [person.envelope(kind, {}, desk=desk) for kind in rights.COMMANDS]
            answers = person.send(*envelopes)
            done = {
                envelope["kind"]
                for envelope, answer in zip(envelopes, answers, strict=True)
                if answer["code"] != NOT_PERMITTED
            }
            assert done == permitted, desk_kind
            assert told.get(desk, set()) == permitted, desk_kind


@pytest.mark.parametrize("role", rights.ROLES)
def test_nobody_acts_for_a_desk_that_is_not_his(province: Province, role: str) -> None:
    with closing(everywhere(province, role)) as person:
        for desk in (world.SECOND, world.APPEAL, 999):
            answers = person.send(*(person.envelope(kind, {}, desk=desk) for kind in rights.COMMANDS))
            assert {(answer["code"], answer.get("field")) for answer in answers} == {("forbidden", "desk")}
            for function in ("fill", "verify", "heads"):
                assert code_of(person.raw(function, json.dumps({"desk": desk}))) == NOT_PERMITTED
            assert code_of(person.raw("cases", json.dumps({"desk": desk, "ids": []}))) == NOT_PERMITTED
            request = {"desk": desk, "seal": str(world.uuid7()), "guess": "00" * 32}
            assert code_of(person.raw("present", json.dumps(request))) == NOT_PERMITTED


@pytest.mark.parametrize("role", rights.ROLES)
def test_figures_enquiries_and_passwords_are_for_whom_the_table_names(province: Province, role: str) -> None:
    with closing(everywhere(province, role)) as person:
        for desk_kind, desk in DESK_OF.items():
            report = code_of(person.raw("report_month", json.dumps({"desk": desk, "month": MONTH})))
            trend = code_of(
                person.raw("report_trend", json.dumps({"desk": desk, "from": MONTH - 1, "to": MONTH}))
            )
            behind = code_of(
                person.raw(
                    "cases_behind",
                    json.dumps({"desk": desk, "branch": world.FIRST, "month": MONTH, "figure": "closing"}),
                )
            )
            expected = None if rights.may_report(role, desk_kind) else NOT_PERMITTED
            assert (report, trend, behind) == (expected,) * 3, desk_kind
            ask = {"desk": desk, "number": "1" * 18, "reason": "مراجعه"}
            asked = code_of(person.raw("ask", json.dumps(ask)))
            assert asked == (None if rights.may_enquire(role, desk_kind) else NOT_PERMITTED), desk_kind
            guess = {"desk": desk, "seal": str(world.uuid7()), "guess": "00" * 32}
            presented = code_of(person.raw("present", json.dumps(guess)))
            expected = "seal_unknown" if rights.may_present(role, desk_kind) else NOT_PERMITTED
            assert presented == expected, desk_kind


def test_figures_of_other_branches_are_told_to_heads_alone(province: Province) -> None:
    for login, acting, branch, seen in (
        ("judge2", world.FIRST, world.FIRST, True),
        ("judge2", world.FIRST, world.SECOND, False),
        ("manager2", world.FIRST, world.SECOND, False),
        ("head", world.DISTRICT, world.SECOND, True),
        ("head", world.DISTRICT, world.APPEAL, False),
        ("head", world.PROVINCE, world.APPEAL, False),
        ("chief", world.PROVINCE, world.APPEAL, True),
        ("chief", world.PROVINCE, 999, False),
        ("admin", world.ADMINISTRATION, world.FIRST, False),
    ):
        request = {"desk": acting, "branch": branch, "month": MONTH, "figure": "closing"}
        answer = province.station(login).raw("cases_behind", json.dumps(request))
        assert (code_of(answer) is None) is seen, (login, branch, answer)


def test_an_ended_membership_a_locked_account_and_an_idle_desk_give_no_right(province: Province) -> None:
    for statement in (
        "update court.membership set during = daterange(null, rule.today()) where login = 'clerk2'",
        "update court.membership set during = daterange(rule.today() + 1, null) where login = 'clerk2'",
        "update court.account set locked = true where login = 'clerk2'",
        "update court.desk set active = false where id = 2",
    ):
        person = province.station("clerk2")
        with province.superuser() as cursor:
            cursor.execute(statement)
        assert person.send(person.envelope("accept_referral", {}))[0]["code"] == NOT_PERMITTED
        assert person.ask("changes", desks={})["desks"] == []
        assert code_of(person.raw("fill", json.dumps({"desk": world.FIRST}))) == NOT_PERMITTED
        with province.superuser() as cursor:
            cursor.execute(
                "update court.membership set during = daterange(null, null) where login = 'clerk2'"
            )
            cursor.execute("update court.account set locked = false where login = 'clerk2'")
            cursor.execute("update court.desk set active = true where id = 2")
