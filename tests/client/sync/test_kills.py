"""Killing the program at any point loses nothing that was told to the user, and doubles nothing."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from client.sync.session import ServerAddress
from tests.client.sync.headless import FileKeyring, Headless
from tests.client.sync.victim_points import CASES, POINTS
from tests.server.world import PASSWORD, Province

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize("point", POINTS)
def test_a_program_killed_on_the_way_of_a_command_sends_it_once(
    point: str,
    office: Callable[..., Headless],
    centre: ServerAddress,
    province: Province,
    tmp_path: Path,
) -> None:
    keys = tmp_path / "keyring.json"
    given = {
        "home": str(tmp_path / "registrar"),
        "keyring": str(keys),
        "host": centre.host,
        "port": centre.port,
        "database": centre.database,
        "login": "registrar",
        "password": PASSWORD,
        "point": point,
    }
    victim = subprocess.run(
        [sys.executable, "-m", "tests.client.sync.victim", json.dumps(given)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (victim.returncode, victim.stdout) == (-9, "told\n"), victim.stderr

    registrar = office("registrar", keys=FileKeyring(keys))
    registrar.settled()
    assert [row["state"] for row in registrar.rows("select state from outbox")] == ["applied"] * CASES
    assert len(registrar.rows("select 1 from v_court_case where layer = 0")) == CASES
    assert province.value("select count(*) from court.court_case") == CASES
    assert province.value("select count(*) from court.command_log") == CASES
    with registrar.session.cache.read() as connection:
        assert connection.exec_driver_sql("pragma integrity_check").scalar() == "ok"
