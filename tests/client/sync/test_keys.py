"""What the keyring keeps, in the desktop's own Secret Service where there is one."""

import os
import secrets
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from keyring.backends.fail import Keyring as NoKeyring

from client.sync.keys import SERVICE, Keys
from client.sync.refusals import SignInRefused
from tests.client.sync.headless import MemoryKeyring

ROOT = Path(__file__).resolve().parents[3]
DAY = date(2026, 11, 25)


def test_the_cache_key_is_random_and_stays(tmp_path: Path) -> None:
    backend = MemoryKeyring()
    assert Keys("a@b", backend).cache_key() is None
    key = Keys("a@b", backend).new_cache_key()
    assert len(key) == 32
    assert Keys("a@b", backend).cache_key() == key
    assert Keys("other@b", backend).new_cache_key() != key


def test_the_verifier_accepts_the_last_password_alone_and_does_not_hold_it() -> None:
    backend = MemoryKeyring()
    keys = Keys("a@b", backend)
    assert not keys.accepts("first")
    keys.renew_verifier("first", DAY)
    keys.renew_verifier("رمز دوم", DAY)
    assert keys.accepts("رمز دوم")
    assert not keys.accepts("first")
    assert not keys.accepts("")
    assert keys.last_day() == DAY
    assert {service for service, _ in backend.entries} == {SERVICE}
    assert "رمز دوم" not in str(backend.entries)


def test_a_keyring_that_is_missing_is_told_by_its_code() -> None:
    keys = Keys("a@b", NoKeyring())
    for ask in (keys.cache_key, keys.new_cache_key):
        with pytest.raises(SignInRefused) as refused:
            ask()
        assert refused.value.code == "keyring_missing"


@pytest.fixture
def secret_service(tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of a D-Bus session with an unlocked keyring of its own; ends with the test."""
    home = tmp_path / "home"
    home.mkdir()
    environment = os.environ | {
        "HOME": str(home),
        "XDG_DATA_HOME": str(home / "share"),
        "XDG_RUNTIME_DIR": str(home),
        "DBUS_SESSION_BUS_ADDRESS": f"unix:path={home}/bus",
    }
    bus = subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", f"--address=unix:path={home}/bus", "--print-address"],
        env=environment,
        stdout=subprocess.PIPE,
    )
    assert bus.stdout is not None
    bus.stdout.readline()
    daemon = subprocess.Popen(
        ["gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets"],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    assert daemon.stdin is not None
    daemon.stdin.write(b"test\n")
    daemon.stdin.close()
    yield environment
    for process in (daemon, bus):
        process.terminate()
        process.wait(10)
    bus.stdout.close()


PROGRAM = """
import sys, keyring.backends.SecretService as service
from client.sync.keys import Keys
keys = Keys("clerk@centre", service.Keyring())
if sys.argv[1] == "write":
    keys.renew_verifier("a password", __import__("datetime").date(2026, 11, 25))
    keys.remember_password("a password")
    print(keys.new_cache_key().hex())
else:
    assert keys.accepts("a password") and keys.remembered_password() == "a password"
    keys.forget_password()
    keys.forget_password()
    assert keys.remembered_password() is None
    print(keys.cache_key().hex())
"""


@pytest.mark.skipif(
    not (shutil.which("gnome-keyring-daemon") and shutil.which("dbus-daemon")),
    reason="this machine has no Secret Service: gnome-keyring and dbus are Debian packages",
)
def test_one_program_finds_in_the_secret_service_what_another_left(secret_service: dict[str, str]) -> None:
    def run(verb: str) -> str:
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM, verb],
            cwd=ROOT,
            env=secret_service,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    key = run("write")
    assert run("read") == key
    assert len(bytes.fromhex(key)) == len(secrets.token_bytes(32))
