"""The embedded server: making, starting, stopping, surviving, refusing."""

import stat
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg2
import pytest

from server.cluster import Cluster, ClusterError, find_binaries
from tests import database_copy

NewCluster = Callable[..., Cluster]


def ask(connection_kwargs: dict[str, Any], statement: str) -> Any:
    """The first value of the first row."""
    with database_copy.statements(connection_kwargs) as cursor:
        cursor.execute(statement)
        return cursor.fetchone()[0]


def wait_until(condition: Callable[[], bool], seconds: float = 60) -> None:
    """Return once the condition holds; fail after the time."""
    deadline = time.monotonic() + seconds
    pause = threading.Event()
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        pause.wait(0.02)


def start_in_another_python(cluster: Cluster, last_words: str, detached: bool) -> None:
    """Start the cluster from a Python process that then ends as `last_words` say."""
    script = (
        "import os, pathlib, signal, sys\n"
        "from server.cluster import Cluster\n"
        f"Cluster(pathlib.Path({str(cluster.data)!r}), {cluster.port}).start(detached={detached})\n"
        f"{last_words}\n"
    )
    root = Path(__file__).parents[2]
    subprocess.run([sys.executable, "-c", script], cwd=root, check=False, timeout=60)


def test_the_server_answers_on_each_installed_version(both_versions: Cluster) -> None:
    version = ask(both_versions.superuser_connection(), "show server_version_num")
    assert int(version) // 10000 == both_versions.binaries.major


def test_what_was_committed_is_there_after_a_power_cut(
    new_cluster: NewCluster, both_versions: Cluster
) -> None:
    cluster = new_cluster(binaries=both_versions.binaries)
    cluster.initialise()
    cluster.start()
    with database_copy.statements(cluster.superuser_connection()) as cursor:
        cursor.execute("create table kept as select 7 as number")
    cluster.kill()
    assert not cluster.running()
    cluster.start()
    assert ask(cluster.superuser_connection(), "select number from kept") == 7


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("fsync", "on"),
        ("full_page_writes", "on"),
        ("data_checksums", "on"),
        ("server_encoding", "UTF8"),
        ("lc_collate", "C"),
        ("listen_addresses", "127.0.0.1"),
        ("unix_socket_directories", ""),
        ("max_connections", "650"),
        ("max_prepared_transactions", "0"),
        ("tcp_keepalives_idle", "10"),
        ("client_connection_check_interval", "10s"),
        ("jit", "off"),
        ("work_mem", "8MB"),
        ("password_encryption", "scram-sha-256"),
        ("timezone", "UTC"),
    ],
)
def test_the_server_runs_with_the_measured_settings(durable: Cluster, setting: str, value: str) -> None:
    asked = (
        "select datcollate from pg_database where datname = 'postgres'"
        if setting == "lc_collate"
        else f"show {setting}"
    )
    assert ask(durable.superuser_connection(), asked) == value


@pytest.fixture(scope="module")
def durable(server_folders: Callable[[], Path], free_ports: Callable[[], int]) -> Any:
    cluster = Cluster(server_folders() / "data", free_ports(), shared_buffers="64MB")
    cluster.initialise("a password of the machine's owner")
    cluster.start()
    yield cluster
    cluster.stop("immediate")


def test_the_superusers_password_is_kept_for_the_owner_alone(durable: Cluster) -> None:
    assert durable.superuser_password == "a password of the machine's owner"
    if sys.platform != "win32":
        assert stat.S_IMODE(durable.password_file.stat().st_mode) == 0o600
    assert [path.name for path in durable.data.parent.iterdir() if "initdb" in path.name] == []


@pytest.mark.parametrize("password", ["a wrong one", ""])
def test_nobody_signs_in_without_the_password(durable: Cluster, password: str) -> None:
    with pytest.raises(psycopg2.OperationalError):
        psycopg2.connect(**durable.connection("postgres", password, "postgres"))


def test_the_log_tells_of_errors_without_what_people_typed(durable: Cluster) -> None:
    with database_copy.statements(durable.superuser_connection()) as cursor:
        cursor.execute("create table person (name text unique)")
        cursor.execute("insert into person values ('Zahra-secret')")
        with pytest.raises(psycopg2.errors.UniqueViolation):
            cursor.execute("insert into person values (%s)", ("Zahra-secret",))
        with pytest.raises(psycopg2.errors.UndefinedObject):
            cursor.execute("alter role nobody_here password 'typed-secret'")

    def log() -> str:
        return "".join(path.read_text(encoding="utf-8") for path in (durable.data / "log").iterdir())

    wait_until(lambda: "nobody_here" in log())
    assert "duplicate key" in log()
    assert "secret" not in log()


def test_a_server_ends_with_the_program_that_started_it_even_a_killed_one(durable_stopped: Cluster) -> None:
    start_in_another_python(durable_stopped, "os.kill(os.getpid(), signal.SIGTERM)", detached=False)
    wait_until(lambda: not durable_stopped.running())
    assert not (durable_stopped.data / "postmaster.pid").exists(), "it was stopped in good order"


def test_a_detached_server_survives_and_another_program_uses_and_stops_it(durable_stopped: Cluster) -> None:
    start_in_another_python(durable_stopped, "os.kill(os.getpid(), signal.SIGTERM)", detached=True)
    assert durable_stopped.running()
    durable_stopped.start()
    assert ask(durable_stopped.superuser_connection(), "select 1") == 1
    durable_stopped.stop()
    assert not durable_stopped.running()


@pytest.fixture
def durable_stopped(new_cluster: NewCluster) -> Cluster:
    cluster = new_cluster()
    cluster.initialise()
    return cluster


def test_stopping_a_stopped_server_is_no_error(durable_stopped: Cluster) -> None:
    durable_stopped.stop()
    assert not durable_stopped.running()


def test_a_server_that_runs_at_another_port_is_told(cluster: Cluster) -> None:
    with pytest.raises(ClusterError, match=f"runs in .* at port {cluster.port}"):
        Cluster(cluster.data, cluster.port - 1).start()


def test_a_busy_port_is_told_before_anything_starts(durable_stopped: Cluster, cluster: Cluster) -> None:
    with pytest.raises(ClusterError, match=f"listens at port {cluster.port}. Stop it or choose another port"):
        Cluster(durable_stopped.data, cluster.port).start()
    assert not durable_stopped.running()


def test_data_of_another_version_names_both_versions_and_the_remedy(durable_stopped: Cluster) -> None:
    (durable_stopped.data / "PG_VERSION").write_text("14\n")
    with pytest.raises(ClusterError, match=r"PostgreSQL 14, .* KELASEH_PG_BIN"):
        durable_stopped.start()


def test_a_full_disk_is_told_with_the_room_that_is_needed(
    durable_stopped: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("server.cluster.LEAST_FREE_MEGABYTES", 10**9)
    with pytest.raises(ClusterError, match=r"disk that holds .* is full. Make room"):
        durable_stopped.start()


def test_a_process_number_that_now_belongs_to_another_program_is_told(
    durable_stopped: Cluster, cluster: Cluster
) -> None:
    taken = (cluster.data / "postmaster.pid").read_text().splitlines()[0]
    durable_stopped.start()
    durable_stopped.kill()
    left = (durable_stopped.data / "postmaster.pid").read_text().splitlines()
    (durable_stopped.data / "postmaster.pid").write_text("\n".join([taken, *left[1:]]) + "\n")
    assert not durable_stopped.running()
    with pytest.raises(ClusterError, match=r"postmaster\.pid was left .* delete that file"):
        durable_stopped.start()


def test_a_folder_with_other_files_is_left_alone(server_folders: Callable[[], Path]) -> None:
    folder = server_folders()
    (folder / "letter.txt").write_text("mine")
    with pytest.raises(ClusterError, match="is not empty"):
        Cluster(folder, 5433).initialise()
    assert [path.name for path in folder.iterdir()] == ["letter.txt"]


def test_root_is_told_which_folder_is_closed_and_it_stays_closed(tmp_path: Path) -> None:
    closed = tmp_path / "private"
    closed.mkdir(mode=0o700)
    cluster = Cluster(closed / "deeper" / "data", 5433)
    if cluster.binaries.account is None:
        assert cluster.binaries.first_closed_folder(closed) is None
        return
    with pytest.raises(ClusterError, match=r"cannot enter .* Choose a data folder"):
        cluster.initialise()
    assert stat.S_IMODE(closed.stat().st_mode) == 0o700
    assert list(closed.iterdir()) == []


def test_a_named_folder_without_postgresql_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KELASEH_PG_BIN", str(tmp_path))
    with pytest.raises(ClusterError, match=r"cannot be run by .* KELASEH_PG_BIN"):
        find_binaries()


def test_a_copied_database_has_the_rights_and_settings_of_its_template(both_versions: Cluster) -> None:
    connection = both_versions.superuser_connection()
    with database_copy.statements(connection) as cursor:
        cursor.execute("create role copied_owner")
        cursor.execute("create database copied_from owner copied_owner")
        cursor.execute("revoke all on database copied_from from public")
        cursor.execute("alter database copied_from set search_path = pg_catalog, court")
        cursor.execute("alter database copied_from set work_mem = '9MB'")
        cursor.execute("alter role copied_owner in database copied_from set timezone = 'Asia/Tehran'")
        database_copy.copy(cursor, "copied_from", "copied_to")
        described = (
            "select pg_get_userbyid(datdba), datacl, array(select (setrole, setconfig)::text"
            " from pg_db_role_setting where setdatabase = d.oid order by 1)"
            " from pg_database d where datname = %s"
        )
        cursor.execute(described, ("copied_from",))
        expected = cursor.fetchone()
        cursor.execute(described, ("copied_to",))
        assert cursor.fetchone() == expected
        for name in ("copied_to", "copied_from"):
            database_copy.drop(cursor, name)
        cursor.execute("drop role copied_owner")
