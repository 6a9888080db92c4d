"""The command `kelaseh-server run`, as the machine's owner uses it."""

import json
import signal
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg2
import pytest

from server.cluster import Cluster
from server.run import cluster_in

ROOT = Path(__file__).parents[2]


def command(data: Path, port: int) -> list[str]:
    """The command line that serves `data`."""
    return [sys.executable, "-m", "server", "run", "--data", str(data), "--port", str(port)]


def wait_for(path: Path, process: "subprocess.Popen[str]") -> None:
    """Return once the file exists; fail when the process ends before that."""
    deadline = time.monotonic() + 120
    pause = threading.Event()
    while not path.exists():
        assert process.poll() is None, process.communicate()[0]
        assert time.monotonic() < deadline, "the server took too long"
        pause.wait(0.05)


@pytest.fixture
def served(
    server_folders: Callable[[], Path], free_ports: Callable[[], int]
) -> Iterator[tuple[Path, int, "subprocess.Popen[str]"]]:
    """A new folder with one demo user, and the process that serves it."""
    folder = server_folders()
    (folder / "demo-users.json").write_text('[{"login": "rahimi"}]', encoding="utf-8")
    port = free_ports()
    process = subprocess.Popen(
        command(folder, port), cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    wait_for(folder / "connection.json", process)
    yield folder, port, process
    process.kill()
    process.communicate()
    cluster_in(folder, port).stop("immediate")


def test_one_command_makes_a_server_tells_how_to_reach_it_and_ends_in_good_order(
    served: tuple[Path, int, "subprocess.Popen[str]"],
) -> None:
    folder, port, process = served
    told = folder / "connection.json"
    assert json.loads(told.read_text(encoding="utf-8")) == {
        "host": "127.0.0.1",
        "port": port,
        "database": "kelaseh",
        "users": [{"login": "rahimi"}],
    }
    assert stat.S_IMODE(told.stat().st_mode) == 0o600
    cluster: Cluster = cluster_in(folder, port)
    psycopg2.connect(**cluster.superuser_connection("kelaseh")).close()

    process.send_signal(signal.SIGTERM)
    said, _ = process.communicate(timeout=120)
    assert process.returncode == 0, said
    assert f"127.0.0.1:{port}" in said
    assert not cluster.running()
    assert not told.exists()


def test_a_second_command_for_the_same_folder_is_refused_and_the_first_goes_on(
    served: tuple[Path, int, "subprocess.Popen[str]"],
) -> None:
    folder, port, process = served
    second = subprocess.run(command(folder, port), cwd=ROOT, check=False, capture_output=True, text=True)
    assert second.returncode == 1
    assert "already runs" in second.stderr
    assert "Traceback" not in second.stderr
    assert process.poll() is None
    psycopg2.connect(**cluster_in(folder, port).superuser_connection("kelaseh")).close()


def by_hand(verb: str, data: Path, *more: str) -> None:
    """`kelaseh-server stop` or `start`, which must succeed."""
    words = [sys.executable, "-m", "server", verb, "--data", str(data), *more]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_server_stopped_by_hand_is_waited_for_and_ends_in_good_order_when_started_again(
    served: tuple[Path, int, "subprocess.Popen[str]"],
) -> None:
    folder, port, process = served
    cluster: Cluster = cluster_in(folder, port)
    by_hand("stop", folder)
    assert not cluster.running()
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(timeout=2)  # longer than between two looks at the server
    assert (folder / "connection.json").exists()  # clients go on knowing where the centre is

    by_hand("start", folder, "--port", str(port))
    psycopg2.connect(**cluster.superuser_connection("kelaseh")).close()
    process.send_signal(signal.SIGTERM)
    said, _ = process.communicate(timeout=120)
    assert process.returncode == 0, said
    assert not cluster.running()
    assert sorted(file.name for file in folder.iterdir()) == [
        "demo-users.json",
        "postgresql",
        "postgresql.superuser",
    ]
