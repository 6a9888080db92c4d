"""Every reader ends with exactly what its login may see, and never sees half of a change (short forms)."""

from contextlib import closing

from tests.feed.stress import Stress
from tests.own_server import own_database
from tests.server.world import Province


def test_readers_agree_with_the_books_while_everybody_works(province: Province) -> None:
    figures = Stress(province, seed=1405).run(seconds=3)
    assert figures.cases > 5, figures
    assert figures.polls > 20, figures
    assert figures.memberships > 0, figures
    assert all(figures.written[kind] for kind in ("amend_case", "undo_command", "write_note")), figures
    assert figures.torn == []
    assert figures.wrong == []


def test_readers_agree_after_backends_and_the_server_are_killed() -> None:
    with own_database(None, durable=True) as database, closing(Province(database)) as province:
        figures = Stress(province, seed=1387).run(seconds=5, kills=4)
    assert (figures.kills + figures.crashes, figures.crashes) == (4, 1), figures
    assert figures.verified > 0, figures
    assert figures.torn == []
    assert figures.wrong == []
