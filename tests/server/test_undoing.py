"""The last command on a case is taken back by its author, while nothing depends on it."""

import re
import uuid
from collections.abc import Callable
from typing import Any

import pytest

from common.commands import UNDOABLE, AmendCase, FlagAdded, RepresentationStated, ShareNote, UndoCommand
from common.identifiers import uuid7
from server import audit
from server.migrate import SQL
from tests.server import acts, world
from tests.server.amending import (
    amend,
    change,
    field,
    keys,
    last_command,
    parties,
    subject,
    undo,
)
from tests.server.world import Province, Rejected, Story


def access(province: Province, story: Story) -> dict[int, int]:
    with province.superuser() as cursor:
        cursor.execute("select desk, level from court.case_access where case_id = %s", (str(story.case),))
        return dict(cursor.fetchall())


def test_both_sides_know_what_can_be_taken_back() -> None:
    text = (SQL / "command" / "undo_command.sql").read_text(encoding="utf-8")
    known = re.search(r"undone\.kind not in \(([^)]*)\)", text)
    assert known is not None
    assert tuple(re.findall(r"'(\w+)'", known[1])) == UNDOABLE


def test_a_registration_taken_back_withdraws_the_case(province: Province) -> None:
    story = province.story().register()
    undo(story, last_command(province, "register_case"))
    assert field(province, "court_case", story.case, "withdrawn") is True
    for step in (
        story.refer,
        lambda: amend(story, subject(story, "توهین")),
        lambda: undo(story, last_command(province, "register_case")),
        lambda: acts.write_note(story, login="registrar"),
    ):
        with pytest.raises(Rejected, match="case_withdrawn"):
            step()
    with pytest.raises(Rejected, match="already_used") as refused:  # its number stays used
        province.story().register(number=story.number)
    assert refused.value.field == "number"


def test_a_referral_taken_back_is_announced_no_more_and_the_case_is_referred_anew(province: Province) -> None:
    story = province.story().register().refer()
    undo(story, last_command(province, "refer_case"), login="authority")
    assert access(province, story) == {world.REFERRAL: 2, world.FIRST: 0}
    with pytest.raises(Rejected, match="unknown_case"):
        story.accept()
    story.referral = uuid7()
    story.refer(world.SECOND).accept("clerk3")
    assert story.accepted["ordinal"] == 1


def test_an_acceptance_taken_back_leaves_the_referral_waiting(province: Province) -> None:
    story = province.story().register().refer().accept()
    undo(story, last_command(province, "accept_referral"), login="clerk2")
    assert access(province, story) == {world.REFERRAL: 2, world.FIRST: 1}
    assert field(province, "court_case", story.case, "holder") == world.REFERRAL
    assert field(province, "referral", story.referral, "state") == "waiting"
    assert field(province, "docket_entry", story.entry, "void") is True
    judge, month = province.station("judge2"), 1405 * 12 + 8
    told = judge.ask("report_month", desk=world.FIRST, month=month)
    assert (told["rows"][0][1:], told["classes"]) == ([0, 0, 0, 0], [])
    trend = judge.ask("report_trend", **{"desk": world.FIRST, "from": month, "to": month})
    assert trend["rows"] == [[month, 0, 0, 0, 0]]
    for figure in ("opening", "incoming", "disposed", "closing"):
        behind = judge.ask("cases_behind", desk=world.FIRST, branch=world.FIRST, month=month, figure=figure)
        assert behind["rows"] == []
    story.entry = uuid7()
    story.accept()  # the number of the void stay is not given again, but the stay is the case's first
    assert (story.accepted["ordinal"], story.accepted["archive_row"]) == (2, 2)
    assert field(province, "docket_entry", story.entry, "in_class") == "new"
    story.decide("201")


def test_after_an_acceptance_taken_back_the_referral_is_too(province: Province) -> None:
    story = province.story().register().refer().accept()
    undo(story, last_command(province, "accept_referral"), login="clerk2")
    undo(story, last_command(province, "refer_case"), login="authority")
    assert access(province, story) == {world.REFERRAL: 2, world.FIRST: 0}
    undo(story, last_command(province, "register_case"))
    assert field(province, "court_case", story.case, "withdrawn") is True


def test_a_decision_taken_back_is_withdrawn_and_another_may_be_prepared(province: Province) -> None:
    story = acts.at_branch(province)
    decision = acts.prepare(story)
    undo(story, last_command(province, "prepare_decision"), login="clerk2")
    assert field(province, "decision", decision, "state") == "withdrawn"
    with pytest.raises(Rejected):
        acts.sign(story, decision)
    acts.sign(story, acts.prepare(story))


def test_an_amendment_taken_back_says_what_it_said_before_and_keeps_both_values(province: Province) -> None:
    story = province.story().register()
    first, second = parties(province, story)
    before = snapshot(province)
    flag = uuid7()
    lawyer = world.party("lawyer")
    amend(
        story, subject(story, "توهین"), change("party", first, "given", "علی", "مریم"),
        change("party", first, "family", "محمدی", "رضایی"),
        change("party", second, "birth_on", None, "1990-01-01"),
        change("party", second, "struck", "false", "true"),
        keys=(keys(first, "مریم", "رضایی"),), parties=(lawyer, world.party("accused")),
        claims=(world.charge(amount=5),),
        representations=(
            RepresentationStated(id=uuid7(), representative=lawyer.id, client=uuid.UUID(first)),
        ),
        flags=(FlagAdded(id=flag, party=uuid.UUID(first), flag="deaf"),),
    )  # fmt: skip
    assert snapshot(province) != before
    undo(story, last_command(province, "amend_case"))
    assert snapshot(province) == before
    told = province.value(
        "select count(*) from court.amendment a join court.amendment b"
        " on a.row_id = b.row_id and a.field = b.field and a.old is not distinct from b.new"
        " and a.new is not distinct from b.old and a.at < b.at where a.field is not null"
    )
    assert told == 5
    assert province.value("select count(*) from court.amendment where field = 'struck' and new = 'true'") == 6
    amend(story, subject(story, "تهدید"), flags=(FlagAdded(id=uuid7(), party=uuid.UUID(first), flag="deaf"),))


def snapshot(province: Province) -> Any:
    """What the case says, struck rows left out."""
    return province.value(
        "select jsonb_agg(to_jsonb(r) - 'changed') from ("
        "select c.id, to_jsonb(c) - 'changed' as r from court.court_case c"
        " union all select p.id, to_jsonb(p) - 'changed' from court.party p where not p.struck"
        " union all select p.id, to_jsonb(p) - 'changed' from court.claim p where not p.struck"
        " union all select p.id, to_jsonb(p) - 'changed' from court.representation p where not p.struck"
        " union all select p.id, to_jsonb(p) - 'changed' from court.party_flag p where not p.struck"
        " order by 1) r"
    )


def test_what_an_amendment_replaced_comes_back_when_it_is_taken_back(province: Province) -> None:
    """The flag taken out and the one put in its place are never there at once."""
    story = province.story().register()
    first = uuid.UUID(parties(province, story)[0])
    flag, other = uuid7(), uuid7()
    amend(story, flags=(FlagAdded(id=flag, party=first, flag="interpreter", detail="کردی"),))
    amend(
        story, change("party_flag", flag, "struck", "false", "true"),
        flags=(FlagAdded(id=other, party=first, flag="interpreter", detail="ترکی"),),
    )  # fmt: skip
    undo(story, last_command(province, "amend_case"))
    assert (
        field(province, "party_flag", flag, "struck"),
        field(province, "party_flag", other, "struck"),
    ) == (
        False,
        True,
    )


def test_amendments_are_taken_back_one_after_the_other(province: Province) -> None:
    story = province.story().register()
    first = amend(story, subject(story, "توهین"))
    second = amend(story, subject(story, "تهدید", old="توهین"))
    with pytest.raises(Rejected, match="undo_not_last"):
        undo(story, first)
    undo(story, second)
    undo(story, first)
    assert field(province, "court_case", story.case, "subject") == "مزاحمت تلفنی"


def test_what_is_sent_again_after_it_was_taken_back_stays_taken_back(province: Province) -> None:
    story = province.story().register()
    station = province.station("registrar")
    change = AmendCase(case=story.case, changes=(subject(story, "توهین"),))
    given = station.envelope(change.KIND, change.payload())
    back = UndoCommand(case=story.case, command=uuid.UUID(given["id"]))
    taken_back = station.envelope(back.KIND, back.payload())
    assert [answer["status"] for answer in station.send(given, taken_back)] == ["applied"] * 2
    assert [answer["status"] for answer in station.send(given, taken_back, given)] == ["duplicate"] * 3
    assert field(province, "court_case", story.case, "subject") == "مزاحمت تلفنی"
    assert province.value("select count(*) from court.amendment") == 2
    again = amend(story, subject(story, "توهین"))  # the same said anew is another command, and taken back too
    undo(story, again)
    assert audit.verify(province.database.superuser).findings == []


def test_a_note_taken_back_is_gone_unless_it_was_shared(province: Province) -> None:
    story = acts.at_branch(province)
    note = acts.write_note(story)
    undo(story, last_command(province, "write_note"), login="clerk2")
    assert field(province, "note", note, "withdrawn") is True
    private = acts.write_note(story, "private", login="judge2")
    province.station("judge2").do(ShareNote(case=story.case, note=private))
    with pytest.raises(Rejected, match="undo_impossible"):
        undo(story, last_command(province, "write_note"), login="judge2")


def test_notes_and_prints_do_not_stand_in_the_way(province: Province) -> None:
    story = province.story().register()
    amended = amend(story, subject(story, "توهین"))
    acts.write_note(story, login="authority")
    undo(story, amended)


REFUSED: tuple[tuple[str, Callable[[Story], tuple[uuid.UUID, str]]], ...] = (
    ("undo_not_yours", lambda story: (uuid7(), "clerk2")),
    ("undo_not_yours", lambda story: (last_command(story.province, "accept_referral"), "manager2")),
    ("undo_not_yours", lambda story: (last_command(story.province, "refer_case"), "clerk2")),
    ("undo_not_last", lambda story: (last_command(story.province, "refer_case"), "authority")),
    ("undo_not_last", lambda story: (last_command(story.province, "register_case"), "registrar")),
)


@pytest.mark.parametrize(("code", "attempt"), REFUSED)
def test_what_is_not_ones_own_or_not_the_last_is_not_taken_back(
    province: Province, code: str, attempt: Callable[[Story], tuple[uuid.UUID, str]]
) -> None:
    story = acts.at_branch(province)
    command, login = attempt(story)
    with pytest.raises(Rejected, match=code) as refused:
        undo(story, command, login=login)
    assert refused.value.field == "command"
    assert province.value("select holder from court.court_case") == world.FIRST


def test_a_command_of_another_case_is_not_taken_back_by_way_of_this_one(province: Province) -> None:
    story = province.story().register()
    foreign = last_command(province, "register_case")
    other = province.story().register()
    with pytest.raises(Rejected, match="undo_not_yours"):
        undo(other, foreign)
    assert field(province, "court_case", story.case, "withdrawn") is False


def test_a_rejected_command_is_not_taken_back(province: Province) -> None:
    story = province.story().register()
    station = province.station("registrar")
    envelope = station.envelope("amend_case", {"case": str(story.case)})
    (answer,) = station.send(envelope)
    assert answer["code"] == "nothing_changed"
    with pytest.raises(Rejected, match="undo_not_yours"):
        undo(story, uuid.UUID(envelope["id"]))


def test_what_cannot_be_taken_back_says_so(province: Province) -> None:
    story = acts.at_branch(province)
    decision = acts.prepare(story)
    acts.sign(story, decision)
    with pytest.raises(Rejected, match="undo_impossible"):
        undo(story, last_command(province, "sign_decision"), login="judge2")
    other = province.story().register()
    amended = amend(other, subject(other, "توهین"))
    undone = undo(other, amended)
    for command in (amended, undone):
        with pytest.raises(Rejected, match="undo_impossible"):
            undo(other, command)


def test_after_the_minutes_of_the_setting_it_is_too_late(province: Province) -> None:
    story = province.story().register()
    amended = amend(story, subject(story, "توهین"))
    assert province.station("registrar").greeting["settings"]["undo_minutes"] == 30
    with province.superuser() as cursor:
        cursor.execute("update court.setting set value = '0', changed = default where key = 'undo_minutes'")
    with pytest.raises(Rejected, match="undo_too_late"):
        undo(story, amended)
    assert field(province, "court_case", story.case, "subject") == "توهین"
