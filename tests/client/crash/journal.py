"""Where a program may be killed: at every commit of its cache, as SQLAlchemy tells it."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, event, select
from sqlalchemy.pool import ConnectionPoolEntry, Pool

from client.sync.cache import Cache
from client.sync.cache_tables import draft, lease, outbox
from tests.client.crash.clerk import Clerk

_WRITES = ("insert", "update", "delete")


def watch(tell: Callable[[str, Any], object], copies: Path, die: list[Any] | None) -> None:
    """Tell of every commit and copy the cache's files before and after it, into `copies`/<number>-<when>.

    The file a killed program leaves is the file as it was at that instant. SQLite's commit is one fsync
    of the log (``synchronous=FULL``): before it nothing of the transaction counts, after it all of it
    does. So a copy taken beside a commit is what a kill there leaves, at a hundredth of the time. `die`:
    [how its kind begins, when] kills the program in truth at the first such commit, and a test compares
    both.
    """
    number = 0

    def here(path: str, when: str, written: list[str]) -> None:
        kind = ", ".join(dict.fromkeys(written))
        folder = copies / f"{number:03}-{when}"
        shutil.copytree(Path(path).parent, folder / "workstations", ignore=shutil.ignore_patterns("*.lock"))
        tell(f"{when} commit", [number, kind])
        if die is not None and when == die[1] and kind.startswith(die[0]):
            os.kill(os.getpid(), signal.SIGKILL)

    def before_execute(connection: Connection, _cursor: Any, statement: str, *_: Any) -> None:
        words = statement.split()
        if words[0].lower() in _WRITES:
            name = words[2] if words[0].lower() in ("insert", "delete") else words[1]
            connection.info.setdefault("written", []).append(f"{words[0].lower()} {name}")

    def before_commit(connection: Connection) -> None:
        if written := connection.info.get("written"):
            here(_file(connection.connection.dbapi_connection), "before", written)

    def after_commit(dbapi_connection: Any, record: ConnectionPoolEntry) -> None:
        nonlocal number
        if written := record.info.pop("written", None):
            here(_file(dbapi_connection), "after", written)
            number += 1

    event.listen(Engine, "before_cursor_execute", before_execute)
    event.listen(Engine, "commit", before_commit)
    event.listen(Pool, "checkin", after_commit)


def _file(dbapi_connection: Any) -> str:
    return str(dbapi_connection.execute("pragma database_list").fetchone()[2])


def standing(clerk: Clerk) -> dict[str, Any]:
    """What is on the page in front and in the cache."""
    return {"look": clerk.look(), "unsaved": clerk.page().unsaved(), **rows(clerk.session.cache)}


def rows(cache: Cache) -> dict[str, Any]:
    """The commands in order, the drafts by form and key, and the numbers that may still be given."""
    with cache.read() as connection:
        commands = connection.execute(
            select(outbox.c.id, outbox.c.kind, outbox.c.payload).order_by(outbox.c.sequence)
        )
        drafts = connection.execute(
            select(draft.c.form, draft.c.key, draft.c.content).order_by(draft.c.form, draft.c.key)
        )
        leases = connection.execute(select(lease.c.type, lease.c.next, lease.c.last).order_by(lease.c.id))
        return {
            "commands": [list(row) for row in commands],
            "drafts": [list(row) for row in drafts],
            "leases": [list(row) for row in leases],
        }
