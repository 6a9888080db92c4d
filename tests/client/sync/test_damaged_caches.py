"""A cache that can't be read as it was written: what is kept, what is told, what is built anew by itself."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from client.sync import rescue
from client.sync.cache import Cache, connect
from client.sync.cache_tables import CACHE_VERSION, outbox
from client.sync.keys import Keys
from client.sync.refusals import CacheDamaged
from client.sync.salvage import DamagedFile
from client.sync.session import Rescue, ServerAddress, Session, SignInRefused
from client.sync.signing_in import cache_path
from tests.client.sync.headless import Headless, MemoryKeyring, wait_until
from tests.client.sync.proxy import Proxy
from tests.server import world
from tests.server.world import Province

Office = Callable[..., Headless]
PAGE = 4096
WAITING = 12


@dataclass
class Desk:
    """The closed cache of a registrar: twelve commands wait, a draft is half typed, the centre is away."""

    path: Path
    keys: MemoryKeyring
    centre: ServerAddress
    proxy: Proxy
    office: Office

    @property
    def key(self) -> bytes:
        """The cache's key."""
        key = Keys(f"registrar@{self.centre}", self.keys).cache_key()
        assert key is not None
        return key

    def again(self) -> Headless:
        """The registrar signs in anew."""
        return self.office("registrar", self.centre, keys=self.keys)

    def refused(self) -> str:
        """The code a sign-in is refused with."""
        with pytest.raises(SignInRefused) as refused:
            self.again()
        return refused.value.code

    def ask(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        """A look into the closed file."""
        with closing(connect(self.path, self.key)) as connection:
            return list(connection.execute(query, values))

    def spoil(self, *pages: int) -> None:
        """Overwrite pages, counted from 1, as a failing disk would."""
        with self.path.open("r+b") as file:
            for page in pages:
                file.seek((page - 1) * PAGE)
                file.write(b"\xff" * PAGE)

    def root(self, table: str) -> int:
        """The first page of a table, or of an index."""
        return int(self.ask("select rootpage from sqlite_master where name = ?", table)[0][0])

    def set_aside(self) -> Path:
        """As the user decides when the sign-in was refused."""
        aside = Session.set_aside(self.path.parents[1], self.centre, "registrar", self.keys)
        assert aside is not None
        return aside


@pytest.fixture
def desk(office: Office, road: ServerAddress, proxy: Proxy, tmp_path: Path) -> Desk:
    keys = MemoryKeyring()
    registrar = office("registrar", road, keys=keys)
    registrar.do(registrar.register())
    registrar.settled()
    proxy.close_road()
    wait_until(lambda: not registrar.session.online)
    for _ in range(WAITING):
        registrar.session.issue(registrar.register(), world.REFERRAL)
    registrar.session.drafts.save("case_entry", "half", {"title": "نیمه‌کاره"})
    registrar.close()
    proxy.open_road()
    return Desk(cache_path(tmp_path / "registrar", road, "registrar"), keys, road, proxy, office)


def told(headless: Headless) -> Rescue:
    found = headless.session.rescue()
    assert found is not None
    return found


def assert_sent_once(registrar: Headless, province: Province, number: int) -> None:
    registrar.settled()
    wait_until(lambda: len(registrar.rows("select 1 from court_case where layer = 0")) == number)
    assert province.value("select count(*) from court.court_case") == number
    assert province.value("select count(*) from court.command_log") == number


def test_damage_beside_the_queue_is_healed_at_the_next_start_and_what_waits_is_sent_once(
    desk: Desk, province: Province
) -> None:
    desk.spoil(desk.root("lease"))
    registrar = desk.again()
    found = told(registrar)
    assert (found.reason, found.waiting, found.drafts) == ("cache_damaged", WAITING, 1)
    assert_sent_once(registrar, province, 1 + WAITING)
    assert [draft.title for draft in registrar.session.drafts.list()] == ["نیمه‌کاره"]
    assert told(registrar).complete
    assert desk.path.with_name(found.aside).stat().st_size > 100 * PAGE
    registrar.session.settle_rescue()
    registrar.restart()
    assert registrar.session.rescue() is None
    registrar.do(registrar.register())


def test_of_a_queue_that_is_damaged_itself_the_rest_is_sent_and_what_is_missing_is_counted(
    desk: Desk, province: Province
) -> None:
    desk.spoil(_a_leaf_of_the_queue(desk))
    registrar = desk.again()
    found = told(registrar)
    assert found.lost
    assert found.waiting + len(found.lost) == WAITING
    assert_sent_once(registrar, province, 1 + found.waiting)
    assert not told(registrar).complete
    assert registrar.session.issue(registrar.register(), world.REFERRAL).sequence == WAITING + 2


def _a_leaf_of_the_queue(desk: Desk) -> int:
    """A page whose loss takes some of the commands, not all: found by trying on a copy."""
    whole = desk.path.read_bytes()
    try:
        for page in range(2, len(whole) // PAGE):
            desk.spoil(page)
            with closing(DamagedFile(desk.path, desk.key)) as file:
                rows = file.rows(outbox, WAITING + 1)
            desk.path.write_bytes(whole)
            if rows.unreadable and 1 not in rows.unreadable:
                return page
    finally:
        desk.path.write_bytes(whole)
        for ending in ("-wal", "-shm"):
            Path(f"{desk.path}{ending}").unlink(missing_ok=True)
    raise AssertionError("the queue lies on one page")


def test_without_its_first_page_nothing_can_be_read_and_that_is_said_until_it_is_heard(
    desk: Desk, province: Province
) -> None:
    desk.spoil(1)
    registrar = desk.again()
    found = told(registrar)
    assert (found.reason, found.waiting, found.lost) == ("cache_damaged", 0, None)
    registrar.restart()
    assert not told(registrar).complete
    assert registrar.session.online
    registrar.do(registrar.register())
    assert_sent_once(registrar, province, 2)


def test_damage_to_what_the_file_knows_of_itself_costs_no_command_nor_number(
    desk: Desk, province: Province
) -> None:
    desk.spoil(desk.root("meta"))
    registrar = desk.again()
    assert told(registrar).complete
    assert_sent_once(registrar, province, 1 + WAITING)
    assert province.value("select count(*) from court.command_log where status = 'rejected'") == 0
    assert province.value("select count(distinct workstation) from court.command_log") == 1


def test_a_log_cut_off_by_a_crash_of_the_disk_is_missed(desk: Desk, province: Province) -> None:
    desk.proxy.close_road()
    registrar = desk.again()
    with registrar.session.cache.read():
        # What is written while somebody reads stays in the log.
        registrar.session.issue(registrar.register(), world.REFERRAL)
        number = registrar.session.next_number("case")
        kept = desk.path.read_bytes()
    registrar.close()
    desk.path.write_bytes(kept)
    desk.proxy.open_road()
    registrar = desk.again()
    assert told(registrar).reason == "cache_older"
    assert told(registrar).lost == (WAITING + 2,)
    assert registrar.session.next_number("case") > number
    assert_sent_once(registrar, province, 1 + WAITING)


def test_a_rebuilding_that_is_killed_goes_on_at_the_next_start(
    desk: Desk, province: Province, monkeypatch: pytest.MonkeyPatch
) -> None:
    class PowerCutError(Exception):
        pass

    def cut(*_: Any) -> None:
        raise PowerCutError

    desk.spoil(desk.root("lease"))
    for step in ("_move", "finish"):
        with monkeypatch.context() as power:
            power.setattr(rescue, step, cut if step == "_move" else _once_then(cut, rescue.finish))
            with pytest.raises(PowerCutError):
                desk.again()
    registrar = desk.again()
    assert told(registrar).waiting == WAITING
    assert_sent_once(registrar, province, 1 + WAITING)


def _once_then(cut: Callable[..., None], real: Callable[[Path], None]) -> Callable[[Path], None]:
    """The first call, at the start of the program, does its work; the second finds the power gone."""
    calls = iter((real, cut))
    return lambda path: next(calls)(path)


def test_with_the_key_gone_or_another_the_user_is_asked_and_the_old_file_stays_whole(
    desk: Desk, province: Province
) -> None:
    whole, key = desk.path.read_bytes(), desk.key
    mine = dict(desk.keys.entries)
    name = next(name for name in mine if name[1].endswith("#cache-key"))
    del desk.keys.entries[name]
    assert desk.refused() == "cache_key_missing"
    Keys(f"registrar@{desk.centre}", desk.keys).new_cache_key()
    assert desk.refused() == "cache_wrong_key"
    aside = desk.set_aside()
    assert aside.read_bytes() == whole
    registrar = desk.again()
    assert (told(registrar).reason, told(registrar).lost) == ("cache_wrong_key", None)
    registrar.do(registrar.register())
    registrar.close()
    with closing(connect(aside, key)) as connection:
        assert connection.execute("select count(*) from outbox").fetchone() == (1 + WAITING,)


def test_a_file_that_no_witness_knows_and_no_key_opens_is_asked_about(desk: Desk) -> None:
    desk.path.with_suffix(".witness").unlink()
    desk.spoil(1)
    assert desk.refused() == "cache_unreadable"


def test_a_cache_of_a_newer_program_is_refused_and_put_aside_its_queue_is_sent(
    desk: Desk, province: Province
) -> None:
    cache = Cache(desk.path, desk.key)
    with cache.write() as connection:
        connection.exec_driver_sql("alter table outbox add column colour text")
        connection.exec_driver_sql("alter table draft add column colour text not null default 'red'")
        connection.exec_driver_sql(f"pragma user_version = {CACHE_VERSION + 1}")
    cache.close()
    assert desk.refused() == "cache_too_new"
    assert desk.set_aside().exists()
    registrar = desk.again()
    assert (told(registrar).reason, told(registrar).waiting) == ("cache_too_new", WAITING)
    assert_sent_once(registrar, province, 1 + WAITING)
    assert len(registrar.session.drafts.list()) == 1


def test_damage_among_the_cases_is_found_while_one_works_and_healed_at_the_next_start(
    desk: Desk, province: Province
) -> None:
    page = desk.root("docket_entry_next")
    desk.ask("delete from meta where key = 'checked'")
    desk.spoil(page)
    registrar = desk.again()
    wait_until(lambda: registrar.session.link.code == "cache_damaged")
    registrar.close()
    registrar = desk.again()
    assert told(registrar).complete
    assert_sent_once(registrar, province, 1 + WAITING)
    assert registrar.session.link.code is None


def test_damage_met_while_signing_in_is_healed_at_once(desk: Desk, province: Province) -> None:
    desk.spoil(desk.root("event_actor"), desk.root("court_case"))
    assert_sent_once(desk.again(), province, 1 + WAITING)


def test_damage_that_a_list_meets_is_told_as_damage(desk: Desk) -> None:
    page = desk.root("code")
    cache = Cache(desk.path, desk.key)
    cache.close()
    desk.spoil(page)
    cache = Cache(desk.path, desk.key)
    with pytest.raises(CacheDamaged), cache.read() as connection:
        connection.exec_driver_sql("select * from code").all()
    assert cache.trouble == "cache_damaged"
    cache.close()
