"""Killing the program at any point loses nothing that was told to the user, and doubles nothing."""

import contextlib
import json
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest

from client.sync.session import ServerAddress
from tests.client.sync.headless import FileKeyring, Headless
from tests.client.sync.victim_points import CASES, POINTS
from tests.server.world import PASSWORD, Province

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def given(centre: ServerAddress, tmp_path: Path) -> dict[str, Any]:
    """What the victim is told."""
    return {
        "home": str(tmp_path / "registrar"),
        "keyring": str(tmp_path / "keyring.json"),
        "host": centre.host,
        "port": centre.port,
        "database": centre.database,
        "login": "registrar",
        "password": PASSWORD,
    }


def started(given: dict[str, Any], point: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "tests.client.sync.victim", json.dumps(given | {"point": point})],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )


def assert_each_was_done_once(registrar: Headless, province: Province, number: int) -> None:
    registrar.settled()
    assert [row["state"] for row in registrar.rows("select state from outbox")] == ["applied"] * number
    assert len(registrar.rows("select 1 from v_court_case where layer = 0")) == number
    assert province.value("select count(*) from court.court_case") == number
    assert province.value("select count(*) from court.command_log") == number
    with registrar.session.cache.read() as connection:
        assert connection.exec_driver_sql("pragma integrity_check").scalar() == "ok"


@pytest.mark.parametrize("point", POINTS)
def test_a_program_killed_on_the_way_of_a_command_sends_it_once(
    point: str, given: dict[str, Any], office: Callable[..., Headless], province: Province
) -> None:
    victim = started(given, point)
    told, _ = victim.communicate(timeout=60)
    assert (victim.returncode, told) == (-signal.SIGKILL, "told\n")
    registrar = office("registrar", keys=FileKeyring(Path(given["keyring"])))
    assert_each_was_done_once(registrar, province, CASES)


def test_a_program_killed_again_and_again_at_any_moment_sends_everything_once(
    given: dict[str, Any], office: Callable[..., Headless], province: Province
) -> None:
    random = Random(1405)
    kills = 5
    for _ in range(kills):
        victim = started(given, "any moment")
        assert victim.stdout is not None
        assert victim.stdout.readline() == "told\n"
        with contextlib.suppress(subprocess.TimeoutExpired):
            victim.wait(random.uniform(0, 0.12))
        victim.kill()
        victim.communicate()
    registrar = office("registrar", keys=FileKeyring(Path(given["keyring"])))
    assert_each_was_done_once(registrar, province, kills * CASES)
