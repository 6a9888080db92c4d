"""The checker of the feed finds the faults it is there for: feeds that are broken on purpose."""

import pytest

from tests.feed.stress import Stress
from tests.server.world import Province

# Name: what api.changes says, what it says instead, and what the checker then finds.
BROKEN = {
    "bounded by the oldest open transaction, its cursor is not": (
        "where a.changed >= pg_snapshot_xmin(m.since)",
        "where a.changed < pg_snapshot_xmin(pg_current_snapshot())"
        " and a.changed >= pg_snapshot_xmin(m.since)",
        "wrong",
    ),
    "says nothing of a case that is taken away": (
        "where a.changed >= pg_snapshot_xmin(m.since)",
        "where a.level = 2 and a.changed >= pg_snapshot_xmin(m.since)",
        "wrong",
    ),
    "brings of a case gained only what is new": (
        "not pg_visible_in_snapshot(a.gained, m.since)",
        "false",
        "torn",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_feed_is_found_out(province: Province, name: str) -> None:
    right, wrong, found = BROKEN[name]
    with province.superuser() as cursor:
        cursor.execute("select pg_get_functiondef('api.changes(text)'::regprocedure)")
        definition = cursor.fetchone()[0]
        assert right in definition
        cursor.execute(definition.replace(right, wrong))
    figures = Stress(province, seed=1).run(seconds=2.5)
    assert getattr(figures, found), figures
