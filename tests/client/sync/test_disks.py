"""A disk that is full or takes no writing: it is said, nothing acknowledged is lost, work goes on after."""

import contextlib
import secrets
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from client.sync import instants, rescue
from client.sync.cache import Cache
from client.sync.drafts import Drafts
from client.sync.refusals import CacheUnwritable
from client.sync.session import Issued, ServerAddress, Session, SignInRefused
from tests.client.small_disk import Disk, needs_a_disk
from tests.client.sync.headless import Headless, MemoryKeyring, wait_until
from tests.client.sync.proxy import Proxy
from tests.server import world
from tests.server.world import Province

Office = Callable[..., Headless]
pytestmark = needs_a_disk


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    made = Disk(tmp_path / "disk")
    yield made
    made.remove()


def issue_until_refused(registrar: Headless) -> tuple[list[Issued], CacheUnwritable]:
    """Everything that was acknowledged, and how the first refusal reads."""
    stored: list[Issued] = []
    while True:
        try:
            stored.append(registrar.session.issue(registrar.register(), world.REFERRAL))
        except CacheUnwritable as refusal:
            return stored, refusal


def test_on_a_full_disk_nothing_acknowledged_is_lost_and_work_goes_on_when_there_is_room(
    disk: Disk, office: Office, road: ServerAddress, proxy: Proxy, province: Province
) -> None:
    registrar = office("registrar", road, home="disk/home")
    proxy.close_road()
    wait_until(lambda: not registrar.session.online)
    disk.fill()
    stored, refusal = issue_until_refused(registrar)
    assert refusal.code == "disk_full"
    with pytest.raises(CacheUnwritable):
        registrar.session.drafts.save("case_entry", "one", {"title": "متن" * 20_000})
    wait_until(lambda: registrar.session.link.code == "disk_full")
    disk.make_room()
    wait_until(lambda: registrar.session.link.code is None)
    registrar.session.drafts.save("case_entry", "one", {"title": "متن" * 20_000})
    stored.append(registrar.session.issue(registrar.register(), world.REFERRAL))
    waiting = registrar.rows("select id from outbox order by sequence")
    assert [row["id"] for row in waiting] == [str(each.id) for each in stored]
    proxy.open_road()
    registrar.settled()
    assert province.value("select count(*) from court.court_case") == len(stored)


def test_a_program_killed_by_a_full_disk_starts_again_with_all_it_had(
    disk: Disk, office: Office, road: ServerAddress, proxy: Proxy, province: Province
) -> None:
    keys = MemoryKeyring()
    registrar = office("registrar", road, home="disk/home", keys=keys)
    proxy.close_road()
    wait_until(lambda: not registrar.session.online)
    disk.fill()
    stored, _ = issue_until_refused(registrar)
    registrar.close()
    with contextlib.suppress(SignInRefused):
        office("registrar", road, home="disk/home", keys=keys).close()
    disk.make_room()
    proxy.open_road()
    registrar = office("registrar", road, home="disk/home", keys=keys)
    registrar.settled()
    assert province.value("select count(*) from court.court_case") == len(stored)
    assert registrar.session.rescue() is None


def test_while_online_a_full_disk_does_not_take_what_was_saved_and_the_answers_come_later(
    disk: Disk, office: Office, province: Province
) -> None:
    registrar = office("registrar", home="disk/home")
    disk.fill()
    stored, _ = issue_until_refused(registrar)
    disk.make_room()
    registrar.settled()
    assert province.value("select count(*) from court.court_case") == len(stored)


@pytest.mark.parametrize("before", ["nothing", "a cache"])
def test_a_disk_that_takes_no_writing_is_said_at_the_door(
    disk: Disk, office: Office, centre: ServerAddress, before: str
) -> None:
    keys = MemoryKeyring()
    if before == "a cache":
        office("registrar", home="disk/home", keys=keys).close()
    disk.allow_writing(False)
    with pytest.raises(SignInRefused) as refused:
        office("registrar", home="disk/home", keys=keys)
    assert refused.value.code == "cache_read_only"
    disk.allow_writing(True)
    assert office("registrar", home="disk/home", keys=keys).session.online


def test_without_room_for_a_new_cache_a_damaged_one_stays_where_it_is(
    disk: Disk, office: Office, tmp_path: Path
) -> None:
    keys = MemoryKeyring()
    registrar = office("registrar", home="disk/home", keys=keys)
    path = registrar.session.cache.path
    registrar.session.drafts.save("case_entry", "one", {"title": "نیمه‌کاره"})
    registrar.close()
    pages = path.stat().st_size // 4096
    with path.open("r+b") as file:
        file.seek((pages - 1) * 4096)
        file.write(b"\xff" * 4096)
    path.with_suffix(".witness").write_text(
        path.with_suffix(".witness").read_text().replace('"damaged": false', '"damaged": true ')
    )
    disk.fill()
    with pytest.raises(SignInRefused) as refused:
        office("registrar", home="disk/home", keys=keys)
    assert refused.value.code == "disk_full"
    disk.make_room()
    registrar = office("registrar", home="disk/home", keys=keys)
    assert [draft.title for draft in registrar.session.drafts.list()] == ["نیمه‌کاره"]
    found = registrar.session.rescue()
    assert found is not None
    assert Session.set_aside(tmp_path / "other", registrar.server, "registrar", keys) is None


def test_with_whatever_room_there_is_a_cache_is_rebuilt_whole_or_stays_where_it_is(disk: Disk) -> None:
    path, key = disk.place / "one.cache", secrets.token_bytes(32)
    cache = Cache(path, key)
    for form in range(40):
        Drafts(cache).save("case_entry", str(form), {"title": "متن" * 800})
    cache.close()
    whole, refused = path.read_bytes(), 0
    disk.fill()
    while path.read_bytes() == whole:
        disk.make_room(20 * 4096)
        try:
            cache = rescue.rebuild(path, key, "cache_damaged", instants.utc_now())
        except CacheUnwritable:
            refused += 1
    assert len(Drafts(cache).list()) == 40
    cache.close()
    assert refused
