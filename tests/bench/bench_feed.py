"""The feed against bare reads: the pulse, a call with nothing new, five cases, ten thousand rows."""

from __future__ import annotations

import json
from typing import Any

import psycopg2

from server.cluster import Cluster
from server.database import DATABASE
from tests.bench import ground
from tests.server import world

CASES = 2500
"""Four rows each: ten thousand."""


def bench() -> dict[str, Any]:
    """Milliseconds of a pulse (ours) and of ``select 1`` (bound); the note tells of api.changes."""
    with ground.cluster() as cluster:
        world.build(cluster.superuser_connection(DATABASE))
        station = world.Station(cluster.connection("authority", world.PASSWORD, DATABASE), world.REFERRAL)
        cursor = station.connection.cursor()
        cursors = {"desks": {str(world.REFERRAL): _snapshot(station)}, "reference": _snapshot(station)}
        _load(cluster, CASES)
        bare = _raw_milliseconds(cluster)
        many = ground.milliseconds(cursor, "select api.changes(%s)::text", (json.dumps(cursors),), 5)
        cursors = {"desks": {str(world.REFERRAL): _snapshot(station)}, "reference": _snapshot(station)}
        asked = (json.dumps(cursors),)
        nothing = ground.milliseconds(cursor, "select api.changes(%s)::text", asked)
        pulse = ground.milliseconds(cursor, "select api.pulse(%s)::text", asked)
        one = ground.milliseconds(cursor, "select 1")
        _load(cluster, 5)
        five = ground.milliseconds(cursor, "select api.changes(%s)::text", asked)
        station.close()
    return {
        "name": "pulse",
        "ours": round(pulse, 3),
        "bound": round(one, 3),
        "ratio": round(pulse / one, 2),
        "unit": "ms, select 1",
        "note": (
            f"changes: nothing {nothing:.2f}, 5 cases {five:.2f}, {CASES * 4} rows {many:.0f} ms"
            f" (bare selects of the same rows {bare:.0f} ms)"
        ),
    }


def _snapshot(station: world.Station) -> str:
    snapshot: str = station.ask("changes", desks={})["snapshot"]
    return snapshot


def _load(cluster: Cluster, count: int) -> None:
    """Write cases of the referral desk in bulk, past the guards: a case, two parties and a claim each."""
    with ground.superuser(cluster) as cursor:
        cursor.execute("set session_replication_role = replica")
        cursor.execute(
            "create temp table fresh on commit drop as"
            " select gen_random_uuid() as id, nextval('court.position') as n from generate_series(1, %s)",
            (count,),
        )
        cursor.execute(
            "insert into court.court_case (id, number, kind, subject, received_on, holder, registered_by)"
            " select id, n::text, 'criminal', 'مزاحمت تلفنی', '2026-11-24', 1, 'registrar' from fresh;"
            "insert into court.case_access (case_id, desk, level) select id, 1, 2 from fresh;"
            "insert into court.party (id, case_id, ordinal, role, kind, given, family, sort_key, search_key)"
            " select gen_random_uuid(), id, o, 'accused', 'person', 'علی', 'محمدی', '6141', 'محمدی'"
            "   from fresh, generate_series(1, 2) o;"
            "insert into court.claim (id, case_id, ordinal, code_kind, code)"
            " select gen_random_uuid(), id, 1, 'charge', '306' from fresh"
        )
    connection = psycopg2.connect(**cluster.superuser_connection(DATABASE))
    connection.autocommit = True
    connection.cursor().execute("analyze")
    connection.close()


def _raw_milliseconds(cluster: Cluster) -> float:
    with ground.superuser(cluster) as cursor:
        return sum(
            ground.milliseconds(cursor, f"select * from court.{table}", None, 5)
            for table in ("court_case", "party", "claim")
        )


if __name__ == "__main__":
    print(bench())
