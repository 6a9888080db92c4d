"""Yesterday's cache file put back; two workstations of one user: no number twice, no command twice."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from client.sync.session import ServerAddress, SignInRefused
from client.sync.signing_in import cache_path
from common.errors import Rejection
from tests.client.sync.headless import Headless, MemoryKeyring, wait_until
from tests.client.sync.proxy import Proxy
from tests.server import world
from tests.server.world import Province
from tests.tree import ROOT

Office = Callable[..., Headless]


def save_copy(path: Path, to: Path) -> None:
    """As a backup of the workstation does."""
    for ending in ("", "-wal"):
        if Path(f"{path}{ending}").exists():
            shutil.copy(f"{path}{ending}", f"{to}{ending}")


def put_back(copy: Path, path: Path) -> None:
    """As whoever restores it does."""
    for ending in ("", "-wal", "-shm"):
        Path(f"{path}{ending}").unlink(missing_ok=True)
        if Path(f"{copy}{ending}").exists():
            shutil.copy(f"{copy}{ending}", f"{path}{ending}")


def test_a_cache_of_yesterday_put_back_catches_up_and_gives_no_number_again(
    office: Office, road: ServerAddress, proxy: Proxy, province: Province, tmp_path: Path
) -> None:
    keys = MemoryKeyring()
    path, copy = cache_path(tmp_path / "registrar", road, "registrar"), tmp_path / "backup"
    registrar = office("registrar", road, keys=keys)
    registrar.do(registrar.register())
    registrar.settled()
    proxy.close_road()
    wait_until(lambda: not registrar.session.online)
    given = [registrar.session.next_number("case")]
    waiting = registrar.register()
    registrar.session.issue(waiting, world.REFERRAL)
    registrar.close()
    save_copy(path, copy)

    proxy.open_road()
    registrar = office("registrar", road, keys=keys)
    later = [registrar.register() for _ in range(3)]
    for command in later:
        registrar.do(command)
    given += [waiting.number, registrar.session.next_number("case"), *(command.number for command in later)]
    proxy.close_road()
    wait_until(lambda: not registrar.session.online)
    lost = registrar.register()
    place = registrar.session.issue(lost, world.REFERRAL).sequence
    given.append(lost.number)
    registrar.close()
    put_back(copy, path)

    registrar = office("registrar", road, keys=keys)
    told = registrar.session.rescue()
    assert told is not None
    assert (told.reason, told.waiting) == ("cache_older", 1)
    assert registrar.session.outbox_counts().waiting == 1
    # The numbers of the copy may be on paper: without the centre there are none.
    with pytest.raises(Rejection, match="lease_exhausted"):
        registrar.session.next_number("case")
    proxy.open_road()
    wait_until(lambda: registrar.session.online)
    registrar.settled()
    number = wait_until(lambda: _number(registrar))
    assert number not in given
    told = registrar.session.rescue()
    assert told is not None
    # What the centre has is not lost; the one that was never sent is named.
    assert told.lost == (place,)
    issued = registrar.session.issue(registrar.register(), world.REFERRAL)
    assert issued.sequence > place
    assert registrar.answered(issued).status == "applied"
    registrar.settled()
    assert province.value("select count(*) from court.court_case") == 6
    assert province.value("select count(*) from court.command_log") == 6
    wait_until(lambda: len(registrar.rows("select 1 from court_case where layer = 0")) == 6)
    assert province.value("select count(distinct number) from court.court_case") == 6


def _number(registrar: Headless) -> str | None:
    try:
        return registrar.session.next_number("case")
    except Rejection:
        return None


@pytest.mark.parametrize("witness", ["the keyring", "the file beside it", "the centre"])
def test_one_witness_of_three_is_enough_to_know_an_older_copy(
    witness: str, office: Office, centre: ServerAddress, tmp_path: Path
) -> None:
    keys = MemoryKeyring()
    path, copy = cache_path(tmp_path / "registrar", centre, "registrar"), tmp_path / "backup"
    registrar = office("registrar", keys=keys)
    registrar.do(registrar.register())
    registrar.close()
    save_copy(path, copy)
    entries = dict(keys.entries)
    testimony = path.with_suffix(".witness").read_bytes()
    registrar = office("registrar", keys=keys)
    given = registrar.session.next_number("case")
    if witness == "the centre":
        registrar.do(registrar.register())
    registrar.close()
    put_back(copy, path)
    if witness != "the file beside it":
        path.with_suffix(".witness").write_bytes(testimony)
    if witness != "the keyring":
        keys.entries = entries
    registrar = office("registrar", keys=keys)
    told = registrar.session.rescue()
    assert told is not None
    assert told.reason == "cache_older"
    assert registrar.session.next_number("case") > given


def test_a_start_that_is_killed_between_marking_file_and_keyring_is_not_taken_for_an_older_copy(
    office: Office, centre: ServerAddress, tmp_path: Path
) -> None:
    keys = MemoryKeyring()
    office("registrar", keys=keys).close()
    before = dict(keys.entries)
    office("registrar", keys=keys).close()
    # The file was marked, the keyring was not.
    keys.entries = before
    registrar = office("registrar", keys=keys)
    assert registrar.session.rescue() is None


def test_two_workstations_of_one_user_share_everything_and_double_nothing(
    office: Office, province: Province
) -> None:
    counter, desk = office("authority", home="counter"), office("authority", home="desk")
    assert counter.session.workstation != desk.session.workstation
    issued = []
    for _ in range(5):
        issued += [
            (each, each.session.issue(each.register(), world.REFERRAL), each.session.next_number("case"))
            for each in (counter, desk)
        ]
    for each, command, _ in issued:
        assert each.answered(command).status == "applied"
    for each in (counter, desk):
        each.settled()
        wait_until(partial(_has_all, each))
    everything = "select * from court_case order by id"
    wait_until(lambda: counter.rows(everything) == desk.rows(everything))
    assert len({number for _, _, number in issued}) == 10
    assert province.value("select count(distinct number) from court.court_case") == 10
    assert province.value("select count(*) from court.command_log") == 10
    assert counter.session.rescue() is desk.session.rescue() is None


def _has_all(desk: Headless) -> bool:
    return len(desk.rows("select 1 from court_case where layer = 0")) == 10


_HOLDER = """
import sys
from pathlib import Path
from client.sync.file_lock import FileLock
FileLock(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""


def test_a_program_that_was_killed_leaves_no_lock_behind(
    office: Office, centre: ServerAddress, tmp_path: Path
) -> None:
    keys = MemoryKeyring()
    office("registrar", keys=keys).close()
    lock = cache_path(tmp_path / "registrar", centre, "registrar").with_suffix(".lock")
    first = subprocess.Popen(
        [sys.executable, "-c", _HOLDER, str(lock)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert first.stdout is not None
    assert first.stdout.readline() == "held\n"
    with pytest.raises(SignInRefused, match="cache_in_use"):
        office("registrar", keys=keys)
    os.kill(first.pid, signal.SIGKILL)
    first.communicate()
    assert office("registrar", keys=keys).session.online
