"""A cache left by a released version, with commands that wait and a draft, goes on after the update.

`recorded/release-N.cache` was written once by the code of that release, with CACHE_VERSION N and the key
00 01 02 … 1f, and is never written again: each test works on a copy. It holds two registrations and the
referral of the first, given on 24 November 2026 at the referral desk, a half-typed entry, and numbers from
900000003 on. A release that raises CACHE_VERSION adds its own.
"""

import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from client.sync.cache import connect
from client.sync.cache_tables import CACHE_VERSION
from client.sync.session import ServerAddress
from client.sync.signing_in import cache_path, keys_of
from tests.client.sync.headless import Headless, MemoryKeyring, wait_until
from tests.server import world
from tests.server.world import Province

RECORDED = Path(__file__).parent / "recorded"
KEY = bytes(range(32))
WORKSTATION = "019ab000-0000-7000-8000-000000000001"
FIRST_NUMBER, LAST_NUMBER = 900_000_001, 900_000_200


@pytest.mark.parametrize("release", range(1, CACHE_VERSION))
def test_the_outbox_of_an_earlier_release_is_sent_once_and_in_order_and_its_draft_is_there(
    release: int,
    office: Callable[..., Headless],
    centre: ServerAddress,
    province: Province,
    tmp_path: Path,
) -> None:
    with province.superuser() as cursor:
        cursor.execute(
            "insert into court.workstation (id, login, machine) values (%s, 'authority', 'counter')",
            (WORKSTATION,),
        )
        cursor.execute(
            "insert into court.lease (workstation, year, type, first, last, incarnation)"
            " values (%s, 1405, 'case', %s, %s, 1)",
            (WORKSTATION, FIRST_NUMBER, LAST_NUMBER),
        )
    path = cache_path(tmp_path / "authority", centre, "authority")
    path.parent.mkdir(parents=True)
    shutil.copy(RECORDED / f"release-{release}.cache", path)
    with closing(connect(path, KEY)) as connection:
        assert connection.execute("pragma user_version").fetchone() == (release,)
        waiting = [row[0] for row in connection.execute("select id from outbox order by sequence")]
    keys = MemoryKeyring()
    keys.set_password("kelaseh", f"authority@{centre}#cache-key", KEY.hex())
    assert keys_of(centre, "authority", keys).cache_key() == KEY

    authority = office("authority", keys=keys)
    authority.settled()
    assert authority.session.rescue() is None
    with province.superuser() as cursor:
        cursor.execute("select id::text, status, workstation::text from court.command_log order by position")
        assert cursor.fetchall() == [(id, "applied", WORKSTATION) for id in waiting]
    wait_until(lambda: len(authority.rows("select 1 from court_case where layer = 0")) == len(waiting) - 1)
    assert province.value("select count(*) from court.referral where state = 'waiting'") == 1
    (draft,) = authority.session.drafts.list(f"case_entry/{world.REFERRAL}")
    assert draft.content["subject"] == "نیمه‌کارهٔ نسخهٔ یکم"
    assert int(authority.session.next_number("case")[-10:]) == FIRST_NUMBER + 2
    authority.do(authority.register())
