"""A PostgreSQL server of a long run's own, outside pytest."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from server.cluster import Cluster, find_binaries
from server.migrate import migrate
from tests import database_copy
from tests.conftest import Database, free_port

NAME = "kelaseh_long_run"


@contextmanager
def own_database(programs: str | None, *, durable: bool = False) -> Iterator[Database]:
    """A migrated database on a server that ends with the block; `programs` is PostgreSQL's folder."""
    folder = Path(tempfile.mkdtemp(prefix="kelaseh-long-"))
    folder.chmod(0o711)
    cluster = Cluster(
        folder / "data",
        free_port(),
        binaries=find_binaries(Path(programs) if programs else None),
        durable=durable,
        shared_buffers="64MB",
    )
    try:
        cluster.initialise()
        cluster.start()
        with database_copy.statements(cluster.superuser_connection()) as cursor:
            cursor.execute(f"create database {NAME} template template0")
        migrate(cluster.superuser_connection(NAME))
        yield Database(cluster, NAME)
    finally:
        cluster.kill()
        shutil.rmtree(folder, ignore_errors=True)
