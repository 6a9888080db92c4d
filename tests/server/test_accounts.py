"""The commands `kelaseh-server account` and `audit`, as the machine's owner types them."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg2
import pytest

from common.text import sort_key
from server.cluster import Cluster
from server.database import DATABASE, create_database
from server.run import cluster_in

ROOT = Path(__file__).parents[2]
PASSWORD = "a long enough one"


@pytest.fixture
def centre(
    server_folders: Callable[[], Path], free_ports: Callable[[], int]
) -> Iterator[tuple[Path, Cluster]]:
    """A server with one branch, at a port of its own."""
    folder = server_folders()
    cluster = cluster_in(folder, free_ports())
    cluster.initialise()
    cluster.start()
    create_database(cluster)
    with (
        psycopg2.connect(**cluster.superuser_connection(DATABASE)) as connection,
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "insert into court.desk (id, code, kind, branch_kind, title, sort_key)"
            " values (1, 'civil-1', 'branch', 'civil', 'شعبه ۱', %s)",
            (sort_key("شعبه ۱"),),
        )
    connection.close()
    yield folder, cluster
    cluster.stop("immediate")


def typed(*words: str, answer: str = "") -> subprocess.CompletedProcess[str]:
    """What the command prints."""
    return subprocess.run(
        [sys.executable, "-m", "server", *words],
        cwd=ROOT, input=answer, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_a_clerk_is_entered_seated_locked_and_let_in_again(centre: tuple[Path, Cluster]) -> None:
    folder, cluster = centre
    account = ("account", "--data", str(folder))

    def signs_in(password: str = PASSWORD) -> bool:
        try:
            psycopg2.connect(**cluster.connection("c.noori", password, DATABASE)).close()
        except psycopg2.OperationalError:
            return False
        return True

    short = typed(*account, "add", "c.noori", "مریم", "نوری", answer="short\n")
    assert (short.returncode, short.stderr) == (1, "a password has at least 12 characters\n")
    assert typed(*account, "add", "c.noori", "مریم", "نوری", answer=f"{PASSWORD}\n").returncode == 0
    assert signs_in()
    assert "has no district_head" in typed(*account, "seat", "c.noori", "civil-1", "district_head").stderr
    assert "no desk 'civil-9'" in typed(*account, "seat", "c.noori", "civil-9", "clerk").stderr
    assert typed(*account, "seat", "c.noori", "civil-1", "clerk").returncode == 0
    assert "already belongs" in typed(*account, "seat", "c.noori", "civil-1", "judge").stderr
    assert typed(*account, "lock", "c.noori").returncode == 0
    assert not signs_in()
    assert typed(*account, "unlock", "c.noori").returncode == 0
    assert typed(*account, "password", "c.noori", answer="another long one\n").returncode == 0
    assert not signs_in()
    assert signs_in("another long one")
    assert "no account 'postgres'" in typed(*account, "password", "postgres", answer=f"{PASSWORD}\n").stderr
    verified = typed("audit", "verify", "--data", str(folder))
    assert (verified.returncode, verified.stdout) == (
        0,
        "0 entries of 0 desks, 0 desks with a broken link\n",
    )


def test_without_a_server_one_sentence_says_so(server_folders: Callable[[], Path]) -> None:
    folder = server_folders()
    for words in (
        ("account", "--data", str(folder), "lock", "x"),
        ("audit", "verify", "--data", str(folder)),
    ):
        answer = typed(*words)
        assert (answer.returncode, answer.stderr) == (1, f"No server runs in {folder}. Start it first.\n")
