"""PostgreSQL for the tests: one server per worker, one fresh database per test; and hypothesis' manners."""

import importlib
import itertools
import os
import random
import shutil
import socket
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from server.cluster import Binaries, Cluster, find_binaries
from tests import database_copy

TEMPLATE = "kelaseh_template"
PROVINCE = "kelaseh_province"
DEBIAN_15 = Path("/usr/lib/postgresql/15/bin")
# Below the ports that systems give to outgoing connections, one of which might take it before its server.
PORTS = range(20_000, 32_000)

# A slow machine is no fault. In CI everybody gets the same examples, at home new ones.
settings.register_profile(
    "kelaseh",
    deadline=None,
    derandomize="CI" in os.environ,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("kelaseh")


@dataclass(frozen=True)
class Database:
    """A fresh database with everything that `migrate` makes. Roles belong to the whole cluster."""

    cluster: Cluster
    name: str

    def as_(self, user: str, password: str) -> dict[str, Any]:
        """Arguments of `psycopg2.connect` for a login."""
        return self.cluster.connection(user, password, self.name)

    @property
    def superuser(self) -> dict[str, Any]:
        """Arguments of `psycopg2.connect` for the superuser."""
        return self.cluster.superuser_connection(self.name)


def installations() -> list[Path | None]:
    """The PostgreSQL programs on this machine; None stands for the usual ones."""
    usual = find_binaries()
    return [None, DEBIAN_15] if DEBIAN_15.is_dir() and usual.folder != DEBIAN_15 else [None]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Tests that ask for `both_versions` run once on each installed PostgreSQL."""
    if "both_versions" in metafunc.fixturenames:
        metafunc.parametrize(
            "cluster",
            installations(),
            indirect=True,
            scope="session",
            ids=lambda folder: "usual" if folder is None else "debian15",
        )


def free_port() -> int:
    """A TCP port of this machine that nobody used a moment ago."""
    # The system's own randomness: hypothesis sets Python's to the same seed in every worker.
    choose = random.SystemRandom().choice
    while True:
        port = choose(PORTS)
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


@pytest.fixture(scope="session")
def free_ports() -> Callable[[], int]:
    """Finds a TCP port that nobody listens at."""
    return free_port


@pytest.fixture(scope="session")
def server_folders() -> Iterator[Callable[[], Path]]:
    """Makes new folders that PostgreSQL's account can enter; pytest's own are closed to it when root."""
    made: list[Path] = []

    def make() -> Path:
        folder = Path(tempfile.mkdtemp(prefix="kelaseh-test-"))
        folder.chmod(0o711)
        made.append(folder)
        return folder

    yield make
    for folder in made:
        shutil.rmtree(folder)


@pytest.fixture(scope="session")
def _running_clusters(server_folders: Callable[[], Path]) -> Iterator[Callable[[Path | None], Cluster]]:
    started: dict[Path | None, Cluster] = {}

    def get(folder: Path | None) -> Cluster:
        if folder not in started:
            started[folder] = cluster = Cluster(
                server_folders() / "data",
                free_port(),
                binaries=find_binaries(folder),
                durable=False,
                shared_buffers="64MB",
            )
            cluster.initialise()
            cluster.start()
        return started[folder]

    yield get
    for cluster in started.values():
        cluster.stop("immediate")


@pytest.fixture(scope="session")
def cluster(request: pytest.FixtureRequest, _running_clusters: Callable[[Path | None], Cluster]) -> Cluster:
    """The worker's running server. It is not durable: do not crash it, make your own with `new_cluster`."""
    return _running_clusters(getattr(request, "param", None))


@pytest.fixture
def both_versions(cluster: Cluster) -> Cluster:
    """The same as `cluster`, and the test runs once for each PostgreSQL on this machine."""
    return cluster


@pytest.fixture
def new_cluster(server_folders: Callable[[], Path]) -> Iterator[Callable[..., Cluster]]:
    """Makes clusters of the test's own, neither initialised nor started; they end with the test.

    Arguments: durable (default True) and binaries (default the usual ones).
    """
    made: list[Cluster] = []

    def make(*, durable: bool = True, binaries: Binaries | None = None) -> Cluster:
        made.append(
            Cluster(
                server_folders() / "data",
                free_port(),
                binaries=binaries,
                durable=durable,
                shared_buffers="64MB",
            )
        )
        return made[-1]

    yield make
    for cluster in made:
        cluster.kill()
        shutil.rmtree(cluster.data, ignore_errors=True)


@pytest.fixture(scope="session")
def template_database(cluster: Cluster) -> str:
    """The name of the migrated database that the tests' databases are copied from."""
    with database_copy.statements(cluster.superuser_connection()) as cursor:
        if not database_copy.exists(cursor, TEMPLATE):
            cursor.execute(f"create database {TEMPLATE} template template0")
            importlib.import_module("server.migrate").migrate(cluster.superuser_connection(TEMPLATE))
    return TEMPLATE


@pytest.fixture(scope="session")
def template_province(cluster: Cluster, template_database: str) -> str:
    """The name of a migrated database with the tests' small province in it."""
    with database_copy.statements(cluster.superuser_connection()) as cursor:
        if not database_copy.exists(cursor, PROVINCE):
            database_copy.copy(cursor, template_database, PROVINCE)
            importlib.import_module("tests.server.world").build(cluster.superuser_connection(PROVINCE))
    return PROVINCE


_numbers = itertools.count(1)


@pytest.fixture
def database(request: pytest.FixtureRequest, cluster: Cluster) -> Iterator[Database]:
    """A fresh migrated database, dropped after the test; for a test of a `province`, one that holds it."""
    ready = "template_province" if "province" in request.fixturenames else "template_database"
    template = request.getfixturevalue(ready)
    name = f"kelaseh_test_{next(_numbers)}"
    with database_copy.statements(cluster.superuser_connection()) as cursor:
        database_copy.copy(cursor, template, name)
        yield Database(cluster, name)
        database_copy.drop(cursor, name)


@pytest.fixture
def province(database: Database) -> Iterator[Any]:
    """A `tests.server.world.Province`: a migrated database with desks and people, and their stations."""
    made = importlib.import_module("tests.server.world").Province(database)
    yield made
    made.close()
