"""Whoever rewrites the log is seen."""

import pytest

from server import audit
from tests.server.world import Province

TAMPERINGS = {
    "another actor": "update court.command_log set actor = 'authority' where n = 1 and desk = 1",
    "another time": "update court.command_log set received_at = received_at - interval '1 day' where desk=1",
    "another subject": (
        "update court.command_log set payload = jsonb_set(payload, '{subject}', '1') where n = 1 and desk = 1"
    ),
    "another result": "update court.command_log set result = '{\"ordinal\": 7}' where desk = 2 and n = 1",
    "a rejection made good": "update court.command_log set status = 'applied' where status = 'rejected'",
    "an entry taken out": "delete from court.command_log where desk = 1 and n = 1",
    "the last entry taken out": "delete from court.command_log where desk = 2",
    "another case": "update court.command_log set case_id = null where desk = 1 and n = 2",
    "another receipt": "update court.command_log set receipt = sha256(receipt) where desk = 1 and n = 1",
    "another head": "update court.chain_head set hash = sha256(hash) where desk = 1",
}


@pytest.fixture
def written(province: Province) -> Province:
    """A province whose log holds applied and rejected commands of two desks."""
    province.story().register().refer().accept()
    station = province.station("clerk2")
    station.send(station.envelope("sign_decision", {"case": "x"}))
    return province


def test_what_the_door_wrote_is_whole(written: Province) -> None:
    report = audit.verify(written.database.superuser)
    assert (report.entries, report.desks, report.findings) == (4, 2, [])


@pytest.mark.parametrize("statement", TAMPERINGS.values(), ids=TAMPERINGS.keys())
def test_a_changed_log_is_found(
    written: Province, statement: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with written.superuser() as cursor:
        cursor.execute("set session_replication_role = replica")
        cursor.execute(statement)
        assert cursor.rowcount > 0
    assert audit.tell(audit.verify(written.database.superuser)) == 1
    assert "desk" in capsys.readouterr().err


def test_the_log_cannot_be_changed_in_passing(written: Province) -> None:
    with pytest.raises(Exception, match="append-only"), written.superuser() as cursor:
        cursor.execute("update court.command_log set actor = 'x'")
