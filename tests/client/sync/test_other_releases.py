"""What another release left in the outbox is sent as it is, and shown as far as it is understood."""

import secrets
from datetime import UTC, datetime
from pathlib import Path

import pytest

from client.sync import foretelling, outbox
from client.sync.cache import Cache
from client.sync.payloads import command_of
from common.commands import WriteNote
from common.identifiers import uuid7

NOTE = WriteNote(case=uuid7(), note=uuid7(), scope="branch", body="متن")


@pytest.mark.parametrize(
    ("kind", "version", "payload"),
    [
        ("of_tomorrow", 1, NOTE.payload()),
        ("write_note", 2, NOTE.payload()),
        ("write_note", 1, {"case": str(NOTE.case)}),
        ("write_note", 1, NOTE.payload() | {"colour": "red"}),
    ],
)
def test_a_command_of_another_release_foretells_nothing_and_stays_in_the_queue(
    tmp_path: Path, kind: str, version: int, payload: dict[str, str]
) -> None:
    assert command_of(kind, version, payload) is None
    cache = Cache(tmp_path / "some.cache", secrets.token_bytes(32))
    with cache.write() as connection:
        outbox.put(connection, id=uuid7(), kind=kind, version=version, desk=1, case_id=str(NOTE.case),
                   payload=payload, issued_at=datetime.now(UTC))  # fmt: skip
        foretelling.remake(connection, [str(NOTE.case)], "clerk")
        assert connection.exec_driver_sql("select count(*) from v_event").scalar_one() == 0
        (entry,) = outbox.next_batch(connection)
    assert entry.payload == payload
    cache.close()
