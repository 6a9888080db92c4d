"""Who may sign in, with and without the centre, and what is left on the disk."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from keyring.backends.fail import Keyring as NoKeyring

from client.sync import instants
from client.sync.session import ServerAddress, Session, SignInRefused
from common import jalali
from server import users
from tests.client.sync.headless import Headless, MemoryKeyring, wait_until
from tests.client.sync.proxy import Proxy
from tests.server import world
from tests.server.world import PASSWORD, Province

Office = Callable[..., Headless]


def refusal(sign_in: Callable[[], object]) -> str:
    with pytest.raises(SignInRefused) as refused:
        sign_in()
    return refused.value.code


def test_the_centre_tells_name_desks_and_settings(office: Office) -> None:
    session = office("clerk2").session
    assert session.name == "مریم محمدی"
    assert [(role.desk, role.role) for role in session.roles] == [(world.FIRST, "clerk")]
    assert "accept_referral" in session.roles[0].kinds
    assert "sign_decision" not in session.roles[0].kinds
    assert session.settings["seal_days"] == 30
    assert session.online


def test_a_wrong_password_is_refused_by_the_centre_whatever_this_computer_remembers(
    office: Office, province: Province
) -> None:
    keys = MemoryKeyring()
    office("clerk2", keys=keys).close()
    assert refusal(lambda: office("clerk2", password="wrong", keys=keys)) == "wrong_login"
    with province.superuser() as cursor:
        users.set_password(cursor, "clerk2", "a new one 1405")
    try:
        assert refusal(lambda: office("clerk2", keys=keys)) == "wrong_login"
        assert office("clerk2", password="a new one 1405", keys=keys).session.online
    finally:
        with province.superuser() as cursor:
            users.set_password(cursor, "clerk2", PASSWORD)


def test_without_the_centre_the_last_password_opens_the_same_cache(
    office: Office, road: ServerAddress, proxy: Proxy
) -> None:
    keys = MemoryKeyring()
    registrar = office("registrar", road, keys=keys)
    registered = registrar.register()
    registrar.do(registered)
    registrar.settled()
    registrar.close()
    proxy.close_road()
    assert refusal(lambda: office("registrar", road, keys=keys, password="wrong")) == "wrong_login"
    registrar = office("registrar", road, keys=keys)
    assert not registrar.session.online
    assert registrar.session.name == "مریم محمدی"
    assert registrar.role.desk == world.REFERRAL
    assert registrar.case(registered.case)["court_case"][0]["number"] == registered.number
    issued = registrar.session.issue(registrar.register(), world.REFERRAL)
    proxy.open_road()
    assert registrar.answered(issued).status == "applied"


def test_the_first_sign_in_on_a_computer_needs_the_centre(
    office: Office, road: ServerAddress, proxy: Proxy
) -> None:
    proxy.close_road()
    assert refusal(lambda: office("registrar", road)) == "centre_away_first_time"


def test_working_without_the_centre_ends_after_the_days_allowed(
    office: Office, road: ServerAddress, proxy: Proxy
) -> None:
    keys = MemoryKeyring()
    office("registrar", road, keys=keys).close()
    proxy.close_road()
    office("registrar", road, keys=keys, now=lambda: instants.utc_now() + timedelta(days=14)).close()
    late = {"now": lambda: instants.utc_now() + timedelta(days=15)}
    assert refusal(lambda: office("registrar", road, keys=keys, **late)) == "offline_days_over"


def test_a_clock_that_is_years_behind_is_set_right_by_the_centre_and_never_before_its_last_day(
    office: Office, road: ServerAddress, proxy: Proxy
) -> None:
    keys = MemoryKeyring()
    behind = {"now": lambda: instants.utc_now() - timedelta(days=3 * 365)}
    registrar = office("registrar", road, keys=keys, **behind)
    today = registrar.session.today()
    assert today == jalali.tehran_today(instants.utc_now())
    assert registrar.session.clock_skew > timedelta(days=1000)
    registrar.do(registrar.register())
    registrar.close()
    proxy.close_road()
    assert office("registrar", road, keys=keys, **behind).session.today() == today


def test_a_second_program_on_the_same_cache_is_refused(office: Office) -> None:
    keys = MemoryKeyring()
    first = office("clerk2", keys=keys)
    assert refusal(lambda: office("clerk2", keys=keys)) == "cache_in_use"
    first.close()
    assert office("clerk2", keys=keys).session.online


def test_without_a_keyring_nobody_signs_in(office: Office) -> None:
    keys = NoKeyring()
    assert refusal(lambda: office("clerk2", keys=keys)) == "keyring_missing"


def test_a_locked_account_is_turned_away_at_the_door_and_while_signed_in(
    office: Office, province: Province
) -> None:
    keys = MemoryKeyring()
    clerk = office("clerk3", keys=keys)
    with province.superuser() as cursor:
        users.lock(cursor, "clerk3")
    try:
        wait_until(lambda: clerk.session.link.code == "account_locked")
        clerk.close()
        assert refusal(lambda: office("clerk3", keys=keys)) == "account_locked"
    finally:
        with province.superuser() as cursor:
            users.unlock(cursor, "clerk3")


def test_an_old_program_is_told_to_update(office: Office, province: Province) -> None:
    with province.superuser() as cursor:
        cursor.execute("""update court.setting set value = '"99.0"' where key = 'client_minimum'""")
    with pytest.raises(SignInRefused) as refused:
        office("clerk2")
    assert (refused.value.code, refused.value.parameters) == ("client_too_old", {"minimum": "99.0"})


def test_a_password_is_remembered_only_if_wished(
    office: Office, centre: ServerAddress, tmp_path: Path
) -> None:
    keys = MemoryKeyring()
    for wished, remembered in ((True, PASSWORD), (False, None)):
        Session.sign_in(tmp_path / "home", centre, "clerk2", PASSWORD, wished, keys).close()
        assert Session.remembered_password(centre, "clerk2", keys) == remembered


def test_nothing_on_the_disk_tells_a_name_a_number_or_the_password(office: Office, tmp_path: Path) -> None:
    registrar = office("registrar")
    registered = registrar.register("موضوعی که کسی نباید بخواند")
    registrar.do(registered)
    registrar.session.drafts.save("case_entry", "new", {"subject": registered.subject})
    registrar.settled()
    stored = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    registrar.close()
    stored += [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    assert max(map(len, stored)) > 100_000
    secrets = (PASSWORD, registered.number, registered.subject, "کریمی", "0499370899", "registrar", "SQLite")
    for secret in secrets:
        for encoding in ("utf-8", "utf-16-le"):
            assert not any(secret.encode(encoding) in each for each in stored)
