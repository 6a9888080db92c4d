"""Workstations that work on one case come to tell the same, as the centre does."""

from collections.abc import Callable

from client.sync.events import Answered
from tests.client.sync.headless import Headless, known
from tests.server import world

Office = Callable[..., Headless]


def test_a_case_goes_from_the_counter_to_the_court_of_appeal_and_all_tell_the_same(office: Office) -> None:
    registrar, authority = office("registrar"), office("authority")
    clerk, judge, appeal = office("clerk2"), office("judge2"), office("clerk4")

    registered = registrar.register()
    registrar.do(registered)
    case = registered.case
    authority.wait_for("select * from v_court_case where id = :case", case=str(case))
    authority.do(authority.refer(case, world.FIRST))
    assert clerk.do(clerk.accept(case)).result == {"ordinal": 1, "archive_year": 1405, "archive_row": 1}
    clerk.do(clerk.prepare(case))
    assert judge.do(judge.sign(case)).result == {"register_year": 1405, "register_row": 1}
    clerk.wait_for(
        "select * from v_docket_entry where case_id = :case and disposed_on is not null", case=str(case)
    )
    command, password = clerk.send_up(case, world.APPEAL)
    clerk.do(command)
    assert appeal.rows("select * from court_case") == []
    assert appeal.do(appeal.open(case, password)).result["ordinal"] == 2

    holders = (clerk, judge, appeal)
    for each in (*holders, registrar, authority):
        each.settled()
    for each in holders:
        each.wait_for("select * from v_seal where case_id = :case and state = 'opened'", case=str(case))
        each.wait_for("select * from v_docket_entry where case_id = :case and ordinal = 2", case=str(case))
    told = [each.case(case) for each in holders]
    assert told[0] == told[1] == told[2]
    counts = {name: len(rows) for name, rows in told[0].items() if rows}
    assert counts == {
        "court_case": 1, "party": 2, "claim": 1, "referral": 1, "docket_entry": 2, "decision": 1, "seal": 1,
        "event": 7,
    }  # fmt: skip
    assert registrar.case(case)["court_case"] == []
    assert registrar.case(case)["announcement"][0]["state"] == "accepted"
    for each in (*holders, registrar, authority):
        assert each.rows("select * from court_case where layer = 1") == []


def test_what_is_predicted_offline_is_what_the_centre_then_tells(office: Office) -> None:
    """Except the numbers of the books and the centre's own instants."""
    authority = office("authority")
    registered = authority.register()
    authority.session.issue(registered, world.REFERRAL)
    predicted = authority.case(registered.case)
    authority.settled()
    told = authority.case(registered.case)
    assert known(predicted) == known(told)


def test_a_prediction_gives_way_to_the_centres_row_without_a_moment_of_neither(office: Office) -> None:
    registrar = office("registrar")
    seen: list[int] = []
    registered = registrar.register()
    registrar.session.subscribe(
        lambda _: seen.append(
            len(registrar.rows("select 1 from v_court_case where id = :case", case=str(registered.case)))
        )
    )
    registrar.do(registered)
    registrar.settled()
    assert seen
    assert set(seen) == {1}


def test_a_refusal_comes_back_with_everything_typed_and_leaves_when_mended(office: Office) -> None:
    authority = office("authority")
    registered = authority.register()
    authority.do(registered)
    sent = authority.refer(registered.case, world.APPEAL)
    refused = authority.session.issue(sent, world.REFERRAL)
    answer: Answered = authority.answered(refused)
    assert (answer.status, answer.code, answer.field) == ("rejected", "wrong_branch", "to_desk")
    (task,) = authority.session.attention()
    assert (task.id, task.code, task.command) == (refused.id, "wrong_branch", sent)
    assert authority.case(registered.case)["referral"] == []
    mended = authority.session.issue(
        authority.refer(registered.case, world.FIRST), world.REFERRAL, refused.id
    )
    assert authority.answered(mended).status == "applied"
    assert authority.session.attention() == ()
