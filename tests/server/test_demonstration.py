"""The command `kelaseh-server demo`, as somebody uses it who only wants to look."""

import json
import stat
from collections.abc import Callable
from contextlib import closing

import psycopg2
import pytest

from server import demonstration
from server.cluster import Cluster, ClusterError
from server.database import DATABASE, create_database


@pytest.fixture
def started(new_cluster: Callable[..., Cluster]) -> Cluster:
    cluster = new_cluster(durable=False)
    cluster.initialise()
    cluster.start()
    create_database(cluster)
    return cluster


def test_the_province_is_built_once_its_people_can_sign_in_and_lost_passwords_are_told(
    started: Cluster, capsys: pytest.CaptureFixture[str]
) -> None:
    data = started.data.parent
    demonstration.fill(started, data, cases=50)
    told = data / demonstration.USERS
    assert stat.S_IMODE(told.stat().st_mode) == 0o600
    first = json.loads(told.read_text(encoding="utf-8"))
    person = first[0]
    psycopg2.connect(**started.connection(person["login"], person["password"], DATABASE)).close()
    assert "Building the province: cases" in capsys.readouterr().out

    demonstration.fill(started, data, cases=50)
    assert json.loads(told.read_text(encoding="utf-8")) == first
    assert capsys.readouterr().out == ""
    with (
        closing(psycopg2.connect(**started.superuser_connection(DATABASE))) as centre,
        centre.cursor() as cursor,
    ):
        cursor.execute("select count(*) from court.court_case")
        assert cursor.fetchone() == (50,)

    told.unlink()
    with pytest.raises(ClusterError, match=r"demo --reset"):
        demonstration.fill(started, data)
